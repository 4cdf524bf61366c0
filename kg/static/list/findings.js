/* 发现: what needs a decision next, and what has been decided: facets, rows by matter, one finding in full. */
(() => {
  'use strict';
  const { el, add, clear, by } = kgMake;
  const { t } = kgSay;
  /* What is on the screen: the panes that are filled again and again. */
  let panes = null;
  let bound = false;
  let asked = false;
  let noted = 0;
  const width = () => (window.innerWidth > 760 ? 'wide' : 'narrow');
  const language = () => (kgSay.english() ? 'en' : 'zh');
  /* The row of the address; where the address names none, the first, if there is room for it beside the list. */
  const current = (page, now) => {
    const id = page.at.parts[0];
    if (id) { return kgBench.row(id); }
    return width() === 'wide' ? now.order[0] || null : null;
  };
  const bind = (page) => {
    if (bound) { return; }
    bound = true;
    kgExchange.bind(page);
    window.addEventListener('storage', (event) => { if (kgJudged.isReport(event)) { return; } kgBench.judged().reread(); if (page.at.view === 'findings') { update(page); } });
    window.addEventListener('resize', () => { if (panes && page.at.view === 'findings') { panes.list.paint(); } });
  };

  /* The bar above: what is ticked, how many are shown, in what order, the files. */
  const orders = (page) => page.select('order', t('orderBy'), [['', t('orderGrave')], ['many', t('orderMany')], ['printed', t('orderPrinted')]], page.at.query.order || '');
  const bar = (page) => {
    if (page.at.parts.length && width() === 'narrow') { return null; }
    const now = kgBench.now(page);
    const ticked = kgFacets.chips(page, now);
    const wrong = now.wanted.verdict.length ? 0 : now.progress.no;
    const facets = el('button.pill', { type: 'button', id: 'facets-open', 'data-at': 'facets-open', 'aria-expanded': 'false', 'aria-controls': 'facets', onclick: unfold }, t('facets'), ticked.length ? ` · ${t('chosen')} ${ticked.length}` : '', ' ▾');
    return el('div.bench-bar', {}, facets, ticked, ticked.length ? el('button.pill', { type: 'button', id: 'reset', 'data-at': 'reset', onclick: () => page.set(kgFacets.cleared()) }, t('clearFacets')) : null,
      el('span', { id: 'count' }, t('shownRows', now.order.length)),
      wrong ? el('a.more', { href: page.href('findings', [], Object.assign({}, page.at.query, { verdict: 'no' })), 'data-at': 'wrong' }, t('andWrong', wrong)) : null,
      now.others ? el('button.pill', { type: 'button', id: 'more-overlaps', 'data-at': 'others', 'aria-pressed': String(now.wanted.all), title: t('othersWhy'), onclick: () => page.set({ all: now.wanted.all ? '' : '1' }) }, now.wanted.all ? t('hideOthers') : t('andOthers', now.others)) : null,
      orders(page), kgExchange.menu(page, now), el('span.told', { id: 'told' }));
  };
  const unfold = () => {
    const on = panes.facets.classList.toggle('open');
    by('facets-open').setAttribute('aria-expanded', String(on));
    if (on) { panes.facets.querySelector('input, a, button').focus(); }
  };
  /* What has the focus in the card. */
  const heldInCard = () => (document.activeElement && panes.card.contains(document.activeElement) ? document.activeElement.getAttribute('data-at') : '');
  /* Where no finding is to be shown: that there is none, and the way back. */
  const nothing = (page, now) => el('div.empty', {}, el('p', {}, kgBench.none(page)), kgFacets.chips(page, now).length ? el('button.pill', {
    type: 'button', 'data-at': 'reset-here', onclick: () => { page.set(kgFacets.cleared()); panes.card.focus({ preventScroll: true }); }
  }, t('clearFacets')) : null);
  const card = (page, now, row) => add(clear(panes.card), row ? kgCard.render(page, now, row) : nothing(page, now));
  const refocus = (held) => {
    const again = held ? panes.card.querySelector(`[data-at="${held}"]`) : null;
    if (again) { again.focus({ preventScroll: true }); }
  };
  const TYPED = ['note', 'reader'];
  /* whole: whether the card is made anew; if it is not said, then not while one types there: neither a word half typed nor a click on its way
     is lost. */
  const update = (page, whole) => {
    const now = kgBench.now(page);
    const row = current(page, now);
    const held = heldInCard();
    if (panes.now !== now || !panes.root.isConnected) { add(clear(panes.facets), kgFacets.render(page, now)); }
    panes.now = now;
    panes.list.show(row, now);
    const other = panes.row !== row;
    const stays = row && !other && !(whole === undefined ? !TYPED.includes(held) : whole);
    if (stays) { kgCard.freshen(page, panes.card, now.said(row)); } else { card(page, now, row); }
    if (other) { panes.card.scrollTop = 0; panes.list.reveal(row); }
    panes.row = row;
    panes.root.classList.toggle('none', !row && !now.order.length);
    panes.root.classList.toggle('one', Boolean(page.at.parts[0]));
    if (!other && !stays) { refocus(held); }
    return now;
  };
  /* The bar and the panes again, without another address. */
  const renew = (page, focus, whole = true) => {
    panes.now = null;
    const held = focus || (document.activeElement && document.activeElement.getAttribute('data-at'));
    const menu = by('verdict-files');
    // an open menu stays under the hand
    if (!menu || !menu.open) { add(clear(by('filters')), bar(page)); }
    update(page, whole);
    const node = held ? document.querySelector(`[data-at="${CSS.escape(held)}"]`) : null;
    if (node) { node.focus({ preventScroll: true }); }
  };

  /* Going on: to what follows in the list, which may lose the row that was judged. */
  const goTo = (page, row) => page.go(page.href('findings', row ? [row.id] : [], page.at.query), true);
  const move = (page, step) => {
    const now = kgBench.now(page);
    const row = current(page, now);
    const next = now.order[row ? now.order.indexOf(row) + step : 0];
    if (next) { goTo(page, next); }
    return Boolean(next);
  };
  const judge = (page, row, verdict) => {
    const before = kgBench.now(page).order;
    const next = before[before.indexOf(row) + 1] || null;
    if (verdict || kgBench.now(page).said(row).verdict) { kgBench.judged().give(row.members, { verdict }); }
    if (verdict && kgBench.judged().name() === null && !asked) { asked = true; }
    const label = row.duties.slice(0, 2).map((code) => page.store.duties[code].label).join('、');
    page.say(t('said_', label, t(verdict || 'leave')));
    if (next) { goTo(page, next); } else { renew(page); }
  };
  const note = (page, row, text) => {
    kgBench.judged().give(row.members, { note: text }, `note ${row.id}`);
    window.clearTimeout(noted);
    noted = window.setTimeout(() => { if (page.at.view === 'findings') { renew(page, '', false); } }, 400);
  };
  const undo = (page) => {
    const id = kgBench.judged().undo();
    if (!id) { return; }
    page.say(t('undone'));
    const row = kgBench.row(id);
    if (row === current(page, kgBench.now(page))) { renew(page); } else { goTo(page, row); }
  };
  const KEYS = { 1: 'lawful', 2: 'settle', 3: 'no', 0: '' };
  const STEPS = { j: 1, J: 1, k: -1, K: -1 };
  const ARROWS = { ArrowDown: 1, ArrowUp: -1 };
  const keys = (page, event) => {
    const { key } = event;
    const row = current(page, kgBench.now(page));
    if (STEPS[key]) { move(page, STEPS[key]); return true; }
    if (ARROWS[key] && event.target.closest('.listing')) { move(page, ARROWS[key]); panes.list.focus(); return true; }
    if (event.repeat) { return false; }
    if (Object.prototype.hasOwnProperty.call(KEYS, key) && row) { judge(page, row, KEYS[key]); return true; }
    if (key === 'u' || key === 'U') { undo(page); return true; }
    if ((key === 'n' || key === 'N') && row) { by('note').focus(); return true; }
    if ((key === 's' || key === 'S') && row) { kgViews.findings.rename(page); by('reader').select(); return true; }
    return false;
  };

  /* Exactly what is shown, in that order; the heads are those that `kg verdict FILE.xlsx` reads. */
  const HEADS = ['id', 'kind', 'grade', 'duties', 'departments', 'category', 'group', 'rule', 'quotes', 'places', 'verdict', 'note', 'by', 'when', 'carried', 'pending', 'edition', 'wording'];
  const rows = (page) => {
    const now = kgBench.now(page);
    const line = (row) => {
      const said = now.said(row);
      const clauses = [].concat(...row.members.map((finding) => finding.clauses));
      return [row.id, row.members.map((finding) => kgFacets.kindName(page, finding.kind)).join('、'), row.grade || '', row.duties.map((code) => page.store.duties[code].label).join('、'),
        row.values.department.join('、'), row.values.category.join('、'), row.group, row.members.map((finding) => kgSay.of(finding.rule)).join('\n'),
        clauses.map((clause) => `${page.store.duties[clause.duty].label}${kgSay.colon()}${kgClauses.quoted(clause)}`).join('\n'), clauses.map((clause) => kgCard.placeOf(page, clause)).join('\n'),
        said.verdict ? t(said.verdict) : '', said.note, said.by, said.when, said.carried, said.carried && !said.later ? t('carried') : '', kgBench.edition(), row.members[0].wording];
    };
    return [HEADS.map((name) => t(`c_${name}`)), ...now.order.map(line)];
  };
  /* What is ticked, in words: for the caption of what is exported and printed. */
  const ticked = (page) => {
    const now = kgBench.now(page);
    return [...kgFacets.chips(page, now).map((chip) => chip.textContent.replace(' ✕', '')), now.wanted.all ? t('withOthers') : '', t('shownRows', now.order.length)].filter(Boolean);
  };
  const paper = (page) => {
    const now = kgBench.now(page);
    let place = -1;
    const head = (group) => el('h2.group', {}, group.matter ? kgFacets.groupName(page, group.matter) : kgFacets.kindName(page, group.kind));
    const found = [];
    for (const group of now.groups) {
      found.push(head(group));
      for (const row of group.rows) { place += 1; found.push(kgCard.paper(page, now, row, place)); }
    }
    return found.length ? found : [el('p.empty', {}, kgBench.none(page))];
  };
  kgViews.findings = {
    title: () => t('findings'),
    bar,
    keep: (page) => {
      if (page.paper || !panes || !panes.root.isConnected || panes.language !== language()) { return false; }
      update(page);
      return true;
    },
    render: (page) => {
      kgBench.open(page);
      if (page.paper) { return el('div.cards', {}, paper(page)); }
      bind(page);
      const list = kgListing.make(page);
      panes = { list, facets: el('div.facets', { id: 'facets', role: 'group', 'aria-label': t('facets') }), card: el('div.card', { tabindex: '0', 'data-at': 'card', role: 'region', 'aria-label': t('findings') }), language: language(), row: null };
      panes.root = el('div.bench', {}, panes.facets, list.node, panes.card);
      update(page);
      window.requestAnimationFrame(() => { if (list.node.isConnected) { list.reveal(panes.row); list.paint(); } });
      return panes.root;
    },
    settle: () => { panes.list.reveal(panes.row); panes.list.paint(); },
    shut: (page) => {
      if (panes.facets.classList.contains('open')) { unfold(); by('facets-open').focus(); return true; }
      if (page.at.parts.length && width() === 'narrow') { page.go(page.href('findings', [], page.at.query)); }
      return true;
    },
    codes: (page) => {
      const found = new Set([].concat(...kgBench.now(page).order.map((row) => row.duties)));
      return page.store.order.filter((code) => found.has(code));
    },
    keys, rows, told: ticked, judge, note, undo, move, renew,
    decide: (page, row, theirs) => { kgBench.judged().decide(row.members, theirs); renew(page); },
    sign: (page, name) => { kgBench.judged().sign(name); asked = false; renew(page, 'say-settle'); },
    rename: (page) => { asked = true; renew(page, 'reader'); },
    asks: () => asked
  };
})();
