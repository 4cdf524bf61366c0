/* The page at work: address → view; filters; search; keys. */
(function () {
  'use strict';
  var by = kgDom.by;
  var el = kgDom.el;
  var t = kgWords.t;
  function graph() { return views.graph(); }
  function json(id) { return JSON.parse(by(id).textContent); }
  var data = json('data');
  var options = json('options');
  kgWords.learn(data.words);
  var store = kgStore.read(data, function (code) { return by(code).querySelector('.title').textContent; });
  var route = { view: '', parts: [], query: {} };
  var shown = { scene: '', codes: [], duty: null, drawn: null, department: null, desk: null, lit: null, handovers: [] };
  var box = kgBox.make(store, go);

  var verdicts = kgVerdicts.make(store);
  var views = kgViews.make(store, shown, options, { hover: hover, open: open, find: box.find, verdicts: verdicts });

  /* Address */
  function render() {
    hideTip();
    box.close();
    shown.duty = null; shown.department = null; shown.lit = null; shown.category = null; shown.step = ''; shown.pair = null; shown.handovers = [];
    var draw = Object.prototype.hasOwnProperty.call(views.views, route.view) ? views.views[route.view] : null;
    var title = draw ? draw(route.parts) : null;
    if (title === null) {
      if (route.view) { say(t('notFound')); }
      route = { view: 'overview', parts: [], query: {} };
      title = views.views.overview([]);
    }
    document.title = title + ' · ' + data.title;
    by('graph').setAttribute('aria-label', t('alt', title));
    var tab = { category: 'overview', matter: 'overview', find: 'overview', cell: 'matrix', pair: by('sheet').hidden ? 'groups' : 'matrix', group: 'groups' }[route.view] || route.view;
    [].forEach.call(document.querySelectorAll('.tabs a'), function (a) {
      if (a.getAttribute('data-view') === tab) { a.setAttribute('aria-current', 'page'); } else { a.removeAttribute('aria-current'); }
    });
    by('count').textContent = t('count', kgStore.chosen(store).length, store.order.length);
    by('reset').disabled = !kgStore.filtered(store);
    var drawable = !by('stage').hidden;
    by('save-png').disabled = !drawable;
    by('save-svg').disabled = !drawable;
    if (by('flip')) { by('flip').hidden = !drawable; }
    if (!drawable) { document.body.className = ''; }
    window.kgPage.at = window.location.hash;
  }
  function follow() {
    route = kgRoute.parse(window.location.hash || '#' + (data.start || '/overview'));
    if (route.filtered) {
      Object.keys(store.filter).forEach(function (k) { store.filter[k] = route.query[k] || ''; });
      showFilter();
    }
    render();
  }
  function address() { return kgRoute.format([route.view || 'overview'].concat(route.parts), store.filter); }
  function refilter() {
    route.query = store.filter;
    try { window.history.replaceState(null, '', address()); } catch (e) { window.location.replace(address()); }
    showFilter();
    render();
  }
  function showFilter() {
    by('category').value = store.filter.category;
    by('who').value = store.filter.department;
    by('mark').value = store.filter.mark;
    [].forEach.call(by('kinds').children, function (b) {
      b.setAttribute('aria-pressed', String(!store.filter.list || store.filter.list.split(',').indexOf(b.value) >= 0));
    });
  }
  function kindToggle(kind) {
    var all = data.kinds.map(function (k) { return k[0]; });
    var on = store.filter.list ? store.filter.list.split(',') : all;
    on = on.indexOf(kind) >= 0 ? on.filter(function (k) { return k !== kind; }) : all.filter(function (k) { return k === kind || on.indexOf(k) >= 0; });
    store.filter.list = on.length === all.length || !on.length ? '' : on.join(',');
    refilter();
  }
  function open(ref) {
    var duty = store.duties[ref];
    if (duty) { window.location.hash = kgPanel.dutyLink(duty); return; }
    if (/^d\d+$/.test(ref)) { window.location.hash = kgPanel.departmentLink(views.departmentOf(ref)); return; }
    if (/^k\d+$/.test(ref)) { window.location.hash = kgPanel.categoryLink(store.categories[Number(ref.slice(1))]); return; }
    if (/^d\d+-d\d+$/.test(ref)) { var ends = ref.split('-').map(views.departmentOf); window.location.hash = kgRoute.format(['pair', ends[0].name, ends[1].name]); return; }
    if (/^[st]\d+$/.test(ref) && shown.duty) { window.location.hash = kgPanel.dutyLink(shown.duty) + '/' + ref; }
  }
  function tipText(ref) {
    var duty = store.duties[ref];
    if (duty) { return duty.label + '　' + duty.title + (duty.declared.length ? '\n' + duty.declared.map(function (d) { return d.short; }).join('、') : ''); }
    if (/^d\d+$/.test(ref)) { var d = views.departmentOf(ref); return d.name + '　' + t('dutiesN', kgStore.load(d)); }
    return '';
  }
  function hover(ref, event) {
    var text = ref ? tipText(ref) : '';
    if (!text || !event || shown.department && store.duties[ref]) { hideTip(); return; }
    var tip = by('tip');
    kgDom.clear(tip);
    text.split('\n').forEach(function (line, i) { kgDom.add(tip, [i ? el('br') : null, line]); });
    tip.hidden = false;
    var bounds = by('stage').getBoundingClientRect();
    var x = event.clientX - bounds.left + 14;
    var y = event.clientY - bounds.top + 16;
    tip.style.left = Math.max(6, Math.min(x, bounds.width - tip.offsetWidth - 6)) + 'px';
    tip.style.top = (y + tip.offsetHeight > bounds.height ? y - tip.offsetHeight - 28 : y) + 'px';
  }
  function hideTip() { by('tip').hidden = true; }
  function say(text) { by('say').textContent = ''; window.setTimeout(function () { by('say').textContent = text; }, 30); }

  function go(href) {
    box.close();
    if (window.location.hash === href) { follow(); } else { window.location.hash = href; }
  }

  /* Keys */
  function keys(event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName || '');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); by('find').focus(); by('find').select(); return; }
    if (typing || event.altKey || event.ctrlKey || event.metaKey) { return; }
    if (event.key === 'Escape') {
      if (route.view === 'overview' && kgStore.filtered(store)) { reset(); } else { window.location.hash = '#/overview'; }
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      var links = [].slice.call(by('panel').querySelectorAll('.rows a'));
      if (!links.length || !by('panel').contains(document.activeElement) && document.activeElement !== document.body) { return; }
      event.preventDefault();
      var at = links.indexOf(document.activeElement);
      links[Math.max(0, Math.min(links.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))].focus();
    } else if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && route.view === 'duty' && shown.duty) {
      var link = by('panel').querySelector(event.key === 'ArrowLeft' ? '[rel=prev]' : '[rel=next]');
      if (link) { window.location.hash = link.getAttribute('href'); }
    }
  }
  function reset() {
    Object.keys(store.filter).forEach(function (k) { store.filter[k] = ''; });
    refilter();
  }

  /* Copies and downloads */
  function citation() {
    var node = by('panel').querySelector('.source');
    var title = by('panel').querySelector('article h3');
    return (title ? title.textContent.replace(/\s+/g, ' ').trim() + '。' : '') + (node ? node.textContent : '');
  }
  function copy(text, button) {
    function done() { var old = button.textContent; button.textContent = t('copied'); say(t('copied')); window.setTimeout(function () { button.textContent = old; }, 1600); }
    function plain() {
      var area = el('textarea', { readonly: true });
      area.value = text;
      area.className = 'out';
      document.body.appendChild(area);
      area.select();
      try { document.execCommand('copy'); done(); } finally { document.body.removeChild(area); button.focus(); }
    }
    if (window.navigator.clipboard && window.isSecureContext) { window.navigator.clipboard.writeText(text).then(done, plain); } else { plain(); }
  }
  function fileName() { return kgSave.safe(data.id + '-' + document.title.split(' · ')[0]).slice(0, 60); }
  function rows() {
    return [[t('duty'), 'list', t('category'), t('title'), t('department'), t('superior'), t('township'), t('findings'), t('source')]].concat(shown.codes.map(function (code) {
      var d = store.duties[code];
      function steps(side) {
        return [].map.call(by(code).querySelectorAll('[data-s^="' + side + '"]'), function (li) { return (li.className === 'bare' ? '' : li.getAttribute('value') + '.') + li.textContent; }).join('\n');
      }
      return [d.label, t(d.kind), d.category.name, d.title, d.declared.map(function (x) { return x.name; }).join('、'), steps('s'), steps('t'), d.findings.map(kgPanel.kindName).filter(function (v, i, a) { return a.indexOf(v) === i; }).join('、'), kgPanel.sourceOf(data, by(code))];
    }));
  }
  function beforePrint() {
    var paper = kgDom.clear(by('paper'));
    if (!by('stage').hidden && graph() && graph().scene() && !shown.duty) {
      paper.appendChild(el('p.caption', {}, document.title));
      paper.appendChild(kgSave.picture(graph().layers()));
    }
    by('panel').parentNode.insertBefore(paper, by('panel'));
    paper.className = graph() && graph().scene() && graph().scene().width > graph().scene().height * 1.2 ? 'wide' : '';
    paper.hidden = false;
  }
  function afterPrint() { by('paper').hidden = true; kgDom.clear(by('paper')); }

  /* Words */
  function translate() {
    document.documentElement.lang = kgWords.english() ? 'en' : 'zh-CN';
    [].forEach.call(document.querySelectorAll('[data-t]'), function (node) { node.textContent = t(node.getAttribute('data-t')); });
    [].forEach.call(document.querySelectorAll('[data-l]'), function (node) { node.setAttribute('aria-label', t(node.getAttribute('data-l'))); });
    [].forEach.call(document.querySelectorAll('[data-p]'), function (node) { node.setAttribute('placeholder', t(node.getAttribute('data-p'))); });
    by('language').textContent = kgWords.english() ? '中文' : 'EN';
    by('language').lang = kgWords.english() ? 'zh' : 'en';
    choices();
  }
  function choices() {
    function fill(id, first, rows) {
      var select = kgDom.clear(by(id));
      kgDom.add(select, [el('option', { value: '' }, first)].concat(rows.map(function (row) { return el('option', { value: row[0] }, row[1]); })));
    }
    fill('category', t('allCategories'), store.categories.map(function (c) { return [c.name, kgPanel.categoryName(c) + ' ' + c.duties.length]; }));
    fill('who', t('allDepartments'), store.departments.map(function (d) { return [d.name, d.short + ' ' + kgStore.load(d)]; }));
    fill('mark', t('allMarks'), data.findingKinds.map(function (k) {
      return [k[0], (kgWords.english() ? k[2] : k[1]) + ' ' + store.order.filter(function (code) { return kgStore.marked(store.duties[code], k[0]); }).length];
    }));
    var kinds = kgDom.clear(by('kinds'));
    data.kinds.forEach(function (k) {
      kinds.appendChild(el('button', { type: 'button', value: k[0], 'aria-pressed': 'true', onclick: function () { kindToggle(k[0]); } }, [kgDom.shape(k[0]), t(k[0]), el('b', {}, k[2])]));
    });
    by('mark').parentNode.hidden = !data.findingKinds.length;
    showFilter();
  }

  function bind() {
    by('category').addEventListener('change', function (e) { store.filter.category = e.target.value; refilter(); });
    by('who').addEventListener('change', function (e) { store.filter.department = e.target.value; refilter(); });
    by('mark').addEventListener('change', function (e) { store.filter.mark = e.target.value; refilter(); });
    by('reset').addEventListener('click', reset);
    document.addEventListener('click', function (e) {
      var link = e.target.closest ? e.target.closest('a[href^="#/"]') : null;
      if (link) { e.preventDefault(); go(link.getAttribute('href')); }
      var button = e.target.closest ? e.target.closest('[data-copy]') : null;
      if (button) { copy(button.getAttribute('data-copy') === 'link' ? window.location.href.split('#')[0] + address() : citation(), button); }
    });
    document.addEventListener('keydown', keys);
    by('panel').addEventListener('mouseover', function (e) { var row = e.target.closest('[data-ref]'); if (graph()) { graph().spot(row ? row.getAttribute('data-ref') : ''); } });
    by('panel').addEventListener('focusin', function (e) { var row = e.target.closest('[data-ref]'); if (graph()) { graph().spot(row ? row.getAttribute('data-ref') : ''); } });
    by('panel').addEventListener('mouseleave', function () { if (graph()) { graph().spot(''); } });
    by('zoom-in').addEventListener('click', function () { graph().zoom(1.25); });
    by('zoom-out').addEventListener('click', function () { graph().zoom(0.8); });
    by('zoom-fit').addEventListener('click', function () { graph().fit(); });
    by('save-csv').addEventListener('click', function () { kgSave.csv(rows(), fileName() + '.csv'); });
    by('save-png').addEventListener('click', function () { kgSave.png(graph().layers(), fileName() + '.png'); });
    by('save-svg').addEventListener('click', function () { kgSave.svg(graph().layers(), fileName() + '.svg'); });
    by('print').addEventListener('click', function () { window.print(); });
    by('language').addEventListener('click', function () { kgWords.use(!kgWords.english()); box.renew(); translate(); render(); });
    by('flip').addEventListener('click', function () {
      var on = document.body.className !== 'graph';
      document.body.className = on ? 'graph' : '';
      by('flip').textContent = t(on ? 'showList' : 'showGraph');
      if (on) { graph().fit(); }
      window.scrollTo(0, 0);
    });
    window.addEventListener('hashchange', follow);
    window.addEventListener('beforeprint', beforePrint);
    window.addEventListener('afterprint', afterPrint);
  }

  window.kgPage = { store: store, graph: null, search: box.find, beforePrint: beforePrint, rows: rows, address: address };
  translate();
  bind();
  follow();
}());
