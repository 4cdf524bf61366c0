/* The search box: hits as you type, arrows, Enter, Escape. */
const kgBox = (() => {
  'use strict';
  const by = kgMake.by;
  const el = kgMake.el;
  const t = kgSay.t;
  function make(store, open) {
    let items = null;
    function entries() {
      const rows = [];
      store.order.forEach((code) => {
        const d = store.duties[code];
        rows.push({ type: 'duty', title: d.title, tag: d.label, kind: d.kind, names: [d.label, d.code, d.title], also: [d.category.name].concat(d.declared.map((x) => { return x.name; })), href: kgPanel.dutyLink(d), code });
      });
      store.departments.forEach((d) => { rows.push({ type: 'department', title: d.name, tag: kgStore.load(d), names: [d.name, d.short].concat(d.aliases), href: kgPanel.departmentLink(d) }); });
      store.categories.forEach((c) => { rows.push({ type: 'category', title: kgPanel.categoryName(c), tag: String(c.duties.length), names: [c.name, c.english], href: kgPanel.categoryLink(c) }); });
      store.matters.forEach((m) => { rows.push({ type: 'matter', title: kgPanel.matterName(m), tag: String(m.duties.length), names: [m.name, m.english], href: kgLinks.matter(m) }); });
      store.order.forEach((code) => {
        [].forEach.call(by(code).querySelectorAll('li[data-s]'), (li) => {
          const d = store.duties[code];
          rows.push({ type: 'step', title: li.textContent, tag: d.label, kind: d.kind, names: [li.textContent], href: kgPanel.dutyLink(d, li.getAttribute('data-s')), code });
        });
      });
      return rows;
    }
    function find(query) {
      if (!items) { items = kgSearch.index(entries()); }
      return kgSearch.find(items, query);
    }
    const limits = { duty: 10, department: 8, category: 5, matter: 6, step: 8 };
    let chosen = -1;
    function show() {
      const query = by('find').value.trim();
      const box = kgMake.clear(by('hits'));
      chosen = -1;
      if (!query) { close(); return; }
      const hits = find(query);
      const counts = {};
      let last = '';
      hits.forEach((hit) => {
        counts[hit.type] = (counts[hit.type] || 0) + 1;
        if (counts[hit.type] > limits[hit.type]) { return; }
        if (hit.type !== last) { last = hit.type; box.appendChild(el('div.kind', { role: 'presentation' }, t(hit.type))); }
        box.appendChild(el('a', { href: hit.href, role: 'option', id: `hit-${box.children.length}`, tabindex: '-1', 'aria-selected': 'false' }, [el(`span.code${  hit.kind ? `.${hit.kind}` : ''}`, {}, hit.tag), el('span', {}, hit.title)]));
      });
      const codes = {};
      hits.forEach((h) => { if (h.code) { codes[h.code] = true; } });
      if (!hits.length) { box.appendChild(el('div.none', {}, t('noHits', query))); }
      else if (Object.keys(codes).length) { box.appendChild(el('a', { href: kgLinks.find(query), role: 'option', id: 'hit-all', tabindex: '-1', 'aria-selected': 'false' }, [el('span.code', {}, '≡'), el('span', {}, t('allHits', Object.keys(codes).length))])); }
      box.hidden = false;
      by('find').setAttribute('aria-expanded', 'true');
    }
    function close() {
      by('hits').hidden = true;
      by('find').setAttribute('aria-expanded', 'false');
      by('find').removeAttribute('aria-activedescendant');
    }
    function move(by_) {
      const links = by('hits').querySelectorAll('a');
      if (!links.length) { return; }
      chosen = (chosen + by_ + links.length) % links.length;
      [].forEach.call(links, (a, i) => { a.setAttribute('aria-selected', String(i === chosen)); });
      links[chosen].scrollIntoView({ block: 'nearest' });
      by('find').setAttribute('aria-activedescendant', links[chosen].id);
    }
    function key(event) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (by('hits').hidden) { show(); }
        move(event.key === 'ArrowDown' ? 1 : -1);
      } else if (event.key === 'Enter') {
        let links = by('hits').querySelectorAll('a');
        if (by('hits').hidden) { show(); links = by('hits').querySelectorAll('a'); }
        if (links.length) { close(); open(links[Math.max(0, chosen)].getAttribute('href')); by('panel').focus(); }
      } else if (event.key === 'Escape') {
        event.stopPropagation();
        if (!by('hits').hidden) { close(); } else { by('find').value = ''; by('find').blur(); }
      }
    }
    by('find').addEventListener('input', show);
    by('find').addEventListener('focus', () => { if (by('find').value) { show(); } });
    by('find').addEventListener('keydown', key);
    document.addEventListener('click', (e) => {
      if (!by('hits').contains(e.target) && e.target !== by('find')) { close(); }
    });
    return { find, close, renew () { items = null; } };
  }
  return { make };
})();
