/* 部门 × 工作: what each department asks of each township, as steps of the township; a figure opens them on the list's page. */
const kgBurdens = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    rowsHead: ['每行是', 'Rows are'], rowsDuties: ['事项', 'Duties'], rowsWork: ['部门 × 工作', 'Departments × work'],
    workHead: ['工作类型', 'Kind of work'], workAll: ['全部步骤', 'All steps'], workTitle: ['{0} 个部门 × {1} 个乡镇：{2}', '{0} departments × {1} townships: {2}'],
    workHint: ['格中是配合事项里的乡镇步骤数，点开看原文；一项列几个部门，各算一次', 'Cells count township steps of cooperative duties and open them; a duty counts once for each department listed'],
    workSum: ['合计', 'Sum'], noWork: ['没有符合筛选的部门', 'No department matches']
  });
  const on = (page) => page.at.query.rows === 'work';
  const burden = (page) => page.county.comparison.burden;
  const kinds = (page) => burden(page).kinds.map((kind) => [kind.id, kgSay.of([kind.zh, kgSay.capital(kind.en)])]);
  /* The kind of work that is counted: its place among a cell's figures (all steps are the first), its id and its name. */
  const work = (page) => {
    const at = burden(page).kinds.findIndex((kind) => kind.id === page.at.query.work);
    return at < 0 ? { at: 0, id: 'all', name: t('workAll') } : { at: at + 1, id: burden(page).kinds[at].id, name: kinds(page)[at][1] };
  };
  /* Departments with what they ask of each shown township, the most first; those that ask nothing are left out. */
  const rows = (page, columns) => {
    const { at } = work(page);
    const wanted = (page.at.query.q || '').trim();
    return burden(page).rows.map((row) => {
      const name = page.data.texts[row.title];
      const figures = columns.map((column) => row.held[column][at] || 0);
      return { name, figures, sum: figures.reduce((sum, one) => sum + one, 0) };
    }).filter((row) => row.sum && (!wanted || row.name.includes(wanted))).sort((one, other) => other.sum - one.sum);
  };
  const filters = (page) => [page.select('work', t('workHead'), [['', t('workAll')], ...kinds(page)], page.at.query.work || '')];
  const heat = (count, most) => Math.min(6, Math.ceil(6 * Math.sqrt(count / most)));
  const link = (page, one, row) => {
    return page.to(one, `#/burden?open=${encodeURIComponent(`${row.name}~${work(page).id}`)}`);
  };
  const line = (page, row, towns, most, first) => el('tr', { 'data-row': '' },
    el('th', { scope: 'row' }, el('span', { lang: 'zh', title: row.name }, page.short(row.name))), el('td.held', {}, String(row.sum)),
    row.figures.map((count, at) => el(`td${count ? `.heat.h${heat(count, most)}` : ''}`, {}, count
      ? el('a', { href: link(page, towns[at], row), tabindex: first && row.figures.findIndex(Boolean) === at ? null : -1, 'aria-label': `${page.short(row.name)} · ${towns[at].name} · ${count}` }, String(count)) : null)));
  const render = (page, columns, towns, heads) => {
    const found = rows(page, columns);
    const most = Math.max(1, ...found.flatMap((row) => row.figures));
    const title = el('th.corner', { scope: 'col' }, el('h2', {}, t('workTitle', found.length, towns.length, work(page).name)), el('p', {}, t('workHint')));
    return [
      el('table.grid.work', { 'data-rows': 'work', 'data-columns': '' }, el('thead', {}, el('tr', {}, title, el('th.held', { scope: 'col' }, t('workSum')), heads)),
        el('tbody', {}, found.map((row, at) => line(page, row, towns, most, at === 0)))),
      found.length ? null : el('p.empty', {}, t('noWork'))
    ];
  };
  const csv = (page, columns, towns) => [[t('department'), t('workSum'), ...towns.map((one) => one.name)], ...rows(page, columns).map((row) => [row.name, row.sum, ...row.figures])];
  /* What is counted, for a caption. */
  const told = (page) => [`${t('rowsWork')}${kgSay.colon()}${work(page).name}`];
  return { on, filters, render, csv, rows, told };
})();
