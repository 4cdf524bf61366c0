/* The list of the workbench: rows by matter; only those near the window are in the page. */
const kgListing = (() => {
  'use strict';
  const { el, add, clear } = kgMake;
  const { t } = kgSay;
  const HEIGHTS = { head: 30, row: 34 };
  const BEYOND = 400;
  /* What a verdict looks like where there is little room. */
  const chip = (said) => {
    const state = said.conflict ? 'conflict' : said.verdict;
    if (!state && !said.note) { return null; }
    const text = state ? t(state) : t('noted');
    const pending = said.carried && !said.later;
    const extra = pending ? ' ↻' : '';
    return el(`span.chip.${state || 'noted'}`, { title: [text, pending ? t('carried') : '', said.note].filter(Boolean).join(' · ') }, text + extra);
  };
  const codes = (page, row) => {
    const some = row.duties.slice(0, 2).map((code) => { const duty = page.store.duties[code]; return el(`span.code.${duty.kind}`, {}, kgShape(duty.kind), ' ', t(`brief_${duty.kind}`, duty.number)); });
    return row.duties.length > 2 ? [some[0], el('span.more', {}, t('severalDuties', row.duties.length))] : some;
  };
  const words = (page, row) => {
    const [finding] = row.members;
    const word = row.duties.length === 2 ? kgClauses.word(finding.clauses) : '';
    return word || (row.duties.length === 1 ? page.store.duties[row.duties[0]].title : kgSay.of(finding.rule));
  };
  const kindOf = (page, row) => (row.kind === 'overlap' ? t(`grade${row.grade}`) : kgFacets.kindName(page, row.kind));
  const line = (page, now, one, current, size) => {
    if (!one.row) {
      const { group } = one;
      const done = group.rows.filter((row) => now.said(row).verdict).length;
      const name = group.matter ? kgFacets.groupName(page, group.matter) : kgFacets.kindName(page, group.kind);
      return el('div.head', { role: 'listitem' }, el('strong', { title: name }, name), el('span', { title: t('groupDone', done, group.rows.length) }, `${done} / ${group.rows.length}`));
    }
    const { row } = one;
    const text = words(page, row);
    const kind = kindOf(page, row);
    const named = one.group.matter && now.wanted.mark.length !== 1;
    return el('div.row', { role: 'listitem', 'aria-setsize': String(size), 'aria-posinset': String(one.place + 1) }, el('a', {
      href: page.href('findings', [row.id], page.at.query), 'data-at': `row-${row.id}`, 'aria-current': row === current ? 'true' : null, title: [...row.duties.slice(0, 4).map((code) => page.store.duties[code].label), kind, text].join(' · ')
    }, codes(page, row), el('span.gist', { lang: 'zh' }, text), chip(now.said(row)) || (named ? el(`span.kind.g${row.grade}`, {}, kind) : null)));
  };
  const make = (page) => {
    const inner = el('div.lines');
    const outer = el('div.listing', { tabindex: '0', 'data-at': 'listing', 'aria-label': t('findings'), role: 'group' }, inner);
    let state = null;
    let drawn = '';
    /* The stretch of the list that was in the window when it was last looked at: from, to. */
    let seen = null;
    /* Whoever scrolls: the list itself, or on a phone the page. */
    const measure = () => {
      const [box, all] = [outer.getBoundingClientRect(), inner.getBoundingClientRect()];
      seen = { from: Math.max(box.top, 0) - all.top, to: Math.min(box.bottom, window.innerHeight) - all.top };
    };
    /* Which lines are in the window. Before the list is in the page: those about the row. */
    const range = (lines) => {
      if (!outer.isConnected || !seen) {
        const here = Math.max(0, lines.findIndex((one) => one.row === state.current));
        return [Math.max(0, here - 30), Math.min(lines.length, here + 30)];
      }
      return [kgFound.at(lines, seen.from - BEYOND), Math.min(lines.length, kgFound.at(lines, seen.to + BEYOND) + 1)];
    };
    const fill = ([first, last], anyway) => {
      const key = `${first}-${last}`;
      if (!anyway && key === drawn) { return; }
      const { lines } = state.layout;
      drawn = key;
      const held = document.activeElement && inner.contains(document.activeElement) ? document.activeElement.getAttribute('data-at') : '';
      clear(inner);
      for (const one of lines.slice(first, last)) {
        const node = line(state.page, state.now, one, state.current, state.now.order.length);
        node.style.top = `${one.top}px`;
        inner.append(node);
      }
      if (held) { const again = inner.querySelector(`[data-at="${CSS.escape(held)}"]`); if (again) { again.focus({ preventScroll: true }); } }
    };
    /* The lines that are in the window now; those that are there already stay. */
    const paint = () => {
      if (!state || !state.now.order.length) { return; }
      if (outer.isConnected) { measure(); }
      fill(range(state.layout.lines), false);
    };
    const mark = (link, current) => {
      if (current && link.getAttribute('data-at') === `row-${current.id}`) { link.setAttribute('aria-current', 'true'); } else { link.removeAttribute('aria-current'); }
    };
    let waiting = false;
    document.addEventListener('scroll', () => {
      if (waiting || !outer.isConnected) { return; }
      waiting = true;
      window.requestAnimationFrame(() => { waiting = false; if (outer.isConnected) { paint(); } });
    }, true);
    /* Bring a row into the window. */
    const reveal = (row) => {
      const one = row ? state.layout.lines.find((each) => each.row === row) : null;
      if (!one) { return; }
      const top = one.place === 0 ? 0 : one.top - HEIGHTS.head;
      if (top < outer.scrollTop) { outer.scrollTop = top; } else if (one.top + one.height > outer.scrollTop + outer.clientHeight) { outer.scrollTop = one.top + one.height - outer.clientHeight + HEIGHTS.row; }
    };
    const show = (current, now) => {
      if (state && state.now === now && outer.isConnected) {
        state.current = current;
        for (const link of inner.querySelectorAll('a')) { mark(link, current); }
        return;
      }
      state = { page, now, current, layout: kgFound.lines(now.groups, HEIGHTS) };
      // a list has items
      if (now.order.length) { inner.setAttribute('role', 'list'); } else { inner.removeAttribute('role'); }
      if (!now.order.length) { inner.style.height = '0'; add(clear(inner), el('p.empty', {}, kgBench.none(page))); drawn = ''; return; }
      inner.style.height = `${state.layout.height}px`;
      // as far as one had scrolled: nothing is measured while the page around is being made anew; `paint` puts it right
      fill(range(state.layout.lines), true);
    };
    const focus = () => { const link = inner.querySelector('[aria-current]'); if (link) { link.focus({ preventScroll: true }); } };
    return { node: outer, show, focus, reveal, paint };
  };
  return { make, chip, codes, kindOf };
})();
