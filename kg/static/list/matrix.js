/* Tables: departments × categories, departments × departments, the list of departments, the list of duties. */
const kgMatrix = (() => {
  'use strict';
  const el = kgMake.el;
  const t = kgSay.t;
  const heat = (share) => ['h1', 'h2', 'h3', 'h4'][[0.12, 0.3, 0.6].filter((least) => share > least).length];
  const cell = (number, most, href, label, off) => el(`td${number ? `.${heat(number / most)}` : ''}${off ? '.off' : ''}`, {},
    number ? el('a', { href, 'aria-label': `${label} ${number}` }, number) : null);
  const FORMS = [['', 'department'], ['categories', 'byCategory'], ['pairs', 'byDepartment'], ['groups', 'groups']];
  const switcher = (at) => el('div.switch', {}, FORMS.map(([form, word]) => el('a', {
    href: kgLinks.form(form), 'data-at': `form-${form}`, 'aria-current': at === form ? 'true' : null
  }, t(word))));
  function count(store, codes, category) {
    return codes.filter((code) => { return kgStore.passes(store, store.duties[code]) && (!category || store.duties[code].category === category); }).length;
  }
  function categories(store) {
    const rows = store.departments.map((d) => { return { d, counts: store.categories.map((c) => { return count(store, d.declared, c); }), sum: count(store, d.declared) }; });
    const most = Math.max.apply(null, [1].concat(rows.map((r) => { return Math.max.apply(null, r.counts); })));
    const own = store.order.filter((code) => { return store.duties[code].kind === 'basic'; });
    const href = (d, c) => kgLinks.cell(d, c);
    function line(name, cells, sum, css, link) {
      return el(`tr${css}`, {}, [el('th', { scope: 'row' }, link ? el('a', { href: link, title: name[1] }, name[0]) : name[0])].concat(cells, [el('td.sum', {}, sum)]));
    }
    return [
      el('h2', {}, t('matrixTitle')), el('p.lead', {}, t('matrixLead')),
      el('table.grid', {}, [
        el('thead', {}, el('tr', {}, [el('th.corner', { scope: 'col' }, `${t('department')} ＼ ${t('category')}`)].concat(
          store.categories.map((c) => { return el('th', { scope: 'col' }, el('a', { href: kgPanel.categoryLink(c) }, kgPanel.categoryName(c))); }),
          [el('th.sum', { scope: 'col' }, el('span', {}, t('total')))]
        ))),
        el('tbody', {}, [line([t('own'), ''], store.categories.map((c) => {
          const n = count(store, own, c);
          return cell(n, most, kgLinks.cell(null, c), `${t('own')} ${c.name}`);
        }), count(store, own), '.own')].concat(rows.map((r) => {
          return line([r.d.short, r.d.name], store.categories.map((c, i) => {
            return cell(r.counts[i], most, href(r.d, c), `${r.d.short} ${c.name}`);
          }), r.sum, '', kgPanel.departmentLink(r.d));
        }), [line([t('all'), ''], store.categories.map((c) => {
          return el('td', {}, el('a', { href: kgPanel.categoryLink(c) }, count(store, c.duties)));
        }), count(store, store.order), '.foot')]))
      ])
    ];
  }
  function departments(store) {
    const shown = store.departments.filter((d) => { return store.departments.some((o) => { return o !== d && kgStore.shared(store, d, o).length; }); });
    function both(a, b) { return count(store, kgStore.shared(store, a, b)); }
    let most = 1;
    shown.forEach((a) => { shown.forEach((b) => { if (a !== b) { most = Math.max(most, both(a, b)); } }); });
    return [
      el('h2', {}, t('pairsTitle')), el('p.lead', {}, t('pairsLead')),
      el('table.grid', {}, [
        el('thead', {}, el('tr', {}, [el('th.corner', {}, t('department'))].concat(shown.map((d) => {
          return el('th', { scope: 'col' }, el('a', { href: kgPanel.departmentLink(d), title: d.name }, d.short.length > 8 ? `${d.short.slice(0, 7)}…` : d.short));
        }), [el('th.sum', { scope: 'col' }, el('span', {}, t('total')))]))),
        el('tbody', {}, shown.map((a) => {
          const sum = shown.reduce((n, b) => { return n + (a === b ? 0 : both(a, b)); }, 0);
          return el('tr', {}, [el('th', { scope: 'row' }, el('a', { href: kgPanel.departmentLink(a), title: a.name }, a.short))].concat(shown.map((b) => {
            return a === b ? el('td.off', {}, '·') : cell(both(a, b), most, kgLinks.pair(a, b), `${a.short} ${b.short}`);
          }), [el('td.sum', {}, sum)]));
        }))
      ])
    ];
  }
  function directory(store) {
    const most = Math.max.apply(null, [1].concat(store.departments.map((d) => { return d.declared.length; })));
    function kinds(d, kind) { return d.declared.filter((code) => { return store.duties[code].kind === kind; }).length; }
    function bar(kind, n) { const i = el(`i.${kind}`); i.style.width = `${100 * n / most}%`; return i; }
    return [
      el('h2', {}, t('departmentTitle', store.departments.filter((d) => { return d.kind === 'department'; }).length)), el('p.lead', {}, t('departmentLead')),
      el('table.list', {}, [
        el('thead', {}, el('tr', {}, [el('th', {}, t('department')), el('th', {}, t('load')), el('th.num', {}, t('cooperative')), el('th.num', {}, t('recalled')), el('th.num', {}, t('total')), el('th.num', {}, t('sharedWith'))])),
        el('tbody', {}, store.departments.map((d) => {
          const c = kinds(d, 'cooperative');
          const r = kinds(d, 'recalled');
          return el('tr', {}, [
            el('td', {}, el('a', { href: kgPanel.departmentLink(d) }, d.name)),
            el('td', {}, el('span.meter', { 'aria-hidden': 'true' }, [bar('cooperative', c), bar('recalled', r)])),
            el('td.num', {}, c || ''), el('td.num', {}, r || ''), el('td.num', {}, kgStore.load(d)), el('td.num', {}, kgStore.partners(store, d).length || '')
          ]);
        }))
      ])
    ];
  }
  function duties(store, codes) {
    return [
      el('h2', {}, t('dutyTitle')), el('p.lead', {}, t('count', codes.length, store.order.length)),
      el('table.list', {}, [
        el('thead', {}, el('tr', {}, [el('th', {}, t('number')), el('th', {}, t('duty')), el('th', {}, t('category')), el('th', {}, t('department'))])),
        el('tbody', {}, codes.map((code) => {
          const d = store.duties[code];
          const who = d.declared.map((o) => { return o.short; });
          return el('tr', {}, [
            el('td', {}, el(`span.code.${d.kind}`, {}, [kgShape(d.kind), ' ', d.label])),
            el('td', {}, el('a', { href: kgPanel.dutyLink(d) }, d.title)),
            el('td', {}, el('a', { href: kgPanel.categoryLink(d.category) }, kgPanel.categoryName(d.category))),
            el('td', {}, who.slice(0, 3).join('、') + (who.length > 3 ? ` +${who.length - 3}` : ''))
          ]);
        }))
      ])
    ];
  }
  return { switcher, categories, departments, directory, duties };
})();
