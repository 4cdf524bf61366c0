/* The addresses of a list's page: "#/duties/cooperative/42?list=basic". What earlier versions wrote leads to the successor. */
const kgAddress = (() => {
  'use strict';
  const shared = typeof module === 'undefined' ? kgFragment : require('../shared/address.js');
  /* The first is where a page begins; the first five have tabs. */
  const VIEWS = ['overview', 'departments', 'burden', 'duties', 'findings', 'near', 'ask', 'find', 'sparql'];
  const TABS = VIEWS.slice(0, 5);
  /* The filters, in the order in which a caption tells them, and the language: they go along from view to view. */
  const FILTERS = ['list', 'category', 'department', 'mark', 'matter', 'q'];
  const base = shared.make(VIEWS, [...FILTERS, 'lang']);
  const form = (name, open) => ({ view: 'departments', query: { form: name, open: open || '' } });
  /* A fragment of an earlier version → its successor. */
  const FORMER = {
    department: (parts) => ({ view: 'departments', parts }),
    duty: (parts) => ({ view: 'duties', parts }),
    category: ([name]) => ({ view: 'overview', query: { category: name } }),
    matter: ([name]) => ({ view: 'overview', query: { matter: name } }),
    matrix: ([kind]) => form(kind === 'departments' ? 'pairs' : 'categories'),
    cell: ([department, category]) => form('categories', `${department}~${category}`),
    pair: ([one, other]) => form('pairs', `${one}~${other}`),
    groups: () => form('groups'),
    group: ([id]) => form('groups', id),
    clusters: () => form('groups'),
    cluster: ([id]) => form('groups', id),
    overlaps: ([id]) => ({ view: 'findings', parts: id ? [id] : [], query: id ? {} : { mark: 'overlap' } }),
    gaps: ([id]) => ({ view: 'findings', parts: id ? [id] : [] })
  };
  /* Returns {view, parts, query, known, former}: former says that the fragment was one of an earlier version. */
  const parse = (hash) => {
    const { path: [first, ...parts], query } = shared.split(hash);
    if (!Object.prototype.hasOwnProperty.call(FORMER, first)) { return Object.assign(base.parse(hash), { former: false }); }
    const next = FORMER[first](parts);
    return { view: next.view, parts: next.parts || [], query: Object.assign({}, query, next.query), known: true, former: true };
  };
  return { parse, format: base.format, along: base.along, VIEWS, TABS, FILTERS };
})();
if (typeof module !== 'undefined') { module.exports = kgAddress; }
