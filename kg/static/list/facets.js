/* The facets of the workbench: how far one is, and values with what ticking them would show. */
const kgFacets = (() => {
  'use strict';
  const { el, bar, chinese } = kgMake;
  const { t } = kgSay;
  const STATES = ['open', 'settle', 'lawful', 'no', 'carried', 'conflict', 'noted'];
  const MOST = 6;
  const unfolded = new Set();
  const kindName = (page, kind) => {
    const found = page.data.findingKinds.find((one) => one.id === kind);
    return found ? kgSay.of([found.zh, found.en]) : kind;
  };
  const groupName = (page, name) => {
    if (name === kgFound.NONE) { return t('noMatter'); }
    return kgPanel.matterOf(page.store, { matter: name });
  };
  const lists = (value) => value.split('+').map((kind) => [kgShape(kind), ' ', t(kind), ' ']);
  const short = (page, name) => { const one = kgStore.departmentNamed(page.store, name); return one ? one.short : name; };
  const NAMES = {
    mark: (page, value) => kindName(page, value),
    grade: (page, value) => t(`gravity${value}`),
    verdict: (page, value) => t(value),
    department: (page, value) => chinese(short(page, value)),
    category: (page, value) => { const one = page.store.categories.find((each) => each.name === value); return one ? kgPanel.categoryName(one) : value; },
    group: (page, value) => groupName(page, value),
    pair: (page, value) => lists(value)
  };
  const known = (order) => (one, other) => order.indexOf(one) - order.indexOf(other);
  const by = (found) => (one, other) => found.get(other) - found.get(one);
  /* The values of a facet in their order: as the data have them, or the most first (ties as the data have them). */
  const ordered = (page, name, found) => {
    const values = [...found.keys()];
    if (name === 'mark') { return values.sort(known(page.data.findingKinds.map((kind) => kind.id))); }
    if (name === 'grade') { return values.sort((one, other) => Number(other) - Number(one)); }
    if (name === 'verdict') { return values.sort(known(STATES)); }
    const rank = { department: page.store.departments.map((one) => one.name), category: page.store.categories.map((one) => one.name) }[name];
    if (rank) { values.sort(known(rank)); }
    return values.sort(by(found));
  };
  const option = (page, name, value, count, ticked) => el('label.option', { title: '' }, el('input', {
    type: 'checkbox', checked: ticked, 'data-at': `f-${name}-${value}`, value,
    onchange: () => page.set({ [name]: kgFound.toggled(page.at.query, name, value) })
  }), el('span.name', {}, NAMES[name](page, value)), el('b', {}, String(count)));
  const facet = (page, now, name) => {
    const found = now.counts[name];
    const values = ordered(page, name, found);
    if (values.length < 2 && !now.wanted[name].length) { return null; }
    const open = unfolded.has(name);
    const ticked = (value) => now.wanted[name].includes(value);
    const some = open || values.length <= MOST + 1 ? values : values.filter((value, place) => place < MOST || ticked(value));
    const rest = values.length - some.length;
    const fold = (key, text) => el('button.link', { type: 'button', 'data-at': `fold-${name}`, 'aria-expanded': String(open), onclick: () => {
      if (open) { unfolded.delete(name); } else { unfolded.add(name); }
      kgViews.findings.renew(page, `fold-${name}`);
    } }, text);
    return el('fieldset.facet', {}, el('legend', {}, t(`f_${name}`)), some.map((value) => option(page, name, value, found.get(value), ticked(value))),
      rest ? fold(name, t('restOf', rest)) : null, open && values.length > MOST + 1 ? fold(name, t('fewer')) : null);
  };
  const progress = (page, now) => {
    const { progress: far } = now;
    const share = (count) => count / Math.max(1, far.total);
    const asked = (verdict, key) => el('a', { href: page.href('findings', [], Object.assign({}, page.at.query, { verdict })), 'data-at': `far-${verdict}` }, `${t(key)} ${far[key]}`);
    return el('div.far', {},
      el('p.much', {}, el('strong', {}, t('judgedOf', far.judged, far.total)), el('span', {}, `${Math.floor(share(far.judged) * 100)} %`)),
      bar(['lawful', 'settle', 'no'].map((key) => [key, share(far[key])])),
      far.judged ? el('p.said', {}, [...kgJudged.VERDICTS, 'carried'].filter((key) => far[key]).map((key) => asked(key, key))) : null);
  };
  const render = (page, now) => [progress(page, now), kgFound.FACETS.map((name) => facet(page, now, name))];
  /* What is ticked, as chips that go by a click. */
  const chips = (page, now) => {
    const chip = (key, next, text) => el('button.pill.on', { type: 'button', 'data-at': `off-${key}`, title: t('withoutThis'), onclick: () => page.set(next) }, text, el('span', { 'aria-hidden': 'true' }, ' ✕'));
    const found = [];
    for (const name of kgFound.FACETS) {
      for (const value of now.wanted[name]) { found.push(chip(`${name}-${value}`, { [name]: kgFound.toggled(page.at.query, name, value) }, [t('facetIs', t(`f_${name}`)), NAMES[name](page, value)])); }
    }
    const { list, matter, q, duty } = page.at.query;
    if (list) { found.push(chip('list', { list: '' }, list.split(',').map((kind) => [kgShape(kind), ' ', t(kind), ' ']))); }
    if (matter) { found.push(chip('matter', { matter: '' }, kgPanel.matterOf(page.store, { matter }))); }
    if (q) { found.push(chip('q', { q: '' }, t('searchFilter', q))); }
    if (duty) { found.push(chip('duty', { duty: '' }, t('dutyFilter', page.store.duties[duty] ? page.store.duties[duty].label : duty))); }
    return found;
  };
  const cleared = () => Object.assign({}, ...[...kgFound.FACETS, 'list', 'matter', 'q', 'duty'].map((name) => ({ [name]: '' })));
  return { render, chips, cleared, kindName, groupName, names: NAMES };
})();
