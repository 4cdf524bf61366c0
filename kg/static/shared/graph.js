/* The one vis-network instance: it holds the nodes, pans and zooms; positions are given. Lines are painted here, below the
   nodes, so that screen, PNG, SVG and print show the same. */
const kgGraph = (() => {
  'use strict';
  const least = 0.93;
  const largest = 1.5;
  function make(box, options, events) {
    let network = null;
    let scene = null;
    /* What the view says: labels, how each thing is painted, whether lines are curved. */
    let spec = null;
    let byRef = {};
    let hovered = '';
    let spot = '';
    let handovers = false;
    let view = { scale: 1, x: 0, y: 0 };
    function state(ref) {
      const now = spec.look(ref);
      return { dim: now.dim, marked: now.marked, strong: now.strong, hover: hovered === ref || spot === ref };
    }
    function near() {
      const focus = hovered || spot;
      if (!focus || !scene) { return null; }
      const found = {};
      found[focus] = true;
      scene.edges.forEach((e) => {
        if (e.from === focus) { found[e.to] = true; }
        if (e.to === focus) { found[e.from] = true; }
      });
      return found;
    }
    function lookAt(ref, close) {
      const s = state(ref);
      if (close && !close[ref]) { s.dim = true; }
      return s;
    }
    function lines(close) {
      const focus = hovered || spot;
      const some = spec.dense && scene.nodes.some((n) => { return spec.look(n.ref).dim; });
      const quiet = [];
      const lit = [];
      const loud = [];
      scene.edges.forEach((e) => {
        if (e.group === 'handover' && !handovers) { return; }
        const a = byRef[e.from];
        const b = byRef[e.to];
        if (!a || !b) { return; }
        const strong = focus && (e.from === focus || e.to === focus);
        const dim = !strong && (focus ? true : spec.look(e.from).dim || spec.look(e.to).dim);
        const pale = spec.dense;
        const l = { x1: a.x, y1: a.y, x2: b.x, y2: b.y, curve: kgScene.curved(e.group) || spec.curved, width: 1, color: '#b3bfca', arrow: false };
        if (l.curve) {
          const right = b.x > a.x;
          l.x1 += (right ? 1 : -1) * a.w / 2;
          l.x2 += (right ? -1 : 1) * b.w / 2;
        }
        if (pale) { l.x1 += (b.x > a.x ? 1 : -1) * a.w / 2; }
        if (e.group === 'together') { l.bend = kgScene.arc(a, b, 136); l.width = Math.min(6, 0.6 + Number(e.note) * 0.8); l.color = '#a3b8cc'; }
        if (e.group === 'bridge') { l.way = e.points; l.width = Math.min(6, 0.6 + Number(e.note) * 0.8); l.color = '#8d9aa7'; }
        if (e.group === 'acts') { l.dash = [4, 4]; }
        if (e.group === 'shares') { l.dash = [5, 4]; l.color = '#95a3b0'; }
        if (e.group === 'shared') { l.width = Math.min(8, 1 + Number(e.note) * 0.8); l.color = '#b9c8d6'; }
        if (e.group === 'handover') { l.dash = [5, 4]; l.arrow = true; l.color = '#8a5a00'; l.width = 1.5; }
        if (e.group === 'relation') { l.color = '#8fa0b0'; l.arrow = true; }
        if (pale && !strong) { l.color = dim ? '#f1f3f5' : some ? '#8ea4b8' : '#dfe5ea'; } else if (dim) { l.color = '#e8ecf0'; }
        if (strong) { l.color = e.group === 'handover' ? l.color : kgScene.ink.accent; l.width = Math.max(l.width, 1.6); }
        if (spec.curved && !pale && !dim && !strong && e.group === 'carries') { l.color = kgScene.ink[kgScene.kindOf(e.to)]; l.width = 1.2; }
        (strong ? loud : dim ? quiet : lit).push(l);
      });
      return quiet.concat(lit, loud);
    }
    function layers() {
      const close = near();
      let under = [];
      let over = [];
      scene.ground.forEach((g) => {
        const parts = kgScene.groundParts(g, g.group === 'badge' ? pairLook(g, close) : spec.look(g.ref), spec.labels);
        under = under.concat(parts.under);
        over = over.concat(parts.over);
      });
      let nodes = [];
      scene.nodes.forEach((n) => { nodes = nodes.concat(kgScene.nodeParts(n, lookAt(n.ref, close), spec.labels)); });
      return { width: scene.width, height: scene.height, under, lines: lines(close), nodes, over, title: spec.labels.title() };
    }
    function pairLook(g, close) {
      const ends = g.ref.split('-');
      const focus = hovered || spot;
      const strong = focus && (ends[0] === focus || ends[1] === focus);
      return { strong, dim: Boolean(close) && !strong, hidden: /^[^0-9]/.test(g.text) ? !strong : Boolean(close) && !strong };
    }
    function under(ctx) {
      if (!scene) { return; }
      scene.ground.forEach((g) => { kgPaint.paint(ctx, kgScene.groundParts(g, spec.look(g.ref), spec.labels).under); });
      lines(near()).forEach((l) => { kgPaint.line(ctx, l); });
    }
    function over(ctx) {
      if (!scene) { return; }
      const close = near();
      scene.ground.forEach((g) => {
        kgPaint.paint(ctx, kgScene.groundParts(g, g.group === 'badge' ? pairLook(g, close) : spec.look(g.ref), spec.labels).over);
      });
    }
    function drawn(n) {
      return function (at) {
        return {
          drawNode () { kgPaint.paint(at.ctx, kgScene.nodeParts(n, lookAt(n.ref, near()), spec.labels)); },
          nodeDimensions: { width: n.w, height: n.h }
        };
      };
    }
    function start() {
      network = new vis.Network(box, { nodes: [], edges: [] }, options);
      network.on('beforeDrawing', under);
      network.on('afterDrawing', over);
      network.on('click', click);
      network.on('dragging', remember);
      network.on('dragEnd', remember);
      network.on('resize', () => { window.setTimeout(fit, 0); });
      box.addEventListener('wheel', wheel, { passive: false });
      box.addEventListener('mousemove', point);
      box.addEventListener('mouseleave', () => { hover('', null); });
    }
    function hover(ref, event) {
      if (hovered === ref) { return; }
      hovered = ref;
      events.hover(ref, event);
      network.redraw();
    }
    function groundAt(p) {
      return scene.ground.filter((g) => {
        if (g.group === 'disc') { return Math.pow(p.x - g.x, 2) + Math.pow(p.y - g.y, 2) < g.w * g.w / 4 || (Math.abs(p.x - g.x) < 50 && p.y < g.y - g.h / 2 && p.y > g.y - g.h / 2 - 20); }
        if (g.group === 'badge' || g.group === 'heading') { return Math.abs(p.x - g.x) < g.w / 2 && Math.abs(p.y - g.y) < g.h / 2; }
        return false;
      })[0];
    }
    /* The node under a point: dots are small, so the nearest within reach (vis knows only boxes around labels). */
    function nodeAt(p) {
      let best = '';
      let least = Infinity;
      scene.nodes.forEach((n) => {
        const reach = n.w < 20 ? 3 : 0;
        const dx = Math.abs(p.x - n.x);
        const dy = Math.abs(p.y - n.y);
        if (dx <= n.w / 2 + reach && dy <= n.h / 2 + reach && dx * dx + dy * dy < least) { least = dx * dx + dy * dy; best = n.ref; }
      });
      return best;
    }
    function point(event) {
      if (!scene || event.buttons) { return; }
      const bounds = box.getBoundingClientRect();
      const p = network.DOMtoCanvas({ x: event.clientX - bounds.left, y: event.clientY - bounds.top });
      const ref = nodeAt(p);
      hover(ref, event);
      box.style.cursor = ref || groundAt(p) ? 'pointer' : 'default';
    }
    function click(e) {
      const ref = nodeAt(e.pointer.canvas);
      const g = ref ? null : groundAt(e.pointer.canvas);
      if (ref) { events.open(ref); } else if (g) { events.open(g.ref); }
    }
    function remember() {
      const p = network.getViewPosition();
      view = { scale: network.getScale(), x: p.x, y: p.y };
    }
    function room() { return { w: box.clientWidth, h: box.clientHeight }; }
    function move(x, y, scale) {
      const r = room();
      const half = { w: r.w / scale / 2, h: r.h / scale / 2 };
      const pad = 6;
      function held(value, size, h) {
        if (size + 2 * pad <= h * 2) { return size / 2; }
        return Math.min(Math.max(value, h - pad), size - h + pad);
      }
      view = { scale, x: held(x, scene.width, half.w), y: held(y, scene.height, half.h) };
      network.moveTo({ position: { x: view.x, y: view.y }, scale, animation: false });
    }
    function fit() {
      const r = room();
      if (!scene || !r.w || !r.h) { return; }
      let scale = Math.min(r.w / scene.width, r.h / scene.height, largest);
      if (scale < least) { scale = Math.max(least, Math.min(r.w / scene.width, 1)); }
      if (scene.height * scale > r.h) { scale = Math.max(least, Math.min(r.w / scene.width, 1.15)); }
      move(scene.width / 2, scene.height * scale > r.h ? 0 : scene.height / 2, scale);
    }
    function zoom(factor, at) {
      const scale = Math.min(6, Math.max(0.2, view.scale * factor));
      const p = at || { x: view.x, y: view.y };
      move(p.x + (view.x - p.x) * view.scale / scale, p.y + (view.y - p.y) * view.scale / scale, scale);
    }
    function wheel(event) {
      if (!scene) { return; }
      event.preventDefault();
      const bounds = box.getBoundingClientRect();
      const tall = scene.height * view.scale > room().h + 12;
      if (event.ctrlKey || (!tall && !event.shiftKey)) {
        zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, network.DOMtoCanvas({ x: event.clientX - bounds.left, y: event.clientY - bounds.top }));
      } else {
        const step = event.deltaMode === 1 ? 24 : 1;
        move(view.x + (event.shiftKey ? event.deltaY : event.deltaX) * step / view.scale, view.y + (event.shiftKey ? 0 : event.deltaY) * step / view.scale, view.scale);
      }
    }
    function show(next, settings) {
      if (!network) { start(); }
      scene = next;
      spec = settings;
      hovered = '';
      spot = '';
      handovers = false;
      byRef = {};
      scene.ground.forEach((g) => { byRef[g.ref] = g; });
      scene.nodes.forEach((n) => { byRef[n.ref] = n; });
      network.setData({
        nodes: new vis.DataSet(scene.nodes.map((n) => {
          return { id: n.ref, label: ' ', shape: 'custom', x: n.x, y: n.y, ctxRenderer: drawn(n) };
        })),
        edges: new vis.DataSet([])
      });
      fit();
      network.redraw();
    }
    /* The same picture, seen otherwise: other words, other things strong or pale. */
    function use(next) { spec = next; network.redraw(); }
    /* Where each label stands on the screen, for the tests of geometry. */
    function textBoxes() {
      const ctx = document.createElement('canvas').getContext('2d');
      const l = layers();
      return l.under.concat(l.nodes, l.over).filter((p) => { return p.k === 'text' && p.text; }).map((p) => {
        ctx.font = kgPaint.face(p);
        const w = ctx.measureText(p.text).width;
        const x = p.align === 'left' ? p.x : p.align === 'right' ? p.x - w : p.x - w / 2;
        const a = network.canvasToDOM({ x, y: p.y - p.size / 2 });
        return { text: p.text, x: a.x, y: a.y, w: w * view.scale, h: p.size * view.scale, size: p.size * view.scale };
      });
    }
    return {
      show, use, view: () => Object.assign({}, view), at: (place) => move(place.x, place.y, place.scale), fit, zoom, layers, labels: textBoxes,
      redraw () { if (network && scene) { network.redraw(); } },
      spot (ref) { spot = ref; if (network && scene) { network.redraw(); } },
      handovers (on) { handovers = on; if (network && scene) { network.redraw(); } },
      scene () { return scene; },
      network () { return network; },
      box (ref) { return byRef[ref]; }
    };
  }
  return { make };
})();
