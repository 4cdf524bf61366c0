/* 自由查询: the reader's own SPARQL, answered in the page, of a list or of a county. The address holds the query: #/sparql/no_lead?department=… is a question
   to start from, #/sparql?ask=SELECT… a text of the reader's. */
(() => {
  'use strict';
  const { el, add, clear } = kgMake;
  const { t } = kgSay;
  /* Rows of an answer that are shown; the engine is asked for one more, to know whether there are. */
  const MOST = 2000;
  kgSay.learn({
    queryText: ['SPARQL 查询', 'SPARQL query'], runIt: ['运行', 'Run'], halt: ['停止', 'Stop'], runKeys: ['Ctrl + Enter 运行；输入前缀、变量或中文名即可补全', 'Ctrl + Enter runs it; type a prefix, a variable or a label to complete it'],
    unpack: ['解开查询引擎…', 'Unpacking the engine …'], compile: ['启动查询引擎…', 'Starting the engine …'], load: ['载入图谱…', 'Loading the graph …'], asking: ['查询中…', 'Asking …'],
    offline: ['查询引擎（Oxigraph）就在这个文件里：只在本机运行，不连网', 'The engine (Oxigraph) is in this file: it runs on this machine and asks no network'],
    startFrom: ['从一个问题开始', 'Start from a question'], startHint: ['点一个问题，看它怎么问、改一改再问', 'Choose a question, see how it is asked, change it'],
    tookN: ['{0} 行，{1} 秒', '{0} rows, {1} s'], cutAt: ['只列前 {0} 行，还有更多：请缩小条件，或自己写 LIMIT', 'The first {0} rows; there are more: narrow the query or write a LIMIT'],
    cutOf: ['共 {1} 行，只列前 {0} 行', 'The first {0} of {1} rows'],
    answerForms: ['答案的样子', 'Form of the answer'], asTable: ['表', 'Table'], asPicture: ['图', 'Picture'], emptyAnswer: ['没有符合的行', 'No row fits'], moreQuotes: ['还有 {0} 处', '{0} more'],
    thingsN: ['{0} 个', '{0} things'], leftOut: ['图中略去 {0} 行，表中都有', '{0} rows are left out of the picture; the table has all'],
    meant: ['是否指 {0}？', 'Did you mean {0}?'], noPrefix: ['没有声明前缀 {0}', 'Unknown prefix {0}'], noTerm: ['本体中没有 {0}', 'The ontology has no {0}'],
    wouldChange: ['{0} 会改动数据，这里只能读取', '{0} would change the data; only reading is allowed'], noService: ['{0} 会访问另一台机器，这里不连网', '{0} asks another machine; this page asks no network'],
    noForm: ['其中没有 SELECT、ASK、CONSTRUCT 或 DESCRIBE', 'No SELECT, ASK, CONSTRUCT or DESCRIBE in it'], tooLong: ['查询太长：上限 {0} 字', 'Too long: at most {0} characters'],
    atPlace: ['第 {0} 行第 {1} 字', 'line {0}, column {1}'], unread: ['{0}：“{1}”处看不懂', '{0}: not understood at “{1}”'], endsEarly: ['{0}：过早结束', '{0}: it ends too early'],
    lacking: ['前面是否少了括号、句点或词？', 'Is a bracket, a dot or a word missing just before?'],
    halted: ['已停止', 'Stopped'], tooSlow: ['超过 {0} 秒，已停止：请缩小条件', 'Given up after {0} s: narrow the query'], broken: ['查询引擎内存不足，已停止：请缩小条件', 'The engine ran out of memory: narrow the query'],
    noEngine: ['这个浏览器运行不了查询引擎：需要 Chrome / Edge 109 或 Firefox 115 以上。页面其他部分照常可用', 'This browser cannot run the engine: Chrome or Edge 109, or Firefox 115, or newer is needed. The rest of the page works'],
    refused: ['查询出错：{0}', 'The query failed: {0}']
  });
  const EXAMPLE = 'SELECT ?duty ?title\nWHERE {\n  ?duty a duty:CooperativeDuty ; dct:title ?title .\n  FILTER(CONTAINS(STR(?title), "消防"))\n}\nORDER BY ?title\n';
  let facts = null;
  let editor = null;
  let parts = null; // what is around the editor: {node, status, acts, out}
  let state = { text: '', busy: '', failed: null, result: null };
  let page = null;

  /* What the address asks. */
  const slots = (name, query) => {
    const asking = page.asking();
    const one = asking.packed(name) || (page.elsewhere ? page.elsewhere.get(name) : null);
    return asking.questions.has(name) && one ? asking.terms(name, query, one) : {};
  };
  const textOf = (at) => {
    if (at.query.ask) { return at.query.ask; }
    const [name] = at.parts;
    return name && facts.questions[name] ? kgAsking.bound(facts.questions[name], slots(name, at.query)) : '';
  };
  const asked = (at) => Boolean(at.query.ask || at.parts.length);
  const titleOf = (text) => { const { title } = kgQuery.heads(text); return title ? kgSay.of(title) : ''; };

  /* Errors */
  const mistake = (one) => {
    const near = one.near.length ? `${kgSay.english() ? '. ' : '。'}${t('meant', one.near.join(kgSay.english() ? ' / ' : '、'))}` : '';
    return t(one.key, one.what) + near;
  };
  const refusal = (error, text, added) => {
    if (error.key !== 'refused') { return { message: t(error.key, kgEngine.LONGEST), place: null }; }
    const at = kgQuery.stopped(error.message, text, added);
    if (!at) { return { message: t('refused', error.message.split('\n')[0].slice(0, 200)), place: null }; }
    const where = t('atPlace', at.line, at.column);
    return { message: `${at.there ? t('unread', where, at.there) : t('endsEarly', where)}${kgSay.english() ? '. ' : '。'}${t('lacking')}`, place: at };
  };
  const lineOf = (text, from) => { const before = text.slice(0, from).split('\n'); return t('atPlace', before.length, before[before.length - 1].length + 1); };

  /* Asking */
  const show = (next) => { state = Object.assign(state, next); update(); };
  const fail = (text, message, place) => {
    if (place) { editor.fault({ from: place.from, to: place.to, message }); }
    show({ text, busy: '', failed: message, result: null });
    page.say(message);
  };
  const run = (text) => {
    editor.fault(null);
    const wrong = kgQuery.wrong(text, { prefixes: facts.prefixes, terms: facts.names });
    if (wrong) { fail(text, wrong.to ? `${lineOf(text, wrong.from)}：${mistake(wrong)}` : mistake(wrong), wrong.to ? wrong : null); return; }
    const graph = kgQuery.builds(text);
    const [plain, added] = kgQuery.prefixed(text, facts.prefixes);
    const [whole] = kgQuery.prefixed(kgQuery.bounded(text, MOST + 1), facts.prefixes);
    show({ text, busy: 'asking', failed: null, result: null });
    kgEngine.ask(whole, { plain, graph, most: MOST, progress: (step) => { if (step !== 'ready') { show({ busy: step }); } } }).then((answer) => kgPlaces.learn(page, facts, answer)).then((answer) => {
      state = Object.assign(state, { busy: '', result: { answer, graph, asks: kgQuery.form(text) === 'ASK', heads: kgQuery.heads(text) } });
      page.say(t('rowsN', answer.rows.length));
      page.again();
    }, (error) => {
      if (error.key === 'halted' && state.text !== text) { return; }
      const { message, place } = refusal(error, text, added);
      fail(text, message, place);
    });
  };
  /* The text of the editor goes into the address, and from there it is asked. */
  const press = () => {
    const text = editor.text();
    const href = kgAddress.format('sparql', [], Object.assign(page.at.query.lang ? { lang: page.at.query.lang } : {}, { ask: text }));
    if (text === textOf(page.at)) { run(text); } else { page.go(href); }
  };

  /* Drawing */
  const status = () => {
    if (state.busy) { return [el('span.spin', { 'aria-hidden': 'true' }), t(state.busy)]; }
    if (state.failed) { return [el('span.warn', {}, state.failed)]; }
    if (!state.result) { return [t('offline')]; }
    const { answer } = state.result;
    const rows = answer.rows.length;
    const cut = answer.count > MOST + 1 ? t('cutOf', rows, answer.count) : t('cutAt', rows);
    return [t('tookN', rows, answer.seconds < 0.1 ? answer.seconds.toFixed(3) : answer.seconds.toFixed(1)), answer.count > rows ? el('span.warn', {}, ` ${cut}`) : null];
  };
  const forms = () => {
    if (!state.result || !kgResult.flow(state.result)) { return null; }
    const now = page.at.query.form === 'picture';
    const choice = (key, form, on) => el('a', { href: kgAddress.format('sparql', page.at.parts, Object.assign({}, page.at.query, { form })), 'data-at': `form-${key}`, 'aria-current': on ? 'true' : null }, t(key));
    return el('nav.switch', { 'aria-label': t('answerForms') }, choice('asTable', '', !now), choice('asPicture', 'picture', now));
  };
  const acts = () => [
    el('button.primary', { type: 'button', 'data-at': 'run', disabled: Boolean(state.busy), onclick: press }, t('runIt')),
    el('button', { type: 'button', 'data-at': 'halt', disabled: !state.busy, onclick: kgEngine.stop }, t('halt')),
    el('button', { type: 'button', 'data-copy': 'link' }, t('copyLink'))
  ];
  const update = () => {
    if (!parts) { return; }
    add(clear(parts.title), titleOf(editor.text()) || t('free'));
    add(clear(parts.acts), acts(), el('span.note', {}, t('runKeys')));
    add(clear(parts.status), status());
    const { result } = state;
    add(clear(parts.out), result && result.answer.rows.length ? kgResult.table(page, facts, result) : null, result && !result.answer.rows.length ? el('p.empty', {}, t('emptyAnswer')) : null);
  };
  const begin = () => {
    page.engine = kgEngine;
    facts = kgData.of('engine');
    facts.names = new Set(facts.terms.map((one) => one[0]));
    editor = kgEditor.make({ terms: facts.terms, run: press });
    editor.set(EXAMPLE);
    parts = { title: el('h2'), acts: el('div.acts'), status: el('p.status', { role: 'status' }), out: el('div.out-of-query') };
    parts.node = el('div.free', {}, parts.title, editor.node, parts.acts, parts.status, parts.out);
  };
  /* What the address asks is in the editor, and is asked if it is not answered yet. */
  const follow = () => {
    if (!facts) { begin(); }
    const text = textOf(page.at);
    if (!asked(page.at) || text === state.text) { return; }
    editor.set(text);
    run(text);
  };
  const links = () => {
    const groups = new Map();
    for (const one of page.asking().questions.values()) { if (facts.questions[one.name]) { groups.set(one.group, [...(groups.get(one.group) || []), one]); } }
    const parted = (group) => group.split(/ (?=[A-Z])/);
    const href = (name) => kgAddress.format('sparql', [name], page.at.query.lang ? { lang: page.at.query.lang } : {});
    // of several lists those that compare them come first
    const county = ([, every]) => Number(!every[0].scope);
    return [...groups].sort((one, other) => county(one) - county(other)).map(([group, every]) => [
      el('h3.section', {}, kgSay.of([parted(group)[0], parted(group)[1] || group])),
      el('ul.questions', {}, every.map((one) => el('li', {}, el('a', { href: href(one.name), 'aria-current': page.at.parts[0] === one.name ? 'true' : null }, el('span.n', {}, `${one.number} `), kgSay.of(one.title)))))
    ]);
  };
  const wantsPicture = () => page.at.query.form === 'picture' && state.result && kgResult.flow(state.result);
  kgViews.sparql = {
    tab: true,
    told: () => [],
    bar: () => [forms(), state.result ? el('span.count', { id: 'count' }, t('rowsN', state.result.answer.rows.length)) : null],
    title: (now) => { page = now; follow(); return titleOf(state.text) || t('free'); },
    keep: () => { if (wantsPicture() || !parts.node.isConnected) { return false; } update(); return true; },
    render: () => {
      if (wantsPicture()) { return kgResult.picture(page, facts, state.result, `sparql/${state.text}/${kgSay.english()}`); }
      update();
      return [parts.node];
    },
    panel: () => [el('h2', {}, t('startFrom')), el('p.note', {}, t('startHint')), links()],
    rows: () => (state.result ? kgResult.rows(page, facts, state.result) : []),
    codes: () => []
  };
})();
