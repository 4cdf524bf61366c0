/* Verdict files: what is written for `kg verdict`, what is read of a colleague's. */
const kgExchange = (() => {
  'use strict';
  const { el, add, clear, by } = kgMake;
  const { t } = kgSay;
  const EVERY = [kgFound.OPEN, ...kgJudged.VERDICTS];
  const members = (rows) => [].concat(...rows.map((row) => row.members));
  /* What the facets leave, whatever is said of it: what was called wrong is judged too. */
  const judgedShown = (page, now) => kgBench.judged().entries(members(now.rows.filter((row) => kgFound.passes(row, now.said, Object.assign({}, now.wanted, { verdict: EVERY })))));
  const judgedAll = (now) => kgBench.judged().entries(members(now.rows));
  const save = (page, entries) => kgSheet.file(kgToml.write(page.data.id, entries), 'application/toml', `${kgSheet.safe(page.data.id)}-verdicts.toml`);
  const tell = (page, text) => { page.say(text); const node = by('told'); if (node) { node.textContent = text; } };
  const take = (page, text) => {
    let file = null;
    try { file = kgToml.read(text); } catch (error) { tell(page, error.line ? t('notFile', error.line) : t('unreadable')); return; }
    const told = kgBench.judged().take(file, page.data.place);
    if (by('verdict-files')) { by('verdict-files').open = false; }
    kgViews.findings.renew(page);
    tell(page, t('tookFile', told.taken, told.same, told.differ, told.unknown) + (told.none ? t('badEntries', told.none) : ''));
  };
  const read = (page, chosen) => kgSheet.take(chosen, (text) => take(page, text), () => tell(page, t('unreadable')));
  const choices = (page, now) => {
    const shown = judgedShown(page, now);
    const all = judgedAll(now);
    const input = el('input', { type: 'file', id: 'verdict-file', accept: '.toml', onchange: (event) => { read(page, event.target.files[0]); event.target.value = ''; } });
    return [el('button', { type: 'button', id: 'save-verdicts', disabled: !shown.length, onclick: () => save(page, shown) }, t('exportShown', shown.length)),
      shown.length === all.length ? null : el('button', { type: 'button', id: 'save-all-verdicts', onclick: () => save(page, all) }, t('exportAll', all.length)),
      el('label.file', {}, t('importFile'), input), el('p.note', {}, t('filesHow'))];
  };
  /* The choices are counted when the menu is opened. */
  const menu = (page, now) => {
    const inner = el('div.choices');
    const some = now.rows.filter((row) => { const said = now.said(row); return said.verdict || said.note; }).length;
    return el('details.menu', { id: 'verdict-files', ontoggle: (event) => add(clear(inner), event.target.open ? choices(page, now) : null) },
      el('summary', { 'data-at': 'verdict-files' }, t('files'), some ? ` ${some}` : ''), inner);
  };
  const bind = (page) => {
    document.addEventListener('dragover', (event) => { if (page.at.view === 'findings') { event.preventDefault(); } });
    document.addEventListener('drop', (event) => {
      if (page.at.view !== 'findings' || !event.dataTransfer || !event.dataTransfer.files.length) { return; }
      event.preventDefault();
      read(page, event.dataTransfer.files[0]);
    });
  };
  return { menu, bind, take };
})();
