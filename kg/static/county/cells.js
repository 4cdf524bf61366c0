/* The comparison's rows: what a cell shows, which rows a filter leaves, in which order. Nothing here knows of the screen. */
const kgCells = (() => {
  'use strict';
  const STANDINGS = ['few', 'some', 'most', 'alike'];
  const LISTS = { B: 'basic', C: 'cooperative', R: 'recalled' };
  const differs = (row, kind) => row.differences.some((one) => one.kind === kind);
  const listOf = (code) => LISTS[code.charAt(0)];
  /* The key of a duty in its list: C12 → cooperative/12. */
  const keyOf = (code) => `${listOf(code)}/${code.slice(1)}`;
  const codes = (row, column) => (row.held[column] ? row.held[column].split(' ') : []);
  const count = (row, columns) => columns.filter((column) => row.held[column]).length;

  /* What a cell shows: its duties, and how they depart from what most have, as `kg compare` says. */
  const marks = (row) => {
    const found = row.held.map(() => ({}));
    for (const one of row.differences) {
      for (const column of one.columns) {
        found[column][one.kind] = true;
        if (one.ordinary) { found[column].ordinary = true; }
      }
    }
    for (const one of row.possible || []) { found[one.column].possible = one.codes; }
    return found;
  };

  /* Whether some townships have a duty otherwise than each other: one lacks it, or words or lists differ. */
  const apart = (row, columns) => {
    const held = columns.filter((column) => row.held[column]);
    if (held.length < columns.length) { return held.length > 0; }
    const form = row.forms.find((one) => one.columns.includes(held[0]));
    return !held.every((column) => form.columns.includes(column));
  };
  const fold = (text) => String(text).normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  const among = (some, columns) => some.some((column) => columns.includes(column));
  /* What a row says in the columns that are shown: its wordings, and the groups of departments below them. */
  const formsOf = (row, columns) => row.forms.filter((form) => among(form.columns, columns));
  const bodiesOf = (row, columns) => formsOf(row, columns).flatMap((form) => (form.departments || [form]).filter((one) => among(one.columns, columns)).flatMap((one) => one.names));
  /* The words of a form of a duty; a form of a matter has none. */
  const wordsOf = (form) => (form.parts || []).map((part) => part.pieces.map((piece) => piece.text).join('')).join('\n');
  /* All that a row is searched by. */
  const said = (row, columns, texts) => fold([
    texts[row.title], texts[row.category], row.english || '', row.words || '',
    ...formsOf(row, columns).map(wordsOf),
    ...bodiesOf(row, columns).map((name) => texts[name])
  ].join('\n'));

  /* The filters, each by itself: what is asked, of a row, in the columns that are shown. */
  const filters = {
    standing: (row, wanted) => row.standing === wanted,
    category: (row, wanted, columns, texts) => texts[row.category] === wanted,
    department: (row, wanted, columns, texts) => bodiesOf(row, columns).some((name) => texts[name] === wanted),
    differ: (row, wanted, columns) => row.differences.some((one) => one.kind === wanted && among(one.columns, columns)),
    only: (row, wanted, columns) => count(row, columns) > 0,
    list: (row, wanted, columns) => columns.some((column) => codes(row, column).some((code) => listOf(code) === wanted)),
    q: (row, wanted, columns, texts) => wanted.split(/\s+/).filter(Boolean).every((word) => said(row, columns, texts).includes(fold(word)))
  };
  /* Whether a row is what the filters ask for; `uneven` is what differs: among the picked, or in the county. */
  const passes = (row, wish, columns, texts) => {
    if (wish.uneven && !(wish.only ? apart(row, columns) : row.standing !== 'alike')) { return false; }
    return Object.keys(filters).every((key) => !wish[key] || filters[key](row, wish[key], columns, texts));
  };
  /* Rows by where they stand, the rarest first, or as they are printed. */
  const grouped = (rows, order, columns) => STANDINGS.map((standing) => {
    const found = rows.filter((row) => row.standing === standing);
    if (order !== 'printed') { found.sort((one, other) => count(one, columns) - count(other, columns) || one.at - other.at); }
    return { standing, rows: found };
  }).filter((group) => group.rows.length);
  /* The row that a duty of some list is in. */
  const find = (rows, column, key) => rows.find((row) => codes(row, column).some((code) => keyOf(code) === key));
  return { STANDINGS, differs, listOf, keyOf, codes, count, marks, apart, passes, grouped, find };
})();
if (typeof module !== 'undefined') { module.exports = kgCells; }
