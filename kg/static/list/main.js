/* The page at work: address → view; filters, keys, focus, print, language. The views are told everything by `page`. */
(() => {
  'use strict';
  const { el, add, clear, by } = kgMake;
  const { t } = kgSay;
  const data = kgData.of('data');
  kgSay.learn(data.words);
  for (const kind of data.kinds) { kgSay.learn({ [kind.id]: [kind.zh, kind.en] }); }
  const store = kgStore.read(data, (code) => by(code).querySelector('.title').textContent);
  Object.assign(store, { links: kgLinks, sign: kgShape });
  const page = { data, store, at: kgAddress.parse('#/overview'), sort: '', graph: null, drawn: '' };
  store.page = page;
  kgLinks.use(page);
  const view = () => kgViews[page.at.view] || null;

  /* Addresses */
  page.href = (name, parts, more) => kgAddress.format(name, parts || [], kgAddress.along(page.at.query, more));
  const show = (href, replace) => {
    if (href === window.location.hash) { return; }
    if (replace) { window.history.replaceState(place(), '', href); } else { remember(); window.history.pushState(null, '', href); }
    follow(false);
  };
  page.go = (href, replace) => { box.close(); show(href, replace); };
  page.set = (changes, replace) => show(kgAddress.format(page.at.view, page.at.parts, Object.assign({}, page.at.query, changes)), replace);
  page.reset = () => page.set(Object.assign({}, ...kgAddress.FILTERS.map((key) => ({ [key]: '' }))));
  page.button = (name, changes, key, label) => el('button.plain', { type: 'button', 'data-at': key, 'aria-label': label || null, title: label || null, onclick: () => page.set(changes) }, name);
  page.select = (key, name, choices, now) => {
    const select = el('select', { 'aria-label': name, 'data-at': key, onchange: (event) => page.set({ [key]: event.target.value }) });
    for (const [value, text] of choices) { select.append(el('option', { value, selected: value === now }, text)); }
    return select;
  };
  page.say = (text) => { by('say').textContent = ''; window.setTimeout(() => { by('say').textContent = text; }, 30); };
  const box = kgBox.make(store, page.go);
  page.find = box.find;
  page.asking = box.knows;

  /* What the address says that the page is about. */
  const look = () => {
    kgSay.use(page.at.query.lang === 'en');
    const language = kgSay.english() ? 'en' : 'zh-CN';
    if (document.documentElement.lang !== language) { document.documentElement.lang = language; box.renew(); }
    Object.assign(page, kgFilters.read(store, page.at.query, box.find));
    page.filters = () => (view() && view().told ? view().told(page) : kgFilterBar.told(page));
  };

  /* Where the reader is: what is scrolled and focused goes into the history, and comes back with it. */
  const SCROLLED = ['sheet', 'panel'];
  const focused = () => {
    const node = document.activeElement ? document.activeElement.closest('[data-at], a[href^="#/"]') : null;
    return node ? node.getAttribute('data-at') || node.getAttribute('href') : '';
  };
  const place = () => {
    const here = { window: window.scrollY, focus: focused(), picture: kgPicture.shown() ? kgPicture.shown().view() : null };
    for (const id of SCROLLED) { here[id] = [by(id).scrollLeft, by(id).scrollTop]; }
    return here;
  };
  const remember = () => window.history.replaceState(place(), '', window.location.href);
  const restore = (here) => {
    if (here.window || SCROLLED.some((id) => here[id] && here[id][1])) { kgRest.finish(); }
    for (const id of SCROLLED) { [by(id).scrollLeft, by(id).scrollTop] = here[id] || [0, 0]; }
    window.scrollTo(0, here.window || 0);
    if (here.picture && kgPicture.shown()) { kgPicture.shown().at(here.picture); }
  };
  const focusOn = (key) => {
    const find = () => [...document.querySelectorAll('[data-at], main a[href^="#/"]')].find((one) => (one.getAttribute('data-at') || one.getAttribute('href')) === key);
    let node = key ? find() : null;
    if (key && !node) { kgRest.finish(); node = find(); }
    if (node) { node.focus({ preventScroll: true }); }
  };

  /* Drawing */
  const tabs = () => {
    const nav = clear(by('tabs'));
    const own = kgViews.sparql.tab ? ['sparql'] : [];
    for (const name of [...kgAddress.TABS.filter((one) => kgViews[one]), ...own]) {
      nav.append(el('a', { href: page.href(name), 'aria-current': name === page.at.view ? 'page' : null, 'data-view': name, 'data-at': `tab-${name}` }, t(name === 'sparql' ? 'free' : name)));
    }
  };
  const translate = () => {
    for (const node of document.querySelectorAll('[data-t]')) {
      const text = t(node.getAttribute('data-t'));
      if (node.textContent !== text) { node.textContent = text; } // else the head is laid out anew for nothing
    }
    for (const node of document.querySelectorAll('[data-l]')) { node.setAttribute('aria-label', t(node.getAttribute('data-l'))); }
    for (const node of document.querySelectorAll('[data-p]')) { node.setAttribute('placeholder', t(node.getAttribute('data-p'))); }
    by('language').textContent = kgSay.english() ? '中文' : 'EN';
    by('language').lang = kgSay.english() ? 'zh' : 'en';
  };
  const frame = (shown, title) => {
    document.body.dataset.view = page.at.view;
    document.body.dataset.open = page.at.query.open ? 'yes' : '';
    page.title = title;
    document.title = `${title} · ${data.title}`;
    translate();
    tabs();
    add(clear(by('filters')), shown.bar ? shown.bar(page) : kgFilterBar.bar(page, shown.filters ? shown.filters(page) : null));
  };
  const part = (id, nodes) => { by(id).hidden = !nodes; add(clear(by(id)), nodes || []); };
  /* Beside a picture in a narrow window the panel is folded: the picture has the whole width, a button brings the panel over it. */
  const NARROW = window.matchMedia('(min-width: 761px) and (max-width: 1180px)');
  const panelState = () => {
    const folds = NARROW.matches && !by('stage').hidden;
    const folded = page.at.query.panel === '1' ? 'over' : 'folded';
    const whole = folds ? folded : 'shown';
    by('unfold').hidden = !folds || by('panel').hidden;
    by('unfold').setAttribute('aria-expanded', String(whole === 'over'));
    return by('panel').hidden ? 'none' : whole;
  };
  const body = (shown, title) => {
    const drawn = shown.keep && shown.keep(page) ? null : shown.render(page);
    if (drawn) {
      const picture = drawn.picture === true;
      by('stage').hidden = !picture;
      part('sheet', picture ? null : drawn);
      if (!picture) { kgPicture.hide(); document.body.classList.remove('graph'); }
      by('graph').setAttribute('aria-label', t('alt', title));
      if (picture) { kgPicture.show(page, drawn, options.vis); }
      by('flip').hidden = !picture;
    }
    part('panel', shown.panel ? shown.panel(page) : null);
    document.body.dataset.panel = panelState();
    // on a phone the list comes before the picture, if there is a list
    document.body.classList.toggle('alone', !by('stage').hidden && by('panel').hidden);
    kgPicture.settle();
  };
  /* Returns whether there is such a page; if there is none the overview is drawn. */
  const draw = () => {
    kgPicture.hideTip();
    look();
    const title = view() ? view().title(page) : null;
    if (title === null) {
      page.at = Object.assign(kgAddress.parse('#/overview'), { query: kgAddress.along(page.at.query) });
      look();
    }
    const found = title !== null;
    const name = found ? title : view().title(page);
    frame(view(), name);
    body(view(), name);
    kgExport.fill(page);
    kgEdition.fill(page);
    return found;
  };
  page.again = () => follow(false);
  const samePage = (one, other) => one.view === other.view && one.parts.join('/') === other.parts.join('/') && (one.query.form || '') === (other.query.form || '');
  const follow = (back) => {
    const last = page.at;
    const here = place();
    page.at = kgAddress.parse(window.location.hash || `#${data.start || '/overview'}`);
    if (page.at.former) { window.history.replaceState(window.history.state, '', kgAddress.format(page.at.view, page.at.parts, page.at.query)); }
    const known = page.at.known;
    const found = draw() && known;
    const state = back ? window.history.state : null;
    const stays = samePage(last, page.at);
    if (state) { restore(state); } else {
      restore(stays ? Object.assign(here, { picture: null }) : {});
      if (view().settle) { view().settle(page); }
    }
    focusOn(state ? state.focus : here.focus);
    if (!found) { page.say(t('notFound')); }
    page.drawn = window.location.hash;
  };

  /* Keys */
  const escape = () => {
    if (by('save').open) { by('save').open = false; return; }
    if (page.at.query.panel) { page.set({ panel: '' }); return; }
    if (view().shut && view().shut(page)) { return; }
    if (page.at.view === 'overview' && page.filtered) { page.reset(); } else { page.go(page.href('overview')); }
  };
  const typing = (node) => /^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName || '') && node.type !== 'checkbox';
  const rowKeys = (event) => {
    const links = [...by('panel').querySelectorAll('.rows a')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !links.length || (!by('panel').contains(document.activeElement) && document.activeElement !== document.body)) { return; }
    event.preventDefault();
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + step))].focus();
  };
  const keys = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) { return; }
    if (event.key === '/' && !typing(event.target)) { event.preventDefault(); by('find').focus(); by('find').select(); return; }
    if (typing(event.target)) { return; }
    if (event.key === 'Escape') { escape(); return; }
    if (view().keys && view().keys(page, event)) { event.preventDefault(); return; }
    kgTable.arrows(event);
    if (!event.defaultPrevented) { rowKeys(event); }
  };
  const click = (event) => {
    const link = event.target.closest('a[href^="#/"]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); page.go(link.getAttribute('href')); }
    for (const menu of document.querySelectorAll('details.menu[open]')) { if (!menu.contains(event.target)) { menu.open = false; } }
  };
  const flip = () => {
    const on = document.body.classList.toggle('graph');
    by('flip').textContent = t(on ? 'showList' : 'showGraph');
    if (on) { page.graph.fit(); }
    window.scrollTo(0, 0);
  };
  const skip = (event) => {
    event.preventDefault();
    if (document.body.dataset.panel === 'folded') { page.set({ panel: '1' }); }
    (by('panel').hidden ? by('sheet') : by('panel')).focus();
  };
  const bind = () => {
    by('language').addEventListener('click', () => page.set({ lang: kgSay.english() ? '' : 'en' }, true));
    by('flip').addEventListener('click', flip);
    by('skip').addEventListener('click', skip);
    by('unfold').addEventListener('click', () => page.set({ panel: page.at.query.panel ? '' : '1' }));
    // a sheet of paper is narrow too, while it is printed
    NARROW.addEventListener('change', () => { if (!page.paper) { follow(false); } });
    document.addEventListener('click', click);
    document.addEventListener('keydown', keys);
    window.addEventListener('popstate', () => follow(true));
    window.addEventListener('pagehide', remember);
    kgPicture.bind();
    kgCopy.bind(page);
    kgExport.bind(page, draw);
  };
  const options = kgData.of('options');
  if ('scrollRestoration' in window.history) { window.history.scrollRestoration = 'manual'; }
  window.kgPage = page;
  bind();
  follow(true);
})();
