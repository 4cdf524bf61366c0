/* The search box: questions with their answers, departments, matters, categories, duties, findings, as one types. Arrows, Enter, Escape. */
const kgBox = (() => {
  'use strict';
  const { el, add, clear, by } = kgMake;
  const { t } = kgSay;
  const PREVIEWED = 8;
  kgSay.learn({
    question: ['问题', 'Questions'], finding: ['发现', 'Findings'], titlesAndSteps: ['标题 {0}，步骤 {1}', 'titles {0}, steps {1}'],
    someOf: ['{0} / {1}', '{0} of {1}'], openIt: ['打开', 'Open'], choose: ['选择', 'Choose'], shut: ['关闭', 'Close'],
    boxHint: ['也可以写拼音首字母，如 xfjy；几个词之间用空格', 'First letters of the pinyin work too; a blank between words'],
    nearestOnes: ['相近的有：', 'The nearest:'], preview: ['答案', 'Answer'], allFindings: ['看全部 {0} 条发现', 'All {0} findings'],
    wholeAnswer: ['打开完整的答案', 'Open the whole answer']
  });
  const LETTER = { question: ['问', '?'], department: ['部', 'D'], matter: ['事', 'M'], category: ['类', 'C'], finding: ['判', 'F'] };
  const duties = (store) => store.order.map((code) => {
    const one = store.duties[code];
    return { type: 'duty', title: one.title, tag: one.label, kind: one.kind, names: [one.printed, one.label, one.code, one.title], also: [one.category.name, ...one.declared.map((body) => body.name)], href: () => kgLinks.duty(one), code };
  });
  const stepsOf = (store, code) => [...by(code).querySelectorAll('li[data-s]')].map((line) => {
    const one = store.duties[code];
    return { type: 'step', title: line.textContent, tag: one.label, kind: one.kind, names: [line.textContent], href: () => kgLinks.duty(one, line.getAttribute('data-s')), code };
  });
  const findings = (store) => store.findings.filter((one) => one.view !== 'groups' && one.shown).map((one) => {
    const labels = one.duties.map((code) => store.duties[code].label).join(' · ');
    const what = [kgPanel.kindName(one), one.matter, labels || one.departments.map((body) => body.short).join('、')];
    return { type: 'finding', title: what.filter(Boolean).join(' · '), tag: one.grade ? kgPanel.gradeName(one) : '', names: [one.matter, ...one.departments.map((body) => body.name)].filter(Boolean), also: [...one.rule, ...one.duties.map((code) => store.duties[code].title)], href: () => kgLinks.finding(one), finding: one };
  });
  const entries = (store, words, everyday) => [
    ...duties(store),
    ...store.departments.map((one) => ({ type: 'department', title: one.name, get tag() { return kgStore.load(store, one); }, names: [...new Set([one.name, one.short, ...one.aliases, ...everyday(one)])], href: () => kgLinks.department(one), slot: { department: one.name } })),
    ...store.matters.map((one) => ({ type: 'matter', title: kgPanel.matterName(one), get tag() { return String(store.page.counts('matter').get(one.name) || 0); }, names: [one.name, one.english], also: words(one), href: () => kgLinks.matter(one), slot: { matter: one.name } })),
    ...store.categories.map((one) => ({ type: 'category', title: kgPanel.categoryName(one), get tag() { return String(store.page.counts('category').get(one.name) || 0); }, names: [one.name, one.english], href: () => kgLinks.category(one), slot: { category: one.name } })),
    ...[].concat(...store.order.map((code) => stepsOf(store, code))),
    ...findings(store)
  ];
  function make(store, open) {
    let items = null;
    let asking = null;
    let chosen = -1;
    let rows = [];
    const knows = () => {
      if (!asking) { asking = kgAsking.make(kgData.of('asked'), store); }
      return asking;
    };
    /* Everyday words of a matter (养狗), by which it and its duties are found. */
    const wordsOf = (matter) => {
      const row = knows().slots.matter ? knows().slots.matter.get(matter.name) : null;
      return row ? (knows().matters[row.thing[2].split('/').pop()] || '').split('|') : [];
    };
    const index = () => {
      if (!items) { items = kgSearch.index(entries(store, wordsOf, (one) => knows().everydayOf(one.short).keys()), knows().sounds); }
      return items;
    };
    /* What a matter is called otherwise (养狗) finds its duties too, after those that have the word. */
    const find = (query) => {
      const hits = kgSearch.find(index(), query);
      const meant = hits.some((hit) => hit.type === 'duty') ? null : knows().meaning(query);
      const matter = meant && meant.all && meant.slot === 'matter' ? store.matters.find((one) => one.name === meant.name) : null;
      const more = matter ? items.map((item) => item.entry).filter((entry) => entry.type === 'duty' && matter.duties.includes(entry.code)).sort((one, other) => one.title.length - other.title.length) : [];
      return [...hits, ...more];
    };
    const page = () => store.page;
    const questionRow = (row) => ({
      type: 'question', title: kgSay.of(row.question.title), tag: knows().packed(row.question.name) ? t('rowsN', knows().count(row)) : '',
      about: knows().called(row.query), href: () => kgViews.ask.href(page(), row.question.name, row.query), ask: row
    });

    /* What is shown */
    const badge = (row) => (row.kind ? el('span.badge.shape', {}, kgShape(row.kind)) : el(`span.badge.${row.type}`, { 'aria-hidden': 'true' }, kgSay.of(LETTER[row.type])));
    const words = () => kgSearch.fold(by('find').value).split(' ');
    const option = (row, at) => el('a', { href: row.href(), role: 'option', id: `hit-${at}`, tabindex: '-1', 'aria-selected': 'false', title: row.title },
      badge(row), row.kind ? el(`span.code.${row.kind}`, {}, row.tag) : null,
      el('span.what', {}, row.about ? [el('b', {}, kgMake.pieces(kgHits.marked(row.about, words()), 'mark')), kgSay.colon()] : null, kgMake.pieces(kgHits.marked(row.title, words()), 'mark')),
      row.kind ? null : el('span.n', {}, row.tag));
    const heading = (group) => {
      const more = group.kind === 'duty' ? t('titlesAndSteps', group.titles, group.steps) : '';
      const count = group.count > group.rows.length ? t('someOf', group.rows.length, group.count) : '';
      return el('div.kind', { role: 'presentation' }, t(group.kind), ' ', el('small', {}, more || count));
    };
    const more = (group, query) => {
      if (group.kind === 'duty') { return { type: 'all', title: t('allHits', group.count), href: () => kgLinks.find(query) }; }
      return group.kind === 'finding' && group.count > group.rows.length ? { type: 'all', title: t('allFindings', group.count), href: () => page().href('findings', [], { q: query }) } : null;
    };
    const link = (row, at) => el('a.all', { href: row.href(), role: 'option', id: `hit-${at}`, tabindex: '-1', 'aria-selected': 'false' }, row.title);
    const list = (groups, query) => {
      const box = clear(by('found'));
      rows = [];
      for (const group of groups) {
        const block = el('div', { role: 'group', 'aria-label': t(group.kind) }, heading(group));
        for (const row of group.rows) { block.append(option(row, rows.length)); rows.push(row); }
        const all = more(group, query);
        if (all) { block.append(link(all, rows.length)); rows.push(all); }
        box.append(block);
      }
    };
    const nothing = (query, asked) => {
      const near = kgSearch.nearest(index(), query, 3);
      const questions = asked.rows.length ? asked.rows : knows().nearest(query);
      list(kgHits.groups(near, questions.map(questionRow), near.length > 0 && !asked.never), query);
      by('found').prepend(el('div.none', {}, asked.never ? kgSay.of(asked.never.say) : t('noHits', query), rows.length ? ` ${t('nearestOnes')}` : ''));
    };
    const show = () => {
      const query = by('find').value.trim();
      chosen = -1;
      if (!query) { close(); return; }
      const hits = find(query);
      const asked = knows().asked(query);
      const exact = hits.length > 0 && kgSearch.index([hits[0]])[0].names.includes(kgSearch.fold(query).replace(/ /g, ''));
      if ((!hits.length && !asked.rows.length) || asked.never) { nothing(query, asked); } else { list(kgHits.groups(hits, asked.rows.map(questionRow), exact && hits[0].type === 'duty'), query); }
      by('hits').hidden = false;
      by('find').setAttribute('aria-expanded', 'true');
      preview(rows[0]);
    };

    /* The answer beside the list */
    const questionOf = (row) => {
      if (!row) { return null; }
      if (row.ask) { return row.ask; }
      if (!row.slot) { return null; }
      const name = row.slot.matter ? 'matter' : 'portfolio';
      return { question: knows().questions.get(name), query: row.slot };
    };
    const told = (ask) => {
      const answer = knows().answer(ask.question.name, ask.query);
      const narrowed = knows().called(ask.query);
      const many = answer && answer.rows.length > PREVIEWED;
      return [
        el('h3', { 'aria-level': '2' }, narrowed ? narrowed + kgSay.colon() : '', kgSay.of(ask.question.title)), el('p.note', {}, kgSay.of(ask.question.why)),
        answer && answer.rows.length ? el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': t('preview') }, kgAnswerTable.table(knows(), page(), answer, { quoted: false, most: PREVIEWED })) : el('p', {}, t(answer ? 'noRows' : 'onCommandLine', `kg query ${ask.question.name}`)),
        answer ? el('p.unit', {}, many ? el('b', {}, t('moreRows', answer.rows.length), ' ') : null, kgSay.of(answer.one.note)) : null,
        el('p.acts', {}, el('a.primary', { href: kgViews.ask.href(page(), ask.question.name, ask.query) }, t('wholeAnswer')))
      ];
    };
    const plainly = (row) => [el('h3', { 'aria-level': '2' }, row.title), row.finding ? el('p.note', {}, kgSay.of(row.finding.rule)) : null,
      row.code ? el('p.note', {}, store.duties[row.code].label, ' ', store.duties[row.code].title) : null];
    const preview = (row) => {
      const ask = questionOf(row);
      add(clear(by('preview')), ask ? told(ask) : null, !ask && row && row.type !== 'all' ? plainly(row) : null);
    };

    /* Keys */
    const close = () => {
      by('hits').hidden = true;
      by('find').setAttribute('aria-expanded', 'false');
      by('find').removeAttribute('aria-activedescendant');
    };
    const options = () => [...by('found').querySelectorAll('[role="option"]')];
    const select = (at) => {
      const links = options();
      chosen = (at + links.length) % links.length;
      links.forEach((node, place) => node.setAttribute('aria-selected', String(place === chosen)));
      links[chosen].scrollIntoView({ block: 'nearest' });
      by('find').setAttribute('aria-activedescendant', links[chosen].id);
      preview(rows[chosen]);
    };
    const move = (step) => {
      if (by('hits').hidden) { show(); }
      if (rows.length && !by('hits').hidden) { select(chosen < 0 && step < 0 ? -1 : chosen + step); }
    };
    const enter = () => {
      if (by('hits').hidden) { show(); }
      if (!rows.length || by('hits').hidden) { return; }
      const { href } = rows[Math.max(0, chosen)];
      close();
      open(href());
      (by('panel').hidden ? by('sheet') : by('panel')).focus();
    };
    const key = (event) => {
      if (event.isComposing) { return; }
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); move(event.key === 'ArrowDown' ? 1 : -1); }
      if (event.key === 'Enter') { enter(); }
      if (event.key === 'Escape') {
        event.stopPropagation();
        if (!by('hits').hidden) { close(); } else { by('find').value = ''; by('find').blur(); }
      }
    };
    by('find').addEventListener('input', show);
    by('find').addEventListener('focus', () => { index(); if (by('find').value) { show(); } });
    by('find').addEventListener('keydown', key);
    by('hits').addEventListener('keydown', (event) => { if (event.key === 'Escape') { event.stopPropagation(); close(); by('find').focus(); } });
    by('found').addEventListener('mousemove', (event) => {
      const node = event.target.closest('[role="option"]');
      const at = node ? options().indexOf(node) : -1;
      if (at >= 0 && at !== chosen) { chosen = at; options().forEach((one, place) => one.setAttribute('aria-selected', String(place === at))); preview(rows[at]); }
    });
    document.addEventListener('click', (event) => { if (!by('hits').contains(event.target) && event.target !== by('find')) { close(); } });
    return { find, close, knows, renew () { items = null; } };
  }
  return { make };
})();
