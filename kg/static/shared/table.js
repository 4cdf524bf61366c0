/* What the tables share: heads that sort, arrows that move from link to link. */
const kgTable = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  /* A head that sorts: the first click from the most (a figure) or the first (a name), the next the other way round. */
  const head = (page, key, name, options) => {
    const { falling = true, sign = null, about = '', left = false } = options || {};
    const [now, order] = (page.at.query.sort || page.sort).split('.');
    const here = now === key;
    const down = here ? order === 'up' : falling;
    const arrow = here ? el('span.arrow', { 'aria-hidden': 'true' }, order === 'down' ? '↓' : '↑') : null;
    const link = el('a', {
      href: page.href(page.at.view, page.at.parts, Object.assign({}, page.at.query, { sort: `${key}.${down ? 'down' : 'up'}` })),
      'data-at': `head-${key}`, title: t('sortBy', about || name)
    }, sign, el('span', {}, name), arrow);
    return el(`th${left ? '.left' : ''}`, { scope: 'col', 'aria-sort': here ? { down: 'descending', up: 'ascending' }[order] : null }, link);
  };
  /* In a table of cells (data-columns), up and down keep to the column: to the next row that has a link there. */
  const byCell = (cell, rows, at, step) => {
    for (let next = at + step; next >= 0 && next < rows.length; next += step) {
      const there = rows[next].cells[cell.cellIndex];
      const link = there ? there.querySelector('a[href], input, button') : null;
      if (link) { return link; }
    }
    return null;
  };
  /* The links of a row or a column: arrows go from one to the next. */
  const arrows = (event) => {
    const row = event.target.closest('[data-row]');
    if (!row) { return; }
    const links = (of) => [...of.querySelectorAll('a[href], input, button')];
    const here = links(row).indexOf(event.target);
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    let next = sideways ? links(row)[here + sideways] : null;
    if (down) {
      const rows = [...row.parentNode.closest('[data-rows]').querySelectorAll('[data-row]')];
      const other = rows[rows.indexOf(row) + down];
      const there = other ? links(other) : [];
      const cell = event.target.closest('td, th');
      next = cell && row.closest('[data-columns]') ? byCell(cell, rows, rows.indexOf(row), down) : there[Math.min(here, there.length - 1)];
    }
    if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }
  };
  return { head, arrows };
})();
