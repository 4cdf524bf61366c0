/* What is shown, as rows: a table as it stands, or the duties. */
const kgRows = (() => {
  'use strict';
  const { t } = kgSay;
  const steps = (article, side) => [...article.querySelectorAll(`[data-s^="${side}"]`)]
    .map((line) => (line.className === 'bare' ? '' : `${line.getAttribute('value')}.`) + line.textContent).join('\n');
  const duty = (page, code) => {
    const one = page.store.duties[code];
    const article = document.getElementById(code);
    return [one.label, t(one.kind), kgPanel.categoryName(one.category), one.title, one.declared.map((body) => body.name).join('、'), steps(article, 's'), steps(article, 't'),
      [...new Set(one.findings.map(kgPanel.kindName))].join('、'), kgPanel.sourceOf(page.data, article)];
  };
  const duties = (page, codes) => [[t('number'), t('listOf'), t('category'), t('title'), t('department'), t('superior'), t('township'), t('findings'), t('source')],
    ...codes.map((code) => duty(page, code))];
  /* A table of the page; figures stay figures. */
  const figure = (text) => (/^\d+$/.test(text) ? Number(text) : text);
  const table = (node) => [...node.rows].map((row) => [...row.cells].map((cell) => figure((cell.getAttribute('data-value') || cell.textContent).trim())));
  return { duties, table };
})();
