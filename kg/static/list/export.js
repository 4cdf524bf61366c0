/* 导出: what is shown, as a table, as a picture, on paper; on top whose list, which edition, which filter, which day. */
const kgExport = (() => {
  'use strict';
  const { el, add, clear, by, unlink } = kgMake;
  const { t } = kgSay;
  /* What the rows are of: the whole table, whatever cell of it is open. */
  const title = (page) => (kgViews[page.at.view].table ? kgViews[page.at.view].table(page) : page.title);
  const name = (page) => kgSheet.safe(`${page.data.id}-${title(page)}`).slice(0, 60);
  const day = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  };
  const caption = (page) => {
    const told = page.filters();
    return t('printed', page.data.title, title(page), page.data.issued || '—', told.length ? told.join(' · ') : t('noFilter'), day());
  };
  /* Exactly what is shown, as rows: the view's own, its one table, or its duties (a department's desk). */
  const rows = (page) => {
    const view = kgViews[page.at.view];
    const own = view.rows ? view.rows(page) : null;
    if (own) { return own; }
    const tables = by('sheet').hidden ? [] : by('sheet').querySelectorAll('table');
    return tables.length === 1 ? kgRows.table(tables[0]) : kgRows.duties(page, view.codes ? view.codes(page) : page.chosen);
  };
  /* What writes rows as a file, by the word of its choice. */
  const writers = {
    xlsx: (page) => kgXlsx.save(title(page), rows(page), caption(page), name(page)),
    csv: (page) => kgSheet.save([[caption(page)], ...rows(page)], name(page))
  };
  const layers = (page) => Object.assign(kgPicture.shown().layers(), { caption: caption(page) });
  const choices = (page) => {
    const choice = (key, act) => el('button', { type: 'button', id: `save-${key}`, onclick: () => { by('save').open = false; act(); } }, t(key));
    return [
      Object.entries(writers).map(([key, write]) => choice(key, () => write(page))),
      kgPicture.shown() ? [choice('png', () => kgSave.png(layers(page), `${name(page)}.png`)), choice('svg', () => kgSave.svg(layers(page), `${name(page)}.svg`))] : null,
      choice('print', () => window.print())
    ];
  };
  const fill = (page) => {
    add(clear(by('choices')), choices(page));
    by('caption').textContent = caption(page);
  };
  /* On paper a picture is drawn again as SVG, cut between its rows where it is longer than a sheet. */
  const pictures = (page) => {
    const paper = clear(by('paper'));
    const graph = kgPicture.shown();
    paper.hidden = !graph;
    if (graph) { add(paper, kgSave.sheets(graph.layers(), graph.scene().nodes)); }
    return page;
  };
  const bind = (page, draw) => {
    page.rows = () => rows(page);
    page.caption = () => caption(page);
    let relink = () => {};
    page.beforePrint = () => { page.paper = true; draw(); pictures(page); relink(); relink = unlink(by('sheet'), by('panel')); };
    page.afterPrint = () => { page.paper = false; relink(); by('paper').hidden = true; clear(by('paper')); draw(); };
    window.addEventListener('beforeprint', page.beforePrint);
    window.addEventListener('afterprint', page.afterPrint);
  };
  return { fill, bind };
})();
