/* An answer as a table: what each row says, and the clauses that it rests on. */
const kgAnswerTable = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const MOST = 2;
  /* So many elements are made at once. */
  const AT_ONCE = 1500;
  const WORDY = 30;
  /* Names, codes and kinds in a row need a wide column only from this length on. */
  const SEVERAL = 14;
  /* A column whose every value is at most so wide does not break them; a Chinese character is as wide as two letters. */
  const BRIEF = 16;
  const widthOf = (text) => [...String(text)].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0);
  /* A row with more quotations than this may go on on the next sheet. */
  const TALL = 8;
  kgSay.learn({
    quotation: ['原文', 'Quotation'], restsOn: ['所据原文', 'Rests on'], allClauses: ['全部 {0} 处', 'All {0}'], inRow: ['见本行', 'in this row'], rowsN: ['{0} 行', '{0} rows'], noRows: ['没有', 'None'],
    moreRows: ['共 {0} 行，打开看全部', '{0} rows: open it for all'],
    askWhole: ['这一页没有存按“{0}”（再）缩小的答案，请运行：{1}', 'The page holds no answer narrowed (further) by {0}; run: {1}'],
    askedLater: ['这一页没有存答案，请运行：{0}', 'This page holds no answers; run: {0}']
  });
  /* What went and what came, [-…-] and {+…+} in an answer, struck out and marked as on the pages. */
  const CHANGED = /\[-([^]*?)-\]|\{\+([^]*?)\+\}/g;
  const marked = (text) => {
    const pieces = [];
    let from = 0;
    for (const found of text.matchAll(CHANGED)) {
      const [whole, gone, come] = found;
      pieces.push(text.slice(from, found.index), gone === undefined ? el('ins', {}, come) : el('del', {}, gone));
      from = found.index + whole.length;
    }
    return [...pieces, text.slice(from)];
  };
  const chinese = (text) => el('span', { lang: 'zh' }, marked(text));
  const dutyLink = (page, one, step, text) => el('a.code', { class: `code ${one.kind}`, href: page.store.links.duty(one, step) }, page.store.sign(one.kind), ' ', text);
  const thing = (asking, page, value) => {
    const name = asking.inWords(value.number);
    const department = page.store.departments.find((one) => one.name === value.thing[0]);
    if (department) { return el('a.dep', { href: page.store.links.department(department), lang: 'zh', title: name }, department.short); }
    const matter = page.store.matters.find((one) => one.name === value.thing[0]);
    return matter ? el('a', { href: page.store.links.matter(matter), lang: name === value.thing[0] ? 'zh' : null }, name) : el('span', { lang: name === value.thing[0] ? 'zh' : null }, name);
  };
  const severalLink = (asking, page, one) => {
    const value = asking.value(one.number);
    return value.kind === 'duty' ? dutyLink(page, asking.duty(value.duty), '', one.text) : cell(asking, page, one.number);
  };
  /* Duties that a text names and nothing else, on the page of one list: 配合 50、配合 51. */
  const named = (page, text) => {
    const found = page.store.printed ? text.split('、').map((one) => page.store.printed.get(one)) : [];
    return found.every(Boolean) ? found : [];
  };
  const cell = (asking, page, number) => {
    const value = asking.value(number);
    if (value.kind === 'duty') { return dutyLink(page, asking.duty(value.duty), '', (kgSay.english() && asking.duty(value.duty).label) || asking.inWords(number)); }
    if (value.kind === 'step') { return dutyLink(page, asking.duty(value.duty), value.step, asking.inWords(number)); }
    if (value.kind === 'several') { return asking.several(value).map((one) => [severalLink(asking, page, one), ' ']); }
    if (value.kind === 'names') { return value.of.map((one) => [cell(asking, page, one), ' ']); }
    if (value.kind === 'thing') { return thing(asking, page, value); }
    if (value.kind === 'number') { return String(value.number); }
    const duties = value.kind === 'words' ? named(page, value.text) : [];
    return duties.length ? duties.map((one) => [dutyLink(page, one, '', one.label), ' ']) : chinese(asking.inWords(number));
  };
  const quote = (asking, page, clause) => {
    const { value, text } = clause;
    const one = asking.duty(value.duty);
    return el('p.quote', {}, dutyLink(page, one, value.step || '', value.step ? asking.inWords(clause.number) : one.label), ' ', chinese(text));
  };
  const clauses = (asking, row) => asking.clauses(row);
  /* Which clauses of a row are shown: two, or all where the reader asked for them. */
  const shown = (found, at, open) => (open === 'all' || open === String(at) ? found : found.slice(0, MOST));
  /* What stands where a row has no clause beside it: that the clause is in the row itself; nothing where it rests on none (a sum). */
  const within = (row) => (row.rests.length ? t('inRow') : '');
  const quotes = (asking, page, row, at) => {
    const found = clauses(asking, row);
    if (!found.length) { return within(row) ? el('p.note', {}, within(row)) : null; }
    const now = shown(found, at, page.at.query.open);
    return [now.map((one) => quote(asking, page, one)), now.length < found.length ? page.button(t('allClauses', found.length), { open: String(at) }, `clauses-${at}`) : null];
  };
  const isFigure = (asking, answer, at) => answer.rows.length > 0 && answer.rows.every((row) => ['number', 'none'].includes(asking.value(row.cells[at]).kind));
  /* The head over the clauses: another one where an answer has a column of that name. */
  const quotedHead = (columns) => t(columns.some((one) => kgSay.of(one.slice(1)) === t('quotation')) ? 'restsOn' : 'quotation');
  /* quoted: whether clauses are shown; most: how many rows. */
  const table = (asking, page, answer, { quoted = true, most = Infinity } = {}) => {
    const { columns } = answer.one;
    const figures = columns.map((_, at) => isFigure(asking, answer, at));
    const isLong = (number) => {
      const value = asking.value(number);
      if (['names', 'several'].includes(value.kind)) { return asking.inWords(number).length > SEVERAL; }
      return ['title', 'text'].includes(value.kind) || (value.kind === 'words' && value.text.length > WORDY);
    };
    const long = columns.map((_, at) => answer.rows.some((row) => isLong(row.cells[at])));
    const brief = columns.map((_, at) => answer.rows.every((row) => widthOf(asking.inWords(row.cells[at])) <= BRIEF));
    const classOf = (at) => (figures[at] ? '.num' : (long[at] && '.text') || (brief[at] && '.short') || '');
    const rests = quoted && answer.rows.some((row) => clauses(asking, row).length);
    // % of all steps stays as it is written
    const css = (at, en) => `${figures[at] ? '.num' : ''}${/^[a-z]/i.test(en) ? '' : '.asis'}`;
    const head = columns.map(([, zh, en], at) => el(`th${css(at, en)}`, { scope: 'col' }, kgSay.of([zh, en])));
    const isTall = (row, at) => rests && shown(clauses(asking, row), at, page.at.query.open).length > TALL;
    const line = (row, at) => el(`tr${isTall(row, at) ? '.tall' : ''}`, { 'data-row': '' },
      row.cells.map((number, column) => el(`td${classOf(column)}`, { 'data-head': kgSay.of(columns[column].slice(1)) }, cell(asking, page, number))),
      rests ? el('td.quotes', {}, quotes(asking, page, row, at)) : null);
    const body = kgRest.fill(el('tbody', { 'data-rows': '' }), answer.rows.slice(0, most), line, page.paper ? Infinity : AT_ONCE);
    return el('div.wide', {}, el('table.list.answer', {}, el('thead', {}, el('tr', {}, head, rests ? el('th', { scope: 'col' }, quotedHead(columns)) : null)), body));
  };
  /* The same as rows of a file: what is shown, cell by cell. */
  const rows = (asking, page, answer) => {
    const rests = answer.rows.some((row) => clauses(asking, row).length);
    const head = answer.one.columns.map(([, zh, en]) => kgSay.of([zh, en]));
    const body = answer.rows.map((row, at) => {
      const told = shown(clauses(asking, row), at, page.at.query.open).map((one) => `${asking.inWords(one.number)}${kgSay.colon()}${one.text}`).join('\n') || within(row);
      return [...row.cells.map((number) => asking.inWords(number)), ...(rests ? [told] : [])];
    });
    return [[...head, ...(rests ? [quotedHead(answer.one.columns)] : [])], ...body];
  };
  return { table, rows };
})();
