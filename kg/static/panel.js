/* The list and the panel: the twin of every view, with real links. */
var kgPanel = (function () {
  'use strict';
  var el = kgDom.el;
  var t = kgWords.t;
  function dutyLink(duty) { return kgRoute.format(['duty', duty.kind, duty.number]); }
  function departmentLink(d) { return kgRoute.format(['department', d.name]); }
  function categoryLink(c) { return kgRoute.format(['category', c.name]); }
  function categoryName(c) { return kgWords.english() && c.english ? c.english : c.name; }
  function matterName(m) { return kgWords.english() && m.english ? m.english : m.name; }
  function matterOf(store, f) {
    var m = store.matters.filter(function (x) { return x.name === f.matter; })[0];
    return m ? matterName(m) : f.matter;
  }
  function groupOf(store, f) {
    return f.group ? matterOf(store, { matter: f.group }) : t('otherMatter');
  }
  function gradeName(f) { return f.view === 'overlaps' ? t('grade' + f.grade) : t('level', f.grade); }
  function kindName(f) { return kgWords.english() ? f.en : f.zh; }
  function dutyRow(duty) {
    var marks = Object.create(null);
    duty.findings.forEach(function (f) {
      if (f.view !== 'groups' && (!f.grade || f.grade > 2)) { marks[f.kind] = f; }
    });
    return el('li.' + duty.kind, {}, el('a', { href: dutyLink(duty), 'data-ref': duty.code }, [
      el('span.code.' + duty.kind, {}, [kgDom.shape(duty.kind), ' ', duty.label]),
      el('span', {}, [el('span.t', {}, duty.title), Object.keys(marks).length ? el('span', {}, Object.keys(marks).map(function (k) { return el('span.badge', {}, marks[k].view === 'overlaps' ? gradeName(marks[k]) : kindName(marks[k])); })) : null])
    ]));
  }
  function dutyRows(store, codes) {
    if (!codes.length) { return el('p.empty', {}, t('none')); }
    return el('ul.rows', {}, codes.map(function (code) { return dutyRow(store.duties[code]); }));
  }
  function departmentRow(d, count, href) {
    return el('li', {}, el('a', { href: href || departmentLink(d), 'data-ref': d.id }, [el('span.t', {}, d.name), el('span.n', {}, count)]));
  }
  function departmentLinkLine(d) { return el('p.sub', {}, el('a.dep', { href: departmentLink(d) }, d.name)); }
  function back() { return el('p.crumb', {}, el('a', { href: '#/overview' }, t('back'))); }
  function list(store, codes, title, extra) {
    return [el('h2', {}, title || t('listHead', codes.length)), extra || null, dutyRows(store, codes)];
  }
  function department(store, d) {
    var partners = kgStore.partners(store, d);
    var categories = store.categories.filter(function (c) { return kgStore.carried(d).some(function (code) { return store.duties[code].category === c; }); });
    return [
      back(),
      el('h2', {}, d.name),
      el('p.sub', {}, t('departmentSub', d.declared.length, categories.length, partners.length)),
      d.aliases.length ? el('p.note', {}, t('aliases') + '：' + d.aliases.join('、')) : null,
      actions(),
      d.declared.length ? el('h3.head', {}, t('declared') + ' ' + d.declared.length) : null,
      d.declared.length ? dutyRows(store, d.declared) : null,
      d.acting.length ? el('h3.head', {}, t('acting') + ' ' + d.acting.length) : null,
      d.acting.length ? dutyRows(store, d.acting) : null,
      el('h3.head', {}, t('partners') + ' ' + partners.length),
      partners.length ? el('ul.rows.deps', {}, partners.map(function (p) { return departmentRow(p.department, p.duties.length, kgRoute.format(['pair', d.name, p.department.name])); })) : el('p.note', {}, t('alone')),
      findings(store, d.findings, null)
    ];
  }
  function names(store, codes) {
    return codes.slice(0, 3).map(function (code) { return store.duties[code].label; }).join('、') + (codes.length > 3 ? '…' : '');
  }
  function findings(store, found, self) {
    var shown = found.filter(function (f) { return f.view !== 'groups'; });
    if (!shown.length) { return null; }
    return el('section', {}, [el('h3.head', {}, t('findings') + ' ' + shown.length), el('ul.rows.deps', {}, shown.slice(0, 40).map(function (f) {
      var others = f.duties.filter(function (code) { return code !== self; });
      var with_ = self === null ? [] : others;
      return el('li', {}, el('a', { href: kgRoute.format([f.view, f.id]) }, [
        el('span.t', {}, [el('b', {}, kindName(f)), f.matter ? ' · ' + matterOf(store, f) : '', with_.length ? ' ' + (self ? t('with', names(store, with_)) : names(store, with_)) : '', el('span.note.block', {}, with_.length === 1 ? store.duties[with_[0]].title : f.rule[kgWords.english() ? 1 : 0])]), el('span.n', {}, f.grade ? gradeName(f) : !self && others.length ? others.length : '')
      ]));
    })), shown.length > 40 ? el('p.note', {}, t('more', shown.length - 40)) : null]);
  }
  /* Who carries these duties, most first. */
  function who(store, codes) {
    var rows = store.departments.map(function (d) {
      return { d: d, n: codes.filter(function (code) { return kgStore.carried(d).indexOf(code) >= 0; }).length };
    }).filter(function (row) { return row.n; }).sort(function (a, b) { return b.n - a.n; });
    var own = codes.filter(function (code) { return store.duties[code].kind === 'basic'; }).length;
    return el('p', {}, [own ? el('span.tag', {}, store.data.township + ' ' + own) : null].concat(rows.slice(0, 24).map(function (row) {
      return el('a.dep', { href: departmentLink(row.d) }, row.d.short + ' ' + row.n);
    }), [rows.length > 24 ? el('span.note', {}, t('more', rows.length - 24)) : null]));
  }
  /* What was found between two of these duties. */
  function among(store, codes) {
    var here = Object.create(null);
    codes.forEach(function (code) { here[code] = true; });
    var found = store.findings.filter(function (f) {
      return f.view !== 'groups' && f.duties.length && f.duties.every(function (code) { return here[code]; });
    }).sort(function (a, b) { return b.grade - a.grade || b.score - a.score || a.at - b.at; });
    return findings(store, found, '');
  }
  function actions(citation) {
    return el('div.acts', {}, [
      el('button', { type: 'button', 'data-copy': 'link' }, t('copyLink')),
      citation ? el('button', { type: 'button', 'data-copy': 'citation' }, t('copyCitation')) : null
    ]);
  }
  function article(store, duty) {
    var copy = document.getElementById(duty.code).cloneNode(true);
    copy.id = 'open';
    copy.querySelector('h3').insertBefore(kgDom.shape(duty.kind), copy.querySelector('h3').firstChild);
    var tag = copy.querySelector('.tag');
    tag.parentNode.replaceChild(el('a.tag', { href: categoryLink(duty.category) }, categoryName(duty.category)), tag);
    [].forEach.call(copy.querySelectorAll('.dep'), function (span) {
      var d = store.departments[Number(span.getAttribute('data-d').slice(1))];
      span.parentNode.replaceChild(el('a.dep', { href: departmentLink(d), 'data-acts': span.hasAttribute('data-acts'), title: span.hasAttribute('data-acts') ? t('acting') : null }, d.name), span);
    });
    [['.superior h4', duty.kind === 'recalled' ? 'receiving' : 'superior'], ['.township h4', 'township']].forEach(function (pair) {
      var head = copy.querySelector(pair[0]);
      if (head) { head.textContent = t(pair[1]); }
    });
    [].forEach.call(copy.querySelectorAll('h5.nobody'), function (head) { head.textContent = t('nobody'); });
    copy.querySelector('.source').textContent = t('source') + '：' + sourceOf(store.data, copy);
    return copy;
  }
  function sourceOf(data, article) { return data.document + '，' + article.querySelector('.source').textContent; }
  function duty(store, one, step, handovers) {
    var at = store.order.indexOf(one.code);
    var copy = article(store, one);
    if (step) {
      var line = copy.querySelector('[data-s="' + step + '"]');
      if (line) { line.className += ' here'; }
    }
    var matters = store.matters.filter(function (m) { return m.duties.indexOf(one.code) >= 0; });
    return [
      back(),
      copy,
      el('div.acts', {}, [
        el('button', { type: 'button', 'data-copy': 'link' }, t('copyLink')),
        el('button', { type: 'button', 'data-copy': 'citation' }, t('copyCitation')),
        at > 0 ? el('a', { href: dutyLink(store.duties[store.order[at - 1]]), rel: 'prev' }, t('previous')) : null,
        at < store.order.length - 1 ? el('a', { href: dutyLink(store.duties[store.order[at + 1]]), rel: 'next' }, t('next')) : null
      ]),
      handovers.length ? el('section', {}, [el('h3.head', {}, t('handoverHead')), el('ul.rows', {}, handovers.map(function (h) {
        return el('li', {}, ['“' + h.note + '” → ' + h.to]);
      }))]) : null,
      matters.length ? el('section', {}, [el('h3.head', {}, t('matter')), el('p', {}, matters.map(function (m) { return el('a.tag', { href: kgRoute.format(['matter', m.name]) }, matterName(m)); }))]) : null,
      findings(store, one.findings, one.code)
    ];
  }
  return {
    dutyLink: dutyLink, departmentLink: departmentLink, categoryLink: categoryLink, categoryName: categoryName, kindName: kindName, gradeName: gradeName, groupOf: groupOf, matterName: matterName, matterOf: matterOf,
    sourceOf: sourceOf, list: list, department: department, duty: duty, dutyRows: dutyRows, departmentRow: departmentRow, departmentLinkLine: departmentLinkLine, findings: findings, who: who, among: among, back: back, actions: actions
  };
}());
