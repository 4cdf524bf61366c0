/* The comparison's rows of duties: what a row is called, where it and its cells lead, what the signs say. */
const kgCommons = (() => {
  'use strict';
  const { el, SIGNS } = kgMake;
  const { t } = kgSay;
  /* Every cell asks for them: they are looked up once a county. */
  const homes = new WeakMap();
  const townships = (page) => {
    const { comparison } = page.county;
    if (!homes.has(comparison)) { homes.set(comparison, comparison.lists.map((number) => page.data.lists[number])); }
    return homes.get(comparison);
  };
  const rows = (page) => page.county.comparison.rows;
  /* The row that the address names: by a list and one of its duties. */
  const current = (page) => {
    const [id, kind, number] = page.at.parts;
    const column = townships(page).findIndex((one) => one.id === id);
    return column < 0 ? null : kgCells.find(rows(page), column, `${kind}/${number}`) || null;
  };
  const address = (page, row) => {
    const column = row.held.findIndex(Boolean);
    return [townships(page)[column].id, ...kgCells.keyOf(kgCells.codes(row, column)[0]).split('/')];
  };
  const name = (page, row) => page.data.texts[row.title];
  const language = () => 'zh';
  const duty = (page, column, code) => page.to(townships(page)[column], `#/duties/${kgCells.keyOf(code)}`);

  /* What the signs of the lists say. */
  const listSigns = (page) => Object.keys(SIGNS).map((kind) => el('span', {}, el(`b.${kind}`, { 'aria-hidden': 'true' }, SIGNS[kind][0]), kgSay.of(page.data.words.list[kind])));
  /* Where the choice of a list, which names its sign, is not open to see, the lists' own signs too. */
  const key = (page) => el('span.count.keys', {}, page.paper || !page.width ? listSigns(page) : null,
    el('span', {}, el('b.cooperative', { 'aria-hidden': 'true' }, '◇'), t('keyWording')), el('span', {}, el('i.elsewhere', {}), t('keyTable')),
    el('span', {}, el('i.dot', {}), t('keyDepartments')), el('span', {}, el('b.missing', { 'aria-hidden': 'true' }, '−'), t('keyMissing')),
    el('span', {}, el('b', { 'aria-hidden': 'true' }, '?'), t('keyPossible')));

  /* A cell without a duty: what is missing, or possibly there. */
  const absent = (mark) => {
    if (mark.possible) { return el('td.possible', { title: t('possibleHere') }, '?'); }
    if (mark.missing) { return el(`td.missing${mark.ordinary ? '.ordinary' : ''}`, { title: t(mark.ordinary ? 'absentOrdinary' : 'keyMissing') }, '−'); }
    return el('td', {});
  };
  /* One cell: the sign of its list, hollow where the words differ. */
  const cell = (page, row, column, mark) => {
    const codes = kgCells.codes(row, column);
    if (!codes.length) { return absent(mark); }
    const list = kgCells.listOf(codes[0]);
    const shape = `${SIGNS[list][mark.wording ? 1 : 0]}${codes.length > 1 ? codes.length : ''}`;
    const called = `${townships(page)[column].name} ${shape} ${codes.map((code) => page.label(code)).join('、')}`;
    return el(`td.${list}${mark.table ? '.elsewhere' : ''}${mark.departments ? '.dot' : ''}`, {}, el('a', { href: duty(page, column, codes[0]), 'aria-label': called, tabindex: -1 }, shape));
  };
  /* What a table of files says of a cell. */
  const told = (page, row, column) => kgCells.codes(row, column).map((code) => page.label(code)).join('、');
  const drawer = (page, row, tools) => kgWordings.render(page, row, tools);
  const words = { head: 'compareHead', hint: 'compareHint', alike: 'alike', title: 'title', category: 'category', categories: 'allCategories', order: 'orderPrinted', none: 'noDuty' };
  return { townships, rows, current, address, name, language, duty, listSigns, key, absent, cell, told, drawer, words };
})();
