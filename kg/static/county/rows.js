/* The rows of the desk: what they are searched and sorted by. Nothing here knows of the screen. */
const kgRows = (() => {
  'use strict';
  const fold = (text) => String(text).normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  /* Whether letters are the first letters of some characters in a row; a character may have several. */
  const spells = (initials, letters) => {
    for (let from = 0; from + letters.length <= initials.length; from += 1) {
      if ([...letters].every((letter, place) => initials[from + place].includes(letter))) { return true; }
    }
    return false;
  };
  const matches = (row, query) => {
    const wanted = fold(query);
    if (!wanted) { return true; }
    const names = [row.name, row.title, row.id, row.issued, row.spelled];
    return names.some((name) => fold(name).includes(wanted)) || spells(row.initials, wanted);
  };
  const findings = (row) => Object.values(row.findings).reduce((sum, count) => sum + count, 0);
  const figures = {
    basic: (row) => row.basic, cooperative: (row) => row.cooperative, recalled: (row) => row.recalled,
    superior: (row) => row.superior, township: (row) => row.township, departments: (row) => row.departments,
    findings, judged: (row) => row.judged, dropped: (row) => row.dropped, pending: (row) => row.pending
  };
  /* What a column holds of a row: a number, or a text; nothing (a first edition has no changes) comes last, whatever the order. */
  const value = (row, key) => {
    if (figures[key]) { return figures[key](row); }
    if (key === 'name') { return row.spelled; }
    if (key === 'issued') { return row.issued; }
    return row.changes ? row.changes[key] : null;
  };
  /* How many places rows are of: several lists of one place and month are one place. */
  const places = (rows) => new Set(rows.map((row) => (row.twin === undefined ? row.number : row.twin))).size;
  /* The rows that have no edition before them. */
  const first = (rows) => rows.filter((row) => !row.former.length);
  const before = (one, other) => (one < other ? -1 : Number(one > other));
  /* The rows in order; what is alike stays in the order of the build. */
  const sorted = (rows, key, descending) => [...rows].sort((one, other) => {
    const [left, right] = [value(one, key), value(other, key)];
    if (left === null || right === null) { return Number(left === null) - Number(right === null) || one.number - other.number; }
    return (descending ? before(right, left) : before(left, right)) || one.number - other.number;
  });
  /* Whether a figure is a tenth or more over the median (1), so much under (-1), or neither; in whole numbers, 110 is a tenth over 100. */
  const stands = (figure, median) => {
    if (figure === median) { return 0; }
    if (10 * figure >= 11 * median) { return 1; }
    return 10 * figure <= 9 * median ? -1 : 0;
  };
  /* The figures of a row that are a tenth over or under the median, the farthest first: [{key, share}], share 0.2 being a fifth over. */
  const far = (row, medians) => Object.keys(medians).filter((key) => stands(value(row, key), medians[key]))
    .map((key) => ({ key, share: (value(row, key) - medians[key]) / Math.max(1, medians[key]) }))
    .sort((one, other) => Math.abs(other.share) - Math.abs(one.share) || before(one.key, other.key));
  /* Rows with what stands out of them ({row, by}), by their farthest figure. */
  const farthest = (some) => [...some].sort((one, other) => Math.abs(other.by[0].share) - Math.abs(one.by[0].share) || one.row.number - other.row.number);
  return { fold, spells, matches, findings, value, places, first, sorted, stands, far, farthest };
})();
if (typeof module !== 'undefined') { module.exports = kgRows; }
