/* The drawer of a matter: what each township has of it, list by list, each wording once and quoted. */
const kgMatterCards = (() => {
  'use strict';
  const { el, sign, chinese, pieces, SIGNS } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    matterHeld: ['{1} 个乡镇中 {0} 个有，共 {2} 项', '{0} of {1} townships have it, in {2} duties'], matterOwn: ['在各乡镇自己的页上', 'On the pages of the townships'],
    matterBodies: ['部门与列它的乡镇数', 'Departments, and townships that name them'], matterTable: ['{0} 项，{1}', '{0} duties, {1}'],
    matterCompare: ['对比这一项', 'Compare this duty']
  });
  const number = (count) => (count === 1 ? t('townshipOne') : t('townshipsN', count));
  /* Each duty of each column in its row of the comparison, with its wording: looked up once a county. */
  const homes = new WeakMap();
  const indexed = (comparison) => {
    const found = new Map();
    for (const row of comparison.rows) {
      for (const form of row.forms) {
        for (const column of form.columns) { kgCells.codes(row, column).forEach((code, part) => found.set(`${column} ${code}`, { row, form, part })); }
      }
    }
    return found;
  };
  const find = (page, column, code) => {
    const { comparison } = page.county;
    if (!homes.has(comparison)) { homes.set(comparison, indexed(comparison)); }
    return homes.get(comparison).get(`${column} ${code}`);
  };
  /* The wordings of a matter's duties in one list, those of the most townships first: {row, form, parts, duties}. */
  const wordings = (page, row, list) => {
    const found = new Map();
    row.held.forEach((_, column) => {
      for (const code of kgCells.codes(row, column).filter((one) => kgCells.listOf(one) === list)) {
        const at = find(page, column, code);
        if (!found.has(at.form)) { found.set(at.form, { row: at.row, form: at.form, parts: new Set(), duties: [] }); }
        found.get(at.form).parts.add(at.part);
        found.get(at.form).duties.push({ column, code });
      }
    });
    return [...found.values()].sort((one, other) => other.duties.length - one.duties.length || one.row.at - other.row.at);
  };
  const places = (duties) => new Set(duties.map((one) => one.column)).size;

  /* The townships of a wording, each leading to its duty. */
  const towns = (tools, duties, key) => el('p.towns', {}, duties.map(({ column, code }, at) => [at ? '、' : '',
    el('a', { href: tools.duty(column, code), lang: 'zh', title: tools.label(code), 'data-at': `${key}-${column}-${code}` }, tools.townships[column].name)]));
  const chips = (page, names) => el('div.chips', {}, names.map((one) => el('span.chip', { lang: 'zh', title: page.data.texts[one] }, page.short(page.data.texts[one]))));
  const card = (page, tools, { row, form, parts, duties }) => el('article.card', {},
    el('header', {}, el('span.note', {}, number(places(duties))), el('a.badge', { href: page.href('compare', kgCommons.address(page, row), kgAddress.along(page.at.query)), 'data-at': `as-${row.at}-${row.forms.indexOf(form)}` }, t('matterCompare'))),
    form.parts.map((part, at) => el(`p.wording${parts.has(at) ? '' : '.note'}`, { lang: 'zh' }, form.parts.length > 1 ? [sign(part.list), ' '] : null, pieces(part.pieces, 'span'))),
    form.departments.filter((group) => duties.some((one) => group.columns.includes(one.column))).map((group) => [
      chips(page, group.names), towns(tools, duties.filter((one) => group.columns.includes(one.column)), `quote-${row.at}`)]));
  const section = (page, tools, row, list) => {
    const found = wordings(page, row, list);
    const duties = found.flatMap((one) => one.duties);
    return duties.length ? el('section', {}, el('h3', {}, sign(list), ' ', t(list), ' ', el('span.note', {}, t('matterTable', duties.length, number(places(duties))))),
      found.map((one) => card(page, tools, one))) : null;
  };
  /* The departments, those of the most townships first. */
  const bodies = (page, row) => {
    const many = new Map();
    for (const form of row.forms) { for (const one of form.names) { many.set(one, (many.get(one) || 0) + form.columns.length); } }
    const sorted = [...many].sort((one, other) => other[1] - one[1]);
    return sorted.length ? el('section', {}, el('h3', {}, t('matterBodies')), el('div.chips', {}, sorted.map(([one, count]) => el('span.chip', { lang: 'zh', title: page.data.texts[one] }, page.short(page.data.texts[one]), ' ', el('b', {}, String(count)))))) : null;
  };
  /* Who departs from most: the words of the difference, and the townships. */
  const differing = (page, tools, row) => row.differences.filter((one) => one.kind !== 'missing').map((one) => el('p.note.differs', {},
    kgSay.of(page.data.words.difference[one.kind]), kgSay.colon(), chinese(one.columns.map((column) => tools.townships[column].name).join('、'))));
  const own = (page, tools, row) => el('section', {}, el('h3', {}, t('matterOwn')), el('p.towns', {}, row.held.map((codes, column) => (codes
    ? el('a.own', { href: kgMatters.home(page, row, column), lang: 'zh', 'data-at': `own-${column}` }, tools.townships[column].name, ' ', el('b', {}, String(kgCells.codes(row, column).length))) : null))));
  const render = (page, row, tools) => {
    const every = row.held.flatMap((_, column) => kgCells.codes(row, column)).length;
    const held = row.held.filter(Boolean).length;
    return [
      kgWordings.acts(page, row, tools),
      el('h2', { lang: kgMatters.language() }, kgMatters.name(page, row)),
      el('p.note', {}, page.category(page.data.texts[row.category]), ' · ', t('matterHeld', held, row.held.length, every)),
      differing(page, tools, row), own(page, tools, row), bodies(page, row),
      Object.keys(SIGNS).map((list) => section(page, tools, row, list)),
      kgWordings.absent(page, tools, row)
    ];
  };
  return { render };
})();
