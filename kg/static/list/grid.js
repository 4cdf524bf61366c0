/* What the tables of cells share: heads that sort, one stop for the tabulator, a drawer that gives the focus back. */
const kgGrid = (() => {
  'use strict';
  const { el, sign, chinese } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    gridClose: ['关闭', 'Close'], gridDuties: ['{0} 项', 'duties: {0}'], gridFew: ['少 → 多', 'few → many']
  });
  /* Arrows move within the table; the tabulator stops at the cell that is open, or at the first. */
  const stop = (table) => {
    const first = table.querySelector('[aria-current]') || table.querySelector('tbody a');
    if (first) { first.setAttribute('tabindex', '0'); }
    return table;
  };
  /* Shuts what is open; the focus goes back to its cell. Returns whether anything was. */
  const shut = (page) => {
    if (!page.at.query.open) { return false; }
    const open = document.querySelector('#sheet [aria-current][data-at^="cell-"]');
    const key = open ? open.getAttribute('data-at') : '';
    page.set({ open: '' });
    const cell = key ? [...document.querySelectorAll('#sheet [data-at]')].find((one) => one.getAttribute('data-at') === key) : null;
    if (cell) {
      cell.setAttribute('tabindex', '0');
      cell.focus();
    }
    return true;
  };
  /* A head that sorts; href makes the address of a sorting. options: css, about, extra (before the name), falling, left. */
  const head = (now, key, name, href, options) => {
    const { css = '', about = '', extra = null, falling = true } = options || {};
    const [column, order] = now.split('.');
    const on = column === key;
    const down = on ? order === 'up' : falling;
    return el(`th${css}`, { scope: 'col', 'aria-sort': on ? { down: 'descending', up: 'ascending' }[order] : null }, extra,
      el('a', { href: href(`${key}.${down ? 'down' : 'up'}`), tabindex: '-1', 'data-at': `head-${key}`, title: about || name }, el('span', {}, name), on ? el('span.arrow', { 'aria-hidden': 'true' }, order === 'up' ? '↑' : '↓') : null));
  };
  /* A cell's link: key is its place, text its figure, label says all of it. */
  const link = (page, open, key, text, label, href) => el('a', {
    href, tabindex: '-1', 'data-at': `cell-${key}`, 'aria-label': label, title: label, 'aria-current': open && page.at.query.open === open ? 'true' : null
  }, text);
  /* How high upright heads must be, in pixels, for each to need two lines at most: the best break of each, the highest of all. */
  let ink = null;
  const measure = (text, size) => {
    if (!ink) { ink = document.createElement('canvas').getContext('2d'); }
    ink.font = `${size}px ${window.getComputedStyle(document.documentElement).fontFamily}`;
    return ink.measureText(text).width;
  };
  const height = (names, size) => Math.ceil(Math.max(0, ...names.map((name) => {
    const words = name.split(' ');
    const width = (from, to) => measure(words.slice(from, to).join(' '), size);
    return Math.min(...words.map((_, at) => Math.max(width(0, at), width(at, words.length))));
  })) + 8);
  /* A row of heads as high as its upright names need. */
  const upright = (row, names) => {
    row.style.setProperty('--head', `${height(names, 13)}px`);
    return row;
  };
  /* The top of a sheet: what it is, how it may be shown, what its figures mean. */
  const headline = (title, lead, ...choices) => el('div.headline.of', {}, el('h2', {}, title), el('div.options', {}, choices), el('p.lead', {}, lead));
  /* choices: [[name, text, href]] */
  const choice = (label, now, choices) => el('span.switch', { role: 'group', 'aria-label': label }, choices.map(([name, text, href]) => el('a', { href, 'data-at': `show-${name}`, 'aria-current': name === now ? 'true' : null }, text)));
  const scale = (letter, text) => el('span.scale', { 'aria-hidden': 'true' }, [1, 2, 3, 4, 5, 6].map((step) => el(`i.heat.${letter}${step}`)), text || t('gridFew'));

  /* The drawer */
  const top = (page) => el('p.drawerhead', {}, el('button.plain', { type: 'button', 'data-at': 'close', onclick: () => shut(page) }, `✕ ${t('gridClose')}`), el('button.plain', { type: 'button', 'data-copy': 'link' }, t('copyLink')));
  const duty = (one, more) => el('section.clauses', {}, el('h3', {}, el('a', { href: kgLinks.duty(one) }, el(`span.code.${one.kind}`, {}, sign(one.kind), ` ${one.label}`), ' ', chinese(one.title))), more);
  const duties = (page, codes, more) => codes.map((code) => duty(page.store.duties[code], more ? more(page.store.duties[code]) : null));
  /* What a department is called where there is little room. */
  const brief = (page, one) => page.data.shares.brief[one.id] || one.short;
  const department = (one) => el('a.dep', { href: kgLinks.department(one), lang: 'zh', title: one.name }, one.short);
  /* Departments in a line of text. */
  const line = (departments) => departments.map((one, at) => [at ? '、' : '', el('a', { href: kgLinks.department(one), lang: 'zh', title: one.name }, one.short)]);
  return { stop, shut, head, link, measure, upright, headline, choice, scale, top, duty, duties, brief, department, line };
})();
