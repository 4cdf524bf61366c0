/* 事项: their list, each once, and the page of one. */
(() => {
  'use strict';
  const { el, by } = kgMake;
  const { t } = kgSay;
  kgSay.learn({ dutiesHead: ['事项 {0} 项', '{0} duties'], stepsHead: ['步骤：部门\u00a0/\u00a0乡镇', 'Steps: county / township'], noMatch: ['没有符合筛选的事项', 'No duty matches'] });
  /* Duty → how many steps it has on the side of the departments and on the township's. */
  const stepsOf = (page) => new Map(page.store.order.map((code, at) => [code, page.data.near.steps[at]]));
  /* Duty → the rows of the workbench about it, as it counts them. */
  const rowsOf = (page) => {
    const found = new Map(page.store.order.map((code) => [code, []]));
    for (const one of kgBench.counted(page, page.store.findings.filter(kgSiblings.told))) {
      for (const code of new Set(one.members.flatMap((finding) => finding.duties))) { found.get(code).push(one); }
    }
    return found;
  };
  const names = (duty) => duty.declared.map((one) => one.short).join('、');
  /* What a column is sorted by; what is equal stays in the order of the document. */
  const KEYS = {
    title: (page, duty) => duty.title, category: (page, duty) => page.store.categories.indexOf(duty.category), department: (page, duty) => names(duty),
    steps: (page, duty, known) => known.steps.get(duty.code)[0] + known.steps.get(duty.code)[1], findings: (page, duty, known) => known.told.get(duty.code).length
  };
  const knownOf = (page) => ({ told: rowsOf(page), steps: stepsOf(page) });
  const sorted = (page, known) => {
    const [key, way] = (page.at.query.sort || '').split('.');
    const codes = page.chosen.slice();
    if (key === 'number' && way === 'down') { return codes.reverse(); }
    if (!KEYS[key]) { return codes; }
    const sign = way === 'down' ? -1 : 1;
    const keys = new Map(codes.map((code) => [code, KEYS[key](page, page.store.duties[code], known)]));
    const place = new Map(codes.map((code, at) => [code, at]));
    return codes.sort((a, b) => {
      const [one, other] = [keys.get(a), keys.get(b)];
      if (one === other) { return place.get(a) - place.get(b); }
      // a duty without departments comes last either way
      if (one === '' || other === '') { return one === '' ? 1 : -1; }
      return one < other ? -sign : sign;
    });
  };
  const chips = (duty, rows_) => {
    const kinds = new Map();
    for (const one of rows_) {
      const [first] = one.members;
      const name = first.view === 'overlaps' ? kgPanel.gradeName(first) : kgPanel.kindName(first);
      kinds.set(name, [...(kinds.get(name) || []), first]);
    }
    return [...kinds].map(([name, found]) => el('a.chip', { href: found.length > 1 ? kgLinks.about(duty, found[0]) : kgLinks.finding(found[0]) }, name, found.length > 1 ? ` ${found.length}` : ''));
  };
  /* A duty without departments has their column for its title. */
  const row = (page, code, known) => {
    const duty = page.store.duties[code];
    const [county, township] = known.steps.get(code);
    return el('tr', { 'data-row': '' }, el('td.which', {}, el(`a.code.${duty.kind}`, { href: kgLinks.duty(duty) }, kgShape(duty.kind), ' ', kgDuty.label(duty))),
      el('th', { scope: 'row', colspan: duty.declared.length ? null : '2' }, el('a', { href: kgLinks.duty(duty), lang: 'zh' }, duty.title)),
      duty.declared.length ? el('td', {}, duty.declared.map((one, at) => [at ? '、' : '', el('a', { href: kgLinks.department(one), title: one.name }, one.short)])) : null,
      el('td', {}, kgPanel.categoryName(duty.category)),
      el('td.figure', {}, county || township ? `${county} / ${township}` : ''), el('td.marks', {}, chips(duty, known.told.get(code))));
  };
  const COLUMNS = ['number', ...Object.keys(KEYS)];
  /* The heads of titles and departments; where no duty has departments, the title's alone. */
  const titleHeads = (page) => {
    const title = kgTable.head(page, 'title', t('title'), { falling: false, left: true });
    if (page.chosen.some((code) => page.store.duties[code].declared.length)) { return [title, kgTable.head(page, 'department', t('department'), { falling: false })]; }
    title.colSpan = 2;
    return title;
  };
  const table = (page, known = knownOf(page)) => [el('header.top', {}, el('h2', {}, t('dutiesHead', page.chosen.length))),
    page.chosen.length ? el('table.duties', {}, el('colgroup', {}, COLUMNS.map(() => el('col'))), el('thead', {}, el('tr', {}, kgTable.head(page, 'number', t('number'), { falling: false }), titleHeads(page),
      kgTable.head(page, 'category', t('category'), { falling: false }),
      kgTable.head(page, 'steps', t('stepsHead')), kgTable.head(page, 'findings', t('findings')))),
    el('tbody', { 'data-rows': '' }, sorted(page, known).map((code) => row(page, code, known)))) : el('p.empty', {}, t(page.filtered ? 'noMatch' : 'emptyList'))];
  const rows = (page, known = knownOf(page)) => [[t('number'), t('listOf'), t('title'), t('department'), t('category'), t('superior'), t('township'), t('findings')], ...sorted(page, known).map((code) => {
    const duty = page.store.duties[code];
    return [kgDuty.label(duty), t(duty.kind), duty.title, duty.declared.map((one) => one.name).join('、'), kgPanel.categoryName(duty.category), ...known.steps.get(code), known.told.get(code).length];
  })];

  kgViews.duties = {
    title: (page) => {
      if (!page.at.parts.length) { return t('duty'); }
      const duty = kgDuty.find(page);
      return duty ? `${kgDuty.label(duty)} ${duty.title}` : null;
    },
    render: (page) => (page.at.parts.length ? kgDuty.render(page, kgDuty.find(page)) : table(page)),
    panel: (page) => (page.at.parts.length ? kgDuty.panel(page, kgDuty.find(page)) : null),
    settle: () => {
      const here = by('sheet').querySelector('li.here');
      if (here) { here.scrollIntoView({ block: 'center' }); }
    },
    rows: (page) => (page.at.parts.length ? kgDuty.rows(page, kgDuty.find(page)) : rows(page)),
    codes: (page) => (page.at.parts.length ? [kgDuty.find(page).code] : sorted(page, knownOf(page))),
    keys: (page, event) => {
      const link = page.at.parts.length ? document.querySelector({ ArrowLeft: '#panel [rel=prev]', ArrowRight: '#panel [rel=next]' }[event.key] || '#none') : null;
      if (link) { page.go(link.getAttribute('href')); }
      return Boolean(link);
    }
  };
})();
