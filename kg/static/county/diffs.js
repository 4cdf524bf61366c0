/* The changes between editions: which rows a filter leaves, how they are grouped and counted. Nothing here knows of the screen. */
const kgDiffs = (() => {
  'use strict';
  let groups = {};
  const QUIET = 'typography';
  const learn = (data) => { groups = Object.fromEntries(data.groups.map((one) => [one.id, one.kinds])); };
  /* Whether a change is of a kind, or of one of a group's kinds. */
  const isOf = (row, kind) => (groups[kind] || [kind]).some((one) => row.kinds.includes(one));
  /* Whether a change is more than another way to print the same. */
  const counts = (row) => row.kinds.some((kind) => kind !== QUIET);
  /* What changed between the newest edition of each list and the one before it, counted as the rows that it opens. */
  const count = (data, county) => {
    for (const diff of county.changes) {
      const row = data.lists[diff.new];
      if (row.former[0] !== diff.old) { continue; }
      row.changes = { all: diff.rows.filter(counts).length };
      for (const kind of Object.keys(groups)) { row.changes[kind] = diff.rows.filter((one) => isOf(one, kind)).length; }
    }
  };

  /* From which list to which a change leads, as "basic-recalled"; nothing for what only came or went. */
  const flowsOf = (row) => {
    const found = row.old.flatMap((one) => row.new.map((other) => `${one.list}-${other.list}`));
    return [...new Set(found)].filter((flow) => flow.split('-')[0] !== flow.split('-')[1]);
  };
  const flows = (rows) => {
    const found = {};
    for (const flow of rows.flatMap(flowsOf)) { found[flow] = (found[flow] || 0) + 1; }
    return found;
  };
  /* What a change adds to a list or takes from it: "basic.recalled.-". */
  const moveOf = (list, step) => `${list}.${step.kind}.${step.count > 0 ? '+' : '-'}`;
  const fold = (text) => String(text).normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  /* The departments that a change is about: those that stayed, came and went. */
  const bodies = (row) => [...row.departments.kept, ...row.departments.come, ...row.departments.gone];
  const said = (row, texts) => {
    const duties = [...row.old, ...row.new];
    const pieces = [...duties.map((one) => one.pieces), ...row.parts.flatMap((one) => [one.old, one.new])];
    return fold([texts[row.category], ...bodies(row).map((one) => texts[one]), ...duties.map((one) => one.label), ...pieces.map((some) => some.map((one) => one.text).join(''))].join('\n'));
  };
  const filters = {
    kind: (row, wanted) => isOf(row, wanted),
    list: (row, wanted) => [...row.old, ...row.new].some((one) => one.list === wanted),
    category: (row, wanted, texts) => texts[row.category] === wanted,
    department: (row, wanted, texts) => bodies(row).some((one) => texts[one] === wanted),
    flow: (row, wanted) => flowsOf(row).includes(wanted),
    move: (row, wanted) => row.moves.some((one) => moveOf(one.list, one) === wanted),
    q: (row, wanted, texts) => wanted.split(/\s+/).filter(Boolean).every((word) => said(row, texts).includes(fold(word)))
  };
  /* Whether a row is what the filters ask for; what only prints otherwise is shown on request. */
  const passes = (row, wish, texts) => {
    if (!counts(row) && !wish.print && wish.kind !== QUIET) { return false; }
    return Object.keys(filters).every((key) => !wish[key] || filters[key](row, wish[key], texts));
  };
  /* Rows by group, the heaviest first. */
  const grouped = (rows) => Object.keys(groups).map((id) => ({ id, rows: rows.filter((row) => row.group === id) })).filter((group) => group.rows.length);
  const keyOf = (duty) => `${duty.list}/${duty.code.slice(1)}`;
  return { learn, isOf, counts, count, flows, moveOf, bodies, passes, grouped, keyOf, groups: () => Object.keys(groups) };
})();
if (typeof module !== 'undefined') { module.exports = kgDiffs; }
