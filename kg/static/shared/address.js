/* The state of a page as a fragment: "#/compare/LIST/cooperative/42?q=消防". Nothing here throws, whatever stands in it. */
const kgFragment = (() => {
  'use strict';
  const decode = (text) => {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  };
  const split = (hash) => {
    const text = String(hash || '').replace(/^#/, '');
    const cut = text.indexOf('?');
    const path = cut < 0 ? text : text.slice(0, cut);
    const query = Object.create(null);
    for (const pair of cut < 0 ? [] : text.slice(cut + 1).split('&')) {
      const sign = pair.indexOf('=');
      if (sign > 0) { query[decode(pair.slice(0, sign))] = decode(pair.slice(sign + 1)); }
    }
    return { path: path.split('/').filter(Boolean).map(decode), query: Object.assign({}, query) };
  };
  const format = (view, parts, query) => {
    const tail = Object.keys(query || {}).sort().filter((key) => query[key])
      .map((key) => `${encodeURIComponent(key)}=${encodeURIComponent(query[key])}`).join('&');
    return `#/${[view, ...(parts || [])].map(encodeURIComponent).join('/')}${tail ? `?${tail}` : ''}`;
  };
  /* The addresses of a page: its views, the one it begins with, and what goes along from view to view. */
  const make = (views, kept) => {
    const parse = (hash) => {
      const { path: [first, ...parts], query } = split(hash);
      const known = views.includes(first);
      return { view: known ? first : views[0], parts: known ? parts : [], query, known: known || !first };
    };
    /* What of a query goes along to another view, with what is set there. */
    const along = (query, more) => {
      const left = {};
      for (const key of kept) { if (query[key]) { left[key] = query[key]; } }
      return Object.assign(left, more);
    };
    return { parse, format, along };
  };
  return { make, split, format };
})();
if (typeof module !== 'undefined') { module.exports = kgFragment; }
