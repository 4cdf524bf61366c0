/* The views: each draws its picture or its table, fills the panel, and returns its title (null: there is no such thing). */
var kgViews = (function () {
  'use strict';
  var by = kgDom.by;
  var el = kgDom.el;
  var t = kgWords.t;
  function json(id) { return JSON.parse(by(id).textContent); }
  /* tools: {hover, open, find, verdicts} */
  function make(store, shown, options, tools) {
    var data = store.data;
    var verdicts = tools.verdicts;
    var graph = null;
    var eye = kgLook.make(store, shown);
    var departmentOf = eye.departmentOf;
    var overview = {
      width: options.size[0], height: options.size[1],
      ground: kgScene.open({ size: options.size, ground: json('ground'), edges: [], nodes: [] }).ground,
      nodes: json('nodes').map(function (n) { return { group: n.group, ref: n.id, x: n.x, y: n.y, w: n.box[0], h: n.box[1], ends: n.ends || [] }; }),
      edges: json('edges').map(function (e, i) { return { id: 'e' + i, group: e.group, from: e.from, to: e.to, note: e.note }; })
    };
    function one(id, visible) { by(id).hidden = !visible; }
    function picture(name, scene, settings) {
      one('stage', true);
      one('sheet', false);
      if (!graph) {
        graph = kgGraph.make(by('graph'), options.vis, eye.labels, eye.look, { hover: tools.hover, open: tools.open });
        window.kgPage.graph = graph;
      }
      if (shown.scene !== name || !graph.scene()) { shown.scene = name; graph.show(scene(), settings); } else { graph.redraw(); }
    }
    function sheet(children) {
      one('stage', false);
      one('sheet', true);
      shown.scene = '';
      kgDom.add(kgDom.clear(by('sheet')), children);
      by('sheet').scrollTop = 0;
    }
    function panel(children) {
      kgDom.add(kgDom.clear(by('panel')), children);
      by('panel').scrollTop = 0;
    }
    function key(children) { kgDom.add(kgDom.clear(by('key')), children); }
    function packed(name) { return function () { return kgScene.open(data.scenes[name]); }; }
    function carriers(code) {
      var duty = store.duties[code];
      return duty.declared.map(function (d) { return { ref: d.id, declared: true }; }).concat(duty.acting.map(function (d) { return { ref: d.id, declared: false }; }));
    }
    function lit(codes) { var found = {}; codes.forEach(function (code) { found[code] = true; }); return found; }
    function within(codes) { return codes.filter(function (code) { return kgStore.passes(store, store.duties[code]); }); }
    function all(title, codes, extra) {
      shown.lit = lit(codes);
      picture('overview', function () { return overview; }, { dense: true });
      key([]);
      panel([kgPanel.back(), el('h2', {}, title + ' · ' + t('dutiesN', codes.length)), extra, kgPanel.who(store, codes), kgPanel.actions(), kgPanel.dutyRows(store, codes), kgPanel.among(store, codes)]);
      shown.codes = codes;
      return title;
    }
    var views = {
      overview: function () {
        picture('overview', function () { return overview; }, { dense: true });
        key([t('hint')]);
        shown.codes = kgStore.chosen(store);
        panel(kgPanel.list(store, shown.codes));
        return t('overview');
      },
      category: function (parts) {
        var c = store.categories.filter(function (x) { return x.name === parts[0]; })[0];
        if (!c) { return null; }
        shown.category = c;
        return all(kgPanel.categoryName(c), within(c.duties));
      },
      matter: function (parts) {
        var m = store.matters.filter(function (x) { return x.name === parts[0]; })[0];
        return m ? all(kgPanel.matterName(m), within(m.duties)) : null;
      },
      department: function (parts) {
        if (!parts.length) {
          sheet(kgMatrix.directory(store));
          shown.codes = kgStore.chosen(store);
          panel(kgPanel.list(store, shown.codes));
          return t('department');
        }
        var d = kgStore.departmentNamed(store, parts[0]);
        if (!d) { return null; }
        shown.department = d;
        shown.desk = d;
        picture('department/' + d.id, function () { return kgScene.desk(data.scenes[d.id], carriers); }, { curved: true });
        key([el('span', {}, t('keyDeclared')), d.acting.length ? el('span', {}, t('keyActs')) : null, el('span', {}, t('keyShares'))]);
        shown.codes = kgStore.carried(d);
        panel(kgPanel.department(store, d));
        return d.name;
      },
      duty: function (parts) {
        if (!parts.length) {
          shown.codes = kgStore.chosen(store);
          sheet(kgMatrix.duties(store, shown.codes));
          panel(kgPanel.list(store, shown.codes));
          return t('duty');
        }
        var d = store.order.map(function (code) { return store.duties[code]; }).filter(function (x) {
          return x.kind === parts[0] && x.number === parts[1] || x.code === parts[0] || x.label === parts[0];
        })[0];
        if (!d) { return null; }
        shown.duty = d;
        shown.drawn = d;
        shown.step = parts[2] || '';
        shown.codes = [d.code];
        shown.scene = '';
        picture('duty/' + d.code, function () { return kgScene.lanes(data.scenes[d.code]); }, {});
        shown.handovers = graph.scene().edges.filter(function (e) { return e.group === 'handover'; });
        key(shown.handovers.length ? [el('label', {}, [el('input', { type: 'checkbox', id: 'handovers', onchange: function (e) { graph.handovers(e.target.checked); } }), t('handovers', shown.handovers.length)])] : []);
        panel(kgPanel.duty(store, d, shown.step, shown.handovers.map(function (e) {
          var band = graph.box(e.to);
          return { note: e.note, to: band ? band.text : '' };
        })));
        var here = by('panel').querySelector('li.here');
        if (here) { here.scrollIntoView({ block: 'center' }); }
        return d.label + ' ' + d.title;
      },
      matrix: function (parts) {
        sheet(parts[0] === 'departments' ? kgMatrix.departments(store) : kgMatrix.categories(store));
        shown.codes = kgStore.chosen(store);
        panel(kgPanel.list(store, shown.codes));
        return t(parts[0] === 'departments' ? 'pairsTitle' : 'matrixTitle');
      },
      cell: function (parts) {
        var d = kgStore.departmentNamed(store, parts[0]);
        var c = store.categories.filter(function (x) { return x.name === parts[1]; })[0];
        if (!c || !d && parts[0] !== '=') { return null; }
        var codes = within(c.duties.filter(function (code) { return d ? d.declared.indexOf(code) >= 0 : store.duties[code].kind === 'basic'; }));
        if (by('sheet').hidden || !by('sheet').querySelector('.grid')) { sheet(kgMatrix.categories(store)); }
        shown.codes = codes;
        var title = (d ? d.short : t('own')) + ' · ' + kgPanel.categoryName(c);
        panel(kgPanel.list(store, codes, title + ' · ' + t('dutiesN', codes.length), d ? kgPanel.departmentLinkLine(d) : null));
        return title;
      },
      pair: function (parts) {
        var a = kgStore.departmentNamed(store, parts[0]);
        var b = kgStore.departmentNamed(store, parts[1]);
        if (!a || !b) { return null; }
        var codes = within(kgStore.shared(store, a, b));
        shown.pair = {};
        shown.pair[a.id] = true;
        shown.pair[b.id] = true;
        if (by('sheet').hidden || !by('sheet').querySelector('.grid')) { picture('groups', packed('groups'), {}); key([]); }
        shown.codes = codes;
        panel([kgPanel.back()].concat(kgPanel.list(store, codes, t('pairHead', a.short, b.short) + ' · ' + t('dutiesN', codes.length), el('p.sub', {}, [el('a.dep', { href: kgPanel.departmentLink(a) }, a.name), el('a.dep', { href: kgPanel.departmentLink(b) }, b.name)]))));
        return t('pairHead', a.short, b.short);
      },
      groups: function () {
        picture('groups', packed('groups'), {});
        key([t('groupsSub')]);
        var pairs = Object.keys(store.pairs).map(function (k) { return { ends: k.split('-').map(departmentOf), codes: store.pairs[k] }; })
          .sort(function (a, b) { return b.codes.length - a.codes.length; });
        var groups = store.findings.filter(function (f) { return f.view === 'groups'; });
        shown.codes = kgStore.chosen(store);
        panel([el('h2', {}, t('groupsTitle')), el('p.sub', {}, t('pairsN', pairs.length)), kgPanel.actions(),
          el('ul.rows.deps', {}, pairs.map(function (p) {
            return el('li', {}, el('a', { href: kgRoute.format(['pair', p.ends[0].name, p.ends[1].name]) }, [
              el('span.t', {}, [p.ends[0].short + ' — ' + p.ends[1].short, el('span.note', {}, ' ' + p.codes.slice(0, 3).map(function (c) { return store.duties[c].label; }).join('、') + (p.codes.length > 3 ? '…' : ''))]),
              el('span.n', {}, p.codes.length)
            ]));
          })),
          groups.length ? el('h3.head', {}, t('groups') + ' ' + groups.length) : null,
          groups.length ? el('p.note', {}, groups[0].why[kgWords.english() ? 1 : 0]) : null,
          groups.length ? el('ul.rows.deps', {}, groups.map(function (f) {
            return el('li', {}, el('a', { href: kgRoute.format(['group', f.id]) }, [el('span.t', {}, kgPanel.matterOf(store, f) || f.departments.map(function (d) { return d.short; }).slice(0, 4).join('、')), el('span.n', {}, f.duties.length)]));
          })) : null]);
        return t('groups');
      },
      group: function (parts) {
        var f = store.findings.filter(function (x) { return x.id === parts[0]; })[0];
        return f ? all(f.matter || kgPanel.kindName(f), within(f.duties), el('p.sub', {}, [f.rule[kgWords.english() ? 1 : 0], el('br'), f.departments.map(function (d) { return d.short; }).join('、')])) : null;
      },
      overlaps: function (parts) { return found('overlaps', parts[0]); },
      gaps: function (parts) { return found('gaps', parts[0]); },
      find: function (parts) {
        by('find').value = parts[0] || '';
        var hits = tools.find(parts[0] || '');
        var codes = store.order.filter(function (code) { return hits.some(function (h) { return h.code === code; }); });
        return all('“' + (parts[0] || '') + '”', within(codes));
      }
    };
    function found(view, id) {
      sheet(kgFindings[view](store, verdicts.all, function (finding, next) {
        verdicts.set(finding, next);
        var count = by('sheet').querySelector('.verdict-bar .note');
        if (count) { count.textContent = t('verdictsN', verdicts.count()) + ' · ' + t('verdictsHow'); }
      }, verdicts.download, id));
      var all = {};
      kgFindings.visible(store, view).forEach(function (f) { f.duties.forEach(function (code) { all[code] = true; }); });
      shown.codes = store.order.filter(function (code) { return all[code] && kgStore.passes(store, store.duties[code]); });
      panel(kgPanel.list(store, shown.codes));
      var here = by('sheet').querySelector('.finding.here');
      if (here) { here.scrollIntoView({ block: 'center' }); }
      return t(view);
    }
    return { views: views, departmentOf: departmentOf, graph: function () { return graph; } };
  }
  return { make: make };
}());
