/* The clauses of a finding: each within the whole text that it stands in, what was found dark, shared words marked. */
const kgClauses = (() => {
  'use strict';
  /* A text cut where a clause begins and ends and where words are marked: [{text, found, mark}]. `marks` count from `start`. */
  const pieces = (text, start, length, marks) => {
    const cuts = new Set([0, text.length, start, start + length]);
    const marked = [];
    for (let at = 0; at + 1 < marks.length; at += 2) {
      const [from, to] = [start + marks[at], start + marks[at] + marks[at + 1]];
      marked.push([from, to]);
      cuts.add(from);
      cuts.add(to);
    }
    const places = [...cuts].filter((place) => place >= 0 && place <= text.length).sort((one, other) => one - other);
    const found = [];
    for (let at = 0; at + 1 < places.length; at += 1) {
      const [from, to] = [places[at], places[at + 1]];
      found.push({ text: text.slice(from, to), found: from >= start && to <= start + length, mark: marked.some(([first, last]) => from >= first && to <= last) });
    }
    return found;
  };
  const nodeOf = (code, at) => {
    const article = typeof document === 'undefined' ? null : document.getElementById(code);
    return article ? article.querySelector(at === 'title' ? '.title' : `[data-s="${at}"]`) : null;
  };
  /* The text that a clause stands in, and the clause itself. */
  const whole = (clause) => {
    if (clause.text) { return clause.text; }
    const node = nodeOf(clause.duty, clause.at);
    return node ? node.textContent : '';
  };
  const quoted = (clause) => (clause.text ? clause.text : whole(clause).substr(clause.start, clause.length));
  /* The words that a row is known by: the longest that its clauses share, or, if that says little, the longest that is marked. */
  const word = (clauses) => {
    const words = clauses.map((clause) => {
      const text = quoted(clause);
      const found = [];
      for (let at = 0; at + 1 < clause.marks.length; at += 2) { found.push(text.substr(clause.marks[at], clause.marks[at + 1])); }
      return found;
    });
    const longest = (some) => some.reduce((best, one) => (one.length > best.length ? one : best), '');
    const [first, ...others] = words;
    const shared = longest((first || []).filter((one) => others.some((some) => some.includes(one))));
    return shared.length > 3 ? shared : longest([].concat(...words));
  };
  return { pieces, whole, quoted, word, nodeOf };
})();
if (typeof module !== 'undefined') { module.exports = kgClauses; }
