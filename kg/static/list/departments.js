/* 部门: their table, their matrices, the groups, and the desk of one. */
(() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const within = (page, codes) => codes.filter((code) => page.passes(page.store.duties[code]));
  const named = (page) => (page.at.parts.length ? kgStore.departmentNamed(page.store, page.at.parts[0]) : null);
  const carriers = (store) => (code) => {
    const duty = store.duties[code];
    return duty.declared.map((one) => ({ ref: one.id, declared: true })).concat(duty.acting.map((one) => ({ ref: one.id, declared: false })));
  };
  /* Two things of an address "one~other": names may hold the mark themselves, so that they are looked for. */
  const ends = (open, first, second) => {
    for (const one of first) {
      const other = open && open.startsWith(`${one.name}~`) ? second.find((each) => `${one.name}~${each.name}` === open) : null;
      if (other) { return [one, other]; }
    }
    return null;
  };
  const own = { name: '=' };
  const cellOf = (page) => ends(page.at.query.open, [own, ...page.store.departments], page.store.categories);
  const pairOf = (page) => ends(page.at.query.open, page.store.departments, page.store.departments);
  const groupOf = (page) => page.store.findings.find((one) => one.id === page.at.query.open) || null;
  const cellCodes = (page, [one, category]) => within(page, category.duties.filter((code) => (one === own ? page.store.duties[code].kind === 'basic' : one.declared.includes(code))));

  const desk = (page, one) => {
    const { store, data } = page;
    const eye = kgLook.make(store, { desk: one, department: one });
    return kgPicture.of({
      name: `department/${one.id}`, scene: () => kgScene.desk(data.scenes[one.id], carriers(store)), labels: eye.labels, look: eye.look, curved: true,
      key: [el('span', {}, t('keyDeclared')), one.acting.length ? el('span', {}, t('keyActs')) : null, el('span', {}, t('keyShares'))],
      open: (ref) => kgViews.overview.open(page, ref), tip: (ref) => (store.duties[ref] ? '' : kgViews.overview.tip(page, ref))
    });
  };
  const web = (page) => {
    const pair = pairOf(page);
    const eye = kgLook.make(page.store, { pair: pair ? { [pair[0].id]: true, [pair[1].id]: true } : null });
    return kgPicture.of({
      name: 'groups', scene: () => kgScene.open(page.data.scenes.groups), labels: eye.labels, look: eye.look, key: [t('groupsSub')],
      open: (ref) => kgViews.overview.open(page, ref), tip: (ref) => kgViews.overview.tip(page, ref)
    });
  };
  const FORMS = {
    '': (page) => kgMatrix.directory(page.store),
    categories: (page) => kgMatrix.categories(page.store),
    pairs: (page) => kgMatrix.departments(page.store),
    groups: web
  };
  const TITLES = { '': 'department', categories: 'matrixTitle', pairs: 'pairsTitle', groups: 'groups' };
  const formOf = (page) => (Object.prototype.hasOwnProperty.call(FORMS, page.at.query.form || '') ? page.at.query.form || '' : '');

  const groupsPanel = (page) => {
    const { store } = page;
    const pairs = Object.keys(store.pairs).map((key) => ({ ends: key.split('-').map((ref) => store.departments[Number(ref.slice(1))]), codes: within(page, store.pairs[key]) }))
      .filter((pair) => pair.codes.length).sort((one, other) => other.codes.length - one.codes.length);
    const groups = store.findings.filter((one) => one.view === 'groups');
    const label = (one) => kgPanel.matterOf(store, one) || one.departments.map((body) => body.short).slice(0, 4).join('、');
    return [el('h2', {}, t('groupsTitle')), el('p.sub', {}, t('pairsN', pairs.length)), kgPanel.actions(),
      el('ul.rows.deps', {}, pairs.map((pair) => el('li', {}, el('a', { href: kgLinks.pair(...pair.ends) },
        el('span.t', {}, `${pair.ends[0].short} — ${pair.ends[1].short}`, el('span.note', {}, ` ${kgPanel.names(store, pair.codes)}`)), el('span.n', {}, pair.codes.length))))),
      groups.length ? [el('h3.head', {}, `${t('groups')} ${groups.length}`), el('p.note', {}, kgSay.of(groups[0].why)),
        el('ul.rows.deps', {}, groups.map((one) => el('li', {}, el('a', { href: kgLinks.form('groups', one.id) }, el('span.t', {}, label(one)), el('span.n', {}, one.duties.length)))))] : null];
  };
  const pairPanel = (page, [one, other]) => {
    const codes = within(page, kgStore.shared(page.store, one, other));
    return [kgPanel.back(), kgPanel.list(page.store, codes, `${t('pairHead', one.short, other.short)} · ${t('dutiesN', codes.length)}`,
      el('p.sub', {}, [one, other].map((each) => el('a.dep', { href: kgLinks.department(each) }, each.name))))];
  };
  const cellPanel = (page, [one, category]) => {
    const codes = cellCodes(page, [one, category]);
    const title = `${one === own ? t('own') : one.short} · ${kgPanel.categoryName(category)} · ${t('dutiesN', codes.length)}`;
    return kgPanel.list(page.store, codes, title, one === own ? null : kgPanel.departmentLinkLine(one));
  };
  const groupPanel = (page, one) => {
    const codes = within(page, one.duties);
    return [kgPanel.back(), el('h2', {}, `${one.matter || kgPanel.kindName(one)} · ${t('dutiesN', codes.length)}`), el('p.sub', {}, kgSay.of(one.rule), el('br'), one.departments.map((body) => body.short).join('、')),
      kgPanel.who(page.store, codes), kgPanel.dutyRows(page.store, codes)];
  };
  kgViews.departments = {
    title: (page) => {
      if (!page.at.parts.length) { return t(TITLES[formOf(page)]); }
      const one = named(page);
      return one ? one.name : null;
    },
    render: (page) => (named(page) ? desk(page, named(page)) : FORMS[formOf(page)](page)),
    filters: (page) => (page.at.parts.length ? null : kgMatrix.switcher(formOf(page))),
    panel: (page) => {
      const one = named(page);
      if (one) { return kgPanel.department(page.store, one); }
      const form = formOf(page);
      if (form === 'categories' && cellOf(page)) { return cellPanel(page, cellOf(page)); }
      if ((form === 'pairs' || form === 'groups') && pairOf(page)) { return pairPanel(page, pairOf(page)); }
      if (form === 'groups') { return groupOf(page) ? groupPanel(page, groupOf(page)) : groupsPanel(page); }
      return kgPanel.list(page.store, page.chosen);
    },
    codes: (page) => (named(page) ? kgStore.carried(named(page)) : page.chosen),
    shut: (page) => {
      if (!page.at.query.open) { return false; }
      page.set({ open: '' });
      return true;
    }
  };
})();
