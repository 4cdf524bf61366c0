/* The list and the panel: the twin of every view, with real links. */
const kgPanel = (() => {
  'use strict';
  const el = kgMake.el;
  const t = kgSay.t;
  const dutyLink = (one, step) => kgLinks.duty(one, step);
  const departmentLink = (d) => kgLinks.department(d);
  const categoryLink = (c) => kgLinks.category(c);
  function categoryName(c) { return kgSay.english() && c.english ? c.english : c.name; }
  function matterName(m) { return kgSay.english() && m.english ? m.english : m.name; }
  function matterOf(store, f) {
    const m = store.matters.filter((x) => { return x.name === f.matter; })[0];
    return m ? matterName(m) : f.matter;
  }
  function groupOf(store, f) {
    return f.group ? matterOf(store, { matter: f.group }) : t('otherMatter');
  }
  function gradeName(f) { return f.view === 'overlaps' ? t(`grade${f.grade}`) : t('level', f.grade); }
  function kindName(f) { return kgSay.english() ? f.en : f.zh; }
  function dutyRow(duty) {
    const marks = Object.create(null);
    duty.findings.forEach((f) => {
      if (f.view !== 'groups' && (!f.grade || f.grade > 2)) { marks[f.kind] = f; }
    });
    return el(`li.${duty.kind}`, {}, el('a', { href: dutyLink(duty), 'data-ref': duty.code }, [
      el(`span.code.${duty.kind}`, {}, [kgShape(duty.kind), ' ', t(`brief_${duty.kind}`, duty.number)]),
      el('span', {}, [el('span.t', { title: duty.title, lang: 'zh' }, duty.title), Object.keys(marks).length ? el('span', {}, Object.keys(marks).map((k) => { return el('span.badge', {}, marks[k].view === 'overlaps' ? gradeName(marks[k]) : kindName(marks[k])); })) : null])
    ]));
  }
  function dutyRows(store, codes) {
    if (!codes.length) { return el('p.empty', {}, t('none')); }
    return el('ul.rows', {}, codes.map((code) => { return dutyRow(store.duties[code]); }));
  }
  function departmentRow(d, count, href) {
    return el('li', {}, el('a', { href: href || departmentLink(d), 'data-ref': d.id }, [el('span.t', { lang: 'zh' }, d.name), el('span.n', {}, count)]));
  }
  function departmentLinkLine(d) { return el('p.sub', {}, el('a.dep', { href: departmentLink(d) }, d.name)); }
  function back() { return el('p.crumb', {}, el('a', { href: kgLinks.home() }, t('back'))); }
  function list(store, codes, title, extra) {
    return [el('h2', {}, title || t('listHead', codes.length)), extra || null, dutyRows(store, codes)];
  }
  function department(store, d) {
    const partners = kgStore.partners(store, d);
    const [declared, acting] = [kgStore.left(store, d.declared), kgStore.left(store, d.acting)];
    const categories = new Set(declared.concat(acting).map((code) => store.duties[code].category));
    return [
      back(),
      el('h2', { lang: 'zh' }, d.name),
      el('p.sub', {}, t('departmentSub', declared.length, categories.size, partners.length)),
      d.aliases.length ? el('p.note', {}, t('aliases'), kgSay.colon(), el('span', { lang: 'zh' }, d.aliases.join('、'))) : null,
      actions(kgLinks.near('department', d.name)),
      declared.length ? el('h3.head', {}, `${t('declared')} ${declared.length}`) : null,
      declared.length ? dutyRows(store, declared) : null,
      acting.length ? el('h3.head', {}, `${t('acting')} ${acting.length}`) : null,
      acting.length ? dutyRows(store, acting) : null,
      el('h3.head', {}, `${t('partners')} ${partners.length}`),
      partners.length ? el('ul.rows.deps', {}, partners.map((p) => { return departmentRow(p.department, p.duties.length, kgLinks.pair(d, p.department)); })) : el('p.note', {}, t('alone')),
      findings(store, d.findings, null, { department: kgFound.joined([d.name]) })
    ];
  }
  function names(store, codes) {
    return codes.slice(0, 3).map((code) => store.duties[code].label).join(kgSay.english() ? ', ' : '、') + (codes.length > 3 ? '…' : '');
  }
  /* What was found, as far as it is counted anywhere (list/bench.js); with a query what the head leads to, under the filters. */
  function findings(store, found, self, query) {
    const href = query ? kgLinks.findings(query) : '';
    const rows = query ? kgBench.shown(store.page, kgAddress.parse(href).query) : kgBench.counted(store.page, found);
    const shown = rows.map((row) => row.members[0]);
    if (!shown.length) { return null; }
    const head = `${t('findings')} ${shown.length}`;
    return el('section', {}, [el('h3.head', {}, query ? el('a', { href }, head) : head), el('ul.rows.deps', {}, shown.slice(0, 40).map((f) => {
      const others = f.duties.filter((code) => { return code !== self; });
      const about = self && others.length === 1 ? store.duties[others[0]].title : kgSay.of(f.rule);
      return el('li', {}, el('a', { href: kgLinks.finding(f) }, [
        el('span.t', {}, [el('b', {}, kindName(f)), f.matter ? ` · ${matterOf(store, f)}` : '', others.length ? ` ${self ? t('with', names(store, others)) : names(store, others)}` : '', el('span.note.block', { title: about }, about)]), el('span.n', {}, f.grade ? gradeName(f) : '')
      ]));
    })), shown.length > 40 ? el('p.note', {}, t('more', shown.length - 40)) : null]);
  }
  /* Who carries these duties, most first. */
  function who(store, codes) {
    const rows = store.departments.map((d) => {
      return { d, n: codes.filter((code) => { return kgStore.carried(d).indexOf(code) >= 0; }).length };
    }).filter((row) => { return row.n; }).sort((a, b) => { return b.n - a.n; });
    const own = codes.filter((code) => { return store.duties[code].kind === 'basic'; }).length;
    return el('p', {}, [own ? el('span.tag', {}, `${store.data.township} ${own}`) : null].concat(rows.slice(0, 24).map((row) => {
      return el('a.dep', { href: departmentLink(row.d) }, `${row.d.short} ${row.n}`);
    }), [rows.length > 24 ? el('span.note', {}, t('more', rows.length - 24)) : null]));
  }
  /* What was found between two of these duties. */
  function among(store, codes) {
    const here = Object.create(null);
    codes.forEach((code) => { here[code] = true; });
    const found = store.findings.filter((f) => {
      return f.duties.length && f.duties.every((code) => { return here[code]; });
    }).sort((a, b) => { return b.grade - a.grade || b.score - a.score || a.at - b.at; });
    return findings(store, found, '');
  }
  /* `near`: where the neighbourhood of what is shown is. */
  function actions(near) {
    return el('div.acts', {}, [
      el('button', { type: 'button', 'data-copy': 'link' }, t('copyLink')),
      near ? el('a', { href: near }, t('near')) : null
    ]);
  }
  const sourceOf = (data, node) => `${data.document}，${node.querySelector('.source').textContent}`;
  return {
    dutyLink, departmentLink, categoryLink, categoryName, kindName, gradeName, groupOf, matterName, matterOf, names,
    sourceOf, list, department, dutyRows, departmentRow, departmentLinkLine, findings, who, among, back, actions
  };
})();
