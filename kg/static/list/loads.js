/* 部门 as a table: what each carries, leads, only acts in, shares, and what was found about it. */
const kgLoads = (() => {
  'use strict';
  const { el, bar } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    loadsTitle: ['{0} 个部门各担什么', 'What {0} departments carry'],
    loadsLead: ['配合事项列名 = 独家 + 牵头 + 牵头一步 + 只是列名之一；一项列几个部门，各算一次。每个数字都可以点开', 'Listed for cooperative duties = alone + leads + leads a step + merely listed; a duty counts once for each department. Every figure opens'],
    loadsLoad: ['担子 ◆ 配合 ▲ 收回', 'Load: ◆ cooperative, ▲ taken back'], loadsListed: ['配合列名', 'Listed'], loadsAlone: ['独家', 'Alone'], loadsLed: ['牵头', 'Leads'], loadsStep: ['牵头一步', 'Leads a step'], loadsMerely: ['只是列名之一', 'Merely listed'],
    loadsTaken: ['收回承接', 'Takes back'], loadsActing: ['做而未列名', 'Acts, unlisted'], loadsShared: ['同列事项', 'Shared duties'], loadsPartners: ['同列部门', 'Partners'], loadsFindings: ['发现', 'Findings'],
    loadsClasses: ['统称，不算部门：', 'Unnamed bodies, which are no department: '], 
  });
  const COLUMNS = [
    ['cooperative', 'loadsListed'], ['alone', 'loadsAlone'], ['led', 'loadsLed'], ['ledStep', 'loadsStep'], ['merely', 'loadsMerely'], ['recalled', 'loadsTaken'], ['acting', 'loadsActing'],
    ['shared', 'loadsShared'], ['partners', 'loadsPartners'], ['findings', 'loadsFindings']
  ];
  const sort = (page) => page.at.query.sort || 'load.down';
  const here = (page, changes) => page.href('departments', [], Object.assign({ sort: page.at.query.sort || '', open: page.at.query.open || '' }, changes));
  const findings = (page, one) => kgBench.counted(page, one.findings).map((each) => each.members[0]).filter((found) => found.duties.some((code) => page.passes(page.store.duties[code])));
  const row = (page, one) => {
    const found = kgShares.columns(page.store, page.data.shares.leads, one, page.passes);
    const partners = new Set(found.shared.flatMap((code) => page.store.duties[code].declared.filter((other) => other !== one && kgShares.isDepartment(other))));
    return Object.assign(found, { department: one, partners: page.store.departments.filter((other) => partners.has(other)), findings: findings(page, one) });
  };
  const value = (one, key) => {
    if (key === 'name') { return one.department.short; }
    return key === 'load' ? one.cooperative.length + one.recalled.length : one[key].length;
  };
  const compare = (one, other) => (one < other ? -1 : Number(one > other));
  const state = (page) => {
    const [key, way] = sort(page).split('.');
    const known = key === 'name' || key === 'load' || COLUMNS.some(([name]) => name === key) ? key : 'load';
    const side = way === 'up' ? 1 : -1;
    return page.store.departments.filter(kgShares.isDepartment).map((one) => row(page, one))
      .filter((one) => !page.filtered || value(one, 'load') + one.acting.length)
      .sort((one, other) => side * compare(value(one, known), value(other, known)) || value(other, 'load') - value(one, 'load') || compare(one.department.name, other.department.name));
  };
  const line = (page, one, most) => el('tr', { 'data-row': '' },
    el('th', { scope: 'row' }, el('a', { href: kgLinks.department(one.department), tabindex: '-1', 'data-at': `name-${one.department.id}`, lang: 'zh', title: one.department.name }, kgGrid.brief(page, one.department))),
    el('td.load', { 'data-value': value(one, 'load') }, bar([['cooperative', one.cooperative.length / most], ['recalled', one.recalled.length / most]])),
    COLUMNS.map(([key, name]) => {
      const count = one[key].length;
      const open = `${one.department.name}~${key}`;
      return el(`td.num.${key}`, {}, count ? kgGrid.link(page, open, `${one.department.id}-${key}`, count, `${one.department.short} · ${t(name)} · ${count}`, here(page, { open })) : null);
    }));
  const render = (page) => {
    const now = state(page);
    const most = Math.max(1, ...now.map((one) => value(one, 'load')));
    const head = (key, name, options) => kgGrid.head(sort(page), key, t(name), (order) => here(page, { sort: order }), options);
    const classes = page.store.departments.filter((one) => !kgShares.isDepartment(one));
    return [
      kgGrid.headline(t('loadsTitle', now.length), t('loadsLead')),
      !now.length ? el('p.empty', {}, t('noDepartments')) : kgGrid.stop(el('table.loads', { 'data-rows': '', 'data-columns': '' },
        el('thead', {}, el('tr', { 'data-row': '' }, head('name', 'department', { css: '.corner', falling: false }), head('load', 'loadsLoad', { css: '.load' }), COLUMNS.map(([key, name]) => head(key, name, { css: `.num.${key}` })))),
        el('tbody', {}, now.map((one) => line(page, one, most))))),
      classes.length ? el('p.notes', {}, t('loadsClasses'), kgGrid.line(classes)) : null
    ];
  };
  /* The cell that is open: a department and one of the columns. */
  const opened = (page) => {
    const text = page.at.query.open || '';
    const cut = text.lastIndexOf('~');
    const one = page.store.departments.find((each) => each.name === text.slice(0, cut));
    const column = COLUMNS.find(([key]) => key === text.slice(cut + 1));
    return one && column ? { row: row(page, one), key: column[0], name: t(column[1]) } : null;
  };
  const partners = (page, cell) => cell.row.partners.map((other) => ({ other, codes: cell.row.shared.filter((code) => page.store.duties[code].declared.includes(other)) }))
    .sort((one, two) => two.codes.length - one.codes.length).map(({ other, codes }) => el('li', {}, el('a', { href: kgLinks.pair(cell.row.department, other) }, el('span.t', { lang: 'zh' }, other.name), el('span.n', {}, codes.length))));
  const found = (page, cell) => cell.row.findings.map((one) => el('li', {}, el('a', { href: kgLinks.finding(one) },
    el('span.t', {}, el('b', {}, kgPanel.kindName(one)), ` ${one.duties.map((code) => page.store.duties[code].label).join(kgSay.english() ? ', ' : '、')}`, el('span.note.said', {}, kgSay.of(one.rule))), el('span.n', {}, one.grade ? kgPanel.gradeName(one) : ''))));
  const panel = (page) => {
    const cell = opened(page);
    if (!cell) { return null; }
    const count = cell.row[cell.key].length;
    const list = { partners: () => el('ul.rows.deps', {}, partners(page, cell)), findings: () => el('ul.rows.deps', {}, found(page, cell)) }[cell.key];
    return [kgGrid.top(page), el('h2', {}, el('a', { href: kgLinks.department(cell.row.department), lang: 'zh' }, cell.row.department.name), ` · ${cell.name} ${count}`), list ? list() : kgGrid.duties(page, cell.row[cell.key])];
  };
  const rows = (page) => [[t('department'), ...COLUMNS.map(([, name]) => t(name))], ...state(page).map((one) => [one.department.name, ...COLUMNS.map(([key]) => one[key].length)])];
  const codes = (page) => {
    const cell = opened(page);
    return cell && !['partners', 'findings'].includes(cell.key) ? cell.row[cell.key] : page.chosen;
  };
  return { render, panel, rows, codes };
})();
