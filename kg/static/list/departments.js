/* 部门 in four forms (a table, × 类别, × 部门, a picture of their groups), and the desk of one. */
const kgForms = (() => {
  'use strict';
  const { t } = kgSay;
  kgSay.learn({
    formLoads: ['表', 'Table'], formCategories: ['× 类别', '× categories'], formPairs: ['× 部门', '× departments'], formGroups: ['部门群', 'Groups'], forms: ['部门的样式', 'Departments as'],
    groupsHint: ['弧线：群内同列一事的部门，数字是项数；上方折线：两群之间同列最多的一对', 'Arcs: departments of a group listed together, with how often; above: the strongest pair between two groups'],
    bridgeLeft: ['第 {0} 群—第 {1} 群 {2} 次，其中 {4}—{5} {3} 项', 'Groups {0}–{1}: {2} times, of them {4}—{5} {3}'],
    bridgeText: ['第 {0} 群—第 {1} 群 {2} 次，最多：{4}—{5} {3} 项', 'Groups {0}–{1}: {2} times, most {4}—{5} {3}']
  });
  const FORMS = [['', 'formLoads'], ['categories', 'formCategories'], ['pairs', 'formPairs'], ['groups', 'formGroups']];
  const now = (page) => (FORMS.some(([name]) => name === page.at.query.form) ? page.at.query.form : '');
  const choice = (page) => kgGrid.choice(t('forms'), now(page), FORMS.map(([name, word]) => [name, t(word), page.href('departments', [], { form: name })]));
  return { now, choice };
})();
(() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const named = (page) => (page.at.parts.length ? kgStore.departmentNamed(page.store, page.at.parts[0]) : null);
  const carriers = (store) => (code) => {
    const duty = store.duties[code];
    return duty.declared.map((one) => ({ ref: one.id, declared: true })).concat(duty.acting.map((one) => ({ ref: one.id, declared: false })));
  };
  const desk = (page, one) => {
    const { store, data } = page;
    const eye = kgLook.make(store, { desk: one, department: one });
    return kgPicture.of({
      name: `department/${one.id}`, scene: () => kgScene.desk(data.scenes[one.id], carriers(store)), labels: eye.labels, look: eye.look, curved: true,
      key: [el('span', {}, t('keyDeclared')), one.acting.length ? el('span', {}, t('keyActs')) : null, el('span', {}, t('keyShares'))],
      open: (ref) => kgViews.overview.open(page, ref), tip: (ref) => (store.duties[ref] ? '' : kgViews.overview.tip(page, ref))
    });
  };
  /* What a part of the picture of the groups opens: a pair (d1-d4), a group (g0), a department. */
  const openPart = (page, ref) => {
    const ends = /^(d\d+)-(d\d+)$/.exec(ref);
    const department = (id) => page.store.departments[Number(id.slice(1))];
    if (ends) { page.go(page.href('departments', [], { form: 'groups', open: `${department(ends[1]).name}~${department(ends[2]).name}` })); return; }
    if (/^g\d+$/.test(ref)) { page.go(page.href('departments', [], { form: 'groups', open: page.data.shares.groups[Number(ref.slice(1))].finding || `group-${Number(ref.slice(1)) + 1}` })); return; }
    kgViews.overview.open(page, ref);
  };
  const web = (page) => {
    const pair = kgPairs.pairOf(page);
    const eye = kgLook.make(page.store, { pair: pair ? { [pair[0].id]: true, [pair[1].id]: true } : null });
    const groups = kgShares.groups(page.store, page.data.shares.groups);
    const shared = kgShares.pairs(page.store, page.passes);
    const ground = (part) => {
      if (part.group === 'group') { const group = groups[Number(part.text) - 1]; return `${t('groupN', group.number, group.members.length)}${group.stable ? '' : ` · ${t('groupUnstable')}`}`; }
      const own = (shared.get(part.ref) || []).length;
      if (part.group === 'badge') { return String(own); }
      if (part.group !== 'bridge') { return eye.labels.ground(part); }
      const [one, other] = part.text.split('-');
      const [here, there] = [one, other].map((number) => groups[Number(number) - 1].members);
      const times = kgShares.across(shared, here, there);
      return t(page.filtered ? 'bridgeLeft' : 'bridgeText', one, other, times, own, ...part.ref.split('-').map((id) => kgGrid.brief(page, eye.departmentOf(id))));
    };
    return kgPicture.of({
      name: 'groups', scene: () => kgScene.open(page.data.scenes.groups), labels: Object.assign({}, eye.labels, { ground, text: (n) => kgGrid.brief(page, eye.departmentOf(n.ref)) }), look: eye.look, key: [el('span', {}, t('groupsHint'))],
      open: (ref) => openPart(page, ref), tip: (ref) => kgViews.overview.tip(page, ref)
    });
  };
  const web_ = { render: web, panel: (page) => kgPairs.panel(page), rows: (page) => kgPairs.rows(page), codes: (page) => kgPairs.codes(page) };
  const form = (page) => ({ categories: kgMatrix, pairs: kgPairs, groups: web_ }[kgForms.now(page)] || kgLoads);
  const TITLES = { '': 'formLoads', categories: 'formCategories', pairs: 'formPairs', groups: 'formGroups' };
  kgViews.departments = {
    title: (page) => {
      if (!page.at.parts.length) { return `${t('departments')} ${t(TITLES[kgForms.now(page)])}`; }
      const one = named(page);
      return one ? one.name : null;
    },
    render: (page) => (named(page) ? desk(page, named(page)) : form(page).render(page)),
    panel: (page) => (named(page) ? kgPanel.department(page.store, named(page)) : form(page).panel(page)),
    filters: (page) => (named(page) ? null : kgForms.choice(page)),
    rows: (page) => (named(page) ? null : form(page).rows(page)),
    told: (page) => [...kgFilterBar.told(page), ...(!named(page) && kgForms.now(page) === 'pairs' ? kgPairs.told(page) : [])],
    codes: (page) => (named(page) ? kgStore.left(page.store, kgStore.carried(named(page))) : form(page).codes(page)),
    shut: (page) => !named(page) && kgGrid.shut(page)
  };
})();
