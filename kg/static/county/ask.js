/* 问答: the questions over all lists, and how many rows the others have on the page of each list: #/ask/missing?department=县公安局. */
const kgAsk = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    ask: ['问答', 'Questions'], findQuestions: ['提问：白话、序号、拼音（? 键）', 'Ask: words or number ( ? )'],
    chooseQuestion: ['可以问的 {0} 个问题', '{0} questions to ask'], slotDepartment: ['哪个部门', 'Department'], slotCategory: ['哪一类别', 'Category'], slotMatter: ['哪件事', 'Matter'], slotTown: ['哪一地', 'Township'],
    everyOne: ['全部', 'All'], how: ['这是怎么问的？', 'How was this asked?'], inEditor: ['改一改再问', 'Change it and ask again'], allHere: ['在这里问全部清单', 'Ask all lists here'], hideHow: ['收起查询语句', 'Hide the query'], allQuotes: ['列出全部原文', 'Every quotation'], fewQuotes: ['每行只列两处原文', 'Two quotations a row'],
    onCommandLine: ['命令行：{0}', 'On the command line: {0}'], otherQuestion: ['换一个问题', 'Another question'], rowsThere: ['行数', 'Rows'], onItsPage: ['在它的页上看', 'On its page'],
    byList: ['各地的页上共 {0} 行，请到各自的页上看；合在一起的表，请运行：{1}', '{0} rows on the pages of the lists: see them there; for one table of all, run: {1}'],
    byListNarrowed: ['缩小以后有几行，打开各地的页便知；合在一起的表，请运行：{0}', 'How many rows are left, the page of each list says; for one table of all, run: {0}'],
    answerTooLong: ['答案太长，这一页没有存，请运行：{0}', 'The answer is too long for this page; run: {0}'],
    showAll: ['已列前 {0} 行，列出全部 {1} 行', 'The first {0} rows; show all {1}'], askedOver: ['{0} 份清单合在一起的答案', 'Over {0} lists together']
  });
  /* So many rows are laid out at once; paper and files have all of them. */
  const SHOWN = 100;
  const SLOT = { department: 'slotDepartment', category: 'slotCategory', matter: 'slotMatter' };
  const named = (page) => page.asking().questions.get(page.at.parts[0]) || null;
  const href = (page, question, query) => page.href('ask', question ? [question] : [], kgAddress.along(page.at.query, query));
  const slots = (page) => Object.fromEntries(kgAnswers.SLOTS.map((slot) => [slot, page.at.query[slot] || '']));

  /* Whose a row is: of the list that stands in it, or of its first duty; -1: of several. */
  const listOf = (page, row) => {
    for (const number of row.cells) {
      const value = page.asking().value(number);
      if (value.kind === 'thing' && page.store.listed(value.thing) >= 0) { return page.store.listed(value.thing); }
      if (value.kind === 'duty' || value.kind === 'step') { return page.store.duties[value.duty].list; }
      if (value.kind === 'several') { return -1; }
    }
    return -1;
  };
  /* Lists are called with their editions where a row names one that is not the latest, as kg query does. */
  const lists = (page, row) => row.cells.map((number) => page.asking().value(number)).map((value) => {
    if (value.kind === 'duty' || value.kind === 'step') { return page.store.duties[value.duty].list; }
    return value.kind === 'thing' ? page.store.listed(value.thing) : -1;
  }).filter((list) => list >= 0);
  const answerOf = (page, one) => {
    const found = page.asking().answer(one.name, page.at.query);
    if (!found) { return null; }
    page.store.state.named = found.rows.some((row) => lists(page, row).some((list) => !page.store.isLatest(list)));
    const town = page.at.query.town || '';
    return town ? Object.assign({}, found, { rows: found.rows.filter((row) => { const list = listOf(page, row); return list >= 0 && page.store.id(list) === town; }) }) : found;
  };
  const towns = (page, one) => {
    const found = page.asking().answer(one.name, page.at.query);
    const counts = new Map();
    for (const row of found ? found.rows : []) {
      const list = listOf(page, row);
      if (list < 0) { return []; }
      counts.set(list, (counts.get(list) || 0) + 1);
    }
    return counts.size > 1 || page.at.query.town ? [...counts].sort((a, b) => a[0] - b[0]) : [];
  };

  const byName = (one, other) => (one[1] < other[1] ? -1 : 1);
  const pick = (page, slot, choices) => el('label.slot', {}, `${t(SLOT[slot])} `, page.select(slot, t(SLOT[slot]), [['', t('everyOne')], ...choices], page.at.query[slot] || ''));
  const held = (page, one) => kgAnswers.SLOTS.filter((slot) => page.asking().held(one.name).includes(slot))
    .map((slot) => pick(page, slot, page.asking().choices(one.name, slot, page.at.query).sort(byName).map(([value, name, count]) => [value, `${name} ${count}`])));
  const open = (page, one) => kgAnswers.SLOTS.filter((slot) => one.slots.includes(slot))
    .map((slot) => pick(page, slot, [...page.asking().slots[slot].values()].map((row) => [row.thing[0], page.asking().name(row.thing)]).sort(byName)));
  const filters = (page) => {
    const one = named(page);
    if (!one) { return []; }
    const answer = answerOf(page, one);
    if (!answer) {
      const elsewhere = page.elsewhere.get(one.name);
      return Object.keys(elsewhere.rows).length ? open(page, elsewhere) : [];
    }
    const places = towns(page, one);
    const options = places.map(([list, count]) => [page.store.id(list), `${page.store.owner(list)} ${count}`]);
    return [held(page, one), places.length ? el('label.slot', {}, `${t('slotTown')} `, page.select('town', t('slotTown'), [['', t('everyOne')], ...options], page.at.query.town || '')) : null,
      [...kgAnswers.SLOTS, 'town'].some((slot) => page.at.query[slot]) ? page.button(t('clear'), { department: '', category: '', matter: '', town: '' }, 'clear') : null,
      el('span.count', { role: 'status' }, t('rowsN', answer.rows.length))];
  };

  const menu = (page) => {
    const groups = new Map();
    for (const one of page.asking().questions.values()) { groups.set(one.group, [...(groups.get(one.group) || []), one]); }
    const parts = (group) => group.split(/ (?=[A-Z])/);
    const county = ([, every]) => Number(!every[0].scope);
    return [...groups].sort((one, other) => county(one) - county(other)).map(([group, every]) => [
      el('h3.section', {}, kgSay.of([parts(group)[0], parts(group)[1] || group])),
      el('ul.questions', {}, every.map((one) => el('li', {}, el('a', { href: href(page, one.name), 'data-at': `question-${one.name}` }, el('span.n', {}, `${one.number} `), kgSay.of(one.title)))))
    ]);
  };
  const command = (page, name, taken) => ['kg query', name, ...kgAnswers.SLOTS.filter((slot) => taken.includes(slot) && page.at.query[slot]).map((slot) => `--${slot} ${page.at.query[slot]}`)].join(' ');
  const how = (page, one) => {
    const isOpen = page.at.query.how === 'yes';
    return el('section.how', {}, page.button(t(isOpen ? 'hideHow' : 'how'), { how: isOpen ? '' : 'yes' }, 'how'),
      isOpen ? [el('p.note', {}, t('onCommandLine', page.asking().command(one.name, page.at.query))), el('pre', { tabindex: '0' }, page.asking().sparql(one.name, page.at.query)), el('p.acts', {}, kgFree.link(page, one.name, t('inEditor')))] : null);
  };
  const acts = (page, answer) => {
    const every = page.at.query.open === 'all';
    const many = answer && answer.rows.some((row) => page.asking().clauses(row).length > 2);
    return el('p.acts', {}, many ? page.button(t(every ? 'fewQuotes' : 'allQuotes'), { open: every ? '' : 'all' }, 'quotes') : null, ' ', el('a', { href: href(page, ''), 'data-at': 'others' }, t('otherQuestion')));
  };
  const table = (page, one, answer) => {
    const left = answer.left.length ? el('p.warn', {}, t('askWhole', answer.left.map((slot) => t(SLOT[slot])).join(kgSay.english() ? ', ' : '、'), page.asking().command(one.name, page.at.query))) : null;
    return [left, answer.rows.length ? kgAnswerTable.table(page.asking(), page, answer, { most: page.paper || page.at.query.all ? Infinity : SHOWN }) : null,
      answer.rows.length > SHOWN && !page.at.query.all ? el('p.more', {}, page.button(t('showAll', SHOWN, answer.rows.length), { all: '1' }, 'all')) : null, !left && !answer.rows.length ? el('p.empty', {}, t('noRows')) : null,
      el('p.note', {}, kgSay.of(answer.one.note)), acts(page, answer), how(page, one)];
  };
  /* A question that is answered list by list: how many rows each list's page has, and the way there, narrowed as here. */
  const rowsBy = (page, elsewhere) => page.data.lists.filter((row) => elsewhere.rows[row.id] !== undefined).map((row) => [row, elsewhere.rows[row.id]]);
  const narrowed = (page, elsewhere) => elsewhere.slots.some((slot) => page.at.query[slot]);
  const byList = (page, one, elsewhere) => {
    const rows = rowsBy(page, elsewhere);
    const run = command(page, one.name, elsewhere.slots);
    const here = kgViews.sparql.tab ? el('p.acts', {}, kgFree.link(page, one.name, t('allHere'))) : null;
    if (!rows.length) { return [el('p.warn', {}, t('answerTooLong', run)), here, acts(page, null)]; }
    const counted = !narrowed(page, elsewhere);
    const sum = rows.reduce((total, [, count]) => total + count, 0);
    const link = (row, text) => el('a', { href: page.to(row, kgAddress.format('ask', [one.name], slots(page))), lang: text === row.name ? 'zh' : null }, text);
    return [el('p.warn', {}, counted ? t('byList', sum, run) : t('byListNarrowed', run)),
      el('table.list.answer.bylist', {}, el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('township')), counted ? el('th.num', { scope: 'col' }, t('rowsThere')) : el('th', { scope: 'col' }, t('onItsPage')))),
        el('tbody', { 'data-rows': 'answer' }, rows.map(([row, count]) => el('tr', { 'data-row': row.id }, el('td', {}, link(row, row.name)), counted ? el('td.num', {}, String(count)) : el('td', {}, link(row, t('open'))))))),
      el('p.note', {}, kgSay.of(elsewhere.note)), here, acts(page, null)];
  };
  const render = (page) => {
    const one = named(page);
    if (!one) { return [el('header.headline', {}, el('div', {}, el('h2', {}, t('chooseQuestion', page.asking().questions.size)), el('p.lead', {}, t('askedOver', page.over)))), el('div.asked', {}, menu(page))]; }
    const answer = answerOf(page, one);
    return [el('header.headline', {}, el('div', {}, el('h2', {}, `${one.number} ${kgSay.of(one.title)}`), el('p.lead', {}, kgSay.of(one.why)))),
      el('div.asked', {}, answer ? table(page, one, answer) : byList(page, one, page.elsewhere.get(one.name)))];
  };
  /* The rows as shown. */
  const csv = (page) => {
    const one = named(page);
    if (!one) { return [['', t('ask')], ...[...page.asking().questions.values()].map((each) => [each.number, kgSay.of(each.title)])]; }
    const answer = answerOf(page, one);
    if (answer) { return kgAnswerTable.rows(page.asking(), page, answer); }
    const elsewhere = page.elsewhere.get(one.name);
    const counted = !narrowed(page, elsewhere);
    return [[t('township'), ...(counted ? [t('rowsThere')] : [])], ...rowsBy(page, elsewhere).map(([row, count]) => [row.name, ...(counted ? [count] : [])])];
  };
  const shut = (page) => { if (page.at.parts.length) { page.go(href(page, '')); } };
  const name = (page) => { const one = named(page); return one ? `${one.number} ${kgSay.of(one.title)}` : t('ask'); };
  return { filters, render, csv, shut, name, href, placeholder: 'findQuestions' };
})();
