'use strict';
const test = require('node:test');
const assert = require('node:assert');
const path = require('node:path');

const from = (name) => require(path.join(__dirname, '../../../kg/static/list', name));
const siblings = from('siblings.js');
const nearby = from('nearby.js');
const layout = from('nearlayout.js');

const KINDS = { B: 'basic', C: 'cooperative', R: 'recalled' };
const duty = (code, title) => ({ code, title, kind: KINDS[code[0]], number: code.slice(1), findings: [] });
const finding = (id, duties, matter, more) => ({ id, duties, matter, kind: 'overlap', view: 'overlaps', grade: 2, score: 1, shown: true, departments: [], ...more });

/* 消防 is part of 安全; B1 names both, C1 and R1 fire alone. */
const make = () => {
  const duties = [duty('B1', '消防和安全检查'), duty('B2', '养犬'), duty('C1', '消防检查'), duty('R1', '消防站')];
  const findings = [
    finding('f1', ['B1', 'C1'], '小场所', { grade: 2 }), finding('f2', ['C1', 'B1'], '消防', { kind: 'untold', view: 'gaps' }),
    finding('f3', ['B1', 'R1'], '消防', { grade: 3 }), finding('f4', ['B1', 'C1', 'R1'], '', { view: 'groups' }), finding('f5', ['B1'], '', { shown: false, grade: 1 })
  ];
  const store = { duties: {}, order: [], matters: [{ name: '安全', duties: ['B1', 'C1', 'R1'] }, { name: '消防', duties: ['B1', 'C1', 'R1'] }, { name: '小场所', duties: ['C1'] }], findings, categories: [{ name: '应急' }], departments: [{ name: '消防局', short: '消防', aliases: ['消防队'] }] };
  for (const one of duties) { store.duties[one.code] = one; store.order.push(one.code); }
  for (const one of findings) { one.duties.forEach((code) => store.duties[code].findings.push(one)); }
  return store;
};
const WIDER = [[], [0], [1, 0]];
const NAMED = [[1, 0, 2], [0, 3, 5]];

test('a title is cut where it names a matter, and the same matter keeps its number', () => {
  assert.deepStrictEqual(siblings.pieces('消防和安全消防', [...NAMED, [1, 5, 7]]), [
    { text: '消防', number: 1, matter: 1 }, { text: '和' }, { text: '安全', number: 2, matter: 0 }, { text: '消防', number: 1, matter: 1 }
  ]);
  assert.deepStrictEqual(siblings.pieces('养犬', []), [{ text: '养犬' }]);
});

test('a row a matter, its duties by list, the duty itself first', () => {
  const rows = siblings.rows(make(), 'B1', NAMED, WIDER);
  assert.deepStrictEqual(rows.map((row) => [row.number, row.matter.name]), [[1, '消防'], [2, '安全']]);
  assert.deepStrictEqual(rows[0].cells.basic.map((cell) => [cell.code, cell.own]), [['B1', true]]);
  assert.deepStrictEqual(rows[1].cells.recalled.map((cell) => cell.code), ['R1']);
});

test('a chip is only in the row whose matter the finding names, or of the nearest that this is a part of', () => {
  const rows = siblings.rows(make(), 'B1', NAMED, WIDER);
  const chips = (row, list) => row.cells[list].flatMap((cell) => cell.chips.map((one) => one.id));
  assert.deepStrictEqual(chips(rows[0], 'cooperative'), ['f1', 'f2']);
  assert.deepStrictEqual(chips(rows[0], 'recalled'), ['f3']);
  assert.deepStrictEqual([...chips(rows[1], 'cooperative'), ...chips(rows[1], 'recalled')], []);
});

test('without others of the same matter there is nothing to show', () => {
  const store = make();
  assert.ok(!siblings.alone(siblings.rows(store, 'B1', NAMED, WIDER)));
  store.matters.forEach((one) => { one.duties = one.duties.filter((code) => code === 'B1'); });
  assert.ok(siblings.alone(siblings.rows(store, 'B1', NAMED, WIDER)));
  assert.ok(siblings.alone(siblings.rows(store, 'B2', [], WIDER)));
});

test('a pair that two rules found is one line, the heaviest first', () => {
  const [f1, f2, f3, , f5] = make().findings;
  const lines = siblings.heaviest([[f5], [f3], [f1, f2]].map((members) => siblings.line('B1', members)));
  assert.deepStrictEqual(lines.map((line) => line.findings.map((one) => one.id)), [['f1', 'f2'], ['f3'], ['f5']]);
  assert.deepStrictEqual(lines[0].others, ['C1']);
  assert.deepStrictEqual(lines[0].matters, ['小场所', '消防']);
});

const NEAR = {
  list: 'http://x/list/l', findings: 'http://x/list/l/findings', matters: 'http://x/matters', matter: 'http://x/matter/', prefixes: { duty: 'http://d#' },
  terms: { 'duty:category': ['类别', 'category'] }, steps: [[0, 0], [0, 0], [2, 1], [0, 0]],
  bodies: [['http://x/o/1', '消防局', 'department'], ['http://x/o/2', '某乡', 'township']], categories: ['http://x/c/1'], concepts: [['safety', '安全', 'safety'], ['fire', '消防', 'fire']], acts: [],
  links: [
    { term: 'duty:category', from: 'duty', to: 'category', pairs: [0, 0, 1, 0, 1, 0, 1, 0] }, { term: 'duty:declaredDepartment', from: 'duty', to: 'body', pairs: [2, 0] },
    { term: 'duty:performedBy', from: 'step', to: 'body', pairs: [0, 0, 1, 0] }, { term: 'duty:matter', from: 'duty', to: 'matter', pairs: [0, 0, 0, 1, 2, 1] }, { term: 'skos:broader', from: 'matter', to: 'matter', pairs: [1, 0] }
  ]
};
const graph = () => nearby.read(NEAR, make());

test('a thing is found by its address, by any name of a department, and has an IRI', () => {
  const all = graph();
  for (const [parts, iri] of [[['duty', 'cooperative', '1'], 'http://x/list/l/cooperative/1'], [['step', 'cooperative', '1', 't1'], 'http://x/list/l/cooperative/1/township/1'],
    [['department', '消防队'], 'http://x/o/1'], [['department', '某乡'], 'http://x/o/2'], [['matter', '消防'], 'http://x/matter/fire'], [['category', '应急'], 'http://x/c/1'], [['finding', 'f3'], 'http://x/list/l/findings/f3']]) {
    const thing = nearby.open(all, parts);
    assert.strictEqual(nearby.iri(all, thing), iri);
    assert.strictEqual(nearby.open(all, nearby.parts(all, thing)).code, thing.code);
  }
  for (const parts of [[], ['duty'], ['duty', 'basic', '9'], ['step', 'cooperative', '1', 's3'], ['nothing', 'x'], ['matter', '__proto__']]) { assert.strictEqual(nearby.open(all, parts), null); }
});

test('relations go both ways, and a count is the number of neighbours', () => {
  const all = graph();
  const of = (parts) => Object.fromEntries(nearby.relations(all, nearby.open(all, parts)).map((one) => [one.id, one.things.map((thing) => thing.code)]));
  assert.deepStrictEqual(of(['duty', 'cooperative', '1']), {
    'declaredDepartment-body': ['b:消防局'], 'category-category': ['k:应急'], 'matter-matter': ['m:消防'], 'is-stepOf-step': ['C1.s1', 'C1.s2', 'C1.t1'], 'is-concerns-finding': ['f:f1', 'f:f2', 'f:f4']
  });
  assert.deepStrictEqual(of(['department', '消防局']), { 'is-declaredDepartment-duty': ['C1'], 'is-performedBy-step': ['C1.s1', 'C1.s2'] });
});

test('a click opens and folds; what hung on a thing goes with it', () => {
  const all = graph();
  const focus = nearby.open(all, ['duty', 'cooperative', '1']);
  const shown = (text) => nearby.branchesOf(nearby.tree(all, focus, text)).filter(({ branch }) => branch.open).map(({ branch }) => branch.token);
  assert.deepStrictEqual(shown('-'), []);
  const one = nearby.toggled(all, focus, '-', 'matter-matter');
  const grown = nearby.toggled(all, focus, nearby.toggled(all, focus, one, 'm:消防*'), 'm:消防*is-matter-duty');
  assert.deepStrictEqual(shown(grown), ['matter-matter', 'm:消防*is-matter-duty']);
  assert.strictEqual(nearby.toggled(all, focus, grown, 'm:消防*'), 'matter-matter');
  assert.strictEqual(nearby.toggled(all, focus, 'matter-matter', 'matter-matter'), '-');
});

test('a thing is in the picture once, and no two boxes lie on each other', () => {
  const all = graph();
  const root = nearby.tree(all, nearby.open(all, ['duty', 'cooperative', '1']), 'matter-matter!m:消防*!m:消防*is-matter-duty!m:消防*broader-matter!category-category!k:应急*!k:应急*is-category-duty');
  const scene = layout(root, 996, 620);
  const codes = scene.nodes.filter((one) => nearby.KINDS.includes(one.group) || one.group === 'middle').map((one) => one.ref);
  assert.strictEqual(new Set(codes).size, codes.length);
  assert.ok(scene.nodes.some((one) => one.group === 'see'));
  scene.nodes.forEach((one, at) => scene.nodes.slice(at + 1).forEach((other) => {
    assert.ok(Math.abs(one.x - other.x) >= (one.w + other.w) / 2 - 9 || Math.abs(one.y - other.y) >= (one.h + other.h) / 2, `${one.ref} ${other.ref}`);
  }));
  for (const one of scene.nodes) { assert.ok(one.x - one.w / 2 >= 0 && one.x + one.w / 2 <= scene.width && one.y - one.h / 2 >= 0 && one.y + one.h / 2 <= scene.height, one.ref); }
});

test('the SPARQL names what is open, each relation once, and says which kind is meant where a term has several', () => {
  const all = graph();
  const focus = nearby.open(all, ['matter', '消防']);
  const text = nearby.sparql(all, nearby.tree(all, focus, 'is-matter-duty!is-matter-finding'));
  assert.match(text, /FROM <http:\/\/x\/list\/l>/);
  assert.match(text, /VALUES \?thing \{ <http:\/\/x\/matter\/fire> \}\n {4}\?neighbour duty:matter \?thing \. \?neighbour a duty:Duty \./);
  assert.match(text, /\?neighbour a duty:Finding \./);
  assert.strictEqual(nearby.sparql(all, nearby.tree(all, focus, '-')), '');
});
