/* Primitives on a canvas. */
const kgPaint = (() => {
  'use strict';
  const font = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Hiragino Sans GB", sans-serif';
  function round(ctx, p) {
    const r = Math.min(p.r || 0, p.w / 2, p.h / 2);
    ctx.beginPath();
    ctx.moveTo(p.x + r, p.y);
    ctx.arcTo(p.x + p.w, p.y, p.x + p.w, p.y + p.h, r);
    ctx.arcTo(p.x + p.w, p.y + p.h, p.x, p.y + p.h, r);
    ctx.arcTo(p.x, p.y + p.h, p.x, p.y, r);
    ctx.arcTo(p.x, p.y, p.x + p.w, p.y, r);
    ctx.closePath();
  }
  function finish(ctx, p) {
    if (p.fill) { ctx.fillStyle = p.fill; ctx.fill(); }
    if (p.stroke) {
      ctx.strokeStyle = p.stroke;
      ctx.lineWidth = p.width || 1;
      if (p.dash) { ctx.setLineDash(p.dash); }
      ctx.stroke();
      if (p.dash) { ctx.setLineDash([]); }
    }
  }
  function face(p) { return `${(p.weight > 400 ? '600 ' : '400 ') + p.size}px ${font}`; }
  function words(ctx, p) {
    ctx.font = face(p);
    ctx.textAlign = p.align;
    ctx.textBaseline = 'middle';
    if (p.halo) { ctx.strokeStyle = p.halo; ctx.lineWidth = 3; ctx.lineJoin = 'round'; ctx.strokeText(p.text, p.x, p.y); }
    ctx.fillStyle = p.fill;
    ctx.fillText(p.text, p.x, p.y);
  }
  function paint(ctx, parts) {
    parts.forEach((p) => {
      if (p.k === 'text') { words(ctx, p); return; }
      if (p.k === 'rect') { round(ctx, p); } else {
        ctx.beginPath();
        if (p.k === 'circle') { ctx.arc(p.x, p.y, p.r, 0, 2 * Math.PI); } else {
          p.points.forEach((q, i) => { if (i) { ctx.lineTo(q[0], q[1]); } else { ctx.moveTo(q[0], q[1]); } });
          ctx.closePath();
        }
      }
      finish(ctx, p);
    });
  }
  function line(ctx, l) {
    ctx.beginPath();
    ctx.moveTo(l.x1, l.y1);
    if (l.way) { l.way.forEach(([x, y], at) => { if (at) { ctx.lineTo(x, y); } else { ctx.moveTo(x, y); } }); } else if (l.bend) { ctx.moveTo(...l.bend[0]); ctx.bezierCurveTo(...l.bend[1], ...l.bend[2], ...l.bend[3]); } else if (l.curve) { const m = (l.x1 + l.x2) / 2; ctx.bezierCurveTo(m, l.y1, m, l.y2, l.x2, l.y2); } else { ctx.lineTo(l.x2, l.y2); }
    ctx.strokeStyle = l.color;
    ctx.lineWidth = l.width;
    ctx.setLineDash(l.dash || []);
    ctx.stroke();
    ctx.setLineDash([]);
    if (l.arrow) {
      const way = l.x2 < l.x1 ? 1 : -1;
      ctx.beginPath();
      ctx.moveTo(l.x2, l.y2);
      ctx.lineTo(l.x2 + way * 8, l.y2 - 4);
      ctx.lineTo(l.x2 + way * 8, l.y2 + 4);
      ctx.closePath();
      ctx.fillStyle = l.color;
      ctx.fill();
    }
  }
  return { paint, line, face, font };
})();
if (typeof module !== 'undefined') { module.exports = kgPaint; }
