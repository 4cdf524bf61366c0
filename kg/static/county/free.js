/* 自由查询 over all lists: the engine's view (engine/sparql.js) as this page shows views; without an engine, the sentence that says where
   to ask (shared/free.js). */
const kgFree = (() => {
  'use strict';
  const { el } = kgMake;
  const view = () => kgViews.sparql;
  const isThere = (page) => Boolean(view().tab || page.data.tooMany);
  const drawn = (page) => {
    const nodes = view().render(page);
    const start = view().panel ? el('aside.start', { id: 'start' }, view().panel(page)) : null;
    return [el('div.asking-freely', {}, el('div.query', {}, nodes), start)];
  };
  /* The way from a question to its text in the editor, narrowed as here. */
  const link = (page, name, words) => el('a', { href: page.href('sparql', [name], kgAddress.along(page.at.query, kgAnswers.SLOTS.reduce((found, slot) => Object.assign(found, { [slot]: page.at.query[slot] || '' }), {}))), 'data-at': 'in-editor' }, words);
  return {
    isThere, link, placeholder: 'findQuestions',
    name: (page) => view().title(page), filters: (page) => view().bar(page),
    render: drawn, csv: (page) => view().rows(page), picture: () => (typeof kgPicture === 'undefined' ? null : kgPicture.file())
  };
})();
