/* The desk: one row a township, its newest list; sorted by any head, with the county's medians below. */
const kgDesk = (() => {
  'use strict';
  const { el, sign, bar } = kgMake;
  const { t } = kgSay;
  const LISTS = ['basic', 'cooperative', 'recalled'];
  const CHANGES = ['added', 'removed', 'table', 'reworded'];

  const changeWord = (page, key) => kgSay.of(page.data.words.change[key] || page.data.words.change_group[key]);
  const picks = (page) => (page.at.query.pick || '').split(',').filter((id) => page.known[id]);
  /* What of a row is a tenth over or under the county's median; of one or two townships there is no telling. */
  const far = (page, row) => (page.rows.length > 2 ? kgRows.far(row, page.county.medians) : []);
  const matching = (page, { q = '', class: kind = '' }) => page.rows.filter((row) => kgRows.matches(row, q) && (!kind || row.class === kind));
  const shown = (page) => {
    const rows = matching(page, page.at.query).filter((row) => !page.at.query.far || far(page, row).length);
    const [key, order] = (page.at.query.sort || page.sort).split('.');
    return kgRows.sorted(rows, key, order !== 'up');
  };
  const filters = (page) => {
    if (page.every) { return []; }
    const classes = [...new Set(page.rows.map((row) => row.class))].filter(Boolean);
    const { class: kind = '', q = '', far: only = '' } = page.at.query;
    const standing = kgRows.places(matching(page, page.at.query).filter((row) => far(page, row).length));
    return [
      classes.length > 1 ? page.select('class', t('classHead'), [['', t('allClasses')], ...classes.map((one) => [one, one])], kind) : null,
      standing || only ? el('button.toggle', { type: 'button', 'aria-pressed': String(Boolean(only)), 'data-at': 'far', onclick: () => page.set({ far: only ? '' : '1' }) }, t('onlyFar'), el('b', {}, ` ${standing}`)) : null,
      kind || q || only ? page.button(t('clear'), { class: '', q: '', far: '' }, 'clear') : null,
      page.rows.length > 1 ? el('span.count', { role: 'status' }, t('shownOf', kgRows.places(shown(page)), kgRows.places(page.rows)), page.rows.length > 2 ? [' · ', t('overUnder')] : null) : null
    ];
  };

  /* The county in a sentence; each number leads to the rows that it counts. */
  const summary = (page) => {
    const { comparison } = page.county;
    const link = (view, key, count, query) => (page.tabs.includes(view) ? el('a', { href: page.href(view, [], kgAddress.along(page.at.query, query)) }, t(key, count)) : t(key, count));
    const said = [];
    if (comparison) {
      const of = (standing) => comparison.rows.filter((row) => row.standing === standing).length;
      const apart = comparison.rows.filter((row) => kgCells.differs(row, 'table')).length;
      said.push(link('compare', 'summaryKinds', comparison.rows.length, {}), link('compare', 'summaryAlike', of('alike'), { standing: 'alike' }));
      if (of('few')) { said.push(link('compare', 'summaryFew', of('few'), { standing: 'few' })); }
      if (apart) { said.push(link('compare', 'summaryTables', apart, { differ: 'table' })); }
    }
    const changed = kgRows.places(page.rows.filter((row) => row.changes && row.changes.all));
    if (changed) { said.push(link('changes', 'summaryChanged', changed, {})); }
    const first = kgChanges.firstOnes(page);
    if (first && page.rows.some((row) => row.changes)) { said.push(first); }
    return said.flatMap((one, place) => (place ? [kgSay.english() ? ', ' : '，', one] : [one]));
  };
  const figureName = (page, key) => {
    const named = { superior: 'departmentSteps', township: 'ownSteps', departments: 'departmentsNamed', findings: 'findingsNamed' }[key];
    return named ? t(named) : kgSay.of(page.data.words.list[key]);
  };
  /* Who stands out, and by what: the three farthest, each with its two farthest figures. */
  const outstanding = (page) => {
    const all = page.rows.map((row) => ({ row, by: far(page, row) })).filter((one) => one.by.length);
    if (!all.length) { return null; }
    const most = kgRows.farthest(all).slice(0, 3);
    const percent = (share) => `${share > 0 ? '+' : '−'}${Math.round(Math.abs(share) * 100)} %`;
    const why = (by) => by.slice(0, 2).map((one) => `${figureName(page, one.key)} ${percent(one.share)}`).join(kgSay.english() ? ', ' : '、');
    return el('p.lead.standing', {}, el('a', { href: page.href('desk', [], kgAddress.along(page.at.query, { far: '1' })), 'data-at': 'stand-out' }, t(all.length > 1 ? 'standOut' : 'standsOut', kgRows.places(all.map((one) => one.row)))),
      el('span.outstanding', {}, t(all.length > most.length ? 'standMost' : 'standAll'), most.map(({ row, by }, at) => [at ? t('semicolon') : null,
        el('a', { href: page.to(row), lang: 'zh', 'data-at': `out-${row.id}` }, row.name), ` ${why(by)}`])));
  };
  /* Where the reader goes on: the first list, in the order shown, that has a finding to judge. */
  const next = (page) => {
    const row = shown(page).find((one) => one.open && one.page);
    return row ? el('a.pill', { href: page.to(row, '#/findings?verdict=open'), 'data-at': 'judge-next' }, t('judgeNext', row.name, row.open)) : null;
  };
  const choice = (page) => {
    const chosen = picks(page);
    const names = chosen.slice(0, 4).map((id) => page.known[id].name).join('、') + (chosen.length > 4 ? ' …' : '');
    const to = (name, key, count, query) => el(`a.${name}`, { href: page.href('compare', [], kgAddress.along(page.at.query, query)), 'data-at': key }, t(key, count));
    return el('div.choice', {},
      chosen.length ? el('span.note', {}, t('picked'), ' ', kgMake.chinese(names), ' ', page.button('✕', { pick: '' }, 'unpick', t('unpick'))) : null,
      next(page),
      chosen.length > 1 ? to('pill.first', 'comparePicked', chosen.length, { only: 'picked' }) : null,
      to('pill', 'compareAll', page.rows.length, {}));
  };
  const heading = (page) => {
    const name = page.county.name || page.data.name;
    const title = page.rows.length > 1 ? t('townshipsHead', name, kgRows.places(page.rows)) : page.rows[0].title;
    return el('header.headline', {}, el('div', {}, el('h2', { lang: kgSay.english() && page.rows.length > 1 ? null : 'zh' }, title), el('p.lead', {}, summary(page)), outstanding(page), kgCounties.leftOut(page).map((text) => el('p.lead.warn', {}, text))), page.tabs.includes('compare') ? choice(page) : el('div.choice', {}, next(page)));
  };

  /* Columns: the group they stand under, their head, what they show of a row and of the medians, and how wide a window must
     be to show them: 2 is a screen of 1200 px and paper, 1 anything wider than a phone. */
  const figure = (page, row, key, kind, shown_) => {
    const stands = page.rows.length > 2 && key in page.county.medians ? kgRows.stands(kgRows.value(row, key), page.county.medians[key]) : 0;
    return el(`td.figure${kind ? `.${kind}` : ''}${stands ? '.far' : ''}`, {},
      stands ? el('span.stands', { 'aria-hidden': 'true' }, stands > 0 ? '▴' : '▾') : null, shown_ || String(kgRows.value(row, key)));
  };
  const counted = (page, key, name, more) => Object.assign({
    head: () => kgTable.head(page, key, name, more), cell: (row) => figure(page, row, key, more && more.kind),
    median: () => el(`td.figure${more && more.kind ? `.${more.kind}` : ''}`, {}, key in page.county.medians ? String(page.county.medians[key]) : '')
  }, more);
  const barred = (of, more) => {
    const name = more.name || 'wide';
    return Object.assign({ head: () => el(`td.${name}`, {}), cell: (row) => el(`td.${name}`, {}, bar(of(row))) }, more);
  };
  const pick = (page) => ({
    head: () => el('th.pick', { scope: 'col' }, el('span.out', {}, t('picked'))),
    cell: (row) => {
      const chosen = picks(page);
      const there = chosen.includes(row.id);
      const change = () => page.set({ pick: (there ? chosen.filter((id) => id !== row.id) : [...chosen, row.id]).join(',') });
      return el('td.pick', {}, el('input', { type: 'checkbox', 'aria-label': t('pickOne', row.name), 'data-at': `pick-${row.id}`, checked: there, onchange: change }));
    },
    median: () => el('td.pick', {})
  });
  const former = (page, row) => row.former.map((number) => {
    const other = page.data.lists[number];
    const name = other.issued || other.id;
    return el('span.former', {}, ' ← ', el('a', { href: page.to(other), title: t('former', name), 'data-at': `former-${other.id}` }, name));
  });
  const changeColumns = (page, most) => {
    // which are first editions is said once, above
    const none = (row) => el('td.none', { colspan: CHANGES.length + (page.width > 1 ? 1 : 0) }, row.former.length ? t('notComparable') : [el('span', { 'aria-hidden': 'true' }, '—'), el('span.out', {}, t('firstEdition'))]);
    const cell = (key) => (row) => {
      if (!row.changes) { return key === CHANGES[0] ? none(row) : null; }
      const count = row.changes[key];
      const href = page.href('changes', [row.id], kgAddress.along(page.at.query, { kind: key }));
      return count ? el('td.figure', {}, page.tabs.includes('changes') ? el('a', { href, 'data-at': `${key}-${row.id}` }, String(count)) : String(count)) : el('td.figure.nil', {}, '0');
    };
    const name = (key) => (key === 'table' ? t('movedHead') : changeWord(page, key));
    return [...CHANGES.map((key) => counted(page, key, name(key), { about: changeWord(page, key), cell: cell(key), group: 'changesGroup', least: 1 })), {
      head: () => el('td.wide.bars', {}), group: 'changesGroup', least: 2,
      cell: (row) => (row.changes ? el('td.wide.bars', { title: `${t('changesN')} ${row.changes.all}` }, bar([['changed', row.changes.all / most.changes]])) : null)
    }];
  };
  const most = (page) => {
    const max = (of) => Math.max(1, ...page.rows.map(of));
    return {
      duties: max((row) => row.basic + row.cooperative + row.recalled), steps: max((row) => row.superior + row.township),
      findings: max(kgRows.findings), changes: max((row) => (row.changes ? row.changes.all : 0))
    };
  };
  const columns = (page) => {
    const widest = most(page);
    const share = (row) => [['judged', row.judged / Math.max(1, row.judged + row.open)]];
    const found = (row) => figure(page, row, 'findings', '', el('a', { href: page.to(row, '#/findings'), 'data-at': `findings-${row.id}` }, String(kgRows.findings(row))));
    const said = (key, verdict, more) => (row) => el('td.figure', {}, row[key] ? el('a', { href: page.to(row, `#/findings?verdict=${verdict}`), 'data-at': `${key}-${row.id}` }, String(row[key])) : '0', more ? more(row) : null);
    const ofAll = (row) => el('span.of', {}, ` / ${row.judged + row.open}`);
    const judged = said('judged', 'lawful%2Csettle%2Cno', ofAll);
    /* What is rare has a column where there is any. */
    const some = (key, verdict) => (page.rows.some((row) => row[key]) ? counted(page, key, t(key), { group: 'findingsGroup', least: 1, cell: said(key, verdict), about: t(`${key}About`) }) : null);
    const every = [
      page.tabs.includes('compare') ? pick(page) : null,
      { head: () => kgTable.head(page, 'name', t('township'), { falling: false, left: true }),
        cell: (row) => el('th', { scope: 'row' }, el('a', { href: page.to(row), 'data-at': `open-${row.id}`, title: `${row.name} · ${row.title}`, lang: 'zh' }, row.name), row.twin === undefined ? null : el('span.former', {}, ` ${row.id}`)),
        median: () => el('th', { scope: 'row', colspan: 2 }, t('medianRow', page.rows.length)) },
      { head: () => kgTable.head(page, 'issued', t('edition'), { left: true }), median: () => null,
        cell: (row) => el('td.edition', {}, row.issued || '—', page.width > 1 ? former(page, row) : null) },
      ...LISTS.map((kind) => counted(page, kind, kgSay.of(page.data.words.list[kind]), { sign: sign(kind), kind, group: 'dutiesGroup' })),
      barred((row) => LISTS.map((kind) => [kind, row[kind] / widest.duties]), { group: 'dutiesGroup', least: 1 }),
      counted(page, 'superior', t('superiorSteps'), { group: 'stepsGroup', least: 1 }),
      barred((row) => [['superior', row.superior / widest.steps], ['township', row.township / widest.steps]], { group: 'stepsGroup', least: 2 }),
      counted(page, 'township', t(page.width ? 'townshipSteps' : 'townshipStepsAlone'), { group: 'stepsGroup', kind: 'ours' }),
      counted(page, 'departments', t('departmentsHead'), { least: 1 }),
      counted(page, 'findings', t('findingsHead'), { group: 'findingsGroup', cell: found, about: t('findingsAbout') }),
      barred((row) => Object.entries(row.findings).map(([kind, count]) => [kind, count / widest.findings]), { group: 'findingsGroup', least: 1 }),
      barred(share, { group: 'findingsGroup', least: 1, name: 'narrow' }),
      counted(page, 'judged', t('judged'), { group: 'findingsGroup', least: 1, cell: judged, about: t('judgedAbout') }),
      some('dropped', 'no'), some('pending', 'carried'),
      ...(page.rows.some((row) => row.changes) ? changeColumns(page, widest) : []),
      { least: 2, head: () => el('td.open', {}), cell: (row) => el('td.open', {}, el('a', { href: page.to(row), tabindex: -1, 'aria-hidden': 'true' }, t('open'), ' ›')) }
    ];
    return every.filter((one) => one && page.width >= (one.least || 0));
  };

  const groups = (page, shownColumns) => {
    const legend = Object.entries(page.data.words.family).map(([key, words]) => el('span.key', {}, el(`i.${key}`), kgSay.of(words)));
    const cells = [];
    for (const column of shownColumns) {
      const last = cells[cells.length - 1];
      if (last && last.group === column.group) { last.span += 1; } else { cells.push({ group: column.group, span: 1 }); }
    }
    return el('tr.groups', {}, cells.map(({ group, span }) => (group
      ? el('th', { colspan: span, scope: 'colgroup' }, el('div', {}, el('span', {}, t(group)), group === 'findingsGroup' ? legend : null))
      : el('td', { colspan: span }))));
  };
  const unread = (page, span) => page.data.unread.map((file) => {
    const lead = page.tabs.includes('compare') ? 2 : 1;
    return el('tr.unread', { 'data-row': file.name }, el('th', { scope: 'row', colspan: Math.min(lead + 1, span - 1) }, kgMake.chinese(file.name)),
      el('td.reason', { colspan: Math.max(1, span - lead - 1) }, el('b', {}, t('unreadRow')), ' ', kgSay.english() ? file.en : kgMake.chinese(file.zh)));
  });
  const render = (page) => {
    if (page.every) { return kgCounties.render(page); }
    const rows = shown(page);
    const all = columns(page);
    const medians = page.rows.length > 2 ? el('tfoot', {}, el('tr', {}, all.map((one) => (one.median ? one.median() : el('td', {}))))) : null;
    return [heading(page), el('table.desk', { 'data-rows': 'desk' },
      el('thead', {}, page.width ? groups(page, all) : null, el('tr.heads', {}, all.map((one) => one.head()))),
      el('tbody', {}, rows.map((row) => el(`tr${picks(page).includes(row.id) ? '.picked' : ''}`, { 'data-row': row.id }, all.map((one) => one.cell(row)))), unread(page, all.length)),
      medians), rows.length ? null : el('p.empty', {}, t('noneShown'))];
  };
  /* The second row of heads stays below the first, however many lines that one has. */
  const settle = () => {
    const first = document.querySelector('.desk .groups');
    if (first) { first.closest('table').style.setProperty('--groups', `${first.offsetHeight}px`); }
  };

  /* The table as shown, for Excel. */
  const csv = (page) => {
    if (page.every) { return kgCounties.csv(page); }
    const { words } = page.data;
    const families = Object.keys(words.family);
    const head = [t('township'), t('edition'), ...LISTS.map((kind) => kgSay.of(words.list[kind])), `${t('stepsGroup')} ${t('superiorSteps')}`, `${t('stepsGroup')} ${t('townshipSteps')}`,
      t('departmentsHead'), t('findingsHead'), ...families.map((key) => kgSay.of(words.family[key])), t('judged'), t('dropped'), t('pending'), t('openHead'), ...CHANGES.map((key) => changeWord(page, key)), t('changesN')];
    const body = shown(page).map((row) => [row.name, row.issued, ...LISTS.map((kind) => row[kind]), row.superior, row.township, row.departments,
      kgRows.findings(row), ...families.map((key) => row.findings[key]), row.judged, row.dropped, row.pending, row.open, ...[...CHANGES, 'all'].map((key) => (row.changes ? row.changes[key] : ''))]);
    return [head, ...body, ...page.data.unread.map((file) => [file.name, t('unreadRow'), kgSay.english() ? file.en : file.zh])];
  };
  return { filters, render, csv, shown, picks, settle, changeWord, placeholder: 'findLists' };
})();
