/* Tables: departments × categories, departments × departments, the list of departments, the list of duties. */
var kgMatrix = (function () {
  'use strict';
  var el = kgDom.el;
  var t = kgWords.t;
  function heat(count, most) {
    if (!count) { return ''; }
    var part = count / most;
    return part > 0.6 ? 'h4' : part > 0.3 ? 'h3' : part > 0.12 ? 'h2' : 'h1';
  }
  function cell(count, most, href, label, off) {
    return el('td' + (count ? '.' + heat(count, most) : '') + (off ? '.off' : ''), {}, count ? el('a', { href: href, 'aria-label': label + ' ' + count }, count) : null);
  }
  function switcher(at) {
    return el('div.switch', {}, [
      el('a', { href: '#/matrix', 'aria-current': at === 'categories' ? 'true' : null }, t('byCategory')),
      el('a', { href: '#/matrix/departments', 'aria-current': at === 'departments' ? 'true' : null }, t('byDepartment'))
    ]);
  }
  function count(store, codes, category) {
    return codes.filter(function (code) { return kgStore.passes(store, store.duties[code]) && (!category || store.duties[code].category === category); }).length;
  }
  function categories(store) {
    var rows = store.departments.map(function (d) { return { d: d, counts: store.categories.map(function (c) { return count(store, d.declared, c); }), sum: count(store, d.declared) }; });
    var most = Math.max.apply(null, [1].concat(rows.map(function (r) { return Math.max.apply(null, r.counts); })));
    var own = store.order.filter(function (code) { return store.duties[code].kind === 'basic'; });
    function href(d, c) { return kgRoute.format(['cell'].concat([d ? d.name : '*', c ? c.name : '*'])); }
    function line(name, cells, sum, css, link) {
      return el('tr' + css, {}, [el('th', { scope: 'row' }, link ? el('a', { href: link, title: name[1] }, name[0]) : name[0])].concat(cells, [el('td.sum', {}, sum)]));
    }
    return [
      el('div.headline', {}, [el('h2', {}, t('matrixTitle')), switcher('categories')]), el('p.lead', {}, t('matrixLead')),
      el('table.grid', {}, [
        el('thead', {}, el('tr', {}, [el('th.corner', { scope: 'col' }, t('department') + ' ＼ ' + t('category'))].concat(
          store.categories.map(function (c) { return el('th', { scope: 'col' }, el('a', { href: kgPanel.categoryLink(c) }, kgPanel.categoryName(c))); }),
          [el('th.sum', { scope: 'col' }, el('span', {}, t('total')))]
        ))),
        el('tbody', {}, [line([t('own'), ''], store.categories.map(function (c) {
          var n = count(store, own, c);
          return cell(n, most, kgRoute.format(['cell', '=', c.name]), t('own') + ' ' + c.name);
        }), count(store, own), '.own')].concat(rows.map(function (r) {
          return line([r.d.short, r.d.name], store.categories.map(function (c, i) {
            return cell(r.counts[i], most, href(r.d, c), r.d.short + ' ' + c.name);
          }), r.sum, '', kgPanel.departmentLink(r.d));
        }), [line([t('all'), ''], store.categories.map(function (c) {
          return el('td', {}, el('a', { href: kgPanel.categoryLink(c) }, count(store, c.duties)));
        }), count(store, store.order), '.foot')]))
      ])
    ];
  }
  function departments(store) {
    var shown = store.departments.filter(function (d) { return store.departments.some(function (o) { return o !== d && kgStore.shared(store, d, o).length; }); });
    function both(a, b) { return count(store, kgStore.shared(store, a, b)); }
    var most = 1;
    shown.forEach(function (a) { shown.forEach(function (b) { if (a !== b) { most = Math.max(most, both(a, b)); } }); });
    return [
      el('div.headline', {}, [el('h2', {}, t('pairsTitle')), switcher('departments')]), el('p.lead', {}, t('pairsLead')),
      el('table.grid', {}, [
        el('thead', {}, el('tr', {}, [el('th.corner', {}, t('department'))].concat(shown.map(function (d) {
          return el('th', { scope: 'col' }, el('a', { href: kgPanel.departmentLink(d), title: d.name }, d.short.length > 8 ? d.short.slice(0, 7) + '…' : d.short));
        }), [el('th.sum', { scope: 'col' }, el('span', {}, t('total')))]))),
        el('tbody', {}, shown.map(function (a) {
          var sum = shown.reduce(function (n, b) { return n + (a === b ? 0 : both(a, b)); }, 0);
          return el('tr', {}, [el('th', { scope: 'row' }, el('a', { href: kgPanel.departmentLink(a), title: a.name }, a.short))].concat(shown.map(function (b) {
            return a === b ? el('td.off', {}, '·') : cell(both(a, b), most, kgRoute.format(['pair', a.name, b.name]), a.short + ' ' + b.short);
          }), [el('td.sum', {}, sum)]));
        }))
      ])
    ];
  }
  function directory(store) {
    var most = Math.max.apply(null, [1].concat(store.departments.map(function (d) { return d.declared.length; })));
    function kinds(d, kind) { return d.declared.filter(function (code) { return store.duties[code].kind === kind; }).length; }
    function bar(kind, n) { var i = el('i.' + kind); i.style.width = (100 * n / most) + '%'; return i; }
    return [
      el('h2', {}, t('departmentTitle', store.departments.filter(function (d) { return d.kind === 'department'; }).length)), el('p.lead', {}, t('departmentLead')),
      el('table.list', {}, [
        el('thead', {}, el('tr', {}, [el('th', {}, t('department')), el('th', {}, t('load')), el('th.num', {}, t('cooperative')), el('th.num', {}, t('recalled')), el('th.num', {}, t('total')), el('th.num', {}, t('sharedWith'))])),
        el('tbody', {}, store.departments.map(function (d) {
          var c = kinds(d, 'cooperative');
          var r = kinds(d, 'recalled');
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
        el('tbody', {}, codes.map(function (code) {
          var d = store.duties[code];
          var who = d.declared.map(function (o) { return o.short; });
          return el('tr', {}, [
            el('td', {}, el('span.code.' + d.kind, {}, [kgDom.shape(d.kind), ' ', d.label])),
            el('td', {}, el('a', { href: kgPanel.dutyLink(d) }, d.title)),
            el('td', {}, el('a', { href: kgPanel.categoryLink(d.category) }, kgPanel.categoryName(d.category))),
            el('td', {}, who.slice(0, 3).join('、') + (who.length > 3 ? ' +' + (who.length - 3) : ''))
          ]);
        }))
      ])
    ];
  }
  return { categories: categories, departments: departments, directory: directory, duties: duties };
}());
