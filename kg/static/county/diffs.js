/* The changes between editions: which rows a filter leaves, and how many there are. Nothing here knows of the screen. */
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
  return { learn, isOf, counts, count };
})();
if (typeof module !== 'undefined') { module.exports = kgDiffs; }
