/* The picture of a view: one vis-network for all of them. A view returns kgPicture.of({...}); the page shows it. */
const kgPicture = (() => {
  'use strict';
  const { el, add, clear, by } = kgMake;
  let graph = null;
  let spec = null;
  let name = '';
  /* name: a picture of the same name is not laid out again; scene(shape) → scene; shape(room): which of several layouts suits {w, h};
     labels, look: see kgScene; key: what is below it; open(ref): what a click does; tip(ref): lines of text; curved, dense: how lines are drawn. */
  const of = (options) => Object.assign({ picture: true, key: [], tip: () => '', open: () => {} }, options);
  const hideTip = () => { by('tip').hidden = true; };
  const hover = (ref, event) => {
    const text = ref && event ? spec.tip(ref) : '';
    if (!text) { hideTip(); return; }
    const tip = clear(by('tip'));
    text.split('\n').forEach((line, at) => add(tip, at ? el('br') : null, line));
    tip.hidden = false;
    const bounds = by('stage').getBoundingClientRect();
    const x = event.clientX - bounds.left + 14;
    const y = event.clientY - bounds.top + 16;
    tip.style.left = `${Math.max(6, Math.min(x, bounds.width - tip.offsetWidth - 6))}px`;
    tip.style.top = `${y + tip.offsetHeight > bounds.height ? y - tip.offsetHeight - 28 : y}px`;
  };
  /* The colours that the system asks for. */
  const asks = (query) => window.matchMedia(query);
  const dress = () => {
    const wanted = asks('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    kgScene.use(asks('(forced-colors: active)').matches ? 'forced' : wanted);
    if (graph && spec) { graph.redraw(); }
  };
  const show = (page, next, options) => {
    spec = next;
    if (!graph && !window.vis) { kgData.run('pictures'); }
    if (!graph) { graph = kgGraph.make(by('graph'), options, { hover, open: (ref) => spec.open(ref) }); }
    add(clear(by('key')), spec.key);
    if (name === spec.name) { graph.use(spec); } else { name = spec.name; graph.show(spec); }
    page.graph = graph;
  };
  /* The room may have changed with what is beside it: vis hears of it late. */
  const settle = () => { if (graph && spec) { graph.settle(); } };
  const hide = () => { spec = null; name = ''; hideTip(); };
  const spot = (ref) => { if (graph && spec) { graph.spot(ref); } };
  const bind = () => {
    by('zoom-in').addEventListener('click', () => graph.zoom(1.25));
    by('zoom-out').addEventListener('click', () => graph.zoom(0.8));
    by('zoom-fit').addEventListener('click', () => graph.whole());
    const near = (event) => { const row = event.target.closest('[data-ref]'); spot(row ? row.getAttribute('data-ref') : ''); };
    by('panel').addEventListener('mouseover', near);
    by('panel').addEventListener('focusin', near);
    by('panel').addEventListener('mouseleave', () => spot(''));
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) { asks(query).addEventListener('change', dress); }
    dress();
  };
  return { of, show, hide, settle, hideTip, bind, shown: () => (spec ? graph : null) };
})();
