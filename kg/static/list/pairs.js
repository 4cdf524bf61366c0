/* 部门 × 部门: half a matrix, the names on the diagonal; groups are staircases. Read left and down from a name. */
const kgPairs = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    pairsTitle: ['哪些部门总在一起', 'Which departments are always together'],
    pairsLead: ['格中是部门一栏同时列了两个部门的事项数，灰格是该部门自己的事项数；从部门名往左、往下看', 'Cells count the duties whose column names both; grey is the department\'s own number. Read left and down from a name'],
    pairsSum: ['{0} 对部门 · {1} 项共同事项', '{0} pairs · {1} shared duties'],
    byGroup: ['按部门群', 'By group'], byLoad: ['按事项多少', 'By load'], byName: ['按名称', 'By name'], pairsOrder: ['顺序', 'Order'],
    pairsActing: ['也看只在步骤中同做的 ＋{0} 对', 'Also those that only act together +{0}'], pairsLeast: ['只看 2 项以上', 'Two and more'],
    groupN: ['第 {0} 群 · {1} 个部门', 'Group {0} · {1} departments'], groupInside: ['群内同列 {0} 次，与群外 {1} 次', 'together {0} times, with others {1}'],
    groupTogether: ['50 次划分中平均 {0} % 同在一群', 'in {0} % of 50 partitions on average'], groupBusiest: ['与群外往来最多：{0}', 'most with others: {0}'], groupUnstable: ['不稳定，画虚线', 'unstable: dashed'],
    pairsAlone: ['不与别的部门同列（{0} 个）：', 'Listed beside no other ({0}): '], pairsNone: ['筛选之下没有同列的部门', 'No departments listed together under these filters'], pairsNever: ['没有两个部门同列一项', 'No two departments are listed together'],
    pairListed: ['部门一栏同列（项）', 'Listed together'], pairOnlyActing: ['只在步骤中同做（项）', 'Only acting together'], toldActing: ['也看只在步骤中同做的', 'also those that only act together'],
    pairDeclared: ['部门一栏同列 {0} 项', 'Listed together: {0}'], pairActing: ['只在步骤中同做 {0} 项（至少一方未列名）', 'Only acting together: {0} (one of them unlisted)'], pairFindings: ['关于这两个部门的发现', 'Findings about the two'], pairAll: ['{0}的全部事项', 'All duties of {0}'],
    groupRest: ['其余 {0} 个部门', 'The other {0} departments'], groupFold: ['收起为一行', 'Fold to one row'], groupUnfold: ['展开', 'Unfold'], groupMembers: ['成员', 'Members'], groupDuties: ['群内同列的事项', 'Duties listed together']
  });
  const SIDE = 22;
  const CAPTION = 220;
  const LINES = 5;
  const OWN = ['order', 'acting', 'least', 'unfold', 'open'];
  const here = (page, changes) => page.href('departments', [], Object.assign({ form: 'pairs' }, ...OWN.map((key) => ({ [key]: page.at.query[key] || '' })), changes));
  const order = (page) => (['load', 'name'].includes(page.at.query.order) ? page.at.query.order : '');

  const unfolded = (page) => (page.at.query.unfold || '').split(',');
  /* Which groups are one row: all, where there are too many departments, but those that were unfolded. */
  const folding = (page, blocks) => {
    const many = blocks.reduce((sum, block) => sum + block.members.length, 0) > kgShares.MOST;
    const open = unfolded(page);
    return (block) => many && Boolean(block.number) && block.members.length > 1 && !open.includes(String(block.number));
  };
  const state = (page) => {
    const { store } = page;
    const groups = kgShares.groups(store, page.data.shares.groups);
    const blocks = kgShares.ordered(store, groups, order(page));
    const pairs = kgShares.pairs(store, page.passes);
    const most = kgShares.MOST * (unfolded(page).includes('rest') ? 4 : 1);
    const rows = kgShares.rows(blocks, folding(page, blocks), most);
    const acting = kgShares.acting(store, page.passes);
    const least = page.at.query.least ? 2 : 1;
    const shown = [...pairs.values()].filter((codes) => codes.length >= least);
    const shared = (one, other) => {
      const codes = new Set();
      one.members.forEach((a) => other.members.forEach((b) => (pairs.get(kgShares.keyOf(a, b)) || []).forEach((code) => codes.add(code))));
      return [...codes];
    };
    const cells = rows.map((one, at) => rows.slice(0, at).map((other) => {
      const codes = shared(one, other);
      const only = page.at.query.acting && !one.folded && !other.folded && !codes.length ? (acting.get(kgShares.keyOf(one.department, other.department)) || []) : [];
      return { codes: codes.length >= least ? codes : [], acting: only };
    }));
    const busiest = cells.map((row) => Math.max(0, ...row.map((cell) => cell.codes.length)));
    return { groups, blocks, rows, cells, pairs, acting, most: Math.max(1, ...busiest), shown: shown.length, codes: new Set(shown.flat()) };
  };
  const heat = (count, most) => (most <= 6 ? count : Math.ceil(6 * count / most));
  const foldedName = (row) => (row.rest ? t('groupRest', row.members.length) : t('groupN', row.block.number, row.members.length));
  const nameOf = (page, row) => (row.folded ? foldedName(row) : kgGrid.brief(page, row.department));
  const openOf = (one, other) => `${one.department.name}~${other.department.name}`;
  const load = (page, row) => new Set(row.members.flatMap((d) => kgShares.codes(page.store, d, page.passes))).size;
  /* The figure of a row itself; what is wider than its cell stands in the title. */
  const own = (page, now, row) => {
    const duties = load(page, row);
    return el(`td.own${edges(row, row, now.rows)}`, { title: `${nameOf(page, row)} · ${duties}` }, duties > 999 ? '…' : duties);
  };
  const edges = (row, other, rows) => {
    if (row.block !== other.block || !row.block.number || row.folded) { return ''; }
    const mine = rows.filter((one) => one.block === row.block);
    const css = [];
    if (mine[0] === other) { css.push('gl'); }
    if (mine[mine.length - 1] === row) { css.push('gb'); }
    if (row === other) { css.push('gt', 'gr'); }
    if (!row.block.stable) { css.push('dashed'); }
    return css.map((name) => `.${name}`).join('');
  };
  const cellOf = (page, now, at, across) => {
    const [row, other] = [now.rows[at], now.rows[across]];
    const cell = now.cells[at][across];
    const css = edges(row, other, now.rows);
    const both = `${nameOf(page, row)} — ${nameOf(page, other)}`;
    if (row.folded || other.folded) { return el(`td${css}${cell.codes.length ? `.heat.s${heat(cell.codes.length, now.most)}` : '.none'}`, { title: cell.codes.length ? both : null }, cell.codes.length || null); }
    const open = openOf(row, other);
    const key = `${row.department.id}-${other.department.id}`;
    if (cell.codes.length) { return el(`td${css}.heat.s${heat(cell.codes.length, now.most)}`, {}, kgGrid.link(page, open, key, cell.codes.length, `${both} · ${t('pairDeclared', cell.codes.length)}`, here(page, { open }))); }
    if (cell.acting.length) { return el(`td${css}.only`, {}, kgGrid.link(page, open, key, `+${cell.acting.length}`, `${both} · ${t('pairActing', cell.acting.length)}`, here(page, { open }))); }
    return el(`td${css}.none`);
  };
  const nameCell = (page, row, at, count, caption) => {
    const folded = row.folded ? el('a', { href: here(page, { unfold: `${page.at.query.unfold || ''},${row.block.number || 'rest'}` }), tabindex: '-1', 'data-at': `name-g${row.block.number || 'rest'}` }, nameOf(page, row), ` ${t('groupUnfold')}`) : null;
    const name = folded || el('a', { href: kgLinks.department(row.department), tabindex: '-1', 'data-at': `name-${row.department.id}`, lang: 'zh', title: row.department.name }, short(nameOf(page, row)));
    return el('th', { scope: 'row', colspan: count - at }, name, caption || null);
  };
  /* A name of the diagonal is short; whole it is in its title, the drawer and the desk. */
  const short = (name) => (name.length > 14 ? `${name.slice(0, 13)}…` : name);
  const caption = (page, now, group) => {
    const members = page.store.departments.filter((d) => group.members.includes(d));
    const sums = kgShares.traffic(now.pairs, members);
    const busiest = page.store.departments.find((d) => d.id === sums.busiest);
    return [
      el('b', {}, el('a', { href: here(page, { open: group.key }), 'data-at': `cell-group-${group.number}`, 'aria-current': page.at.query.open === group.key ? 'true' : null }, t('groupN', group.number, group.members.length))),
      el('span', {}, t('groupInside', sums.inside, sums.outside)), el('span', {}, t('groupTogether', Math.round(group.together * 100)), group.stable ? '' : ` · ${t('groupUnstable')}`),
      busiest ? el('span', {}, t('groupBusiest', kgGrid.brief(page, busiest))) : null
    ];
  };
  /* Where the captions stand in the empty half: beside their group's first rows, right of every name there, none below another's top. */
  const places = (page, now) => {
    const right = (at) => (at + 1) * SIDE + 10 + kgGrid.measure(now.rows[at].folded ? nameOf(page, now.rows[at]) + t('groupUnfold') : short(nameOf(page, now.rows[at])), 13.5);
    const found = new Map();
    let free = 0;
    for (const block of now.blocks.filter((one) => one.number)) {
      const first = Math.max(now.rows.findIndex((row) => row.block === block), free);
      const last = Math.min(first + LINES, now.rows.length);
      if (first >= now.rows.length) { continue; }
      let x = 0;
      for (let at = first; at < last; at += 1) { x = Math.max(x, right(at)); }
      found.set(first, { block, left: Math.ceil(x + 16) });
      free = first + LINES;
    }
    return found;
  };
  const render = (page) => {
    const now = state(page);
    const room = window.innerWidth - 60 - (page.at.query.open ? 372 : 0);
    const spots = order(page) ? new Map() : places(page, now);
    const inside = [...spots.values()].every((spot) => spot.left + CAPTION < room) && spots.size === now.blocks.filter((one) => one.number).length;
    const groupOf = (block) => now.groups.find((one) => one.number === block.number);
    const placed = (at) => {
      const spot = inside ? spots.get(at) : null;
      if (!spot) { return null; }
      const node = el('div.caption-of', {}, caption(page, now, groupOf(spot.block)));
      node.style.left = `${spot.left - (at + 1) * SIDE}px`;
      return node;
    };
    const count = now.rows.length;
    const table = el('table.half', { 'data-rows': '', 'data-columns': '' }, el('tbody', {}, now.rows.map((row, at) => el('tr', { 'data-row': '' },
      now.rows.slice(0, at).map((_, across) => cellOf(page, now, at, across)), own(page, now, row), nameCell(page, row, at, count + 1, placed(at))))));
    const toggles = el('span.toggles', {},
      el('a.pill', { href: here(page, { acting: page.at.query.acting ? '' : '1' }), 'data-at': 'acting', 'aria-pressed': String(Boolean(page.at.query.acting)), role: 'button' }, t('pairsActing', [...now.acting.keys()].filter((key) => !now.pairs.has(key)).length)),
      el('a.pill', { href: here(page, { least: page.at.query.least ? '' : '2' }), 'data-at': 'least', 'aria-pressed': String(Boolean(page.at.query.least)), role: 'button' }, t('pairsLeast')));
    const choice = kgGrid.choice(t('pairsOrder'), order(page), [['', 'byGroup'], ['load', 'byLoad'], ['name', 'byName']].map(([name, word]) => [name, t(word), here(page, { order: name })]));
    const alone = kgShares.alone(page.store);
    return [
      kgGrid.headline(t('pairsTitle'), `${t('pairsSum', now.shown, now.codes.size)} · ${t('pairsLead')}`, choice, toggles),
      now.pairs.size ? el('div.halfbox', {}, kgGrid.stop(table)) : el('p.empty', {}, t(page.filtered ? 'pairsNone' : 'pairsNever')),
      now.groups.length && !inside ? el('div.captions', {}, now.groups.map((group) => el('div', {}, caption(page, now, group)))) : null,
      alone.length ? el('p.notes', {}, t('pairsAlone', alone.length), kgGrid.line(alone)) : null
    ];
  };
  const pairOf = (page) => {
    const open = page.at.query.open || '';
    for (const one of page.store.departments) {
      const other = open.startsWith(`${one.name}~`) ? page.store.departments.find((each) => `${one.name}~${each.name}` === open) : null;
      if (other && other !== one) { return [one, other]; }
    }
    return null;
  };
  const beside = (pair) => (duty) => {
    const others = duty.declared.filter((one) => !pair.includes(one));
    return others.length ? el('p.others', {}, others.map(kgGrid.department)) : null;
  };
  const pairPanel = (page, pair) => {
    const found = kgShares.between(page.store, [pair[0]], [pair[1]], page.passes);
    const findings = kgBench.counted(page, kgShares.about(page.store, pair[0], pair[1])).map((each) => each.members[0]).filter((one) => one.duties.some((code) => page.passes(page.store.duties[code])));
    return [
      kgGrid.top(page), el('h2', { lang: 'zh' }, `${pair[0].name} — ${pair[1].name}`),
      el('h3.head', {}, t('pairDeclared', found.declared.length)), kgGrid.duties(page, found.declared, beside(pair)),
      found.acting.length ? [el('h3.head', {}, t('pairActing', found.acting.length)), kgGrid.duties(page, found.acting, beside(pair))] : null,
      findings.length ? [el('h3.head', {}, `${t('pairFindings')} ${findings.length}`), el('ul.rows.deps', {}, findings.map((one) => el('li', {}, el('a', { href: kgLinks.finding(one) },
        el('span.t', {}, el('b', {}, kgPanel.kindName(one)), ` ${one.duties.map((code) => page.store.duties[code].label).join(kgSay.english() ? ', ' : '、')}`, el('span.note.said', {}, kgSay.of(one.rule))), el('span.n', {}, one.grade ? kgPanel.gradeName(one) : '')))))] : null,
      el('p.acts', {}, pair.map((one) => el('a', { href: kgLinks.department(one) }, t('pairAll', one.short))))
    ];
  };
  const groupPanel = (page, group) => {
    const now = state(page);
    const codes = kgShares.inside(page.store, now.pairs, group.members);
    return [
      kgGrid.top(page), el('h2', {}, t('groupN', group.number, group.members.length)), el('p.captionlike', {}, caption(page, now, group).slice(1)), group.finding ? el('p.note', {}, kgSay.of(group.finding.rule)) : null,
      (page.at.query.unfold || '').split(',').includes(String(group.number)) ? el('p', {}, el('a', { href: here(page, { unfold: page.at.query.unfold.split(',').filter((one) => one && one !== String(group.number)).join(',') }) }, t('groupFold'))) : null,
      el('h3.head', {}, `${t('groupMembers')} ${group.members.length}`), el('p', {}, group.members.map(kgGrid.department)),
      el('h3.head', {}, `${t('groupDuties')} ${codes.length}`), kgGrid.duties(page, codes, (duty) => el('p.others', {}, duty.declared.map(kgGrid.department)))
    ];
  };
  const groupNow = (page) => kgShares.groups(page.store, page.data.shares.groups).find((one) => one.key === page.at.query.open);
  const panel = (page) => {
    const pair = pairOf(page);
    if (pair) { return pairPanel(page, pair); }
    const group = groupNow(page);
    return group ? groupPanel(page, group) : null;
  };
  /* A row a pair, as the table has them; those that only act together have their own column. */
  const rows = (page) => {
    const now = state(page);
    const acting = Boolean(page.at.query.acting);
    const found = [[t('department'), t('department'), t('pairListed'), ...(acting ? [t('pairOnlyActing')] : []), t('duty')]];
    now.cells.forEach((cells, at) => cells.forEach((cell, across) => {
      const codes = cell.codes.concat(cell.acting);
      if (codes.length && !now.rows[at].folded && !now.rows[across].folded) {
        found.push([now.rows[at].department.name, now.rows[across].department.name, cell.codes.length, ...(acting ? [cell.acting.length] : []), codes.map((code) => page.store.duties[code].label).join('、')]);
      }
    }));
    return found;
  };
  /* What narrows or widens the table beside the filters. */
  const told = (page) => [page.at.query.least ? t('pairsLeast') : '', page.at.query.acting ? t('toldActing') : ''].filter(Boolean);
  const codes = (page) => {
    const pair = pairOf(page);
    if (pair) { return kgShares.between(page.store, [pair[0]], [pair[1]], page.passes).declared; }
    const group = groupNow(page);
    return group ? kgShares.inside(page.store, state(page).pairs, group.members) : [...state(page).codes];
  };
  return { render, panel, rows, codes, told, pairOf, groupNow };
})();
