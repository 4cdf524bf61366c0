/* 导出: what is shown, as CSV, PNG, SVG, on paper; on top whose list, which edition, which filter, which day. */
const kgExport = (() => {
  'use strict';
  const { el, add, clear, by } = kgMake;
  const { t } = kgSay;
  const name = (page) => kgSheet.safe(`${page.data.id}-${page.title}`).slice(0, 60);
  /* Exactly what is shown, as rows: the view's own, its one table, or its duties. */
  const rows = (page) => {
    const view = kgViews[page.at.view];
    if (view.rows) { return view.rows(page); }
    const tables = by('sheet').hidden ? [] : by('sheet').querySelectorAll('table');
    return tables.length === 1 ? kgRows.table(tables[0]) : kgRows.duties(page, view.codes ? view.codes(page) : page.chosen);
  };
  const layers = () => kgPicture.shown().layers();
  const choices = (page) => {
    const picture = Boolean(kgPicture.shown());
    const choice = (key, act) => el('button', { type: 'button', id: `save-${key}`, onclick: () => { by('save').open = false; act(); } }, t(key));
    return [
      choice('csv', () => kgSheet.save(rows(page), name(page))),
      picture ? [choice('png', () => kgSave.png(layers(), `${name(page)}.png`)), choice('svg', () => kgSave.svg(layers(), `${name(page)}.svg`))] : null,
      choice('print', () => window.print())
    ];
  };
  const fill = (page) => add(clear(by('choices')), choices(page));
  const beforePrint = (page) => {
    const paper = clear(by('paper'));
    const graph = kgPicture.shown();
    if (graph && !(page.at.view === 'duties' && page.at.parts.length)) {
      paper.append(el('p.caption', {}, document.title), kgSave.picture(graph.layers()));
    }
    by('panel').parentNode.insertBefore(paper, by('panel'));
    paper.className = graph && graph.scene().width > graph.scene().height * 1.2 ? 'wide' : '';
    paper.hidden = false;
  };
  const bind = (page) => {
    page.rows = () => rows(page);
    page.beforePrint = () => beforePrint(page);
    window.addEventListener('beforeprint', page.beforePrint);
    window.addEventListener('afterprint', () => { by('paper').hidden = true; clear(by('paper')); });
  };
  return { fill, bind };
})();
