/* The page at work: address → view; keys, focus, print, language. The views are told everything by `page`. */
(() => {
  'use strict';
  const { el, add, clear, by } = kgMake;
  const { t } = kgSay;
  const data = kgData.of('data');
  const views = { desk: kgDesk, compare: kgCompare, changes: kgChanges, ask: kgAsk, sparql: kgFree };
  const page = { data, at: kgAddress.parse('#/none'), sort: 'township.down', known: {} };
  for (const row of data.lists) { page.known[row.id] = row; }
  kgDiffs.learn(data);
  for (const [kind, [zh, en]] of Object.entries(data.words.list)) { kgSay.learn({ [kind]: [zh, kgSay.capital(en)] }); }
  for (const [side, words] of Object.entries(data.words.side)) { kgSay.learn({ [`side_${side}`]: words }); }

  /* How much a window shows: 2 all (paper too), 1 without what the figures say already, 0 a phone. */
  const paper = { on: false };
  const width = () => {
    if (paper.on || window.innerWidth > 1180) { return 2; }
    return window.innerWidth > 760 ? 1 : 0;
  };
  /* What the address says that the page is about. */
  const countyNamed = (name) => data.counties.find((one) => one.name === name) || data.counties[0];
  const look = () => {
    page.width = width();
    page.paper = paper.on;
    page.county = countyNamed(page.at.query.county);
    page.every = data.counties.length > 1 && page.at.query.county === '*';
    page.rows = page.county.lists.map((number) => data.lists[number]);
    page.tabs = page.every ? ['desk'] : ['desk'].concat(page.county.comparison && views.compare ? ['compare'] : [], page.county.changes.length && views.changes ? ['changes'] : []);
    if (kgFree.isThere(page)) { page.tabs.push('sparql'); }
    kgSay.use(page.at.query.lang === 'en');
    document.documentElement.lang = kgSay.english() ? 'en' : 'zh-CN';
  };

  /* Addresses */
  /* A department as the county calls it: without the county's own name before it. */
  page.short = (name) => {
    const place = page.county.name;
    if (!place || !name.startsWith(place) || name.length <= place.length + 1) { return name; }
    const rest = name.slice(place.length);
    return rest.startsWith('委') ? place.slice(-1) + rest : rest;
  };
  /* A category of a list, or a field of matters, in the reader's language; one that a list alone has is as printed. */
  page.category = (name) => kgSay.of(data.words.category[name] || data.words.field[name]) || name;
  /* A duty as it is called beside its list: 基本 45, Basic 45. */
  page.label = (code) => `${t(kgCells.listOf(code))} ${code.slice(1)}`;
  page.href = (view, parts, query) => kgAddress.format(view, parts, query);
  /* A place on the page of a list, in the language of this one. */
  page.to = (row, fragment) => {
    if (!kgSay.english()) { return row.page + (fragment || ''); }
    const address = fragment || '#/overview';
    return `${row.page}${address}${address.includes('?') ? '&' : '?'}lang=en`;
  };
  page.go = (href, replace) => {
    if (href === window.location.hash) { return; }
    remember();
    if (replace) { window.history.replaceState(window.history.state, '', href); } else { window.history.pushState(null, '', href); }
    follow(false);
  };
  page.set = (changes, replace) => page.go(page.href(page.at.view, page.at.parts, Object.assign({}, page.at.query, changes)), replace);
  page.button = (name, changes, key, label) => el('button.plain', { type: 'button', 'data-at': key, 'aria-label': label || null, title: label || null, onclick: () => page.set(changes) }, name);
  page.select = (key, name, choices, now) => {
    const select = el('select', { 'aria-label': name, 'data-at': key, onchange: (event) => page.set({ [key]: event.target.value }) });
    for (const [value, text] of choices) { select.append(el('option', { value, selected: value === now }, text)); }
    return select;
  };

  /* Where the reader is: what is scrolled and focused goes into the history, and comes back with it. */
  /* What is known again: by its name here, a cell by where it leads. */
  const KNOWN = '[data-at], #sheet a[href]';
  const nameOf = (node) => node.getAttribute('data-at') || node.getAttribute('href');
  const focused = () => {
    const node = document.activeElement ? document.activeElement.closest(KNOWN) : null;
    return node ? nameOf(node) : '';
  };
  const remember = () => {
    const here = { top: by('sheet').scrollTop, left: by('sheet').scrollLeft, window: window.scrollY, focus: focused() };
    window.history.replaceState(here, '', window.location.href);
  };
  const focusOn = (key) => {
    const find = () => [...document.querySelectorAll(KNOWN)].find((one) => nameOf(one) === key);
    let node = key ? find() : null;
    if (key && !node) { kgRest.finish(); node = find(); }
    if (node) { node.focus({ preventScroll: true }); }
    return Boolean(node);
  };

  /* The answers: unpacked when one is first asked for. */
  const answers = () => by('asked').textContent.trim();
  let asking = null;
  page.asking = () => {
    if (!asking) {
      const block = kgData.unpack(answers());
      page.store = kgKnown.make(page, block.answers, block.plain.matters);
      page.elsewhere = new Map(block.elsewhere.map((one) => [one.name, one]));
      page.over = block.answers.lists.filter((one) => one.latest).length;
      asking = kgAsking.make(block, page.store);
    }
    return asking;
  };

  /* Drawing */
  const tabs = () => {
    const nav = clear(by('tabs'));
    nav.hidden = page.tabs.length < 2;
    for (const view of page.tabs) {
      const current = view === page.at.view ? 'page' : null;
      nav.append(el('a', { href: page.href(view, [], kgAddress.along(page.at.query)), 'aria-current': current, 'data-at': `tab-${view}` }, t(view === 'sparql' ? 'free' : view)));
    }
  };
  const counties = () => (data.counties.length > 1
    ? page.select('county', t('county'), [['*', t('everyCounty', data.counties.length)], ...data.counties.map((one) => [one.name, t('countyOf', one.name || t('noCounty'), kgRows.places(one.lists.map((number) => data.lists[number])))])], page.every ? '*' : page.county.name) : null);
  const translate = () => {
    for (const node of document.querySelectorAll('[data-t]')) { node.textContent = t(node.getAttribute('data-t')); }
    for (const node of document.querySelectorAll('[data-l]')) { node.setAttribute('aria-label', t(node.getAttribute('data-l'))); }
    for (const node of document.querySelectorAll('[data-en]')) { node.textContent = node.getAttribute(kgSay.english() ? 'data-en' : 'data-zh'); node.lang = kgSay.english() ? 'en' : 'zh'; }
    by('language').textContent = kgSay.english() ? '中文' : 'EN';
    by('language').lang = kgSay.english() ? 'zh' : 'en';
  };
  const viewName = () => { const shown = views[page.at.view]; return shown && shown.name ? shown.name(page) : t(page.at.view); };
  /* Filters that are on or off, by what their buttons say. */
  const FLAGS = { far: 'onlyFar', uneven: 'onlyDiffering', only: 'onlyPicked' };
  /* Filters whose values are said as they are: words of the reader's, names. */
  const PLAIN = ['q', 'category', 'department', 'matter', 'town'];
  /* Where the words of a filter are: table and departments are changes, and differences too. */
  const SECTIONS = { kind: 'change', differ: 'difference' };
  /* What stands on top of a printed sheet and of a table: whose lists, which editions, what was filtered, which day. */
  const captionText = () => {
    const { query } = page.at;
    const named = (key, value) => {
      const found = [data.words[SECTIONS[key]] || {}, ...Object.values(data.words)].find((section) => Object.prototype.hasOwnProperty.call(section, value));
      return found ? kgSay.of(found[value]) : t(value);
    };
    const filter = ['q', 'class', 'list', 'category', 'department', 'matter', 'town', 'kind', 'standing', 'differ', 'flow', 'move'].filter((key) => query[key]).map((key) => (PLAIN.includes(key) ? (page.known[query[key]] || { name: page.category(query[key]) }).name : query[key].split(/[-.+]/).filter(Boolean).map((value) => named(key, value)).join(' ')));
    filter.push(...Object.keys(FLAGS).filter((key) => query[key]).map((key) => t(FLAGS[key])));
    const shown = views[page.at.view];
    filter.push(...(shown && shown.told ? shown.told(page) : []));
    const months = [...new Set((page.every ? data.lists : page.rows).map((row) => row.issued).filter(Boolean))].sort();
    const editions = months.length > 1 ? `${months[0]} – ${months[months.length - 1]}` : months[0] || '—';
    const now = new Date();
    const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
    return t('printed', page.name || data.lists[0].title, viewName(), editions, filter.join(' · ') || t('noFilter'), date);
  };
  const caption = () => el('p.caption', {}, captionText());
  const choice = (key, act) => el('button', { type: 'button', id: `save-${key}`, onclick: () => { act(); by('save').open = false; } }, t(key));
  const fileName = () => `${page.name}-${viewName()}`;
  const pictures = (layers) => ['png', 'svg'].map((key) => choice(key, () => kgSave[key](Object.assign(layers, { caption: captionText() }), `${kgSheet.safe(fileName())}.${key}`)));
  const choices = (view, layers) => add(clear(by('choices')),
    view ? choice('xlsx', () => kgXlsx.save(t(page.at.view), view.csv(page), captionText(), fileName())) : null,
    view ? choice('csv', () => kgSheet.save([[captionText()], ...view.csv(page)], fileName())) : null,
    layers ? pictures(layers) : null,
    el('a', { href: page.href('files', [], kgAddress.along(page.at.query)) }, t('dataFiles')));
  const sameView = (one, other) => one && one.view === other.view && one.query.lang === other.query.lang && one.query.county === other.query.county;
  /* Where duties are taken for one matter: there a reader can say that they are not. */
  const OPINED = ['compare', 'changes'];
  let drawn = null;
  /* Whether there is nothing to narrow by words: several counties, a question's answer, one township. */
  const unfound = () => page.every || ['ask', 'sparql'].includes(page.at.view) || (page.rows.length < 2 && page.at.view === 'desk');
  /* Where the files are all there is, they are the main part. */
  const partOfFiles = (only) => by('files').setAttribute('role', only ? 'main' : 'region');
  /* What the words typed above a view are sought in. */
  const finds = (shown) => {
    if (!shown) { return 'filter'; }
    return shown.finds ? shown.finds(page) : shown.placeholder;
  };
  const frame = (shown, files) => {
    page.name = page.every ? t('everyCounty', data.counties.length) : page.county.name || data.name;
    document.body.dataset.view = page.at.view;
    // one township fills no page: the files of its lists follow
    const alone = page.at.view === 'desk' && data.counties.length === 1 && page.rows.length < 2;
    document.body.dataset.lists = alone ? 'one' : 'many';
    document.title = `${viewName()} · ${page.name || t('brand')}`;
    translate();
    tabs();
    by('files').hidden = !files && !alone;
    partOfFiles(files);
    const find = by('find');
    find.parentNode.hidden = files || unfound();
    by('ask').placeholder = t('findQuestions');
    find.placeholder = t(finds(shown));
    if (document.activeElement !== find) { find.value = page.at.query.q || ''; }
    add(clear(by('filters')), ['ask', 'sparql'].includes(page.at.view) ? null : counties(), shown ? shown.filters(page) : null);
    by('filters').hidden = !by('filters').childNodes.length;
    add(clear(by('opinions')), OPINED.includes(page.at.view) ? kgOpinions.menu(page) : null);
  };
  const sheet = (shown) => {
    const same = shown.keep ? shown.keep(page) : false;
    if (same && sameView(drawn, page.at)) { return; }
    add(clear(by('sheet')), caption(), shown.render(page));
    if (shown.settle) { shown.settle(page); }
  };
  const draw = () => {
    look();
    const files = page.at.view === 'files';
    const known = page.tabs.includes(page.at.view) || page.at.view === 'sparql' || (page.at.view === 'ask' && page.answers);
    if (!files && !known) { page.at = Object.assign(page.at, { view: 'desk', parts: [] }); }
    const shown = files ? null : views[page.at.view];
    frame(shown, files);
    if (shown) { sheet(shown); }
    choices(shown, shown && shown.picture ? shown.picture(page) : null);
    const drawer = shown && shown.drawer ? shown.drawer(page) : null;
    by('drawer').hidden = !drawer;
    add(clear(by('drawer')), drawer);
    drawn = page.at;
  };
  const follow = (back) => {
    const last = page.at;
    const key = focused();
    const scroll = { top: by('sheet').scrollTop, left: by('sheet').scrollLeft, window: window.scrollY };
    page.at = kgAddress.parse(window.location.hash);
    const lost = !page.at.known;
    draw();
    const state = back && window.history.state ? window.history.state : null;
    const place = state || (sameView(last, page.at) ? scroll : { top: 0, left: 0, window: 0 });
    if (place.top || place.window) { kgRest.finish(); }
    by('sheet').scrollTop = place.top;
    by('sheet').scrollLeft = place.left;
    window.scrollTo(0, place.window || 0);
    if (!state && !sameView(last, page.at) && views[page.at.view] && views[page.at.view].reveal) { views[page.at.view].reveal(page); }
    focusOn(state ? state.focus : key);
    if (lost) { page.say(t('notFound')); }
    page.drawn = window.location.hash;
  };
  page.again = () => follow(false);
  page.renew = () => { drawn = null; follow(false); };
  page.say = (text) => { by('say').textContent = ''; window.setTimeout(() => { by('say').textContent = text; }, 30); };

  /* Keys */
  /* The box that a key leads to. */
  const boxOf = (key) => {
    if (key === '/') { return by('find'); }
    return key === '?' && page.answers ? by('ask') : null;
  };
  const keys = (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName || '') && event.target.type !== 'checkbox';
    if (event.altKey || event.ctrlKey || event.metaKey) { return; }
    const box = typing ? null : boxOf(event.key);
    if (box) { event.preventDefault(); box.focus(); box.select(); return; }
    if (event.key === 'Escape') {
      if (by('save').open) { by('save').open = false; return; }
      const view = views[page.at.view];
      if (event.target === by('find') && by('find').value) { by('find').value = ''; page.set({ q: '' }, true); } else if (view && view.shut) { view.shut(page); }
      return;
    }
    if (!typing) { kgTable.arrows(event); }
  };
  const bind = () => {
    by('find').addEventListener('input', (event) => page.set({ q: event.target.value }, true));
    by('print').addEventListener('click', () => window.print());
    kgCopy.bind(page);
    by('language').addEventListener('click', () => page.set({ lang: kgSay.english() ? '' : 'en' }, true));
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#/"]');
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); page.go(link.getAttribute('href')); }
      if (by('save').open && !by('save').contains(event.target)) { by('save').open = false; }
    });
    document.addEventListener('keydown', keys);
    window.addEventListener('popstate', () => follow(true));
    window.addEventListener('pagehide', remember);
    window.addEventListener('resize', () => { if (width() !== page.width) { follow(false); } });
    window.addEventListener('beforeprint', () => { paper.on = true; drawn = null; draw(); kgMake.unlink(by('sheet'), by('drawer')); });
    window.addEventListener('afterprint', () => { paper.on = false; drawn = null; follow(false); });
  };
  if ('scrollRestoration' in window.history) { window.history.scrollRestoration = 'manual'; }
  const names = new Set(data.lists.map((row) => row.name));
  data.name = names.size === 1 ? [...names][0] : '';
  for (const county of data.counties) {
    kgDiffs.count(data, county);
    if (county.comparison) { for (const rows of [county.comparison.rows, county.comparison.matters]) { rows.forEach((row, at) => { row.at = at; }); } }
  }
  page.answers = answers() !== '';
  by('asking').hidden = !page.answers;
  if (page.answers) { kgAskBox.make(page); }
  window.kgCounty = page;
  bind();
  kgHeard.bind(page);
  kgOpinions.bind(page);
  follow(true);
})();
