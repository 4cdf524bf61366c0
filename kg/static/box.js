/* The search box: hits as you type, arrows, Enter, Escape. */
var kgBox = (function () {
  'use strict';
  var by = kgDom.by;
  var el = kgDom.el;
  var t = kgWords.t;
  function make(store, open) {
    var items = null;
    function entries() {
      var rows = [];
      store.order.forEach(function (code) {
        var d = store.duties[code];
        rows.push({ type: 'duty', title: d.title, tag: d.label, kind: d.kind, names: [d.label, d.code, d.title], also: [d.category.name].concat(d.declared.map(function (x) { return x.name; })), href: kgPanel.dutyLink(d), code: code });
      });
      store.departments.forEach(function (d) { rows.push({ type: 'department', title: d.name, tag: kgStore.load(d), names: [d.name, d.short].concat(d.aliases), href: kgPanel.departmentLink(d) }); });
      store.categories.forEach(function (c) { rows.push({ type: 'category', title: kgPanel.categoryName(c), tag: String(c.duties.length), names: [c.name, c.english], href: kgPanel.categoryLink(c) }); });
      store.matters.forEach(function (m) { rows.push({ type: 'matter', title: kgPanel.matterName(m), tag: String(m.duties.length), names: [m.name, m.english], href: kgRoute.format(['matter', m.name]) }); });
      store.order.forEach(function (code) {
        [].forEach.call(by(code).querySelectorAll('li[data-s]'), function (li) {
          var d = store.duties[code];
          rows.push({ type: 'step', title: li.textContent, tag: d.label, kind: d.kind, names: [li.textContent], href: kgPanel.dutyLink(d) + '/' + li.getAttribute('data-s'), code: code });
        });
      });
      return rows;
    }
    function find(query) {
      if (!items) { items = kgSearch.index(entries()); }
      return kgSearch.find(items, query);
    }
    var limits = { duty: 10, department: 8, category: 5, matter: 6, step: 8 };
    var chosen = -1;
    function show() {
      var query = by('find').value.trim();
      var box = kgDom.clear(by('hits'));
      chosen = -1;
      if (!query) { close(); return; }
      var hits = find(query);
      var counts = {};
      var last = '';
      hits.forEach(function (hit) {
        counts[hit.type] = (counts[hit.type] || 0) + 1;
        if (counts[hit.type] > limits[hit.type]) { return; }
        if (hit.type !== last) { last = hit.type; box.appendChild(el('div.kind', { role: 'presentation' }, t(hit.type))); }
        box.appendChild(el('a', { href: hit.href, role: 'option', id: 'hit-' + box.children.length, tabindex: '-1', 'aria-selected': 'false' }, [el('span.code' + (hit.kind ? '.' + hit.kind : ''), {}, hit.tag), el('span', {}, hit.title)]));
      });
      var codes = {};
      hits.forEach(function (h) { if (h.code) { codes[h.code] = true; } });
      if (!hits.length) { box.appendChild(el('div.none', {}, t('noHits', query))); }
      else if (Object.keys(codes).length) { box.appendChild(el('a', { href: kgRoute.format(['find', query]), role: 'option', id: 'hit-all', tabindex: '-1', 'aria-selected': 'false' }, [el('span.code', {}, '≡'), el('span', {}, t('allHits', Object.keys(codes).length))])); }
      box.hidden = false;
      by('find').setAttribute('aria-expanded', 'true');
    }
    function close() {
      by('hits').hidden = true;
      by('find').setAttribute('aria-expanded', 'false');
      by('find').removeAttribute('aria-activedescendant');
    }
    function move(by_) {
      var links = by('hits').querySelectorAll('a');
      if (!links.length) { return; }
      chosen = (chosen + by_ + links.length) % links.length;
      [].forEach.call(links, function (a, i) { a.setAttribute('aria-selected', String(i === chosen)); });
      links[chosen].scrollIntoView({ block: 'nearest' });
      by('find').setAttribute('aria-activedescendant', links[chosen].id);
    }
    function key(event) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (by('hits').hidden) { show(); }
        move(event.key === 'ArrowDown' ? 1 : -1);
      } else if (event.key === 'Enter') {
        var links = by('hits').querySelectorAll('a');
        if (by('hits').hidden) { show(); links = by('hits').querySelectorAll('a'); }
        if (links.length) { close(); open(links[Math.max(0, chosen)].getAttribute('href')); by('panel').focus(); }
      } else if (event.key === 'Escape') {
        event.stopPropagation();
        if (!by('hits').hidden) { close(); } else { by('find').value = ''; by('find').blur(); }
      }
    }
    by('find').addEventListener('input', show);
    by('find').addEventListener('focus', function () { if (by('find').value) { show(); } });
    by('find').addEventListener('keydown', key);
    document.addEventListener('click', function (e) {
      if (!by('hits').contains(e.target) && e.target !== by('find')) { close(); }
    });
    return { find: find, close: close, renew: function () { items = null; } };
  }
  return { make: make };
}());
