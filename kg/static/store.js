/* The list in memory: what the page says, indexed; which duties the filters leave. */
var kgStore = (function () {
  'use strict';
  var names = { B: 'basic', C: 'cooperative', R: 'recalled' };
  function read(data, titleOf) {
    var store = { data: data, duties: {}, order: [], filter: { list: '', category: '', department: '', mark: '', q: '' }, matches: null };
    store.categories = data.categories.map(function (row, i) { return { id: 'k' + i, name: row[0], english: row[1], duties: [] }; });
    store.departments = data.departments.map(function (row, i) {
      return { id: 'd' + i, name: row[0], short: row[1], kind: row[2], aliases: row[3], declared: [], acting: [], findings: [] };
    });
    var zh = {};
    data.kinds.forEach(function (k) { zh[k[0]] = k[1]; });
    data.duties.forEach(function (row) {
      var code = row[0];
      var kind = names[code.charAt(0)];
      var number = code.slice(1);
      var duty = {
        code: code, kind: kind, number: number, key: kind + '/' + number, label: zh[kind] + ' ' + number, title: titleOf(code),
        category: store.categories[row[1]], declared: row[2].map(dep), acting: row[3].map(dep), findings: []
      };
      store.duties[code] = duty;
      store.order.push(code);
      duty.category.duties.push(code);
      duty.declared.forEach(function (d) { d.declared.push(code); });
      duty.acting.forEach(function (d) { d.acting.push(code); });
    });
    function phrase(i) { return data.phrases[i]; }
    function dep(i) { return store.departments[i]; }
    store.findings = data.findings.map(function (row, i) {
      var kind = data.findingKinds[row[1]];
      var finding = {
        at: i, id: row[0], kind: kind[0], zh: kind[1], en: kind[2], view: kind[3], why: [kind[4] || '', kind[5] || ''], grade: row[2], score: row[3],
        rule: [row[4].map(phrase).join('；'), row[5].map(phrase).join('; ')],
        duties: row[6], departments: row[7].map(dep), clauses: row[8], matter: row[9], group: row[10], shown: row[11] === 1,
        verdict: row[12] || '', note: row[13] || ''
      };
      finding.duties.forEach(function (code) { store.duties[code].findings.push(finding); });
      finding.departments.forEach(function (d) { d.findings.push(finding); });
      return finding;
    });
    store.matters = data.matters.map(function (row) { return { name: row[0], english: row[1], duties: row[2] }; });
    store.pairs = {};
    data.pairs.forEach(function (row) { store.pairs['d' + row[0] + '-d' + row[1]] = row[2]; });
    return store;
  }
  function shared(store, a, b) { return store.pairs[a.id + '-' + b.id] || store.pairs[b.id + '-' + a.id] || []; }
  function partners(store, department) {
    return store.departments.filter(function (d) { return d !== department; })
      .map(function (d) { return { department: d, duties: shared(store, department, d) }; })
      .filter(function (p) { return p.duties.length; })
      .sort(function (a, b) { return b.duties.length - a.duties.length; });
  }
  function carried(d) { return d.declared.concat(d.acting); }
  function marked(duty, mark) {
    return duty.findings.some(function (f) { return f.kind === mark; });
  }
  function passes(store, duty) {
    var f = store.filter;
    return (!f.list || f.list.split(',').indexOf(duty.kind) >= 0) &&
      (!f.category || duty.category.name === f.category) &&
      (!f.department || duty.declared.concat(duty.acting).some(function (d) { return d.name === f.department; })) &&
      (!f.mark || marked(duty, f.mark)) &&
      (!store.matches || Boolean(store.matches[duty.code]));
  }
  function chosen(store) {
    return store.order.filter(function (code) { return passes(store, store.duties[code]); });
  }
  function filtered(store) {
    var f = store.filter;
    return Boolean(f.list || f.category || f.department || f.mark || store.matches);
  }
  function departmentNamed(store, name) {
    return store.departments.filter(function (d) { return d.name === name; })[0] ||
      store.departments.filter(function (d) { return d.short === name || d.aliases.indexOf(name) >= 0; })[0];
  }
  function load(d) { return (d.declared.length || !d.acting.length ? String(d.declared.length) : '') + (d.acting.length ? '+' + d.acting.length : ''); }
  return {
    read: read, shared: shared, partners: partners, marked: marked, passes: passes, chosen: chosen, filtered: filtered,
    departmentNamed: departmentNamed, load: load, carried: carried
  };
}());
if (typeof module !== 'undefined') { module.exports = kgStore; }
