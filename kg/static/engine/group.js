/* A query whose chains of + - and of * / are bracketed from the left. npm's Oxigraph reads a - b - c as a - (b - c), up to 0.5.11 at
   least; the native one does not. Only within round brackets, where expressions are: what VALUES lists is data, and a path has no
   variable and no figure in it. */
const kgGroup = (() => {
  'use strict';
  const tokens = typeof module === 'undefined' ? kgTokens : require('./tokens.js');
  /* What an expression ends at, within its brackets. */
  const BREAKS = [',', ';', '=', '<', '>', '&', '|', '!'];
  const WORDS = ['AS', 'IN', 'NOT'];
  const upper = (token) => (token && token.kind === 'word' ? token.text.toUpperCase() : '');
  const signOf = (token) => (token.kind === 'other' ? token.text : '');
  const chain = (from) => ({ from, signs: [] });
  const fresh = (from) => { const product = chain(from); return { sum: chain(from), product, products: [product], valued: false }; };
  /* Whether a sign that follows this stands between two values. */
  const isEnd = (token) => Boolean(token) && (['variable', 'string', 'tag', 'iri', 'name'].includes(token.kind) || /^(?:[\d)]|[eE][-\d].*|true|false)$/i.test(token.text));
  /* Whether a { opens the data of VALUES: its variables, one or in brackets, stand before. */
  const opensData = (found, number) => {
    let at = number - 1;
    while (at > 0 && found[number - 1].text === ')' && found[at].text !== '(') { at -= 1; }
    return at > 0 && upper(found[at - 1]) === 'VALUES';
  };
  /* What is to be put in: [where, bracket]. */
  const brackets = (found, length) => {
    const put = [];
    const levels = []; // of brackets; null where no expression is
    let data = 0;
    const end = (level) => {
      for (const one of level && level.valued ? [...level.products, level.sum] : []) { for (const sign of one.signs.slice(1)) { put.push([one.from, '('], [sign, ')']); } }
    };
    /* What is within brackets has a value if they have. */
    const shut = () => {
      const level = levels.pop();
      const outer = levels[levels.length - 1];
      end(level);
      if (level && outer) { outer.valued = outer.valued || level.valued; }
    };
    const brace = {
      '{': (number) => { data = data || opensData(found, number) ? data + 1 : 0; levels.push(null); },
      '}': () => { data = Math.max(0, data - 1); levels.pop(); },
      '(': (number, next) => { levels.push(data ? null : fresh(next)); },
      ')': shut
    };
    const sum = (level, at, next) => { level.sum.signs.push(at); level.product = chain(next); level.products.push(level.product); };
    const within = (level, token, next, follows) => {
      const sign = signOf(token);
      if (token.kind === 'variable' || /^\d$/.test(sign)) { level.valued = true; }
      if (BREAKS.includes(sign) || WORDS.includes(upper(token))) { end(level); Object.assign(level, fresh(next)); return; }
      if (follows && /^[-+]$/.test(sign)) { sum(level, token.at, next); }
      if (follows && /^[*/]$/.test(sign)) { level.product.signs.push(token.at); }
    };
    found.forEach((token, number) => {
      const next = number + 1 < found.length ? found[number + 1].at : length;
      const level = levels[levels.length - 1];
      if (brace[signOf(token)]) { brace[signOf(token)](number, next); } else if (level) { within(level, token, next, isEnd(found[number - 1])); }
    });
    return put;
  };
  /* Brackets at one place: what closes before what opens. */
  const insert = (text, put) => {
    const sorted = [...put].sort((one, other) => one[0] - other[0] || Number(one[1] === '(') - Number(other[1] === '('));
    let done = '';
    let at = 0;
    for (const [where, what] of sorted) { done += text.slice(at, where) + what; at = where; }
    return done + text.slice(at);
  };
  return (text) => insert(text, brackets(tokens.of(text), text.length));
})();
if (typeof module !== 'undefined') { module.exports = kgGroup; }
