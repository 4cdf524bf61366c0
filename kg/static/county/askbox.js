/* The question box of the start page: questions by number, title, everyday words, first letters; departments, matters, categories. */
const kgAskBox = (() => {
  'use strict';
  const { el, add, clear, by } = kgMake;
  const { t } = kgSay;
  const MOST = 5;
  kgSay.learn({ noQuestion: ['没有找到，相近的有：', 'Nothing found; the nearest:'], nothingNear: ['没有找到', 'Nothing found'], askIn: ['提问', 'Ask'], answersFound: ['找到 {0} 个', '{0} found'] });
  const FIRST = { department: ['department_in_places', 'portfolio'], category: ['common_duties', 'portfolio'], matter: ['common_duties', 'matter'] };
  const make = (page) => {
    let items = null;
    let rows = [];
    let chosen = -1;
    const asking = () => page.asking();
    const things = (slot) => [...(asking().slots[slot] || new Map()).values()].map((row) => ({ type: slot, title: row.thing[0], names: [row.thing[0], row.thing[1], ...(slot === 'department' ? asking().everydayOf(row.thing[0]).keys() : [])].filter(Boolean), also: slot === 'matter' ? (asking().matters[row.thing[2].split('/').pop()] || '').split('|') : [] }));
    const index = () => {
      if (!items) {
        const questions = [...asking().questions.values()].map((one) => ({ type: 'question', title: one.title[0], names: [...one.title, one.name, String(one.number)], question: one }));
        items = kgSearch.index([...questions, ...kgAnswers.SLOTS.flatMap(things)], asking().sounds);
      }
      return items;
    };
    const question = (one, query) => ({ question: one, query, about: asking().called(query), count: asking().packed(one.name) ? asking().count({ question: one, query }) : null });
    /* A department, a matter or a category opens what is most asked of it. */
    const thing = (hit) => {
      const query = { [hit.type]: hit.title };
      const choices = FIRST[hit.type].map((name) => question(asking().questions.get(name), query));
      return choices.find((row) => row.count) || choices[1];
    };
    const found = (text) => {
      const asked = asking().asked(text);
      const hits = kgSearch.find(index(), text);
      const called = hits.filter((hit) => hit.question).map((hit) => question(hit.question, {}));
      const of = hits.filter((hit) => !hit.question).map(thing);
      const known = new Set();
      const once = [...(/^\d+$/.test(text) ? called : []), ...asked.rows.map((row) => question(row.question, row.query)), ...called, ...of].filter((row) => {
        const key = JSON.stringify([row.question.name, row.query]);
        return !known.has(key) && known.add(key);
      });
      return { never: asked.never, hits: once.slice(0, 2 * MOST), near: once.length ? [] : asking().nearest(text).map((row) => question(row.question, row.query)) };
    };
    const option = (row, at) => el('a', { href: kgAsk.href(page, row.question.name, row.query), role: 'option', id: `option-${at}`, tabindex: '-1', 'aria-selected': 'false' },
      el('span.n', {}, String(row.question.number)), ' ', row.about ? el('b', {}, row.about, kgSay.colon()) : null, el('span.what', {}, kgSay.of(row.question.title)),
      row.count === null ? null : el('span.count', {}, t('rowsN', row.count)));
    const close = () => {
      by('answers').hidden = true;
      by('ask').setAttribute('aria-expanded', 'false');
      by('ask').removeAttribute('aria-activedescendant');
    };
    const show = () => {
      const text = by('ask').value.trim();
      chosen = -1;
      if (!text) { close(); return; }
      const { never, hits, near } = found(text);
      rows = hits.length ? hits : near;
      const nothing = hits.length ? '' : t(near.length ? 'noQuestion' : 'nothingNear');
      const said = never ? kgSay.of(never.say) : nothing;
      add(clear(by('answers')), said ? el('p.none', {}, said) : null, rows.map(option));
      by('answers').hidden = false;
      by('ask').setAttribute('aria-expanded', 'true');
      page.say(t('answersFound', rows.length));
    };
    const select = (at) => {
      const nodes = [...by('answers').querySelectorAll('[role="option"]')];
      chosen = (at + nodes.length) % nodes.length;
      nodes.forEach((node, place) => node.setAttribute('aria-selected', String(place === chosen)));
      nodes[chosen].scrollIntoView({ block: 'nearest' });
      by('ask').setAttribute('aria-activedescendant', nodes[chosen].id);
    };
    const enter = () => {
      if (by('answers').hidden) { show(); }
      const row = rows[Math.max(0, chosen)];
      if (!row || by('answers').hidden) { return; }
      close();
      page.go(kgAsk.href(page, row.question.name, row.query));
      by('sheet').focus();
    };
    const key = (event) => {
      if (event.isComposing) { return; }
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (by('answers').hidden) { show(); }
        if (rows.length) { select(event.key === 'ArrowDown' ? chosen + 1 : Math.max(chosen, 0) - 1); }
      }
      if (event.key === 'Enter') { enter(); }
      if (event.key === 'Escape') {
        event.stopPropagation();
        if (by('answers').hidden) { by('ask').value = ''; by('ask').blur(); } else { close(); }
      }
    };
    by('ask').addEventListener('input', show);
    by('ask').addEventListener('keydown', key);
    by('answers').addEventListener('click', close);
    document.addEventListener('click', (event) => { if (!by('answers').contains(event.target) && event.target !== by('ask')) { close(); } });
    return { close };
  };
  return { make };
})();
