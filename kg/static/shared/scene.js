/* A scene as primitives: rectangles, circles, polygons, lines of text. Canvas and SVG are painted from the same. */
const kgScene = (() => {
  'use strict';
  /* The colours of pictures: those of shared/base.css where the names are the same; exports and paper are always light. */
  const LIGHT = {
    text: '#1b2733', soft: '#4a5866', paper: '#ffffff', ground: '#f1f4f7', dim: '#dfe4e9', dimText: '#687480', accent: '#1d4f7c', onAccent: '#ffffff', mark: '#1b2733',
    basic: '#1f5fa8', cooperative: '#a64b00', recalled: '#8a1c5c', township: '#17695a', superior: '#1d4f7c', receiving: '#1d4f7c',
    basicWash: '#eef4fb', cooperativeWash: '#fdf4ea', recalledWash: '#fbeef5', townshipWash: '#eef7f4', superiorWash: '#f0f4f8',
    basicEdge: '#a9c1dd', cooperativeEdge: '#c9b9a8', recalledEdge: '#d3a9c0', townshipEdge: '#a9cfc4', superiorEdge: '#b4c5d6',
    box: '#9fabb7', share: '#e3ebf3', discEdge: '#e0e6ec', discDim: '#f8f9fa', here: '#fff8dc', hereEdge: '#b58900', band: '#d5e2ee', nobody: '#f3ead3', nobodyEdge: '#c8b173', nobodyText: '#5f4500',
    hull: '#f3f6f9', hullEdge: '#c8d5e1', badgeEdge: '#7f93a6', hover: '#eef3f8',
    line: '#b3bfca', lineDim: '#e8ecf0', linePale: '#dfe5ea', linePaleDim: '#f1f3f5', lineSome: '#8ea4b8', shares: '#95a3b0', shared: '#b9c8d6', together: '#a3b8cc', bridge: '#8d9aa7', handover: '#8a5a00', relation: '#8fa0b0'
  };
  const DARK = {
    text: '#e4e9ee', soft: '#a9b5c1', paper: '#161c23', ground: '#1d252e', dim: '#303a45', dimText: '#8c98a5', accent: '#8fc1ee', onAccent: '#0f151b', mark: '#e4e9ee',
    basic: '#7db3f0', cooperative: '#f0a45c', recalled: '#e88cc0', township: '#6cc7b3', superior: '#8fc1ee', receiving: '#8fc1ee',
    basicWash: '#1a2838', cooperativeWash: '#2d2318', recalledWash: '#2e1c28', townshipWash: '#17292a', superiorWash: '#1b2530',
    basicEdge: '#35506f', cooperativeEdge: '#5f4a36', recalledEdge: '#633a53', townshipEdge: '#2f5750', superiorEdge: '#3a4c5f',
    box: '#56636f', share: '#233140', discEdge: '#2d3843', discDim: '#191f27', here: '#3a3414', hereEdge: '#d6b13c', band: '#24374a', nobody: '#3a3218', nobodyEdge: '#86733a', nobodyText: '#ecd899',
    hull: '#1c2630', hullEdge: '#36444f', badgeEdge: '#7f93a6', hover: '#233140',
    line: '#4c5a67', lineDim: '#27303a', linePale: '#2b353f', linePaleDim: '#1c232b', lineSome: '#6c8196', shares: '#6d7a87', shared: '#475666', together: '#4f6578', bridge: '#7b8996', handover: '#e0b45c', relation: '#75879a'
  };
  /* Where the system dictates the colours: text and edges, no washes. */
  const FORCED = {};
  for (const name of Object.keys(LIGHT)) { FORCED[name] = /^(text|soft|mark|basic|cooperative|recalled|township|superior|receiving|nobodyText|handover|hereEdge)$/.test(name) ? 'CanvasText' : 'Canvas'; }
  Object.assign(FORCED, { dimText: 'GrayText', dim: 'GrayText', accent: 'Highlight', onAccent: 'HighlightText' });
  for (const name of Object.keys(LIGHT)) { if (/Edge$|^box$/.test(name)) { FORCED[name] = 'CanvasText'; } }
  for (const name of Object.keys(LIGHT)) { if (/^line$|^disc|^share[sd]$|^relation$|^together$|^bridge$/.test(name) && name !== 'discDim') { FORCED[name] = 'GrayText'; } }
  FORCED.lineSome = 'CanvasText';
  // of hundreds of lines those alone that are asked for: nothing dictates a colour paler than that of words
  Object.assign(FORCED, { linePale: 'transparent', linePaleDim: 'transparent' });
  const PALETTES = { light: LIGHT, dark: DARK, forced: FORCED };
  const ink = Object.assign({}, LIGHT);
  let now = 'light';
  const use = (name) => { const last = now; now = name; Object.assign(ink, PALETTES[name]); return last; };

  const kinds = { B: 'basic', C: 'cooperative', R: 'recalled' };
  const kindOf = (code) => kinds[code.charAt(0)];
  const slices = (value, ends) => {
    let start = 0;
    return ends.map((end, place) => {
      const part = value.slice(start, end).trim();
      start = end;
      return place === ends.length - 1 && end < value.length ? `${part}…` : part;
    });
  };
  const node = ([group, ref, x, y, w, h, ends]) => ({ group, ref, x, y, w, h, ends });
  const ground = ([group, ref, x, y, w, h, words, points]) => ({ group, ref, x, y, w, h, text: words, points });
  const edge = ([group, from, to, note, points], place) => ({ id: `e${place}`, group, from, to, note: note || '', points: points || null });
  const open = (packed) => ({ width: packed.size[0], height: packed.size[1], ground: packed.ground.map(ground), edges: packed.edges.map(edge), nodes: packed.nodes.map(node) });
  /* A department's scene (kg/views/focus.py); `carriers` says who carries a duty, and whether its column names them. */
  const desk = (packed, carriers) => {
    const nodes = packed.nodes.map(node);
    const own = nodes.find((each) => each.group === 'focus').ref;
    const first = [];
    const second = [];
    for (const each of nodes.filter((one) => one.group === 'card')) {
      for (const carrier of carriers(each.ref)) {
        if (carrier.ref === own) { first.push([carrier.declared ? 'carries' : 'acts', own, each.ref]); } else { second.push(['shares', each.ref, carrier.ref]); }
      }
    }
    return {
      width: packed.size[0], height: packed.size[1], nodes, edges: first.concat(second).map(edge),
      ground: packed.heads.map(([ref, y]) => ({ group: 'heading', ref, x: 464, y, w: 444, h: 22, text: '' }))
    };
  };
  /* Primitives */
  const rect = (x, y, w, h, r, fill, stroke, dash, width) => ({ k: 'rect', x: x - w / 2, y: y - h / 2, w, h, r, fill, stroke, dash, width: width || 1 });
  const text = (x, y, value, size, fill, align, weight, halo) => ({ k: 'text', x, y, text: value, size, fill, align: align || 'left', weight: weight || 400, halo });
  const circle = (x, y, r, fill, stroke, width) => ({ k: 'circle', x, y, r, fill, stroke, width: width || 1 });
  /* Circle, diamond, triangle: the three lists, told apart without colour. */
  const shape = (kind, x, y, r, fill, stroke) => {
    if (kind === 'basic') { return circle(x, y, r, fill, stroke); }
    const points = kind === 'cooperative'
      ? [[x, y - r * 1.2], [x + r * 1.2, y], [x, y + r * 1.2], [x - r * 1.2, y]]
      : [[x, y - r * 1.15], [x + r * 1.15, y + r * 0.85], [x - r * 1.15, y + r * 0.85]];
    return { k: 'poly', points, fill, stroke, width: 1 };
  };
  /* A colour: pale where the filters leave a thing out. */
  const toned = (look, name, pale) => (look.dim ? ink[pale] : ink[name]);
  const ring = (n, look, more, r) => (look.marked && !look.dim ? [rect(n.x, n.y, n.w + more, n.h + more, r, null, ink.mark, null, 1.6)] : []);

  const dot = (n, look) => {
    const r = n.w / 2;
    const parts = [];
    if (look.marked && !look.dim) { parts.push(circle(n.x, n.y, r * 1.6, null, ink.mark, 1.6)); }
    if (look.hover) { parts.push(circle(n.x, n.y, r * 1.75, ink.paper, ink[n.group], 2)); }
    parts.push(shape(n.group, n.x, n.y, r, toned(look, n.group, 'dim'), ink.paper));
    return parts;
  };
  const pill = (n, look, labels) => {
    const dashed = n.group === 'class' || n.group === 'partner';
    const strong = look.hover || look.strong;
    const size = n.size || 12;
    const words = strong ? ink.onAccent : toned(look, 'text', 'dimText');
    const parts = [rect(n.x, n.y, n.w, n.h, 5, strong ? ink.accent : ink.paper, strong ? ink.accent : toned(look, 'box', 'dim'), dashed ? [4, 3] : null)];
    if (n.group === 'department' && labels.share && !look.dim && !strong) {
      const share = labels.share(n) * (n.w - 2);
      parts.push(rect(n.x - n.w / 2 + 1 + share / 2, n.y, share, n.h - 2, 4, ink.share));
    }
    return parts.concat(ring(n, look, 4, 7), [
      text(n.x - n.w / 2 + 8, n.y, slices(labels.text(n), n.ends)[0] || '', size, words, 'left', strong ? 600 : 400),
      text(n.x + n.w / 2 - 8, n.y, labels.load(n), size, words, 'right', 600)
    ]);
  };
  const card = (n, look, labels) => {
    const kind = kindOf(n.ref);
    const top = n.y - n.h / 2;
    const words = toned(look, 'text', 'dimText');
    const code = toned(look, kind, 'dimText');
    const edgeOf = look.hover ? ink[kind] : toned(look, `${kind}Edge`, 'dim');
    // Recalled 35 is wider than 收回 35: the title gives way by what is free behind it (kg/views/focus.py, CARD_TEXT)
    const [sign, number, title] = labels.isWide ? [12, 22, 102] : [15, 27, 88];
    const left = n.x - n.w / 2;
    return [
      rect(n.x, n.y, n.w, n.h, 5, toned(look, `${kind}Wash`, 'paper'), edgeOf, null, look.hover ? 2 : 1), ...ring(n, look, 5, 7),
      shape(kind, left + sign, top + 15, 5, toned(look, kind, 'dim')), text(left + number, top + 15, labels.code(n.ref), 12, code, 'left', 600),
      ...slices(labels.text(n), n.ends).map((line, place) => text(left + title, top + 15 + place * 18, line, 13, words))
    ];
  };
  const focus = (n, look, labels) => {
    const lines = slices(labels.text(n), n.ends);
    const top = n.y - (lines.length * 20 + 18) / 2 + 10;
    return [
      rect(n.x, n.y, n.w, n.h, 8, ink.accent), ...lines.map((line, place) => text(n.x, top + place * 20, line, 15, ink.onAccent, 'center', 600)),
      text(n.x, top + lines.length * 20 + 2, labels.load(n), 12, ink.onAccent, 'center')
    ];
  };
  const result = (n, look, labels) => {
    const top = n.y - n.h / 2;
    const tone = look.dim ? ink.dim : labels.tone(n);
    return [
      rect(n.x, n.y, n.w, n.h, 5, look.hover ? ink.hover : ink.paper, tone, null, look.hover ? 2 : 1.2), rect(n.x - n.w / 2 + 3, n.y, 4, n.h - 6, 2, tone),
      ...slices(labels.text(n), n.ends).map((line, place) => text(n.x - n.w / 2 + 12, top + 14 + place * 17, line, 12, toned(look, 'text', 'dimText')))
    ];
  };
  const NODES = { basic: dot, cooperative: dot, recalled: dot, department: pill, class: pill, partner: pill, card, focus, result };
  const nodeParts = (n, look, labels) => (labels.paint ? labels.paint(n, look) : NODES[n.group](n, look, labels));

  const badge = (g, look, labels) => {
    if (look.hidden) { return {}; }
    const words = look.strong ? ink.onAccent : toned(look, 'text', 'dimText');
    return { over: [rect(g.x, g.y, g.w, g.h, g.h / 2, look.strong ? ink.accent : ink.paper, toned(look, 'badgeEdge', 'dim')), text(g.x, g.y, labels.ground(g), 12, words, 'center', 600)] };
  };
  const disc = (g, look, labels) => ({
    under: [circle(g.x, g.y, g.w / 2, toned(look, 'ground', 'discDim'), look.strong ? ink.accent : ink.discEdge, look.strong ? 2 : 1)],
    over: [text(g.x, g.y - g.h / 2 - 10, labels.ground(g), g.size || 13, toned(look, 'text', 'dimText'), 'center', 600, ink.paper)]
  });
  const middle = (g, look, labels) => ({ under: [text(g.x, g.y, labels.ground(g), 13, ink.soft, 'center', 600)] });
  /* Outlines of groups: dashed where another run might draw them otherwise. */
  const hull = (g) => {
    const sure = g.group === 'hull';
    return { under: [{ k: 'poly', points: g.points, fill: ink.hull, stroke: sure ? ink.hullEdge : ink.soft, width: 1, dash: sure ? null : [5, 4] }] };
  };
  const GROUND = {
    disc, badge, lone: middle, column: middle,
    heading: (g, look, labels) => ({ under: [text(g.x - g.w / 2 + 2, g.y + 2, labels.ground(g), 12, ink.soft, 'left', 600)] }),
    hull, 'hull-unsure': hull,
    group: (g, look, labels) => ({ under: [text(g.x - g.w / 2, g.y, labels.ground(g), 13, ink.text, 'left', 600)] }),
    bridge: (g, look, labels) => ({ over: [text(g.x, g.y, labels.ground(g), 12, toned(look, 'soft', 'dimText'), 'center', 400, ink.paper)] })
  };
  /* Returns {under: [...], over: [...]}: what lies below the lines, and what lies on them. */
  const groundParts = (g, look, labels) => Object.assign({ under: [], over: [] }, GROUND[g.group] ? GROUND[g.group](g, look, labels) : null);
  /* The way of an arc right of two boxes: a curve whose handles lie as far out as the boxes lie apart (kg/views/groups.py, bulge). */
  const arc = (a, b, reach) => {
    const x = Math.max(a.x + a.w / 2, b.x + b.w / 2);
    const out = x + Math.min(reach, 22 + 0.34 * Math.abs(a.y - b.y));
    return [[x, a.y], [out, a.y], [out, b.y], [x, b.y]];
  };
  const curved = (group) => ['shares', 'carries-curved', 'acts-curved', 'relation'].includes(group);
  return { open, desk, slices, kindOf, shape, nodeParts, groundParts, arc, curved, ink, use, PALETTES, node };
})();
if (typeof module !== 'undefined') { module.exports = kgScene; }
