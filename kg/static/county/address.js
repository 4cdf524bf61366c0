/* The state of the page as a fragment: "#/compare/LIST/cooperative/42?q=消防". Nothing here throws, whatever stands in it. */
const kgAddress = (() => {
  'use strict';
  const VIEWS = ['desk', 'compare', 'changes', 'files'];
  /* What goes along from view to view. */
  const KEPT = ['county', 'lang', 'pick'];
  const decode = (text) => {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  };
  const parse = (hash) => {
    const text = String(hash || '').replace(/^#/, '');
    const cut = text.indexOf('?');
    const path = cut < 0 ? text : text.slice(0, cut);
    const [first, ...parts] = path.split('/').filter(Boolean).map(decode);
    const query = {};
    for (const pair of cut < 0 ? [] : text.slice(cut + 1).split('&')) {
      const sign = pair.indexOf('=');
      if (sign > 0) { query[decode(pair.slice(0, sign))] = decode(pair.slice(sign + 1)); }
    }
    const known = VIEWS.includes(first);
    return { view: known ? first : 'desk', parts: known ? parts : [], query, known: known || !first };
  };
  const format = (view, parts, query) => {
    const tail = Object.keys(query || {}).sort().filter((key) => query[key])
      .map((key) => `${encodeURIComponent(key)}=${encodeURIComponent(query[key])}`).join('&');
    return `#/${[view, ...(parts || [])].map(encodeURIComponent).join('/')}${tail ? `?${tail}` : ''}`;
  };
  /* What of a query goes along to another view, with what is set there. */
  const along = (query, more) => {
    const kept = {};
    for (const key of KEPT) { if (query[key]) { kept[key] = query[key]; } }
    return Object.assign(kept, more);
  };
  return { parse, format, along };
})();
if (typeof module !== 'undefined') { module.exports = kgAddress; }
