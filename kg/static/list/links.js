/* Where things are: addresses within the page, with filters and language as they are now. */
const kgLinks = (() => {
  'use strict';
  let page = null;
  const href = (view, parts, more) => page.href(view, parts, more);
  return {
    use: (next) => { page = next; },
    home: () => href('overview'),
    duty: (duty, step) => href('duties', [duty.kind, duty.number].concat(step ? [step] : [])),
    near: (...parts) => href('near', parts),
    department: (one) => href('departments', [one.name]),
    category: (one) => href('overview', [], { category: one.name }),
    matter: (one) => href('overview', [], { matter: one.name }),
    /* All duties of a matter, whatever is filtered here. */
    whole: (one) => kgAddress.format('overview', [], { matter: one.name, lang: page.at.query.lang || '' }),
    finding: (one) => href('findings', [one.id]),
    /* Findings about a duty, of one kind and grade if told: all that there are, whatever is filtered here. */
    about: (duty, like) => kgAddress.format('findings', [], {
      duty: duty.code, mark: like ? like.kind : '', grade: like && like.view === 'overlaps' ? String(like.grade) : '', lang: page.at.query.lang || ''
    }),
    findings: (more) => href('findings', [], more),
    form: (name, open) => href('departments', [], { form: name, open: open || '' }),
    pair: (one, other) => href('departments', [], { form: 'pairs', open: `${one.name}~${other.name}` }),
    cell: (department, category) => href('departments', [], { form: 'categories', open: `${department ? department.name : '='}~${category ? category.name : '*'}` }),
    find: (query) => href('overview', [], { q: query })
  };
})();
