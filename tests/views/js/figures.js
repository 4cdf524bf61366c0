/* What the tabs 负担 and 部门 count, from what a page is told (stdin), as JSON: test_list_figures.py sets it beside the analyses. */
'use strict';
const path = require('node:path');
const from = (name) => require(path.join(__dirname, '../../../kg/static/list', name));
const steps = from('steps.js');
const shares = from('shares.js');

const told = JSON.parse(require('node:fs').readFileSync(0, 'utf-8'));
const { store } = told;
for (const duty of Object.values(store.duties)) {
  duty.declared = duty.declared.map((at) => store.departments[at]);
  duty.acting = duty.acting.map((at) => store.departments[at]);
}
store.findings = told.findings.map((one) => ({ ...one, departments: one.departments.map((at) => store.departments[at]) }));
const passes = (duty) => !told.category || duty.category === told.category;
const model = steps.read(told.burden);
const rowOf = (department, declared) => steps.row(model, department, declared.filter((code) => passes(store.duties[code])), (code) => store.duties[code].kind);
const groups = shares.groups(store, told.departments.groups);
process.stdout.write(JSON.stringify({
  kinds: model.kinds.map((kind) => kind.id),
  total: rowOf(null, store.order),
  rows: store.departments.map((department) => rowOf(department, department.declared)),
  columns: store.departments.map((department) => shares.columns(store, told.departments.leads, department, passes)),
  pairs: [...shares.pairs(store, passes)],
  order: shares.ordered(store, groups, '').map((block) => block.members.map((d) => d.name)),
  alone: shares.alone(store).map((d) => d.name),
  inside: groups.map((group) => shares.inside(store, shares.pairs(store, passes), group.members)),
  traffic: groups.map((group) => shares.traffic(shares.pairs(store, passes), group.members))
}));
