/* 两两对照: how two townships have a duty, side by side; the words that differ between these two are marked. */
const kgPairwise = (() => {
  'use strict';
  /* Shorter stretches of equal letters between others are chance: they would scatter the marks. */
  const RUN = 2;
  /* For each letter of one text whether it is part of what both have in common: the longest such sequence. */
  const common = (one, other) => {
    const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
    for (let at = one.length - 1; at >= 0; at -= 1) {
      for (let there = other.length - 1; there >= 0; there -= 1) {
        lengths[at][there] = one[at] === other[there] ? lengths[at + 1][there + 1] + 1 : Math.max(lengths[at + 1][there], lengths[at][there + 1]);
      }
    }
    const runs = []; // where a stretch begins in both, and how long it is
    let [at, there] = [0, 0];
    while (at < one.length && there < other.length) {
      if (one[at] === other[there]) {
        const last = runs[runs.length - 1];
        if (last && last.at + last.length === at && last.there + last.length === there) { last.length += 1; } else { runs.push({ at, there, length: 1 }); }
        at += 1;
        there += 1;
      } else if (lengths[at + 1][there] >= lengths[at][there + 1]) { at += 1; } else { there += 1; }
    }
    return runs.filter((run) => run.length >= RUN);
  };
  const cut = (text, runs, from) => {
    const pieces = [];
    let at = 0;
    const add = (end, mark) => { if (end > at) { pieces.push({ text: text.slice(at, end).join(''), mark }); at = end; } };
    for (const run of runs) { add(run[from], 1); add(run[from] + run.length, 0); }
    add(text.length, 1);
    return pieces;
  };
  /* Both texts in pieces; mark 1: the other has it not. */
  const diff = (one, other) => {
    const [mine, theirs] = [[...one], [...other]];
    if (one === other) { return [[{ text: one, mark: 0 }], [{ text: other, mark: 0 }]]; }
    const runs = common(mine, theirs);
    return [cut(mine, runs, 'at'), cut(theirs, runs, 'there')];
  };
  /* The two columns that an address names, else the two that are picked, else the first and the first that is otherwise. */
  const chosen = (row, ids, query) => {
    const holding = row.held.map((_, column) => column).filter((column) => row.held[column]);
    const named = (text) => (text || '').split(',').map((id) => ids.indexOf(id)).filter((column) => holding.includes(column));
    const [two, picked] = [named(query.two), named(query.pick)];
    if (two.length === 2) { return two; }
    if (picked.length >= 2) { return picked.slice(0, 2); }
    const [first] = holding;
    const alike = row.forms.find((form) => form.columns.includes(first));
    const other = holding.find((column) => column !== first && !(alike && alike.columns.includes(column)));
    return [first, other === undefined ? holding[1] : other];
  };
  return { diff, chosen };
})();
if (typeof module !== 'undefined') { module.exports = kgPairwise; }
