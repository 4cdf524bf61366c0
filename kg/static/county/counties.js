/* Several counties: one row a county, the newest list of each township added up; and what a page of very many leaves out. */
const kgCounties = (() => {
  'use strict';
  const { el, sign } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    countyOf: ['{0}（{1}）', '{0} ({1})'], everyCounty: ['各县（市、区）对照（{0}）', 'All counties ({0})'], countiesHead: ['{0} 个县（市、区），{1} 个乡镇（街道）', '{0} counties, {1} townships'],
    countiesLead: ['每地只计最新一版；点县名看它的乡镇', 'The newest list of each place; a name opens its townships'], townshipsColumn: ['乡镇', 'Townships'],
    dutiesEach: ['每地事项', 'Duties each'], changedN: ['新版有改动', 'Changed'],
    noComparison: ['乡镇多于 {0} 个，这一页没有“对比”；全部对比请运行：kg compare 或 kg query common_duties', 'More than {0} townships: no Compare here; for all of them run kg compare or kg query common_duties'],
    twins: ['{0} {1} 有 {2} 份清单：{3}。都计入，也不与上一版相比；请只留一份', '{0} {1} has {2} lists: {3}. All are counted, none is compared with an earlier edition; keep one'],
    noAnswers: ['清单多于 {0} 份，这一页没有“问答”；请运行：kg query', 'More than {0} lists: no questions here; run kg query']
  });
  const LISTS = ['basic', 'cooperative', 'recalled'];
  const SUMMED = [...LISTS, 'superior', 'township', 'findings', 'judged'];
  const rowsOf = (page) => page.data.counties.map((county) => {
    const lists = county.lists.map((number) => page.data.lists[number]);
    const sum = (of) => lists.reduce((total, one) => total + of(one), 0);
    const figures = Object.fromEntries(SUMMED.map((key) => [key, sum((one) => kgRows.value(one, key))]));
    const each = Math.round((figures.basic + figures.cooperative + figures.recalled) / lists.length * 10) / 10;
    return Object.assign({ name: county.name, townships: kgRows.places(lists), each, changed: sum((one) => Number(Boolean(one.changes && one.changes.all))) }, figures);
  });
  const COLUMNS = ['townships', ...LISTS, 'each', 'superior', 'township', 'findings', 'judged', 'changed'];
  const head = (page, key) => ({ townships: t('townshipsColumn'), each: t('dutiesEach'), superior: `${t('stepsGroup')} ${t('superiorSteps')}`, township: `${t('stepsGroup')} ${t('townshipSteps')}`, findings: t('findingsHead'), judged: t('judged'), changed: t('changedN') }[key] || kgSay.of(page.data.words.list[key]));
  const render = (page) => {
    const rows = rowsOf(page);
    const open = (row) => page.href('desk', [], kgAddress.along(page.at.query, { county: row.name }));
    return [el('header.headline', {}, el('div', {}, el('h2', {}, t('countiesHead', rows.length, rows.reduce((sum, row) => sum + row.townships, 0))), el('p.lead', {}, t('countiesLead')))),
      el('table.desk.counties', { 'data-rows': 'counties' },
        el('thead', {}, el('tr.heads', {}, el('th', { scope: 'col' }, t('county')), COLUMNS.map((key) => el('th.figure', { scope: 'col' }, LISTS.includes(key) ? [sign(key), ' '] : null, head(page, key))))),
        el('tbody', {}, rows.map((row) => el('tr', { 'data-row': row.name }, el('th', { scope: 'row' }, el('a', { href: open(row), lang: 'zh', 'data-at': `county-${row.name}` }, row.name || t('noCounty'))),
          COLUMNS.map((key) => el(`td.figure${LISTS.includes(key) ? `.${key}` : ''}`, {}, String(row[key])))))))];
  };
  const csv = (page) => [[t('county'), ...COLUMNS.map((key) => head(page, key))], ...rowsOf(page).map((row) => [row.name || t('noCounty'), ...COLUMNS.map((key) => row[key])])];
  /* The places that have several lists of one month: all are counted, so one is to go. */
  const twins = (page) => page.rows.filter((row) => row.twin === row.number).map((row) => {
    const ids = page.rows.filter((other) => other.twin === row.number).map((other) => other.id);
    return t('twins', row.name, row.issued, ids.length, ids.join('、'));
  });
  /* What a page of very many lists leaves out, and how all of it is seen; what is there twice. */
  const leftOut = (page) => {
    const { columns, answers } = page.data.most;
    return [...twins(page), page.rows.length > columns ? t('noComparison', columns) : '', page.data.lists.length > answers ? t('noAnswers', answers) : ''].filter(Boolean);
  };
  return { render, csv, leftOut };
})();
