/* A scene as primitives: rectangles, circles, polygons, lines of text. Canvas and SVG are painted from the same. */
const kgScene = (() => {
  'use strict';
  const ink = {
    text: '#1b2733', soft: '#4a5866', line: '#c3ccd5', paper: '#ffffff', ground: '#f1f4f7', dim: '#dfe4e9', dimText: '#687480', accent: '#1d4f7c',
    basic: '#1f5fa8', cooperative: '#a64b00', recalled: '#8a1c5c', township: '#17695a',
    basicWash: '#eef4fb', cooperativeWash: '#fdf4ea', recalledWash: '#fbeef5', townshipWash: '#eef7f4', superiorWash: '#f0f4f8', mark: '#1b2733'
  };
  const kinds = { B: 'basic', C: 'cooperative', R: 'recalled' };
  function kindOf(code) { return kinds[code.charAt(0)]; }
  function slices(text, ends) {
    let start = 0;
    return ends.map((end, i) => {
      const part = text.slice(start, end).trim();
      start = end;
      return i === ends.length - 1 && end < text.length ? `${part}…` : part;
    });
  }
  function node(row) {
    return { group: row[0], ref: row[1], x: row[2], y: row[3], w: row[4], h: row[5], ends: row[6] };
  }
  function ground(row) {
    return { group: row[0], ref: row[1], x: row[2], y: row[3], w: row[4], h: row[5], text: row[6], points: row[7] };
  }
  function edge(row, i) { return { id: `e${i}`, group: row[0], from: row[1], to: row[2], note: row[3] || '', points: row[4] || null }; }
  function open(packed) {
    return { width: packed.size[0], height: packed.size[1], ground: packed.ground.map(ground), edges: packed.edges.map(edge), nodes: packed.nodes.map(node) };
  }
  /* A department's scene (kg/views/focus.py); `carriers` says who carries a duty, and whether its column names them. */
  function desk(packed, carriers) {
    const nodes = packed.nodes.map(node);
    const own = nodes.filter((n) => { return n.group === 'focus'; })[0].ref;
    const first = [];
    const second = [];
    nodes.forEach((n) => {
      if (n.group !== 'card') { return; }
      carriers(n.ref).forEach((c) => {
        if (c.ref === own) { first.push([c.declared ? 'carries' : 'acts', own, n.ref]); } else { second.push(['shares', n.ref, c.ref]); }
      });
    });
    return {
      width: packed.size[0], height: packed.size[1], nodes, edges: first.concat(second).map(edge),
      ground: packed.heads.map((row) => { return { group: 'heading', ref: row[0], x: 464, y: row[1], w: 444, h: 22, text: '' }; })
    };
  }
  /* A duty's scene: lanes and columns are always the same (kg/views/duty.py). */
  function lanes(packed) {
    const across = { s: 239, t: 761 };
    const wide = 462;
    function column(ref) { return ref.charAt(0) === 's' || ref.charAt(0) === 'b' ? across.s : across.t; }
    return {
      width: 1000, height: packed.height,
      ground: [['superior', across.s, 0], ['township', across.t, 1]].map((lane) => {
        return { group: `lane-${lane[0]}`, ref: lane[0], x: lane[1], y: packed.height / 2, w: wide, h: packed.height - 12, text: String(packed.counts[lane[2]]) };
      }).concat(packed.bands.map((row) => {
        return { group: row[0] === 'b' ? 'band' : 'nobody', ref: row[1], x: across.s, y: row[2], w: wide - 20, h: 28, text: row[3] };
      })),
      edges: packed.edges.map(edge),
      nodes: packed.steps.map((row) => {
        let at = 0;
        return { group: 'step', ref: row[0], x: column(row[0]), y: row[1], w: wide - 20, h: row[2], ends: row.slice(3).map((n) => { at += n; return at; }) };
      })
    };
  }
  function rect(x, y, w, h, r, fill, stroke, dash, width) {
    return { k: 'rect', x: x - w / 2, y: y - h / 2, w, h, r, fill, stroke, dash, width: width || 1 };
  }
  function text(x, y, value, size, fill, align, weight, halo) {
    return { k: 'text', x, y, text: value, size, fill, align: align || 'left', weight: weight || 400, halo };
  }
  /* Circle, diamond, triangle: the three lists, told apart without colour. */
  function shape(kind, x, y, r, fill, stroke) {
    if (kind === 'basic') { return { k: 'circle', x, y, r, fill, stroke, width: 1 }; }
    const points = kind === 'cooperative' ?
      [[x, y - r * 1.2], [x + r * 1.2, y], [x, y + r * 1.2], [x - r * 1.2, y]] :
      [[x, y - r * 1.15], [x + r * 1.15, y + r * 0.85], [x - r * 1.15, y + r * 0.85]];
    return { k: 'poly', points, fill, stroke, width: 1 };
  }
  function dot(n, look) {
    const r = n.w / 2;
    const parts = [];
    if (look.marked && !look.dim) { parts.push({ k: 'circle', x: n.x, y: n.y, r: r * 1.6, stroke: ink.mark, width: 1.6 }); }
    if (look.hover) { parts.push({ k: 'circle', x: n.x, y: n.y, r: r * 1.75, fill: '#ffffff', stroke: ink[n.group], width: 2 }); }
    parts.push(shape(n.group, n.x, n.y, r, look.dim ? ink.dim : ink[n.group], '#ffffff'));
    return parts;
  }
  function pill(n, look, labels) {
    const dashed = n.group === 'class' || n.group === 'partner';
    const strong = look.hover || look.strong;
    const fill = strong ? ink.accent : '#ffffff';
    const tone = strong ? '#ffffff' : look.dim ? ink.dimText : ink.text;
    const parts = [rect(n.x, n.y, n.w, n.h, 5, fill, strong ? ink.accent : look.dim ? ink.dim : '#9fabb7', dashed ? [4, 3] : null)];
    const load = labels.load(n);
    if (n.group === 'department' && labels.share && !look.dim && !strong) {
      parts.push(rect(n.x - n.w / 2 + 1 + labels.share(n) * (n.w - 2) / 2, n.y, labels.share(n) * (n.w - 2), n.h - 2, 4, '#e3ebf3'));
    }
    if (look.marked && !look.dim) { parts.push(rect(n.x, n.y, n.w + 4, n.h + 4, 7, null, ink.mark, null, 1.6)); }
    parts.push(text(n.x - n.w / 2 + 8, n.y, slices(labels.text(n), n.ends)[0] || '', 12, tone, 'left', strong ? 600 : 400));
    parts.push(text(n.x + n.w / 2 - 8, n.y, load, 12, tone, 'right', 600));
    return parts;
  }
  function card(n, look, labels) {
    const kind = kindOf(n.ref);
    const top = n.y - n.h / 2;
    const parts = [rect(n.x, n.y, n.w, n.h, 5, look.dim ? '#ffffff' : ink[`${kind}Wash`], look.hover ? ink[kind] : look.dim ? ink.dim : '#c9b9a8', null, look.hover ? 2 : 1)];
    if (kind !== 'cooperative' && !look.hover && !look.dim) { parts[0].stroke = kind === 'recalled' ? '#d3a9c0' : '#a9c1dd'; }
    if (look.marked && !look.dim) { parts.push(rect(n.x, n.y, n.w + 5, n.h + 5, 7, null, ink.mark, null, 1.6)); }
    parts.push(shape(kind, n.x - n.w / 2 + 15, top + 15, 5, look.dim ? ink.dim : ink[kind]));
    parts.push(text(n.x - n.w / 2 + 27, top + 15, labels.code(n.ref), 12, look.dim ? ink.dimText : ink[kind], 'left', 600));
    slices(labels.text(n), n.ends).forEach((line, i) => {
      parts.push(text(n.x - n.w / 2 + 88, top + 15 + i * 18, line, 13, look.dim ? ink.dimText : ink.text));
    });
    return parts;
  }
  function focus(n, look, labels) {
    const parts = [rect(n.x, n.y, n.w, n.h, 8, ink.accent)];
    const lines = slices(labels.text(n), n.ends);
    const top = n.y - (lines.length * 20 + 18) / 2 + 10;
    lines.forEach((line, i) => { parts.push(text(n.x, top + i * 20, line, 15, '#ffffff', 'center', 600)); });
    parts.push(text(n.x, top + lines.length * 20 + 2, labels.load(n), 12, '#dbe7f2', 'center'));
    return parts;
  }
  function step(n, look, labels) {
    const own = n.ref.charAt(0) !== 's';
    const top = n.y - n.h / 2;
    const parts = [rect(n.x, n.y, n.w, n.h, 5, look.strong ? '#fff8dc' : '#ffffff', look.strong ? '#b58900' : own ? '#a9cfc4' : '#b4c5d6')];
    const left = n.x - n.w / 2;
    const ordinal = labels.ordinal(n.ref);
    if (ordinal) { parts.push(text(left + 28, top + 18, ordinal, 13, own ? ink.township : ink.accent, 'right', 600)); }
    slices(labels.text(n), n.ends).forEach((line, i) => { parts.push(text(left + (ordinal ? 38 : 18), top + 18 + i * 20, line, 13, ink.text)); });
    return parts;
  }
  function result(n, look, labels) {
    const top = n.y - n.h / 2;
    const tone = labels.tone(n);
    const parts = [rect(n.x, n.y, n.w, n.h, 5, look.hover ? '#eef3f8' : '#ffffff', look.dim ? ink.dim : tone, null, look.hover ? 2 : 1.2)];
    parts.push(rect(n.x - n.w / 2 + 3, n.y, 4, n.h - 6, 2, look.dim ? ink.dim : tone));
    slices(labels.text(n), n.ends).forEach((line, i) => {
      parts.push(text(n.x - n.w / 2 + 12, top + 14 + i * 17, line, 12, look.dim ? ink.dimText : ink.text));
    });
    return parts;
  }
  const painters = { basic: dot, cooperative: dot, recalled: dot, department: pill, class: pill, partner: pill, card, focus, step, result };
  function nodeParts(n, look, labels) { return painters[n.group](n, look, labels); }
  /* Returns {under: [...], over: [...]}: what lies below the lines, and what lies on them. */
  function groundParts(g, look, labels) {
    const under = [];
    const over = [];
    if (g.group === 'disc') {
      under.push({ k: 'circle', x: g.x, y: g.y, r: g.w / 2, fill: look.dim ? '#f8f9fa' : ink.ground, stroke: look.strong ? ink.accent : '#e0e6ec', width: look.strong ? 2 : 1 });
      over.push(text(g.x, g.y - g.h / 2 - 10, labels.ground(g), 13, look.dim ? ink.dimText : ink.text, 'center', 600, '#ffffff'));
    } else if (g.group === 'heading') {
      under.push(text(g.x - g.w / 2 + 2, g.y + 2, labels.ground(g), 12, ink.soft, 'left', 600));
    } else if (g.group.indexOf('lane-') === 0) {
      const side = g.group.slice(5);
      under.push(rect(g.x, g.y, g.w, g.h, 8, ink[`${side}Wash`]));
      under.push(text(g.x - g.w / 2 + 14, g.y - g.h / 2 + 22, labels.ground(g), 15, side === 'township' ? ink.township : ink.accent, 'left', 600));
      if (labels.empty(g)) { under.push(text(g.x, g.y - g.h / 2 + 76, labels.empty(g), 13, ink.soft, 'center')); }
    } else if (g.group === 'band' || g.group === 'nobody') {
      under.push(rect(g.x, g.y, g.w, g.h, 5, g.group === 'band' ? '#d5e2ee' : '#f3ead3', g.group === 'band' ? null : '#c8b173', g.group === 'band' ? null : [4, 3]));
      under.push(text(g.x - g.w / 2 + 10, g.y, labels.ground(g), 13, g.group === 'band' ? ink.accent : '#5f4500', 'left', 600));
    } else if (g.group === 'hull' || g.group === 'hull-unsure') {
      under.push({ k: 'poly', points: g.points, fill: '#f3f6f9', stroke: g.group === 'hull' ? '#c8d5e1' : ink.soft, width: 1, dash: g.group === 'hull' ? null : [5, 4] });
    } else if (g.group === 'group') {
      under.push(text(g.x - g.w / 2, g.y, labels.ground(g), 13, ink.text, 'left', 600));
    } else if (g.group === 'bridge') {
      over.push(text(g.x, g.y, labels.ground(g), 12, look.dim ? ink.dimText : ink.soft, 'center', 400, '#ffffff'));
    } else if (g.group === 'lone') {
      under.push(text(g.x, g.y, labels.ground(g), 13, ink.soft, 'center', 600));
    } else if (g.group === 'column') {
      under.push(text(g.x, g.y, g.text, 13, ink.soft, 'center', 600));
    } else if (g.group === 'badge') {
      if (look.hidden) { return { under, over }; }
      over.push(rect(g.x, g.y, g.w, g.h, g.h / 2, look.strong ? ink.accent : '#ffffff', look.dim ? ink.dim : '#7f93a6'));
      over.push(text(g.x, g.y, labels.ground(g), 12, look.strong ? '#ffffff' : look.dim ? ink.dimText : ink.text, 'center', 600));
    }
    return { under, over };
  }
  /* The way of an arc right of two boxes: a curve whose handles lie as far out as the boxes lie apart (kg/views/groups.py, bulge). */
  function arc(a, b, reach) {
    const x = Math.max(a.x + a.w / 2, b.x + b.w / 2);
    const out = x + Math.min(reach, 22 + 0.34 * Math.abs(a.y - b.y));
    return [[x, a.y], [out, a.y], [out, b.y], [x, b.y]];
  }
  function curved(group) { return group === 'shares' || group === 'carries-curved' || group === 'acts-curved' || group === 'handover' || group === 'relation'; }
  return { open, lanes, desk, slices, kindOf, shape, nodeParts, groundParts, arc, curved, ink, node };
})();
if (typeof module !== 'undefined') { module.exports = kgScene; }
