/* What a picture's labels say, and how each thing is painted now. `shown` is what the view is about. */
const kgLook = (() => {
  'use strict';
  const t = kgSay.t;
  function make(store, shown) {
    const most = Math.max.apply(null, [1].concat(store.departments.map((d) => { return d.declared.length; })));
    /* What the picture's labels say. */
    function departmentOf(ref) { return store.departments[Number(ref.slice(1))]; }
    const labels = {
      title: () => document.title,
      text (n) {
        if (n.group === 'card') { return store.duties[n.ref].title; }
        return departmentOf(n.ref).short;
      },
      get isWide() { return kgSay.english(); },
      code (code) { return t(`brief_${store.duties[code].kind}`, store.duties[code].number); },
      load (n) {
        const d = departmentOf(n.ref);
        if (n.group === 'partner' && shown.desk) { return String(kgStore.left(store, kgStore.shared(store, shown.desk, d)).length); }
        return n.group === 'focus' ? t('dutiesN', kgStore.load(store, d)) : kgStore.load(store, d);
      },
      share (n) { return kgStore.left(store, departmentOf(n.ref).declared).length / most; },
      ground (g) {
        if (g.group === 'disc') { const c = store.categories[Number(g.ref.slice(1))]; return `${kgSay.english() && c.brief ? c.brief : c.name} ${store.page.counts('category').get(c.name) || 0}`; }
        if (g.group === 'heading') { return kgPanel.categoryName(store.categories[Number(g.ref.slice(1))]); }
        if (g.group === 'lone') { return t('lone'); }
        return g.text;
      }
    };
    /* How a thing is painted now: paled by the filters, ringed by a mark, strong when it is what the view is about. */
    function look(ref) {
      const duty = store.duties[ref];
      const mark = store.page.at.query.mark;
      if (duty) {
        return { dim: shown.lit ? !shown.lit[ref] : !kgStore.passes(store, duty), marked: Boolean(mark) && kgStore.marked(duty, mark), strong: false };
      }
      if (/^d\d+$/.test(ref)) {
        const d = departmentOf(ref);
        const some = kgStore.carried(d).some((code) => { return shown.lit ? shown.lit[code] : kgStore.passes(store, store.duties[code]); });
        return { dim: !shown.overview ? Boolean(shown.pair) && !shown.pair[ref] : (shown.lit || kgStore.filtered(store)) && !some, marked: Boolean(mark) && d.findings.some((f) => { return f.kind === mark; }), strong: Boolean(shown.pair && shown.pair[ref]) };
      }
      if (/^k\d+$/.test(ref)) {
        const c = store.categories[Number(ref.slice(1))];
        return { dim: (shown.lit || kgStore.filtered(store)) && !c.duties.some((code) => { return !look(code).dim; }), strong: shown.category === c };
      }
      return { dim: false, marked: false, strong: false };
    }
    return { labels, look, departmentOf };
  }
  return { make };
})();
