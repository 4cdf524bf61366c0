/* The comparison: a row a duty or a matter, a column a township; groups by how many have it. */
const kgCompare = (() => {
  'use strict';
  const { el, SIGNS } = kgMake;
  const { t } = kgSay;
  const OPEN = 'few,some,most';
  /* So many elements are made at once where there are many columns: some forty rows of forty. */
  const AT_ONCE = 3500;
  const MANY = 12;
  const DIFFERENCES = ['missing', 'own', 'table', 'wording', 'departments', 'first', 'lead', 'names', 'steps', 'split', 'merged', 'category'];

  const { townships } = kgCommons;
  /* What the rows are: duties, or matters. */
  const thing = (page) => (kgMatters.on(page) ? kgMatters : kgCommons);
  const rowsOf = (page) => thing(page).rows(page);
  const current = (page) => thing(page).current(page);
  /* The columns that are shown: all, or those that were picked. */
  const columns = (page) => {
    const every = townships(page).map((_, column) => column);
    const picked = kgDesk.picks(page);
    const some = every.filter((column) => picked.includes(townships(page)[column].id));
    return page.at.query.only === 'picked' && some.length > 1 ? some : every;
  };
  const wish = (page) => Object.assign({}, page.at.query, { only: columns(page).length < townships(page).length });
  const shown = (page) => rowsOf(page).filter((row) => kgCells.passes(row, wish(page), columns(page), page.data.texts));
  const groups = (page) => kgCells.grouped(shown(page), page.at.query.order, columns(page));
  /* The groups that are shown; one that an address leads into is, unless it was folded by hand. */
  const unfolded = (page) => {
    const { standing, open, q, differ } = page.at.query;
    const row = current(page);
    // what was sought is shown, wherever it is
    const sought = q || differ ? kgCells.STANDINGS.join(',') : OPEN;
    return (standing || open || (row ? `${sought},${row.standing}` : sought)).split(',');
  };

  const link = (page, row) => page.href('compare', thing(page).address(page, row), page.at.query);
  const standingName = (page, name) => t(name === 'alike' ? thing(page).words.alike : name);
  /* What the rows are is chosen; what narrows one kind of rows says nothing of another. */
  const choice = (page) => {
    const now = page.at.query.rows || '';
    const { only, q } = page.at.query;
    return el('nav.switch.rows', { 'aria-label': t('rowsHead') }, [['', 'rowsDuties'], ['matter', 'rowsMatter'], ['work', 'rowsWork']].map(([rows, word]) => el('a', {
      href: page.href('compare', [], kgAddress.along(page.at.query, { rows, only, q })), 'data-at': `rows-${rows || 'duties'}`, 'aria-current': rows === now ? 'true' : null
    }, t(word))));
  };

  const names = (page, of) => [...new Set(rowsOf(page).flatMap(of))].map((number) => page.data.texts[number]);
  const toggle = (page, name, key_, text, count) => {
    const on = Boolean(page.at.query[name]);
    return el('button.toggle', { type: 'button', 'aria-pressed': String(on), 'data-at': name, onclick: () => page.set({ [name]: on ? '' : key_ }) }, text, count === undefined ? null : el('b', {}, ` ${count}`));
  };
  const filters = (page) => {
    const { query } = page.at;
    const { words } = page.data;
    const kinds = DIFFERENCES.filter((kind) => rowsOf(page).some((row) => kgCells.differs(row, kind)));
    const list = Object.keys(SIGNS).map((kind) => [kind, `${SIGNS[kind][0]} ${kgSay.of(words.list[kind])}`]);
    const picked = kgDesk.picks(page).filter((id) => townships(page).some((one) => one.id === id));
    const filtered = ['q', 'list', 'category', 'department', 'differ', 'standing', 'uneven', 'only'].some((name) => query[name]);
    const uneven = rowsOf(page).filter((row) => kgCells.passes(row, Object.assign(wish(page), { uneven: '1' }), columns(page), page.data.texts)).length;
    if (kgBurdens.on(page)) { return [choice(page), kgBurdens.filters(page), picked.length > 1 ? toggle(page, 'only', 'picked', t('onlyPicked'), picked.length) : null]; }
    return [
      choice(page), page.select('order', t('orderName'), [['', t('orderRare')], ['printed', t(thing(page).words.order)]], query.order || ''),
      page.select('list', t('list'), [['', t('allLists')], ...list], query.list || ''),
      page.select('category', t(thing(page).words.category), [['', t(thing(page).words.categories)], ...names(page, (row) => [row.category]).map((one) => [one, page.category(one)])], query.category || ''),
      page.select('differ', t('differHead'), [['', t('allDifferences')], ...kinds.map((kind) => [kind, kgSay.of(words.difference[kind])])], query.differ || ''),
      toggle(page, 'uneven', '1', t('onlyDiffering'), uneven),
      picked.length > 1 ? toggle(page, 'only', 'picked', t('onlyPicked'), picked.length) : null,
      filtered ? page.button(t('clear'), { q: '', list: '', category: '', department: '', differ: '', standing: '', uneven: '', only: '' }, 'clear') : null,
      thing(page).key(page)
    ];
  };

  /* What of a sheet of paper is left to the columns. */
  const SHEET = 700;
  const cellWidth = (page, count) => {
    if (page.paper) { return Math.floor(SHEET / count); }
    // few columns are wide, yet leave the drawer its place
    const few = count <= 12;
    const taken = { 0: 214, 1: 320, 2: few ? 736 : 420 }[page.width];
    const room = Math.floor((window.innerWidth - taken) / count);
    return Math.max(24, Math.min(few ? 92 : 34, room));
  };
  const line = (page, row, size, first) => {
    const { shownColumns, width } = size;
    const marks = kgCells.marks(row);
    const count = kgCells.count(row, shownColumns);
    const { name, language, cell } = thing(page);
    const title = name(page, row);
    return el('tr', { 'data-row': row.at, 'aria-current': current(page) === row ? 'true' : null },
      el('th', { scope: 'row' }, el('a', { href: link(page, row), lang: language(), title, tabindex: first ? null : -1, 'data-at': `row-${row.at}` }, title)),
      el('td.held', {}, kgMake.bar([['changed', count / shownColumns.length]]), el('span', {}, String(count))),
      shownColumns.map((column) => cell(page, row, column, marks[column], { columns: shownColumns.length, width })));
  };
  const group = (page, { standing, rows }, shownColumns, first) => {
    const open = unfolded(page).includes(standing);
    const now = unfolded(page).filter((one) => one !== standing);
    const next = (open ? now : [...now, standing]).join(',') || 'none';
    const href = page.href('compare', page.at.parts, Object.assign({}, page.at.query, { open: next, standing: '' }));
    const body = el('tbody', {},
      el('tr.group', {}, el('th', { scope: 'rowgroup', colspan: shownColumns.length + 2 }, el('div', {},
        el('span', {}, standingName(page, standing)), ' ', el('b', {}, String(rows.length)), ' ', el('a', { href, 'data-at': `group-${standing}`, 'aria-expanded': String(open), role: 'button' }, t(open ? 'fold' : 'unfold'))))));
    const size = { shownColumns, width: cellWidth(page, shownColumns.length) };
    return open ? kgRest.fill(body, rows, (row, at) => line(page, row, size, first && at === 0), page.paper || shownColumns.length <= MANY ? Infinity : AT_ONCE) : body;
  };
  const townHeads = (page, shownColumns) => shownColumns.map((column) => {
    const one = townships(page)[column];
    const picked = kgDesk.picks(page).includes(one.id);
    return el(`th.township${picked ? '.picked' : ''}`, { scope: 'col' }, el('a', { href: page.to(one), title: `${one.title}${one.issued ? ` ${one.issued}` : ''}（${one.spelled}）`, lang: 'zh', 'data-at': `town-${one.id}`, tabindex: column ? -1 : null }, one.name));
  });
  const heads = (page, shownColumns, total) => el('thead', {}, el('tr', {},
    el('th.corner', { scope: 'col' }, el('h2', {}, t(thing(page).words.head, total, shownColumns.length)), el('p', {}, t(thing(page).words.hint))),
    el('th.held', { scope: 'col' }, el('span', {}, t('heldBy'))), townHeads(page, shownColumns)));
  const sized = (page, table, count) => {
    const width = cellWidth(page, count);
    table.style.setProperty('--cell', `${width}px`);
    table.style.setProperty('--shape', kgMatters.shape(width).toFixed(2));
    table.style.setProperty('--columns', String(count));
    return table;
  };
  const towns = (page) => columns(page).map((column) => townships(page)[column]);
  const burdens = (page) => {
    const [table, ...rest] = kgBurdens.render(page, columns(page), towns(page), townHeads(page, columns(page)));
    return [sized(page, table, columns(page).length), rest];
  };
  const render = (page) => {
    if (kgBurdens.on(page)) { return burdens(page); }
    const shownColumns = columns(page);
    const found = groups(page);
    const opened = found.findIndex((one) => unfolded(page).includes(one.standing));
    const table = el(`table.grid${kgMatters.on(page) ? '.matters' : ''}`, { 'data-rows': 'compare', 'data-columns': kgMatters.on(page) ? '' : null }, heads(page, shownColumns, shown(page).length), found.map((one, at) => group(page, one, shownColumns, at === opened)));
    return [sized(page, table, shownColumns.length), found.length ? null : el('p.empty', {}, t(thing(page).words.none)), el('footer.paperkey', {}, thing(page).key(page))];
  };

  /* The grid stays as it is while only the drawer changes. */
  let drawn = '';
  const keep = (page) => {
    const now = JSON.stringify([page.at.query, page.width, unfolded(page), kgOpinions.version()]);
    const same = now === drawn && !kgBurdens.on(page);
    drawn = now;
    if (same) {
      for (const one of document.querySelectorAll('.grid tr[aria-current]')) { one.removeAttribute('aria-current'); }
      const row = current(page);
      if (row) { kgRest.finish(); }
      const line_ = row ? document.querySelector(`.grid tr[data-row="${row.at}"]`) : null;
      if (line_) { line_.setAttribute('aria-current', 'true'); }
    }
    return same;
  };
  /* The row that the address names comes into sight. */
  const reveal = (page) => {
    if (current(page)) { kgRest.finish(); }
    const line_ = document.querySelector('.grid tr[aria-current]');
    if (line_) { line_.scrollIntoView({ block: 'center' }); }
  };
  /* The table as shown, for Excel. */
  const csv = (page) => {
    if (kgBurdens.on(page)) { return kgBurdens.csv(page, columns(page), towns(page)); }
    const shownColumns = columns(page);
    const { texts } = page.data;
    const { name, told: said, words } = thing(page);
    const head = [t('groupHead'), t(words.category), t(words.title), t('heldBy'), ...shownColumns.map((column) => townships(page)[column].name)];
    const line_ = (row) => [standingName(page, row.standing), page.category(texts[row.category]), name(page, row), kgCells.count(row, shownColumns),
      ...shownColumns.map((column) => said(page, row, column))];
    // of a folded group what is shown: its name, and how many it has
    const body = groups(page).flatMap(({ standing, rows }) => (unfolded(page).includes(standing) ? rows.map(line_) : [[standingName(page, standing), '', t('foldedRows', rows.length)]]));
    return [head, ...body];
  };
  /* What the caption says beside the filters. */
  const told = (page) => {
    if (kgBurdens.on(page)) { return kgBurdens.told(page); }
    return kgMatters.on(page) ? [t('matterTold')] : [];
  };
  const finds = (page) => (kgMatters.on(page) ? 'findMatters' : 'findDuties');
  const shut = (page) => { if (page.at.parts.length) { page.go(page.href('compare', [], page.at.query)); } };
  const drawer = (page) => {
    const row = current(page);
    return row ? thing(page).drawer(page, row, { townships: townships(page), columns: columns(page), link: (one) => link(page, one), duty: (column, code) => kgCommons.duty(page, column, code), label: (code) => page.label(code), rows: groups(page).filter((one) => unfolded(page).includes(one.standing)).flatMap((one) => one.rows) }) : null;
  };
  return { filters, render, keep, csv, told, drawer, shut, reveal, finds };
})();
