/* The page of a query's answer: picture and list. */
(() => {
  'use strict';
  const by = kgMake.by;
  const el = kgMake.el;
  const t = kgSay.t;
  const tones = ['#1f5fa8', '#a64b00', '#8a1c5c', '#17695a', '#5a4a9c', '#7a5b00', '#444f5a', '#99331f'];
  function json(id) { return JSON.parse(by(id).textContent); }
  const data = json('data');
  const options = json('options');
  const scene = {
    width: options.size[0], height: options.size[1], ground: kgScene.open({ size: options.size, ground: json('ground'), edges: [], nodes: [] }).ground,
    nodes: json('nodes').map((n) => { return { group: n.group, ref: n.id, x: n.x, y: n.y, w: n.box[0], h: n.box[1], ends: n.ends || [] }; }),
    edges: json('edges').map((e, i) => { return { id: `e${i}`, group: e.group, from: e.from, to: e.to, note: '' }; })
  };
  let found = null;
  function thing(ref) { return data.things[Number(ref.slice(1))]; }
  const labels = {
    title () { return data.title; },
    text (n) { return thing(n.ref)[0]; },
    tone (n) { return tones[thing(n.ref)[1] % tones.length]; },
    ground (g) { return g.text; },
    empty () { return ''; },
    load () { return ''; }
  };
  function look(ref) { return { dim: Boolean(found) && /^n\d+$/.test(ref) && !found[ref], marked: false, strong: false }; }
  const graph = kgGraph.make(by('graph'), options.vis, { hover () {}, open: focus });
  function focus(ref) {
    const row = by('panel').querySelector(`[data-ref="${ref}"]`);
    if (row) { row.focus(); row.scrollIntoView({ block: 'nearest' }); }
  }
  function panel() {
    const holder = kgMake.clear(by('panel'));
    kgMake.add(holder, data.kinds.map((kind, at) => {
      const rows = data.things.map((row, i) => { return [row, `n${i}`]; }).filter((pair) => { return pair[0][1] === at && (!found || found[pair[1]]); });
      if (!rows.length) { return null; }
      return el('section', {}, [el('h3.head', {}, `${kind} ${rows.length}`), el('ul.rows.deps', {}, rows.map((pair) => {
        const joined = data.statements.filter((s) => { return s[0] === pair[1] || s[1] === pair[1]; });
        const text = joined.slice(0, 4).map((s) => { return s[0] === pair[1] ? `${s[2]} → ${thing(s[1])[0]}` : `← ${s[2]} ${thing(s[0])[0]}`; }).join('；');
        return el('li', {}, el('a', { href: `#${pair[1]}`, 'data-ref': pair[1], rel: 'noreferrer' }, [
          el('span', {}, [el('span.t', {}, pair[0][0]), text ? el('span.note', {}, text + (joined.length > 4 ? '…' : '')) : null]), el('span.n', {}, joined.length || '')
        ]));
      }))]);
    }));
    by('count').textContent = `${data.things.length} · ${data.statements.length}`;
  }
  function search() {
    const query = by('find').value.trim().toLowerCase();
    found = null;
    if (query) {
      found = {};
      data.things.forEach((row, i) => { if (row[0].toLowerCase().indexOf(query) >= 0) { found[`n${i}`] = true; } });
    }
    panel();
    graph.redraw();
  }
  function translate() {
    document.documentElement.lang = kgSay.english() ? 'en' : 'zh-CN';
    [].forEach.call(document.querySelectorAll('[data-t]'), (node) => { node.textContent = t(node.getAttribute('data-t')); });
    [].forEach.call(document.querySelectorAll('[data-l]'), (node) => { node.setAttribute('aria-label', t(node.getAttribute('data-l'))); });
    by('find').setAttribute('placeholder', t('search'));
    by('language').textContent = kgSay.english() ? '中文' : 'EN';
  }
  function name() { return kgSave.safe(data.title).slice(0, 60); }
  function beforePrint() { kgMake.clear(by('paper')).appendChild(kgSave.picture(graph.layers())); by('panel').parentNode.insertBefore(by('paper'), by('panel')); by('paper').hidden = false; }
  by('stage').hidden = false;
  translate();
  panel();
  graph.show(scene, { labels, look, curved: true });
  by('find').addEventListener('input', search);
  document.addEventListener('keydown', (e) => { if (e.key === '/' && e.target !== by('find')) { e.preventDefault(); by('find').focus(); } });
  by('panel').addEventListener('click', (e) => { const row = e.target.closest('a[href^="#n"]'); if (row) { e.preventDefault(); graph.spot(row.getAttribute('data-ref')); } });
  by('panel').addEventListener('focusin', (e) => { const row = e.target.closest('[data-ref]'); graph.spot(row ? row.getAttribute('data-ref') : ''); });
  by('zoom-in').addEventListener('click', () => { graph.zoom(1.25); });
  by('zoom-out').addEventListener('click', () => { graph.zoom(0.8); });
  by('zoom-fit').addEventListener('click', () => { graph.fit(); });
  by('save-csv').addEventListener('click', () => {
    kgSheet.save([['from', 'relation', 'to']].concat(data.statements.map((s) => { return [thing(s[0])[0], s[2], thing(s[1])[0]]; })), name());
  });
  by('save-png').addEventListener('click', () => { kgSave.png(graph.layers(), `${name()}.png`); });
  by('save-svg').addEventListener('click', () => { kgSave.svg(graph.layers(), `${name()}.svg`); });
  by('print').addEventListener('click', () => { window.print(); });
  by('language').addEventListener('click', () => { kgSay.use(!kgSay.english()); translate(); panel(); });
  window.addEventListener('beforeprint', beforePrint);
  window.addEventListener('afterprint', () => { by('paper').hidden = true; });
  window.kgPage = { graph };
})();
