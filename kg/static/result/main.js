/* The page of an answer: its table sorted and filtered, its picture if something in it goes from one thing to another. The
   state is the fragment: #/table?q=消防&sort=2.down, #/picture. */
(() => {
  'use strict';
  const { by, el } = kgMake;
  const { t } = kgSay;
  const table = by('answer');
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const found = [...body.rows];
  const hasPicture = Boolean(by('scene'));
  let at = { path: [], query: {} };

  /* What a cell says in the language that is shown. */
  const said = (cell) => {
    const part = cell.querySelector(`[data-w="${kgSay.english() ? 'en' : 'zh'}"]`);
    return (part || cell).textContent.trim();
  };
  const clausesOf = (row) => [...row.querySelectorAll('.clauses p')];
  const shown = () => [...body.rows].filter((row) => !row.hidden);
  const view = () => (hasPicture && at.path[0] === 'picture' ? 'picture' : 'table');
  const set = (changes, path) => {
    const query = Object.assign({}, at.query, changes);
    window.history.replaceState(null, '', kgFragment.format(path || view(), [], query));
    follow();
  };

  /* The table */
  const sort = () => {
    const [column, way] = (at.query.sort || '').split('.');
    const rows = found.map((row) => [...row.cells].map(said));
    const order = column === '' || !heads[Number(column)] ? rows.map((row, place) => place) : kgAnswer.order(rows, Number(column), way === 'down');
    for (const place of order) { body.append(found[place]); }
    heads.forEach((head, place) => {
      const here = String(place) === column;
      if (here) { head.setAttribute('aria-sort', way === 'down' ? 'descending' : 'ascending'); } else { head.removeAttribute('aria-sort'); }
    });
  };
  const filter = () => {
    const query = (at.query.q || '').trim();
    for (const row of found) { row.hidden = Boolean(query) && !kgAnswer.matches(row.textContent, query); }
    const count = shown().length;
    by('count').textContent = count === found.length ? t('rowsN', count) : t('rowsOf', count, found.length);
    by('none').hidden = count > 0;
    if (document.activeElement !== by('find')) { by('find').value = at.query.q || ''; }
  };
  const csv = () => {
    const quoted = heads.length && heads[heads.length - 1].classList.contains('clauses');
    const columns = quoted ? heads.slice(0, -1) : heads;
    const head = [...columns.map(said), ...(quoted ? [t('clauses'), t('places')] : [])];
    const rows = shown().map((row) => {
      const cells = [...row.cells].slice(0, columns.length).map((cell) => (cell.classList.contains('number') ? Number(said(cell)) : said(cell)));
      const clauses = clausesOf(row);
      const lines = clauses.map((one) => [...one.querySelectorAll('b, q')].map(said).filter(Boolean).join('：'));
      return [...cells, ...(quoted ? [lines.join('\n'), clauses.map((one) => one.querySelector('.place').textContent).join('\n')] : [])];
    });
    return [head, ...rows];
  };

  /* The picture */
  const picture = hasPicture ? kgAnswerPicture(() => document.title, (name) => { window.location.hash = kgFragment.format('table', [], Object.assign({}, at.query, { q: name })); }) : null;

  /* Drawing */
  const translate = () => {
    document.documentElement.lang = kgSay.english() ? 'en' : 'zh-CN';
    for (const node of document.querySelectorAll('[data-t]')) { node.textContent = t(node.getAttribute('data-t')); }
    for (const node of document.querySelectorAll('[data-l]')) { node.setAttribute('aria-label', t(node.getAttribute('data-l'))); }
    by('find').placeholder = t('narrow');
    by('language').textContent = kgSay.english() ? '中文' : 'EN';
    by('language').lang = kgSay.english() ? 'zh' : 'en';
    document.title = said(document.querySelector('h1'));
    // on a phone each value bears the name of its column
    const names = heads.map((head) => (head.classList.contains('clauses') ? null : said(head)));
    for (const row of found) {
      names.forEach((name, place) => { if (name && row.cells[place]) { row.cells[place].setAttribute('data-head', name); } });
    }
  };
  const follow = () => {
    at = kgFragment.split(window.location.hash);
    kgSay.use(at.query.lang === 'en');
    translate();
    sort();
    filter();
    for (const link of document.querySelectorAll('.tabs a')) {
      const name = link.getAttribute('href').match(/\w+/)[0];
      link.setAttribute('href', kgFragment.format(name, [], at.query));
      if (name === view()) { link.setAttribute('aria-current', 'page'); } else { link.removeAttribute('aria-current'); }
    }
    by('sheet').hidden = view() === 'picture';
    if (hasPicture) {
      by('stage').hidden = view() !== 'picture';
      if (view() === 'picture') { picture.show(); }
    }
  };
  const press = (head, place) => {
    const [column, way] = (at.query.sort || '').split('.');
    const falling = found.some((row) => row.cells[place].classList.contains('number'));
    const down = column === String(place) ? way !== 'down' : falling;
    set({ sort: `${place}.${down ? 'down' : 'up'}` });
  };
  heads.forEach((head, place) => {
    const button = head.querySelector('button');
    if (button) { button.addEventListener('click', () => press(head, place)); }
  });
  /* On paper: every clause, and on top what was filtered. */
  const folded = () => [...table.querySelectorAll('details')];
  let opened = [];
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  };
  window.addEventListener('beforeprint', () => {
    by('printed').textContent = [at.query.q ? t('filtered', at.query.q) : '', t('printed', today())].filter(Boolean).join('　');
    opened = folded().filter((one) => !one.open);
    for (const one of opened) { one.open = true; }
    if (view() === 'picture') { by('stage').append(el('div#paper', { id: 'paper' }, kgSave.picture(picture.layers()))); }
  });
  window.addEventListener('afterprint', () => {
    for (const one of opened) { one.open = false; }
    if (by('paper')) { by('paper').remove(); }
  });
  by('find').addEventListener('input', (event) => set({ q: event.target.value }, 'table'));
  by('print').addEventListener('click', () => window.print());
  by('language').addEventListener('click', () => set({ lang: kgSay.english() ? '' : 'en' }));
  by('save-csv').addEventListener('click', () => { kgSheet.save(csv(), document.title); by('save').open = false; });
  if (hasPicture) {
    by('save-png').addEventListener('click', () => kgSave.png(picture.layers(), `${kgSheet.safe(document.title)}.png`));
    by('save-svg').addEventListener('click', () => kgSave.svg(picture.layers(), `${kgSheet.safe(document.title)}.svg`));
  }
  document.addEventListener('keydown', (event) => {
    const typing = event.target === by('find');
    if (event.key === '/' && !typing) { event.preventDefault(); by('find').focus(); by('find').select(); }
    if (event.key === 'Escape' && typing) { by('find').value = ''; set({ q: '' }, 'table'); }
  });
  window.addEventListener('hashchange', follow);
  window.kgPage = { csv, graph: () => (picture ? picture.graph : null) };
  follow();
})();
