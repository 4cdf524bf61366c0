/* What the search box finds, by kind: each kind has its place and at most four rows, the rest is counted. */
const kgHits = (() => {
  'use strict';
  const MOST = 4;
  const KINDS = ['question', 'department', 'matter', 'category', 'duty', 'finding'];
  const kindOf = (hit) => (hit.type === 'step' ? 'duty' : hit.type);
  /* A duty once, however many of its steps have the words; titles go before steps. */
  const once = (hits) => {
    const seen = new Set();
    return hits.filter((hit) => { const fresh = !hit.code || !seen.has(hit.code); if (hit.code) { seen.add(hit.code); } return fresh; });
  };
  /* hits: of kgSearch.find; questions: [{title, href, …}]; exact: whether the first hit is called just what was typed. */
  const groups = (hits, questions, exact) => {
    const every = new Map(KINDS.map((kind) => [kind, []]));
    every.set('question', questions);
    for (const hit of hits) { every.get(kindOf(hit)).push(hit); }
    const order = exact && hits.length ? [kindOf(hits[0]), ...KINDS.filter((kind) => kind !== kindOf(hits[0]))] : KINDS;
    return order.map((kind) => {
      const all = kind === 'finding' ? every.get(kind) : once(every.get(kind));
      const count = (type) => new Set(every.get(kind).filter((hit) => hit.type === type).map((hit) => hit.code)).size;
      return { kind, rows: all.slice(0, MOST), count: all.length, titles: kind === 'duty' ? count('duty') : 0, steps: kind === 'duty' ? count('step') : 0 };
    }).filter((group) => group.rows.length);
  };
  /* A text cut where the words stand: pieces {text, mark}. */
  const marked = (text, words) => {
    const pieces = [];
    const rule = words.filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    let from = 0;
    for (const found of rule ? text.matchAll(new RegExp(rule, 'gi')) : []) {
      if (found.index > from) { pieces.push({ text: text.slice(from, found.index) }); }
      pieces.push({ text: found[0], mark: 1 });
      from = found.index + found[0].length;
    }
    if (from < text.length) { pieces.push({ text: text.slice(from) }); }
    return pieces;
  };
  return { groups, marked, MOST };
})();
if (typeof module !== 'undefined') { module.exports = kgHits; }
