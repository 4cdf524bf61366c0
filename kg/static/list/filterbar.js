/* The bar of filters below the head: lists, category, department, mark, how many are left. */
const kgFilterBar = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const kinds = (page) => {
    const names = page.data.kinds.map((kind) => kind.id);
    const now = page.at.query.list ? page.at.query.list.split(',') : names;
    const counts = page.counts('list');
    return el('div.kinds', { id: 'kinds' }, names.map((kind) => el('button', {
      type: 'button', value: kind, 'data-at': `kind-${kind}`, 'aria-pressed': String(now.includes(kind)),
      onclick: () => page.set({ list: kgFilters.toggle(page.at.query.list, kind, names) })
    }, kgShape(kind), el('span', {}, t(kind)), el('b', {}, String(counts.get(kind) || 0)))));
  };
  /* choices: [[value, text]]; what is chosen stays a choice even where nothing is left of it. */
  const pick = (page, key, id, all, choices) => {
    const now = page.at.query[key] || '';
    const counts = page.counts(key);
    const open = choices.filter(([value]) => counts.get(value) || value === now);
    const options = open.map(([value, text]) => [value, `${text} ${counts.get(value) || 0}`]);
    const select = page.select(key, t(key), [['', t(all)], ...options], now);
    select.id = id;
    return choices.length ? select : null;
  };
  /* A filter that has no list of choices: it is shown, and goes by a click. */
  const chip = (page, key, text) => (page.at.query[key] ? el('button.pill', { type: 'button', 'data-at': `off-${key}`, title: t('without'), onclick: () => page.set({ [key]: '' }) }, text, el('span', { 'aria-hidden': 'true' }, ' ✕')) : null);
  const bar = (page, more) => {
    const { store, data } = page;
    const matter = store.matters.find((one) => one.name === page.at.query.matter);
    return [
      more,
      kinds(page),
      pick(page, 'category', 'category', 'allCategories', store.categories.map((one) => [one.name, kgPanel.categoryName(one)])),
      pick(page, 'department', 'who', 'allDepartments', store.departments.map((one) => [one.name, one.short])),
      pick(page, 'mark', 'mark', 'allMarks', data.findingKinds.map((kind) => [kind.id, kgSay.of([kind.zh, kind.en])])),
      chip(page, 'matter', matter ? kgPanel.matterName(matter) : page.at.query.matter),
      chip(page, 'q', `“${page.at.query.q}”`),
      el('button', { type: 'button', id: 'reset', 'data-at': 'reset', hidden: !page.filtered, onclick: page.reset }, t('reset')),
      el('span', { id: 'count' }, t('count', page.chosen.length, store.order.length))
    ];
  };
  /* What the filters say, in words: on top of whatever is printed or exported. */
  const WORDS = {
    list: (value) => value.split(',').map((kind) => t(kind)).join(' '),
    category: (value, page) => { const one = page.store.categories.find((each) => each.name === value); return one ? kgPanel.categoryName(one) : value; },
    mark: (value, page) => { const kind = page.data.findingKinds.find((each) => each.id === value); return kind ? kgSay.of([kind.zh, kind.en]) : value; },
    matter: (value, page) => { const one = page.store.matters.find((each) => each.name === value); return one ? kgPanel.matterName(one) : value; },
    q: (value) => `“${value}”`
  };
  const told = (page) => kgAddress.FILTERS.filter((key) => page.at.query[key]).map((key) => (WORDS[key] ? WORDS[key](page.at.query[key], page) : page.at.query[key]));
  return { bar, told };
})();
