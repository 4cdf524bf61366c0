/* The comparison: a row a duty, a column a township; groups by how many have it. */
const kgCompare = (() => {
  'use strict';
  const { el, SIGNS } = kgMake;
  const { t } = kgSay;
  const OPEN = 'few,some,most';
  /* So many elements are made at once where there are many columns: some forty rows of forty. */
  const AT_ONCE = 3500;
  const MANY = 12;
  const DIFFERENCES = ['missing', 'own', 'table', 'wording', 'departments', 'first', 'lead', 'names', 'steps', 'split', 'merged', 'category'];

  const rowsOf = (page) => page.county.comparison.rows;
  /* Every cell asks for them: they are looked up once a county. */
  const homes = new WeakMap();
  const townships = (page) => {
    const { comparison } = page.county;
    if (!homes.has(comparison)) { homes.set(comparison, comparison.lists.map((number) => page.data.lists[number])); }
    return homes.get(comparison);
  };
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
  /* The row that the address names: by a list and one of its duties. */
  const current = (page) => {
    const [id, kind, number] = page.at.parts;
    const column = townships(page).findIndex((one) => one.id === id);
    return column < 0 ? null : kgCells.find(rowsOf(page), column, `${kind}/${number}`) || null;
  };
  /* The groups that are shown; one that an address leads into is, unless it was folded by hand. */
  const unfolded = (page) => {
    const { standing, open, q, differ } = page.at.query;
    const row = current(page);
    // what was sought is shown, wherever it is
    const sought = q || differ ? kgCells.STANDINGS.join(',') : OPEN;
    return (standing || open || (row ? `${sought},${row.standing}` : sought)).split(',');
  };

  const addressOf = (page, row) => {
    const column = row.held.findIndex(Boolean);
    return [townships(page)[column].id, ...kgCells.keyOf(kgCells.codes(row, column)[0]).split('/')];
  };
  const link = (page, row) => page.href('compare', addressOf(page, row), page.at.query);
  const duty = (page, column, code) => page.to(townships(page)[column], `#/duties/${kgCells.keyOf(code)}`);

  /* What the signs say. Where the choice of a list, which names its sign, is not open to see, the lists' own signs too. */
  const listSigns = (page) => Object.keys(SIGNS).map((kind) => el('span', {}, el(`b.${kind}`, { 'aria-hidden': 'true' }, SIGNS[kind][0]), kgSay.of(page.data.words.list[kind])));
  const key = (page) => el('span.count.keys', {}, page.paper || !page.width ? listSigns(page) : null,
    el('span', {}, el('b.cooperative', { 'aria-hidden': 'true' }, '◇'), t('keyWording')), el('span', {}, el('i.elsewhere', {}), t('keyTable')),
    el('span', {}, el('i.dot', {}), t('keyDepartments')), el('span', {}, el('b.missing', { 'aria-hidden': 'true' }, '−'), t('keyMissing')),
    el('span', {}, el('b', { 'aria-hidden': 'true' }, '?'), t('keyPossible')));
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
    if (kgBurdens.on(page)) { return [kgBurdens.filters(page), picked.length > 1 ? toggle(page, 'only', 'picked', t('onlyPicked'), picked.length) : null]; }
    return [
      kgBurdens.choice(page), page.select('order', t('orderName'), [['', t('orderRare')], ['printed', t('orderPrinted')]], query.order || ''),
      page.select('list', t('list'), [['', t('allLists')], ...list], query.list || ''),
      page.select('category', t('category'), [['', t('allCategories')], ...names(page, (row) => [row.category]).map((one) => [one, page.category(one)])], query.category || ''),
      page.select('differ', t('differHead'), [['', t('allDifferences')], ...kinds.map((kind) => [kind, kgSay.of(words.difference[kind])])], query.differ || ''),
      toggle(page, 'uneven', '1', t('onlyDiffering'), uneven),
      picked.length > 1 ? toggle(page, 'only', 'picked', t('onlyPicked'), picked.length) : null,
      filtered ? page.button(t('clear'), { q: '', list: '', category: '', department: '', differ: '', standing: '', uneven: '', only: '' }, 'clear') : null,
      key(page)
    ];
  };

  /* One cell: the sign of its list, hollow where the words differ; what is missing, or possibly there. */
  const cell = (page, row, column, marks) => {
    const codes = kgCells.codes(row, column);
    const mark = marks[column];
    if (codes.length) {
      const list = kgCells.listOf(codes[0]);
      const name = `td.${list}${mark.table ? '.elsewhere' : ''}${mark.departments ? '.dot' : ''}`;
      const shape = `${SIGNS[list][mark.wording ? 1 : 0]}${codes.length > 1 ? codes.length : ''}`;
      const called = `${townships(page)[column].name} ${shape} ${codes.map((code) => page.label(code)).join('、')}`;
      return el(name, {}, el('a', { href: duty(page, column, codes[0]), 'aria-label': called, tabindex: -1 }, shape));
    }
    if (mark.possible) { return el('td.possible', { title: t('possibleHere') }, '?'); }
    if (mark.missing) { return el(`td.missing${mark.ordinary ? '.ordinary' : ''}`, { title: t(mark.ordinary ? 'absentOrdinary' : 'keyMissing') }, '−'); }
    return el('td', {});
  };
  const line = (page, row, shownColumns, first) => {
    const marks = kgCells.marks(row);
    const count = kgCells.count(row, shownColumns);
    const title = page.data.texts[row.title];
    return el('tr', { 'data-row': row.at, 'aria-current': current(page) === row ? 'true' : null },
      el('th', { scope: 'row' }, el('a', { href: link(page, row), lang: 'zh', title, tabindex: first ? null : -1, 'data-at': `row-${row.at}` }, title)),
      el('td.held', {}, kgMake.bar([['changed', count / shownColumns.length]]), el('span', {}, String(count))),
      shownColumns.map((column) => cell(page, row, column, marks)));
  };
  const group = (page, { standing, rows }, shownColumns, first) => {
    const open = unfolded(page).includes(standing);
    const now = unfolded(page).filter((one) => one !== standing);
    const next = (open ? now : [...now, standing]).join(',') || 'none';
    const href = page.href('compare', page.at.parts, Object.assign({}, page.at.query, { open: next, standing: '' }));
    const body = el('tbody', {},
      el('tr.group', {}, el('th', { scope: 'rowgroup', colspan: shownColumns.length + 2 }, el('div', {},
        el('span', {}, t(standing)), ' ', el('b', {}, String(rows.length)), ' ', el('a', { href, 'data-at': `group-${standing}`, 'aria-expanded': String(open), role: 'button' }, t(open ? 'fold' : 'unfold'))))));
    return open ? kgRest.fill(body, rows, (row, at) => line(page, row, shownColumns, first && at === 0), page.paper || shownColumns.length <= MANY ? Infinity : AT_ONCE) : body;
  };
  const townHeads = (page, shownColumns) => shownColumns.map((column) => {
    const one = townships(page)[column];
    const picked = kgDesk.picks(page).includes(one.id);
    return el(`th.township${picked ? '.picked' : ''}`, { scope: 'col' }, el('a', { href: page.to(one), title: `${one.title}${one.issued ? ` ${one.issued}` : ''}（${one.spelled}）`, lang: 'zh', 'data-at': `town-${one.id}`, tabindex: column ? -1 : null }, one.name));
  });
  const heads = (page, shownColumns, total) => el('thead', {}, el('tr', {},
    el('th.corner', { scope: 'col' }, el('h2', {}, t('compareHead', total, shownColumns.length)), el('p', {}, t('compareHint'))),
    el('th.held', { scope: 'col' }, el('span', {}, t('heldBy'))), townHeads(page, shownColumns)));
  const cellWidth = (page, count) => {
    // few columns are wide, yet leave the drawer its place
    const few = count <= 12;
    const taken = page.width > 1 && few ? 736 : 420;
    const room = Math.floor((window.innerWidth - (page.width > 1 ? taken : 320)) / count);
    return Math.max(24, Math.min(few ? 92 : 34, room));
  };
  const sized = (page, table, count) => {
    table.style.setProperty('--cell', `${cellWidth(page, count)}px`);
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
    const table = el('table.grid', { 'data-rows': 'compare' }, heads(page, shownColumns, shown(page).length), found.map((one, at) => group(page, one, shownColumns, at === opened)));
    return [sized(page, table, shownColumns.length), found.length ? null : el('p.empty', {}, t('noDuty')), el('footer.paperkey', {}, key(page))];
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
    const head = [t('groupHead'), t('category'), t('title'), t('heldBy'), ...shownColumns.map((column) => townships(page)[column].name)];
    const line_ = (row) => [t(row.standing), page.category(texts[row.category]), texts[row.title], kgCells.count(row, shownColumns),
      ...shownColumns.map((column) => kgCells.codes(row, column).map((code) => page.label(code)).join('、'))];
    // of a folded group what is shown: its name, and how many it has
    const body = groups(page).flatMap(({ standing, rows }) => (unfolded(page).includes(standing) ? rows.map(line_) : [[t(standing), '', t('foldedRows', rows.length)]]));
    return [head, ...body];
  };
  /* What the caption says beside the filters. */
  const told = (page) => (kgBurdens.on(page) ? kgBurdens.told(page) : []);
  const shut = (page) => { if (page.at.parts.length) { page.go(page.href('compare', [], page.at.query)); } };
  const drawer = (page) => {
    const row = current(page);
    return row ? kgWordings.render(page, row, { townships: townships(page), columns: columns(page), link: (one) => link(page, one), duty: (column, code) => duty(page, column, code), label: (code) => page.label(code), rows: groups(page).filter((one) => unfolded(page).includes(one.standing)).flatMap((one) => one.rows) }) : null;
  };
  return { filters, render, keep, csv, told, drawer, shut, reveal, placeholder: 'findDuties' };
})();
