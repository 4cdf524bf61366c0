/* The one vis-network instance: it holds the nodes, pans and zooms; positions are given. Lines are painted here, below the
   nodes, so that screen, PNG, SVG and print show the same. What is painted is kept until something of it changes. */
const kgGraph = (() => {
  'use strict';
  /* No label is drawn smaller than this on the screen, unless the reader zooms out. */
  const LEGIBLE = 11.5;
  const LARGEST = 1.5;
  /* Below this scale no letter can be read: boxes, dots and lines are drawn without their words. */
  const FAR = 0.45;
  const make = (box, options, events) => {
    let network = null;
    let scene = null;
    /* What the view says: labels, how each thing is painted, whether lines are curved (see kgPicture). */
    let spec = null;
    let shape = '';
    let byRef = new Map();
    let hovered = '';
    let spotted = '';
    let view = { scale: 1, x: 0, y: 0 };
    let kept = null;
    const room = () => ({ w: box.clientWidth, h: box.clientHeight });
    const repaint = () => { kept = null; if (network && scene) { network.redraw(); } };
    /* What is painted */
    const near = () => {
      const focus = hovered || spotted;
      if (!focus) { return null; }
      const found = new Set([focus]);
      for (const edge of scene.edges) {
        if (edge.from === focus) { found.add(edge.to); }
        if (edge.to === focus) { found.add(edge.from); }
      }
      return found;
    };
    const lookAt = (ref, close) => {
      const now = spec.look(ref);
      const outside = Boolean(close) && !close.has(ref);
      return { dim: now.dim || outside, marked: now.marked, strong: now.strong, hover: hovered === ref || spotted === ref };
    };
    const badgeLook = (item, close) => {
      const focus = hovered || spotted;
      const strong = Boolean(focus) && item.ref.split('-').includes(focus);
      return { strong, dim: Boolean(close) && !strong, hidden: /^[^0-9]/.test(item.text) ? !strong : Boolean(close) && !strong };
    };
    const lines = () => {
      const focus = hovered || spotted;
      const dims = new Map(scene.nodes.map((node) => [node.ref, spec.look(node.ref).dim]));
      const pale = (ref) => (dims.has(ref) ? dims.get(ref) : spec.look(ref).dim);
      const some = Boolean(spec.dense) && [...dims.values()].some(Boolean);
      const found = { quiet: [], lit: [], loud: [] };
      for (const edge of scene.edges) {
        const [a, b] = [byRef.get(edge.from), byRef.get(edge.to)];
        if (a && b) {
          const strong = Boolean(focus) && (edge.from === focus || edge.to === focus);
          const dim = !strong && (Boolean(focus) || pale(edge.from) || pale(edge.to));
          const line = kgLines.draw(edge, a, b, { strong, dim, some, dense: spec.dense, curved: spec.curved });
          const quiet = dim ? found.quiet : found.lit;
          (strong ? found.loud : quiet).push(line);
        }
      }
      return [...found.quiet, ...found.lit, ...found.loud];
    };
    const paintedNow = () => {
      if (kept) { return kept; }
      const close = near();
      const grounds = scene.ground.map((item) => kgScene.groundParts(item, item.group === 'badge' ? badgeLook(item, close) : spec.look(item.ref), spec.labels));
      const nodes = new Map(scene.nodes.map((node) => [node.ref, kgScene.nodeParts(node, lookAt(node.ref, close), spec.labels)]));
      kept = { under: grounds.flatMap((parts) => parts.under), over: grounds.flatMap((parts) => parts.over), nodes, lines: lines() };
      return kept;
    };
    /* All of the picture, as it is exported: in light colours, with every word. */
    const layers = () => {
      const last = kgScene.use('light');
      kept = null;
      const { under, over, nodes, lines: drawn } = paintedNow();
      const all = { width: scene.width, height: scene.height, under, lines: drawn, nodes: [...nodes.values()].flat(), over, title: spec.labels.title(), paper: kgScene.ink.paper, ink: kgScene.ink.text };
      kgScene.use(last);
      kept = null;
      return all;
    };
    /* Painting: only what lies in the window, and from afar without words. */
    const seenNow = () => {
      const { w, h } = room();
      const slack = 30 / view.scale;
      return { left: view.x - w / view.scale / 2 - slack, right: view.x + w / view.scale / 2 + slack, top: view.y - h / view.scale / 2 - slack, bottom: view.y + h / view.scale / 2 + slack };
    };
    const words = (part) => part.k !== 'text' || view.scale >= FAR;
    const paint = (ctx, parts) => {
      const seen = seenNow();
      kgPaint.paint(ctx, parts.filter((part) => words(part) && kgPaint.touches(part, seen)));
    };
    const under = (ctx) => {
      if (!scene) { return; }
      look();
      const now = paintedNow();
      paint(ctx, now.under);
      const seen = seenNow();
      kgPaint.lines(ctx, now.lines.filter((line) => kgPaint.crosses(line, seen)), spec.dense ? 0.99 / ctx.getTransform().a : Infinity);
    };
    const over = (ctx) => { if (scene) { paint(ctx, paintedNow().over); } };
    /* From afar a dot is a pixel or two: its middle tells as much as its shape. */
    const speck = (ctx, node, [part]) => {
      ctx.fillStyle = part.fill;
      ctx.fillRect(node.x - node.w / 2, node.y - node.h / 2, node.w, node.h);
    };
    const drawNode = (ctx, node) => {
      const parts = paintedNow().nodes.get(node.ref);
      if (view.scale < FAR && parts.length === 1 && parts[0].fill) { speck(ctx, node, parts); } else { kgPaint.paint(ctx, parts.filter(words)); }
    };
    const drawn = (node) => (at) => ({
      drawNode: () => drawNode(at.ctx, node),
      nodeDimensions: { width: node.w, height: node.h }
    });
    /* Where vis says that the window is. */
    const look = () => {
      const place = network.getViewPosition();
      view = { scale: network.getScale(), x: place.x, y: place.y };
    };
    /* What is under the pointer */
    const within = (p, item, reach) => Math.abs(p.x - item.x) <= item.w / 2 + reach && Math.abs(p.y - item.y) <= item.h / 2 + reach;
    const onDisc = (p, item) => (p.x - item.x) ** 2 + (p.y - item.y) ** 2 < item.w * item.w / 4 || (Math.abs(p.x - item.x) < 50 && p.y < item.y - item.h / 2 && p.y > item.y - item.h / 2 - 20);
    const groundAt = (p) => scene.ground.find((item) => (item.group === 'disc' ? onDisc(p, item) : ['badge', 'heading'].includes(item.group) && within(p, item, 0)));
    /* The node under a point: dots are small, so the nearest within reach (vis knows only boxes around labels). */
    const nodeAt = (p) => {
      let best = '';
      let nearest = Infinity;
      for (const node of scene.nodes) {
        const apart = (p.x - node.x) ** 2 + (p.y - node.y) ** 2;
        if (apart < nearest && within(p, node, node.w < 20 ? 3 : 0)) { nearest = apart; best = node.ref; }
      }
      return best;
    };
    const hover = (ref, event) => {
      if (hovered === ref) { return; }
      hovered = ref;
      events.hover(ref, event);
      repaint();
    };
    const here = (event) => {
      const bounds = box.getBoundingClientRect();
      return network.DOMtoCanvas({ x: event.clientX - bounds.left, y: event.clientY - bounds.top });
    };
    const point = (event) => {
      if (!scene || event.buttons) { return; }
      const p = here(event);
      const ref = nodeAt(p);
      hover(ref, event);
      box.style.cursor = ref || groundAt(p) ? 'pointer' : 'default';
    };
    const click = (event) => {
      const ref = nodeAt(event.pointer.canvas);
      const item = ref ? null : groundAt(event.pointer.canvas);
      if (ref || item) { events.open(ref || item.ref); }
    };
    /* Where the window is */
    const move = (x, y, scale) => {
      const { w, h } = room();
      const held = (value, size, half) => (size + 12 <= half * 2 ? size / 2 : Math.min(Math.max(value, half - 6), size - half + 6));
      view = { scale, x: held(x, scene.width, w / scale / 2), y: held(y, scene.height, h / scale / 2) };
      network.moveTo({ position: { x: view.x, y: view.y }, scale, animation: false });
    };
    /* All of it in the window; where that would be too small to read, its whole width from the top. */
    const fit = () => {
      const { w, h } = room();
      if (!scene || !w || !h) { return; }
      const least = LEGIBLE / (scene.smallest || 12);
      const whole = Math.min(w / scene.width, h / scene.height, LARGEST);
      const scale = whole >= least ? whole : Math.max(least, Math.min(w / scene.width, 1.15));
      move(scene.width * scale > w ? 0 : scene.width / 2, scene.height * scale > h ? 0 : scene.height / 2, scale);
    };
    /* All of it, however small. */
    const whole = () => {
      const { w, h } = room();
      move(scene.width / 2, scene.height / 2, Math.min(w / (scene.width + 8), h / (scene.height + 8), LARGEST));
    };
    const zoom = (factor, at) => {
      const scale = Math.min(6, Math.max(Math.min(0.2, view.scale), view.scale * factor));
      const p = at || { x: view.x, y: view.y };
      move(p.x + (view.x - p.x) * view.scale / scale, p.y + (view.y - p.y) * view.scale / scale, scale);
    };
    const wheel = (event) => {
      if (!scene) { return; }
      event.preventDefault();
      const tall = scene.height * view.scale > room().h + 12;
      const turns = event.deltaMode === 1 ? 24 : 1;
      if (event.ctrlKey || (!tall && !event.shiftKey)) {
        // a pinch comes as many small turns of a wheel: each zooms by as much as the fingers moved
        const turn = Math.max(-18, Math.min(18, event.deltaY * turns));
        zoom(Math.exp(-turn / 100), here(event));
      } else {
        move(view.x + (event.shiftKey ? event.deltaY : event.deltaX) * turns / view.scale, view.y + (event.shiftKey ? 0 : event.deltaY) * turns / view.scale, view.scale);
      }
    };
    /* Two fingers: the picture grows as they part. */
    let fingers = 0;
    const pinch = (event) => {
      if (event.touches.length !== 2 || !scene) { fingers = 0; return; }
      event.preventDefault();
      const [one, other] = event.touches;
      const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      if (fingers) { zoom(apart / fingers, here({ clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 })); }
      fingers = apart;
    };
    /* The scene in vis: each node is told its size, else it is left out where only its middle lies outside the window. */
    const load = () => {
      scene = spec.scene(shape);
      kept = null;
      byRef = new Map([...scene.ground, ...scene.nodes].map((item) => [item.ref, item]));
      network.setData({
        nodes: new vis.DataSet(scene.nodes.map((node) => ({ id: node.ref, label: ' ', shape: 'custom', size: Math.max(node.w, node.h) / 2, x: node.x, y: node.y, ctxRenderer: drawn(node) }))),
        edges: new vis.DataSet([])
      });
      fit();
    };
    const resized = () => {
      if (!spec) { return; }
      const next = spec.shape ? spec.shape(room()) : '';
      if (next !== shape) { shape = next; load(); } else { fit(); }
    };
    const start = () => {
      network = new vis.Network(box, { nodes: [], edges: [] }, options);
      network.on('beforeDrawing', under);
      network.on('afterDrawing', over);
      network.on('click', click);
      network.on('dragging', look);
      network.on('dragEnd', look);
      network.on('resize', () => window.setTimeout(resized, 0));
      box.addEventListener('wheel', wheel, { passive: false });
      box.addEventListener('touchmove', pinch, { passive: false });
      box.addEventListener('touchend', () => { fingers = 0; });
      box.addEventListener('mousemove', point);
      box.addEventListener('mouseleave', () => hover('', null));
    };
    /* After something beside it came or went. */
    let last = '';
    const settle = () => {
      const { w, h } = room();
      if (!w || `${w} ${h}` === last) { return; }
      last = `${w} ${h}`;
      network.setSize('100%', '100%');
      network.redraw();
      resized();
    };
    const show = (next) => {
      if (!network) { start(); }
      spec = next;
      shape = spec.shape ? spec.shape(room()) : '';
      hovered = '';
      spotted = '';
      load();
      network.redraw();
    };
    /* Where each label stands on the screen, for the tests of geometry. */
    const textBoxes = () => {
      const ctx = document.createElement('canvas').getContext('2d');
      const { under: below, over: above, nodes } = paintedNow();
      return [...below, ...[...nodes.values()].flat(), ...above].filter((part) => part.k === 'text' && part.text).map((part) => {
        const edges = kgPaint.span(ctx, part);
        const corner = network.canvasToDOM({ x: edges.left, y: part.y - part.size / 2 });
        return { text: part.text, x: corner.x, y: corner.y, w: edges.width * view.scale, h: part.size * view.scale, size: part.size * view.scale };
      });
    };
    return {
      show, settle, fit, whole, zoom, layers, labels: textBoxes, painted: paintedNow, redraw: repaint,
      /* the same picture, seen otherwise: other words, other things strong or pale */
      use: (next) => { spec = next; repaint(); },
      view: () => Object.assign({}, view), at: (place) => move(place.x, place.y, place.scale),
      spot: (ref) => { if (spotted !== ref) { spotted = ref; repaint(); } },
      scene: () => scene, network: () => network, box: (ref) => byRef.get(ref)
    };
  };
  return { make };
})();
