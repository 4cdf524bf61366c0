/* 问答: the answer of a question, in full; what narrows it stands in the address: #/ask/no_lead?department=县消防救援局. */
(() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    chooseQuestion: ['可以问的 {0} 个问题', '{0} questions to ask'], slotDepartment: ['哪个部门', 'Department'], slotCategory: ['哪一类别', 'Category'], slotMatter: ['哪件事', 'Matter'],
    everyOne: ['全部', 'All'], how: ['这是怎么问的？', 'How was this asked?'], hideHow: ['收起查询语句', 'Hide the query'],
    allQuotes: ['列出全部原文', 'Every quotation'], fewQuotes: ['每行只列两处原文', 'Two quotations a row'],
    inEditor: ['改一改再问', 'Change it and ask again'], onCommandLine: ['命令行：{0}', 'On the command line: {0}'], otherQuestion: ['换一个问题', 'Another question'],
    matterFirst: ['哪件事，请先选', 'Choose a matter first']
  });
  const SLOT = { department: 'slotDepartment', category: 'slotCategory', matter: 'slotMatter' };
  const named = (page) => page.asking().questions.get(page.at.parts[0]) || null;
  const only = (query) => ({ department: query.department || '', category: query.category || '', matter: query.matter || '' });
  const href = (page, question, query) => kgAddress.format('ask', question ? [question] : [], Object.assign(page.at.query.lang ? { lang: page.at.query.lang } : {}, only(query || {})));
  const pick = (page, slot) => {
    const now = page.at.query[slot] || '';
    const choices = page.asking().choices(page.at.parts[0], slot, page.at.query).sort((one, other) => (one[1] < other[1] ? -1 : 1));
    const options = choices.map(([value, name, count]) => [value, `${name} ${count}`]);
    return el('label.slot', {}, `${t(SLOT[slot])} `, page.select(slot, t(SLOT[slot]), [['', t('everyOne')], ...options], now));
  };
  const menu = (page) => {
    const groups = new Map();
    for (const one of page.asking().questions.values()) { groups.set(one.group, [...(groups.get(one.group) || []), one]); }
    const parts = (group) => group.split(/ (?=[A-Z])/);
    return [...groups].map(([group, every]) => [
      el('h3.section', {}, kgSay.of([parts(group)[0], parts(group)[1] || group])),
      el('ul.questions', {}, every.map((one) => el('li', {}, el('a', { href: href(page, one.name, page.at.query) }, el('span.n', {}, `${one.number} `), kgSay.of(one.title)))))
    ]);
  };
  const freely = (page, name) => kgAddress.format('sparql', [name], Object.assign(page.at.query.lang ? { lang: page.at.query.lang } : {}, only(page.at.query)));
  const how = (page, name) => {
    const open = page.at.query.how === 'yes';
    return el('section.how', {}, page.button(t(open ? 'hideHow' : 'how'), { how: open ? '' : 'yes' }, 'how'),
      open ? [el('p.note', {}, t('onCommandLine', page.asking().command(name, page.at.query))), el('pre', { tabindex: '0' }, page.asking().sparql(name, page.at.query)), el('p.acts', {}, el('a', { href: freely(page, name) }, t('inEditor')))] : null);
  };
  const tools = (page, answer) => {
    const every = page.at.query.open === 'all';
    const many = answer.rows.some((row) => page.asking().clauses(row).length > 2);
    return el('p.acts', {}, el('button', { type: 'button', 'data-copy': 'link' }, t('copyLink')), many ? page.button(t(every ? 'fewQuotes' : 'allQuotes'), { open: every ? '' : 'all' }, 'quotes') : null,
      el('a', { href: href(page, '', page.at.query) }, t('otherQuestion')));
  };
  const body = (page, one) => {
    const asking = page.asking();
    const answer = asking.answer(one.name, page.at.query);
    if (!answer) { return [el('p.lead', {}, t('askedLater', `kg query ${one.name}`))]; }
    const left = answer.left.length ? el('p.warn', {}, t('askWhole', answer.left.map((slot) => t(SLOT[slot])).join(kgSay.english() ? ', ' : '、'), asking.command(one.name, page.at.query))) : null;
    const needs = one.name === 'matter' && !page.at.query.matter;
    return [
      left,
      needs ? el('p.empty', {}, t('matterFirst')) : null,
      !needs && answer.rows.length ? kgAnswerTable.table(asking, page, answer) : null,
      !needs && !left && !answer.rows.length ? el('p.empty', {}, t('noRows')) : null,
      el('p.note', {}, kgSay.of(answer.one.note)), tools(page, answer), how(page, one.name)
    ];
  };
  const bar = (page, one) => {
    const answer = one ? page.asking().answer(one.name, page.at.query) : null;
    if (!answer) { return []; }
    const needs = one.name === 'matter' && !page.at.query.matter;
    return [kgAnswers.SLOTS.filter((slot) => page.asking().held(one.name).includes(slot) || page.at.query[slot]).map((slot) => pick(page, slot)), el('span.count', { id: 'count' }, t('rowsN', needs ? 0 : answer.rows.length))];
  };
  const slotsInWords = (page) => kgAnswers.SLOTS.map((slot) => page.at.query[slot]).filter(Boolean).join(' · ');
  kgViews.ask = {
    href,
    bar: (page) => bar(page, named(page)),
    title: (page) => {
      if (!page.at.parts.length) { return t('ask'); }
      const one = named(page);
      const narrowed = slotsInWords(page);
      return one ? `${kgSay.of(one.title)}${narrowed ? `（${narrowed}）` : ''}` : null;
    },
    render: (page) => {
      const one = named(page);
      if (!one) { return [el('h2', {}, t('chooseQuestion', page.asking().questions.size)), menu(page)]; }
      return [el('h2', {}, `${one.number} ${kgSay.of(one.title)}`), el('p.lead', {}, kgSay.of(one.why)), body(page, one)];
    },
    rows: (page) => {
      const one = named(page);
      if (!one) { return [[t('number'), t('ask')], ...[...page.asking().questions.values()].map((each) => [each.number, kgSay.of(each.title)])]; }
      const answer = page.asking().answer(one.name, page.at.query);
      return answer ? kgAnswerTable.rows(page.asking(), page, answer) : [];
    },
    codes: () => []
  };
})();
