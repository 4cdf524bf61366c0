/* Primitives on a canvas. */
const kgPaint = (() => {
  'use strict';
  const font = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Hiragino Sans GB", sans-serif';
  const round = (ctx, p) => {
    const r = Math.min(p.r || 0, p.w / 2, p.h / 2);
    ctx.moveTo(p.x + r, p.y);
    ctx.arcTo(p.x + p.w, p.y, p.x + p.w, p.y + p.h, r);
    ctx.arcTo(p.x + p.w, p.y + p.h, p.x, p.y + p.h, r);
    ctx.arcTo(p.x, p.y + p.h, p.x, p.y, r);
    ctx.arcTo(p.x, p.y, p.x + p.w, p.y, r);
    ctx.closePath();
  };
  const TRACES = {
    rect: round,
    circle: (ctx, p) => ctx.arc(p.x, p.y, p.r, 0, 2 * Math.PI),
    poly: (ctx, p) => {
      p.points.forEach(([x, y], place) => (place ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      ctx.closePath();
    }
  };
  const finish = (ctx, p) => {
    if (p.fill) { ctx.fillStyle = p.fill; ctx.fill(); }
    if (p.stroke) {
      ctx.strokeStyle = p.stroke;
      ctx.lineWidth = p.width || 1;
      if (p.dash) { ctx.setLineDash(p.dash); }
      ctx.stroke();
      if (p.dash) { ctx.setLineDash([]); }
    }
  };
  const face = (p) => `${p.weight > 400 ? '600 ' : '400 '}${p.size}px ${font}`;
  const words = (ctx, p) => {
    ctx.font = face(p);
    ctx.textAlign = p.align;
    ctx.textBaseline = 'middle';
    if (p.halo) { ctx.strokeStyle = p.halo; ctx.lineWidth = 3; ctx.lineJoin = 'round'; ctx.strokeText(p.text, p.x, p.y); }
    ctx.fillStyle = p.fill;
    ctx.fillText(p.text, p.x, p.y);
  };
  const paint = (ctx, parts) => {
    for (const p of parts) {
      if (p.k === 'text') { words(ctx, p); } else {
        ctx.beginPath();
        TRACES[p.k](ctx, p);
        finish(ctx, p);
      }
    }
  };
  const trace = (ctx, l) => {
    const middle = (l.x1 + l.x2) / 2;
    if (l.way) { l.way.forEach(([x, y], at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y))); return; }
    if (l.bend) { ctx.moveTo(...l.bend[0]); ctx.bezierCurveTo(...l.bend[1], ...l.bend[2], ...l.bend[3]); return; }
    ctx.moveTo(l.x1, l.y1);
    if (l.curve) { ctx.bezierCurveTo(middle, l.y1, middle, l.y2, l.x2, l.y2); } else { ctx.lineTo(l.x2, l.y2); }
  };
  const arrow = (ctx, l) => {
    const way = l.x2 < l.x1 ? 1 : -1;
    ctx.beginPath();
    ctx.moveTo(l.x2, l.y2);
    ctx.lineTo(l.x2 + way * 8, l.y2 - 4);
    ctx.lineTo(l.x2 + way * 8, l.y2 + 4);
    ctx.closePath();
    ctx.fillStyle = l.color;
    ctx.fill();
  };
  const styled = (l) => `${l.color} ${l.width} ${(l.dash || []).join()}`;
  /* Lines in a row that are drawn alike are one stroke, of at most so many. */
  const TOGETHER = 60;
  /* `hair`: how wide thin lines are at most; a browser without a graphics card strokes what is under a pixel much faster. */
  const lines = (ctx, all, hair = Infinity) => {
    let at = 0;
    while (at < all.length) {
      const style = styled(all[at]);
      const [first] = [all[at]];
      ctx.beginPath();
      let count = 0;
      const from = at;
      while (at < all.length && count < TOGETHER && styled(all[at]) === style) { trace(ctx, all[at]); at += 1; count += 1; }
      ctx.strokeStyle = first.color;
      ctx.lineWidth = first.width > 1 ? first.width : Math.min(first.width, hair);
      ctx.setLineDash(first.dash || []);
      ctx.stroke();
      ctx.setLineDash([]);
      for (const l of all.slice(from, at)) { if (l.arrow) { arrow(ctx, l); } }
    }
  };
  const line = (ctx, l) => lines(ctx, [l]);
  /* How far a text reaches from left to right. */
  const span = (ctx, p) => {
    ctx.font = face(p);
    const width = ctx.measureText(p.text).width;
    const share = { left: 0, center: 0.5, right: 1 }[p.align];
    return { left: p.x - width * share, width };
  };
  const BOXES = {
    rect: (p) => [p.x, p.y, p.x + p.w, p.y + p.h],
    circle: (p) => [p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r],
    poly: (p) => {
      const xs = p.points.map((point) => point[0]);
      const ys = p.points.map((point) => point[1]);
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    },
    // wider than any text is: twice an em a letter
    text: (p) => { const reach = p.text.length * p.size * 2; return [p.x - reach, p.y - p.size, p.x + reach, p.y + p.size]; }
  };
  /* Whether something lies in a window {left, right, top, bottom}, at least in part. */
  const touches = (p, seen) => {
    const [left, top, right, bottom] = p.reach || (p.reach = BOXES[p.k](p));
    return left < seen.right && right > seen.left && top < seen.bottom && bottom > seen.top;
  };
  const crosses = (l, seen) => {
    const points = l.way || l.bend || [[l.x1, l.y1], [l.x2, l.y2]];
    const [left, top, right, bottom] = l.reach || (l.reach = BOXES.poly({ points }));
    return left < seen.right && right > seen.left && top < seen.bottom && bottom > seen.top;
  };
  return { paint, line, lines, face, span, touches, crosses, font };
})();
if (typeof module !== 'undefined') { module.exports = kgPaint; }
