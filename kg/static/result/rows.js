/* The rows of an answer: which match, and in which order they stand. */
const kgAnswer = (() => {
  'use strict';
  const fold = (text) => text.normalize('NFKC').toLowerCase();
  /* Every word of the filter is somewhere in the row. */
  const matches = (text, query) => {
    const folded = fold(text);
    return fold(query).split(/\s+/).every((word) => folded.includes(word));
  };
  const number = (text) => (/^[-+]?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN);
  /* Figures by size; words by their parts, so that 配合 9 comes before 配合 10; what is empty comes last either way. */
  const parts = (text) => text.split(/(\d+)/);
  const inText = (one, other) => {
    const [a, b] = [parts(one), parts(other)];
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
      const words = a[at] < b[at] ? -1 : 1;
      if (a[at] !== b[at]) { return at % 2 ? Number(a[at]) - Number(b[at]) : words; }
    }
    return a.length - b.length;
  };
  const compare = (one, other, down) => {
    if (!one || !other) { return Number(!one) - Number(!other); }
    const [a, b] = [number(one), number(other)];
    const found = Number.isNaN(a) || Number.isNaN(b) ? inText(one, other) : a - b;
    return down ? -found : found;
  };
  /* The order of rows (arrays of texts) by a column; equal ones stay as they were. */
  const order = (rows, column, down) => rows.map((row, at) => at)
    .sort((a, b) => compare(rows[a][column], rows[b][column], down) || a - b);
  return { matches, compare, order };
})();
if (typeof module !== 'undefined') { module.exports = kgAnswer; }
