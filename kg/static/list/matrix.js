/* 部门 × 类别: how the duties of each department lie over the categories; the township's own row, totals, nothing left out. */
const kgMatrix = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    matrixTitle: ['部门 × 类别', 'Departments × categories'],
    matrixLead: ['格中是该部门列名（配合）或承接（收回）的事项数；只在步骤中出现的不算。一项列几个部门，各算一次', 'Cells count the duties whose column names the department (cooperative or taken back), not those it only acts in; a duty counts once for each department'],
    matrixOwn: ['乡镇自己的（基本）', 'The township\'s own (basic)'], matrixAll: ['全部事项', 'All duties'], matrixSum: ['合计', 'Total']
  });
  const OWN = '=';
  const ALL = '*';
  const sort = (page) => page.at.query.sort || 'sum.down';
  const here = (page, changes) => page.href('departments', [], Object.assign({ form: 'categories', sort: page.at.query.sort || '', open: page.at.query.open || '' }, changes));
  const compare = (one, other) => (one < other ? -1 : Number(one > other));
  const row = (page, key, name, codes) => {
    const passing = codes.filter((code) => page.passes(page.store.duties[code]));
    const cells = page.store.categories.map((category) => passing.filter((code) => page.store.duties[code].category === category));
    return { key, name, codes: passing, cells };
  };
  const basic = (page) => page.store.order.filter((code) => page.store.duties[code].kind === 'basic');
  const state = (page) => {
    const [key, way] = sort(page).split('.');
    const at = page.store.categories.findIndex((one) => one.id === key);
    const value = (one) => {
      if (key === 'name') { return one.name; }
      return at < 0 ? one.codes.length : one.cells[at].length;
    };
    const side = way === 'up' ? 1 : -1;
    const rows = page.store.departments.filter(kgShares.isDepartment).map((one) => Object.assign(row(page, one.name, kgGrid.brief(page, one), one.declared), { department: one }))
      .filter((one) => !page.filtered || one.codes.length)
      .sort((one, other) => side * compare(value(one), value(other)) || other.codes.length - one.codes.length || compare(one.key, other.key));
    return { own: row(page, OWN, t('matrixOwn'), basic(page)), all: row(page, ALL, t('matrixAll'), page.store.order), rows };
  };
  const line = (page, one, most, css) => {
    const link = (place, codes, about) => (codes.length ? kgGrid.link(page, `${one.key}~${place}`, `${one.department ? one.department.id : one.key}-${about.id}`, codes.length, `${one.name} · ${about.name} · ${codes.length}`, here(page, { open: `${one.key}~${place}` })) : null);
    return el(`tr${css}`, { 'data-row': '' },
      el('th', { scope: 'row' }, one.department ? el('a', { href: kgLinks.department(one.department), tabindex: '-1', 'data-at': `name-${one.department.id}`, lang: 'zh', title: one.department.name }, one.name) : el('span', { title: one.name }, one.name)),
      one.cells.map((codes, at) => el(`td${codes.length && one.department ? `.heat.s${kgSteps.heat(codes.length, most)}` : ''}`, {}, link(page.store.categories[at].name, codes, { id: page.store.categories[at].id, name: kgPanel.categoryName(page.store.categories[at]) }))),
      el('td.sum', {}, link('', one.codes, { id: 'sum', name: t('matrixSum') })));
  };
  const render = (page) => {
    const now = state(page);
    const most = Math.max(1, ...now.rows.flatMap((one) => one.cells.map((codes) => codes.length)));
    const head = (key, name, css, falling) => kgGrid.head(sort(page), key, name, (order) => here(page, { sort: order }), { css, falling });
    return [
      kgGrid.headline(t('matrixTitle'), t('matrixLead'), kgGrid.scale('s')),
      kgGrid.stop(el('table.cells', { 'data-rows': '', 'data-columns': '' },
        el('thead', {}, kgGrid.upright(el('tr', { 'data-row': '' }, head('name', t('department'), '.corner', false), page.store.categories.map((one) => head(one.id, kgPanel.categoryName(one), '.upright', true)), head('sum', t('matrixSum'), '.sum', true)), page.store.categories.map(kgPanel.categoryName))),
        el('tbody', {}, line(page, now.all, most, '.whole'), line(page, now.own, most, '.own'), now.rows.map((one) => line(page, one, most, '')))))
    ];
  };
  /* The cell that is open: a department (= the township, * all) and a category (none: all of them). */
  const opened = (page) => {
    const open = page.at.query.open || '';
    const now = [{ name: OWN }, { name: ALL }, ...page.store.departments].find((one) => open.startsWith(`${one.name}~`));
    if (!now) { return null; }
    const place = open.slice(now.name.length + 1);
    const category = page.store.categories.find((one) => one.name === place);
    if (place && place !== ALL && !category) { return null; }
    const codes = { [OWN]: () => basic(page), [ALL]: () => page.store.order }[now.name] || (() => now.declared);
    const name = { [OWN]: t('matrixOwn'), [ALL]: t('matrixAll') }[now.name];
    return { name, department: name ? null : now, category, codes: codes().filter((code) => page.passes(page.store.duties[code]) && (!category || page.store.duties[code].category === category)) };
  };
  const panel = (page) => {
    const cell = opened(page);
    if (!cell) { return null; }
    return [kgGrid.top(page), el('h2', {}, cell.department ? el('a', { href: kgLinks.department(cell.department), lang: 'zh' }, cell.department.name) : cell.name, cell.category ? ` × ${kgPanel.categoryName(cell.category)}` : '', ` · ${t('gridDuties', cell.codes.length)}`),
      kgGrid.duties(page, cell.codes)];
  };
  /* The list of duties. */
  function duties(store, codes) {
    return [
      el('h2', {}, t('dutyTitle')), el('p.lead', {}, t('count', codes.length, store.order.length)),
      el('table.list', {}, [
        el('thead', {}, el('tr', {}, [el('th', {}, t('number')), el('th', {}, t('duty')), el('th', {}, t('category')), el('th', {}, t('department'))])),
        el('tbody', {}, codes.map((code) => {
          const d = store.duties[code];
          const who = d.declared.map((o) => { return o.short; });
          return el('tr', {}, [
            el('td', {}, el(`span.code.${d.kind}`, {}, [kgShape(d.kind), ' ', d.label])),
            el('td', {}, el('a', { href: kgPanel.dutyLink(d) }, d.title)),
            el('td', {}, el('a', { href: kgPanel.categoryLink(d.category) }, kgPanel.categoryName(d.category))),
            el('td', {}, who.slice(0, 3).join('、') + (who.length > 3 ? ` +${who.length - 3}` : ''))
          ]);
        }))
      ])
    ];
  }
  const rows = (page) => {
    const now = state(page);
    return [[t('department'), ...page.store.categories.map(kgPanel.categoryName), t('matrixSum')],
      ...[now.all, now.own, ...now.rows].map((one) => [one.department ? one.department.name : one.name, ...one.cells.map((codes) => codes.length), one.codes.length])];
  };
  const codes = (page) => {
    const cell = opened(page);
    return cell ? cell.codes : page.chosen;
  };
  return { render, panel, rows, codes, duties };
})();
