/* The list in memory: what the page says, indexed; which duties the filters leave. */
const kgStore = (() => {
  'use strict';
  const KINDS = { B: 'basic', C: 'cooperative', R: 'recalled' };
  function read(data, titleOf) {
    const store = { data, duties: {}, order: [], page: null };
    store.categories = data.categories.map((row, i) => { return { id: `k${i}`, name: row.name, english: row.english, brief: row.brief, duties: [] }; });
    store.departments = data.departments.map((row, i) => {
      return { id: `d${i}`, name: row.name, short: row.short, kind: row.kind, aliases: row.aliases, declared: [], acting: [], findings: [] };
    });
    const zh = {};
    data.kinds.forEach((k) => { zh[k.id] = k.zh; });
    /* What a duty is called: as printed, and in the language of the page. */
    const english = () => typeof kgSay !== 'undefined' && kgSay.english();
    const called = (kind, number) => `${english() ? kgSay.t(kind) : zh[kind]} ${number}`;
    data.duties.forEach((row) => {
      const { code } = row;
      const kind = KINDS[code.charAt(0)];
      const number = code.slice(1);
      const duty = {
        code, kind, number, key: `${kind}/${number}`, printed: `${zh[kind]} ${number}`, get label() { return called(kind, number); }, title: titleOf(code),
        category: store.categories[row.category], at: store.order.length, declared: row.declared.map(dep), acting: row.acting.map(dep), findings: []
      };
      store.duties[code] = duty;
      store.order.push(code);
      duty.category.duties.push(code);
      duty.declared.forEach((d) => { d.declared.push(code); });
      duty.acting.forEach((d) => { d.acting.push(code); });
    });
    store.printed = new Map(Object.values(store.duties).map((duty) => [duty.printed, duty]));
    function phrase(i) { return data.phrases[i]; }
    function dep(i) { return store.departments[i]; }
    const kinds = new Map(data.findingKinds.map((row) => [row.id, row]));
    const clause = (one) => Object.assign({ at: '', start: 0, length: 0, marks: [], line: 0, text: '' }, one);
    const bare = { grade: 0, score: 0, zh: [], en: [], duties: [], departments: [], clauses: [], matter: '', group: '', with: '', wording: '', verdict: '', note: '', by: '', when: '', carried: '' };
    store.findings = data.findings.map((row, i) => {
      const one = Object.assign({}, bare, row);
      const kind = kinds.get(one.kind);
      const finding = Object.assign(one, {
        at: i, zh: kind.zh, en: kind.en, view: kind.view, why: kind.why, rule: [row.zh.map(phrase).join('；'), kgSay.capital(row.en.map(phrase).join('; '))],
        departments: one.departments.map(dep), clauses: one.clauses.map(clause), shown: !one.others
      });
      finding.duties.forEach((code) => { store.duties[code].findings.push(finding); });
      finding.departments.forEach((d) => { d.findings.push(finding); });
      return finding;
    });
    store.matters = data.matters.map((row) => { return { name: row.name, english: row.english, duties: row.duties }; });
    store.pairs = {};
    data.pairs.forEach((row) => { store.pairs[row.departments.map((at) => `d${at}`).join('-')] = row.duties; });
    return store;
  }
  function shared(store, a, b) { return store.pairs[`${a.id}-${b.id}`] || store.pairs[`${b.id}-${a.id}`] || []; }
  function partners(store, department) {
    return store.departments.filter((d) => { return d !== department; })
      .map((d) => { return { department: d, duties: left(store, shared(store, department, d)) }; })
      .filter((p) => { return p.duties.length; })
      .sort((a, b) => { return b.duties.length - a.duties.length; });
  }
  function carried(d) { return d.declared.concat(d.acting); }
  function marked(duty, mark) {
    return duty.findings.some((f) => { return f.shown && f.kind === mark; });
  }
  /* What the filters of the address leave: the one definition is the page's (list/filters.js). */
  const passes = (store, duty) => store.page.passes(duty);
  const chosen = (store) => store.order.filter((code) => passes(store, store.duties[code]));
  const filtered = (store) => store.page.filtered;
  /* Of some duties those that the filters leave: what every count of them counts. */
  const left = (store, codes) => codes.filter((code) => passes(store, store.duties[code]));
  function departmentNamed(store, name) {
    return store.departments.filter((d) => { return d.name === name; })[0] ||
      store.departments.filter((d) => { return d.short === name || d.aliases.indexOf(name) >= 0; })[0];
  }
  function load(store, d) {
    const [declared, acting] = [left(store, d.declared).length, left(store, d.acting).length];
    return (declared || !acting ? String(declared) : '') + (acting ? `+${acting}` : '');
  }
  return {
    KINDS, read, shared, partners, marked, passes, chosen, filtered, left,
    departmentNamed, load, carried
  };
})();
if (typeof module !== 'undefined') { module.exports = kgStore; }
