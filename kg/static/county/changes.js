/* The changes: a line for each township whose list has several editions, and what changed between two of them. */
const kgChanges = (() => {
  'use strict';
  const { el, sign, SIGNS, bar, chinese } = kgMake;
  const { t } = kgSay;
  const FILTERS = ['kind', 'list', 'category', 'department', 'flow', 'move', 'q', 'print'];

  const word = (page, kind) => kgSay.of(page.data.words.change_group[kind] || page.data.words.change[kind]);
  const list = (page, kind) => kgSay.of(page.data.words.list[kind]);
  const edition = (row) => row.issued || row.id;
  /* The townships whose newest list has a former one, and the pair that the address names; one township alone is the pair. */
  const townships = (page) => [...new Set(page.county.changes.map((one) => one.new))].map((number) => page.data.lists[number]).filter((row) => row.former.length);
  /* The edition before one: a former edition is beside those that it followed. */
  const before = (page, row) => {
    const olds = page.county.changes.filter((one) => one.new === row.number).map((one) => page.data.lists[one.old]);
    const [last] = olds.sort((one, other) => (one.issued < other.issued ? 1 : -1));
    return row.former.length || !last ? row.former[0] : last.number;
  };
  const pair = (page) => {
    const every = townships(page);
    const [id, former] = page.at.parts;
    const row = page.known[id] || (every.length === 1 ? every[0] : null);
    if (!row) { return null; }
    const old = former ? (page.known[former] || {}).number : before(page, row);
    return page.county.changes.find((one) => one.new === row.number && one.old === old) || null;
  };
  const shown = (page, diff) => diff.rows.filter((row) => kgDiffs.passes(row, page.at.query, page.data.texts));
  const empty = () => Object.fromEntries(FILTERS.map((key) => [key, '']));
  /* How many rows there would be if one filter were something else: what a pill opens. */
  const would = (page, diff, more) => diff.rows.filter((row) => kgDiffs.passes(row, Object.assign({}, page.at.query, more), page.data.texts)).length;

  const pill = (page, name, changes, count, on) => el('button.toggle.round', { type: 'button', 'aria-pressed': String(on), 'data-at': `pill-${Object.values(changes).join('-')}`, onclick: () => page.set(changes) }, name, el('b', {}, ` ${count}`));
  /* The values of a filter, each with how many rows it would leave, and what is chosen now. */
  const counted = (page, diff, key, values, all, name = (one) => one) => page.select(key, t(key), [['', all], ...values
    .map((one) => [one, would(page, diff, { [key]: one })]).filter(([one, count]) => count || one === page.at.query[key])
    .map(([one, count]) => [one, `${name(one)} ${count}`])], page.at.query[key] || '');
  const filters = (page) => {
    const diff = pair(page);
    if (!diff) { return []; }
    const { query } = page.at;
    const { texts } = page.data;
    const kinds = kgDiffs.groups().filter((kind) => kind !== 'typography' && diff.rows.some((row) => kgDiffs.isOf(row, kind)));
    const categories = [...new Set(diff.rows.map((row) => texts[row.category]))];
    const departments = [...new Set(diff.rows.flatMap(kgDiffs.bodies).map((one) => texts[one]))].sort();
    const some = diff.rows.filter((row) => !kgDiffs.counts(row)).length;
    return [
      pill(page, t('all'), { kind: '', flow: '', move: '' }, would(page, diff, { kind: '', flow: '', move: '' }), !query.kind && !query.flow && !query.move),
      kinds.map((kind) => pill(page, word(page, kind), { kind, flow: '', move: '' }, would(page, diff, { kind, flow: '', move: '' }), query.kind === kind)),
      el('span.break', {}),
      page.select('list', t('list'), [['', t('allLists')], ...Object.keys(SIGNS).map((kind) => [kind, `${SIGNS[kind][0]} ${list(page, kind)}`])], query.list || ''),
      counted(page, diff, 'category', categories, t('allCategories'), page.category),
      counted(page, diff, 'department', departments, t('allDepartments'), page.short),
      some ? el('button.toggle', { type: 'button', 'aria-pressed': String(Boolean(query.print)), 'data-at': 'print', onclick: () => page.set({ print: query.print ? '' : '1' }) }, t('typographyToo', some)) : null,
      FILTERS.some((key) => query[key]) ? page.button(t('clear'), empty(), 'clear') : null,
      el('span.count', { role: 'status' }, t('changedOf', shown(page, diff).length), ' · ', t('sameN', diff.same))
    ];
  };

  /* How each list's number came about; each part is a filter. */
  const signed = (count) => (count > 0 ? `＋${count}` : `−${-count}`);
  const sums = (page, diff) => el('table.sums', {}, el('caption.out', {}, t('sumsHead')), el('tbody', {}, diff.sums.map((one) => el('tr', {},
    el('th', { scope: 'row' }, sign(one.list), ' ', list(page, one.list)), el('td.figure', {}, String(one.before)),
    el('td.moves', {}, one.steps.length ? one.steps.map((step) => {
      const move = kgDiffs.moveOf(one.list, step);
      const on = page.at.query.move === move;
      const query = Object.assign({}, page.at.query, { move: on ? '' : move, kind: '', flow: '' });
      return [el(`a.chip${on ? '.now' : ''}`, { href: page.href('changes', page.at.parts, query), 'data-at': `move-${move}` }, el('b', {}, signed(step.count)), ' ', word(page, step.kind)), ' '];
    }) : el('span.note', {}, t('noMoves'))), el('td.figure', {}, '= ', el('b', {}, String(one.after)))))));
  const named = (page, diff) => Object.fromEntries(diff.sums.map((one) => [one.list, list(page, one.list)]));
  const hasFlow = (page, diff) => page.width > 1 && Object.keys(kgDiffs.flows(diff.rows)).length > 0;
  const flow = (page, diff) => kgFlow.render(diff.sums, kgDiffs.flows(diff.rows), named(page, diff), {
    name: t('flows'), now: page.at.query.flow,
    href: (one) => page.href('changes', page.at.parts, Object.assign({}, page.at.query, { flow: page.at.query.flow === one ? '' : one, kind: '', move: '' })),
    say: ({ from, to, count }) => `${list(page, from)} → ${list(page, to)} ${count}`
  });
  const choose = (page, diff) => {
    const [row, former] = [page.data.lists[diff.new], page.data.lists[diff.old]];
    const every = townships(page);
    const go = (parts) => page.go(page.href('changes', parts, page.at.query));
    const select = (key, name, choices, now, to) => {
      const node = el('select', { 'aria-label': name, 'data-at': key, onchange: (event) => go(to(event.target.value)) });
      for (const [value, text] of choices) { node.append(el('option', { value, selected: value === now }, text)); }
      return node;
    };
    const olds = page.county.changes.filter((one) => one.new === diff.new).map((one) => page.data.lists[one.old]);
    const news = page.county.changes.filter((one) => one.old === diff.old).map((one) => page.data.lists[one.new]);
    const home = every.find((one) => one === row || one.former.includes(row.number)) || row;
    return el('p.choose', {},
      every.length > 1 ? select('town', t('township'), every.map((one) => [one.id, one.name]), home.id, (id) => [id]) : null,
      olds.length > 1 ? select('from', t('from'), olds.map((one) => [one.id, edition(one)]), former.id, (id) => [row.id, id]) : el('b', {}, edition(former)), ' → ',
      news.length > 1 ? select('to', t('to'), news.map((one) => [one.id, edition(one)]), row.id, (id) => [id, former.id]) : el('b', {}, edition(row)),
      every.length > 1 ? el('a', { href: page.href('changes', [], kgAddress.along(page.at.query)), 'data-at': 'all-towns' }, t('allTowns')) : null);
  };
  const heading = (page, diff) => {
    const name = page.data.lists[diff.new].name;
    return el('header.headline.diff', {}, el('div', {}, el('h2', {}, kgSay.english() ? [chinese(name), ': ', t('whatChanged')] : chinese(`${name}：${t('whatChanged')}`)),
      el('p.lead.onpaper', {}, t('changedOf', diff.rows.filter(kgDiffs.counts).length), ' · ', t('sameN', diff.same)), choose(page, diff)),
    hasFlow(page, diff) ? flow(page, diff) : null, sums(page, diff));
  };

  const marked = (found, name) => found.map((piece) => {
    if (!piece.mark) { return piece.text; }
    return piece.mark === 1 ? el(name, {}, piece.text) : el(`mark.m${2 + (piece.mark % 4)}`, {}, piece.text);
  });
  const duties = (page, number, some, name) => some.map((one) => el('div.duty', {},
    el(`a.code.${one.list}`, { href: page.to(page.data.lists[number], `#/duties/${kgDiffs.keyOf(one)}`), title: kgSay.english() ? null : one.place }, sign(one.list), ' ', kgSay.english() ? page.label(one.code) : one.label),
    el('span', { lang: 'zh' }, marked(one.pieces, name))));
  const bodies = (page, row) => {
    const { texts } = page.data;
    const { kept, come, gone } = row.departments;
    const chip = (name, number, sign_) => el(`span.chip${name}`, { lang: 'zh', title: texts[number] }, sign_, name === '.gone' ? el('s', {}, page.short(texts[number])) : page.short(texts[number]));
    return el('div.chips', {}, kept.map((one) => chip('', one, '')), come.map((one) => chip('.come', one, '＋')), gone.map((one) => chip('.gone', one, '')));
  };
  const part = (page, one) => {
    const name = kgSay.of(page.data.words.column[one.column]);
    const side = (some, mark) => (some.length ? [el('span.note', {}, name, kgSay.colon()), el('span', { lang: 'zh' }, marked(some, mark))] : null);
    return el('tr.part', {}, el('td', {}, side(one.old, 'del')), el('td.to', {}, one.old.length && one.new.length ? '→' : ''), el('td', {}, side(one.new, 'ins')));
  };
  const change = (page, diff, row) => {
    const opinion = kgOpinions.say(page, kgOpinions.pairs(row.old, row.new));
    // a question by the way stands aside, what a reader said has room to be written
    const isSaid = Boolean(opinion) && opinion.classList.contains('said');
    return el('tbody.change', {}, el('tr', { 'data-row': (row.new[0] || row.old[0]).code }, el('td.category', { rowspan: row.parts.length + 1 }, page.category(page.data.texts[row.category]), row.kinds.length > 1 || row.group === 'table' || row.group === 'parts' ? el('span.kinds', {}, kgSay.row(row.kinds.map((kind) => word(page, kind)))) : null, isSaid ? null : opinion),
    el('td', {}, duties(page, diff.old, row.old, 'del'), isSaid ? opinion : null, kgOpinions.apart(page, row.old)), el('td.to', {}, row.old.length && row.new.length ? '→' : ''), el('td', {}, duties(page, diff.new, row.new, 'ins'), kgOpinions.apart(page, row.new)), el('td', { rowspan: row.parts.length + 1 }, bodies(page, row))),
    row.parts.map((one) => part(page, one)));
  };
  const table = (page, diff) => {
    const rows = shown(page, diff);
    return [el('table.changes', { 'data-rows': 'changes' },
      el('thead', {}, el('tr', {}, el('th.category', { scope: 'col' }, t('category')), el('th', { scope: 'col' }, t('oldEdition', edition(page.data.lists[diff.old]))), el('td.to', {}),
        el('th', { scope: 'col' }, t('oldEdition', edition(page.data.lists[diff.new]))), el('th.bodies', { scope: 'col' }, t('department')))),
      kgDiffs.grouped(rows).map(({ id, rows: some }) => [
        el('tbody', {}, el('tr.group', {}, el('th', { colspan: 5, scope: 'rowgroup' }, el('b', {}, word(page, id), ' ', String(some.length)), ' ', el('span', {}, t(`about_${id}`))))),
        some.map((row) => change(page, diff, row))
      ])), rows.length ? null : el('p.empty', {}, t('noChanges'))];
  };

  /* The first editions of a county in one line: by name if they are few, else how many. */
  const FEW = 3;
  const firstOnes = (page) => {
    const rows = kgRows.first(page.rows);
    if (!rows.length) { return null; }
    const names = chinese(rows.map((row) => row.name).join('、'));
    if (rows.length > FEW) { return t('firstMany', kgRows.places(rows)); }
    return kgSay.english() ? [t('firstFew'), ' ', names] : [names, t('firstFew')];
  };

  /* The county: one line a township, the most changed first. */
  const listed = (page) => kgRows.sorted(townships(page).filter((row) => row.changes && kgRows.matches(row, page.at.query.q || '')), 'all', true);
  const county = (page) => {
    const rows = listed(page);
    const first = firstOnes(page);
    const most = Math.max(1, ...rows.map((row) => row.changes.all));
    const kinds = kgDiffs.groups().filter((kind) => rows.some((row) => row.changes[kind]) && kind !== 'typography');
    const link = (row, kind, count) => el('a', { href: page.href('changes', [row.id], kgAddress.along(page.at.query, kind === 'all' ? {} : { kind })), 'data-at': `${kind}-${row.id}` }, String(count));
    return [el('header.headline', {}, el('div', {}, el('h2', {}, t('countyChanges')), first ? el('p.lead.first', {}, first) : null)), el('table.towns', { 'data-rows': 'towns' },
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('township')), el('th', { scope: 'col' }, t('edition')), el('th.figure', { scope: 'col' }, t('changesN')), el('td.share', {}), kinds.map((kind) => el('th.figure', { scope: 'col' }, word(page, kind))))),
      el('tbody', {}, rows.map((row) => el('tr', { 'data-row': row.id },
        el('th', { scope: 'row' }, el('a', { href: page.href('changes', [row.id], kgAddress.along(page.at.query)), lang: 'zh', 'data-at': `open-${row.id}` }, row.name)),
        el('td', {}, `${edition(page.data.lists[row.former[0]])} → ${edition(row)}`), el('td.figure', {}, link(row, 'all', row.changes.all)), el('td.share', {}, bar([['changed', row.changes.all / most]])),
        kinds.map((kind) => el('td.figure', {}, row.changes[kind] ? link(row, kind, row.changes[kind]) : '0')))))), rows.length ? null : el('p.empty', {}, t('noneShown'))];
  };

  const render = (page) => {
    const diff = pair(page);
    return diff ? [heading(page, diff), table(page, diff)] : county(page);
  };
  /* The rows as shown, for Excel. */
  const csv = (page) => {
    const diff = pair(page);
    const { texts } = page.data;
    if (!diff) {
      const kinds = kgDiffs.groups();
      const rows = listed(page);
      return [[t('township'), t('from'), t('to'), t('changesN'), ...kinds.map((kind) => word(page, kind))], ...rows.map((row) => [row.name, edition(page.data.lists[row.former[0]]), edition(row), row.changes.all, ...kinds.map((kind) => row.changes[kind])])];
    }
    const titles = (some) => some.map((one) => one.pieces.map((piece) => piece.text).join('')).join('\n');
    const head = [t('kindHead'), t('category'), t('from'), t('title'), t('to'), t('title'), t('department'), t('departmentsCome'), t('departmentsGone')];
    return [head, ...kgDiffs.grouped(shown(page, diff)).flatMap(({ rows }) => rows.map((row) => [kgSay.row(row.kinds.map((kind) => word(page, kind))), page.category(texts[row.category]),
      row.old.map((one) => one.label).join('、'), titles(row.old), row.new.map((one) => one.label).join('、'), titles(row.new), ...['kept', 'come', 'gone'].map((key) => row.departments[key].map((one) => texts[one]).join('、'))]))];
  };
  const shut = (page) => {
    if (FILTERS.some((key) => page.at.query[key])) { page.set(empty()); } else if (page.at.parts.length && townships(page).length > 1) { page.go(page.href('changes', [], kgAddress.along(page.at.query))); }
  };
  /* Whose changes: the town and its two editions, as a print and a file say. */
  const name = (page) => {
    const diff = pair(page);
    const [row, former] = diff ? [page.data.lists[diff.new], page.data.lists[diff.old]] : [];
    return diff ? `${t('changes')} ${row.name} ${edition(former)} → ${edition(row)}` : t('changes');
  };
  /* The picture of the moves, for a file; nothing where none is shown. */
  const picture = (page) => {
    const diff = pair(page);
    return diff && hasFlow(page, diff) ? kgFlow.file(diff.sums, kgDiffs.flows(diff.rows), named(page, diff), name(page), kgScene.ink) : null;
  };
  const told = (page) => (page.at.query.print && pair(page) ? [t('typographyTold')] : []);
  return { filters, render, csv, told, shut, pair, name, picture, firstOnes, placeholder: 'findChanges' };
})();
