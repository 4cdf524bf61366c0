/* The comparison's rows of matters: in which lists each township has one; a cell leads to the matter on the list's own page. */
const kgMatters = (() => {
  'use strict';
  const { el, SIGNS } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    rowsMatter: ['事', 'Matters'], matterHead: ['{0} 件事 × {1} 个乡镇', '{0} matters × {1} townships'],
    matterHint: ['点一行看各地写了什么，点一格看该乡镇的这件事；一项写几件事的，各件都算', 'A row opens what each list says, a cell its page of the matter; a duty of several matters counts for each'],
    alikeMatter: ['各地都有，清单、部门相同（至多项数、写法不同）', 'Everywhere, in the same lists with the same departments'],
    matterTitle: ['事', 'Matter'], field: ['领域', 'Field'], allFields: ['全部领域', 'All fields'], orderField: ['按领域', 'By field'], noMatter: ['没有符合筛选的事', 'No matter matches'],
    keyTables: ['列入的清单不同', 'in other lists'], matterTold: ['每行一件事', 'a row a matter'], findMatters: ['筛选事、部门（按 / 键）', 'Filter matters, departments ( / )']
  });
  /* So few columns leave each shape room for its number, if a column is so wide. */
  const FEW = 8;
  const WIDE = 76;
  /* How much of a letter a shape is, so that three fit a cell. */
  const LETTER = 13;
  const shape = (width) => Math.min(1, (width - 1) / 3 / LETTER);
  const on = (page) => page.at.query.rows === 'matter';
  const rows = (page) => page.county.comparison.matters;
  const zh = (page, row) => page.data.texts[row.title];
  const current = (page) => rows(page).find((row) => zh(page, row) === page.at.parts[0]) || null;
  const address = (page, row) => [zh(page, row)];
  const name = (page, row) => (kgSay.english() ? row.english : zh(page, row));
  const language = () => (kgSay.english() ? 'en' : 'zh');
  /* The matter on the page of one list: all its duties there. */
  const home = (page, row, column) => page.to(kgCommons.townships(page)[column], `#/overview?matter=${encodeURIComponent(zh(page, row))}`);
  /* How many duties of each list a township has: [list, number]. */
  const counts = (row, column) => Object.keys(SIGNS).map((list) => [list, kgCells.codes(row, column).filter((code) => kgCells.listOf(code) === list).length]).filter(([, count]) => count);
  const told = (page, row, column) => counts(row, column).map(([list, count]) => `${kgSay.of(page.data.words.list[list])} ${count}`).join('、');
  const cell = (page, row, column, mark, { columns, width }) => {
    if (!row.held[column]) { return kgCommons.absent(mark); }
    const numbered = columns <= FEW && (page.paper || width >= WIDE);
    const called = `${kgCommons.townships(page)[column].name}${kgSay.colon()}${told(page, row, column)}`;
    return el(`td.tables${mark.table ? '.elsewhere' : ''}${mark.departments ? '.dot' : ''}`, {},
      el('a', { href: home(page, row, column), 'aria-label': called, title: called, tabindex: -1 },
        counts(row, column).map(([list, count]) => el(`i.${list}`, { 'data-count': numbered && count > 1 ? count : null }))));
  };
  const key = (page) => el('span.count.keys', {}, page.paper || !page.width ? kgCommons.listSigns(page) : null,
    el('span', {}, el('i.elsewhere', {}), t('keyTables')), el('span', {}, el('i.dot', {}), t('keyDepartments')),
    el('span', {}, el('b.missing', { 'aria-hidden': 'true' }, '−'), t('keyMissing')));
  const drawer = (page, row, tools) => kgMatterCards.render(page, row, tools);
  const words = { head: 'matterHead', hint: 'matterHint', alike: 'alikeMatter', title: 'matterTitle', category: 'field', categories: 'allFields', order: 'orderField', none: 'noMatter' };
  return { shape, on, rows, current, address, name, language, home, counts, key, cell, told, drawer, words };
})();
