/* What may be meant by the word before the cursor: a term of the ontology by its name or by what it is called, a variable, a keyword. */
const kgComplete = (() => {
  'use strict';
  const KEYWORDS = ['SELECT', 'DISTINCT', 'WHERE', 'ASK', 'CONSTRUCT', 'DESCRIBE', 'FILTER', 'OPTIONAL', 'UNION', 'MINUS', 'BIND', 'VALUES', 'GRAPH', 'EXISTS', 'NOT EXISTS', 'ORDER BY', 'GROUP BY', 'HAVING',
    'LIMIT', 'OFFSET', 'COUNT', 'SUM', 'MIN', 'MAX', 'AVG', 'GROUP_CONCAT', 'SEPARATOR', 'CONTAINS', 'STRSTARTS', 'STRENDS', 'REGEX', 'LANG', 'STR', 'IF', 'COALESCE', 'BOUND', 'PREFIX', 'DESC', 'ASC'];
  const MOST = 60;
  const UNNAMED = ['', ''];
  /* Where the word before the end of a text begins, or null if there is none. */
  const word = (before) => {
    const match = /[?$]?[\p{L}\p{N}_:-]+$|[?$]$/u.exec(before);
    return match ? { from: match.index, text: match[0] } : null;
  };
  const rank = (name, wanted) => {
    const whole = name.toLowerCase();
    const local = whole.slice(whole.indexOf(':') + 1);
    if (whole.startsWith(wanted) || local.startsWith(wanted)) { return 0; }
    return local.includes(wanted) ? 1 : -1;
  };
  const called = (term, wanted) => (/[^a-z]/.test(wanted) || wanted.length > 2 ? [term[1], term[2]].some((name) => name.toLowerCase().includes(wanted)) : false);
  /* terms: [short name, Chinese, English, whether a class]; returns [{label, detail: [Chinese, English], type}] */
  const find = (text, terms, whole) => {
    const wanted = text.toLowerCase();
    if (/^[?$]/.test(text)) {
      const names = new Set((whole.match(/[?$][\p{L}\p{N}_]+/gu) || []).filter((name) => name !== text && name.startsWith(text)));
      return [...names].sort().map((label) => ({ label, detail: UNNAMED, type: 'variable' }));
    }
    const found = terms.map((term) => [rank(term[0], wanted), term]).map(([at, term]) => [at < 0 && called(term, wanted) ? 2 : at, term]).filter(([at]) => at >= 0);
    found.sort((one, other) => one[0] - other[0] || (one[1][0] < other[1][0] ? -1 : 1));
    const rows = found.slice(0, MOST).map(([, [label, zh, en, isClass]]) => ({ label, detail: [zh, en], type: isClass ? 'class' : 'property' }));
    const words = wanted.includes(':') ? [] : KEYWORDS.filter((one) => one.toLowerCase().startsWith(wanted)).map((label) => ({ label, detail: UNNAMED, type: 'keyword' }));
    return [...words, ...rows];
  };
  return { word, find };
})();
if (typeof module !== 'undefined') { module.exports = kgComplete; }
