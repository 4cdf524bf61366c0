/* What is shown of the work and of the results. */
const kgRows = (() => {
  'use strict';
  const { put } = kgWords;
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => {
      if (name.startsWith('on')) { element.addEventListener(name.slice(2), value); } else { element.setAttribute(name, value); }
    });
    element.append(...children);
    return element;
  };
  const word = (tag, key, ...values) => put(make(tag), key, ...values);
  const button = (key, act, more) => put(make('button', { type: 'button', onclick: act, ...more }), key);

  const row = (path, state) => {
    const sign = put(make('span', { class: 'sign' }), state);
    return make('li', { class: state, 'data-path': path }, sign, make('span', {}, path));
  };
  const turn = (item, state) => {
    item.className = state;
    put(item.querySelector('.sign'), state);
  };
  const refusal = (one) => {
    const item = row(one.path, 'refused');
    item.append(make('p', {}, one.zh), make('p', { lang: 'en' }, one.en));
    return item;
  };
  const named = (zh, en, count) => {
    const name = make('span', { 'data-zh': zh, 'data-en': en });
    return make('span', {}, name, ' ', make('b', {}, String(count)));
  };
  const list = (one, acts) => {
    const [basic, cooperative, recalled] = one.duties;
    const found = make('p', { class: 'found' }, ...one.findings.map((kind) => named(...kind)));
    if (one.judged) { found.append(word('span', 'judgedCount', one.judged)); }
    const open = button('open', () => acts.open(one.folder), { class: 'main', disabled: '', 'data-open': one.folder });
    const buttons = make('p', { class: 'buttons' }, open,
      button('page', () => acts.page(one)),
      button('workbook', (event) => acts.workbook(one, event.currentTarget)),
      button('quads', () => acts.file(`${one.folder}/list.nq.gz`, `${one.id}.nq.gz`)),
      button('findings', () => acts.file(`${one.folder}/csv/findings.csv`, `${one.id}-发现.csv`)));
    const article = make('article', { 'data-list': one.id }, make('h3', {}, one.issued ? `${one.title}（${one.issued}）` : one.title),
      word('p', 'duties', basic + cooperative + recalled, basic, cooperative, recalled, one.steps, one.departments), found, buttons);
    if (one.doubts.length) {
      article.append(make('details', {}, word('summary', 'doubts', one.doubts.length),
        make('ul', {}, ...one.doubts.map((line) => make('li', {}, line)))));
    }
    return article;
  };
  const county = (lists, whole, acts) => {
    const open = button('openCounty', () => acts.open(''), { class: 'main', disabled: '', 'data-open': '' });
    const buttons = make('p', { class: 'buttons' }, open, button('saveCounty', () => acts.file('index.html', 'index.html')));
    ['differences.nq.gz', 'adjustments.nq.gz'].filter((name) => whole.includes(name)).forEach((name) => {
      const saving = button('differences', () => acts.file(name, name));
      if (name.startsWith('a')) { put(saving, 'changes'); }
      buttons.append(saving);
    });
    return make('article', {}, word('h3', 'county', lists.length), word('p', 'countySaid'), buttons);
  };
  /* Names that the program gives in both languages. */
  const turned = () => {
    document.querySelectorAll('[data-zh]').forEach((element) => {
      element.textContent = kgWords.english ? element.dataset.en : element.dataset.zh;
    });
  };
  return { row, turn, refusal, list, county, turned };
})();
