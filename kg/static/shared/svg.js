/* Primitives as SVG. */
const kgSvg = (() => {
  'use strict';
  function escape(text) {
    return String(text).replace(/[&<>"']/g, (c) => { return `&#${c.charCodeAt(0)};`; }).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  }
  function n(value) { return String(Math.round(value * 10) / 10); }
  function style(p) {
    return ` fill="${p.fill || 'none'}"${  p.stroke ? ` stroke="${p.stroke}" stroke-width="${n(p.width || 1)}"` : '' 
      }${p.dash ? ` stroke-dasharray="${p.dash.join(' ')}"` : ''}`;
  }
  function part(p) {
    if (p.k === 'rect') { return `<rect x="${n(p.x)}" y="${n(p.y)}" width="${n(p.w)}" height="${n(p.h)}" rx="${n(p.r || 0)}"${style(p)}/>`; }
    if (p.k === 'circle') { return `<circle cx="${n(p.x)}" cy="${n(p.y)}" r="${n(p.r)}"${style(p)}/>`; }
    if (p.k === 'poly') { return `<polygon points="${  p.points.map((q) => { return `${n(q[0])},${n(q[1])}`; }).join(' ')  }"${style(p)}/>`; }
    const anchor = { left: 'start', center: 'middle', right: 'end' }[p.align];
    return `<text x="${n(p.x)}" y="${n(p.y)}" dy="0.35em" font-size="${p.size}" text-anchor="${anchor}"${p.weight > 400 ? ' font-weight="600"' : ''}${p.halo ? ` paint-order="stroke" stroke="${p.halo}" stroke-width="3" stroke-linejoin="round"` : ''  } fill="${p.fill}">${escape(p.text)}</text>`;
  }
  function line(l) {
    const m = n((l.x1 + l.x2) / 2);
    const at = (point) => `${n(point[0])} ${n(point[1])}`;
    const way = l.way ? `M${l.way.map(at).join('L')}` : '';
    const bend = l.bend ? `M${at(l.bend[0])}C${l.bend.slice(1).map(at).join(' ')}` : '';
    const path = way || bend || `M${n(l.x1)} ${n(l.y1)}${l.curve ? `C${m} ${n(l.y1)} ${m} ${n(l.y2)} ` : 'L'  }${n(l.x2)} ${n(l.y2)}`;
    const back = l.x2 < l.x1 ? 8 : -8;
    return `<path d="${path}" fill="none" stroke="${l.color}" stroke-width="${n(l.width)}"${  l.opacity ? ` stroke-opacity="${l.opacity}"` : '' 
      }${l.dash && l.dash.length ? ` stroke-dasharray="${l.dash.join(' ')}"` : ''  }/>${ 
      l.arrow ? `<polygon points="${n(l.x2)},${n(l.y2)} ${n(l.x2 + back)},${n(l.y2 - 4)} ${n(l.x2 + back)},${n(l.y2 + 4)}" fill="${l.color}"/>` : ''}`;
  }
  /* layers: {width, height, under, lines, nodes, over, title} */
  function write(layers) {
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(layers.width)} ${n(layers.height)}" width="${n(layers.width)}" height="${n(layers.height)}" font-family="Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif">\n<title>${escape(layers.title)}</title>\n<rect width="100%" height="100%" fill="#ffffff"/>\n${layers.under.map(part).concat(layers.lines.map(line), layers.nodes.map(part), layers.over.map(part)).join('\n')}\n</svg>\n`;
  }
  return { write, escape };
})();
if (typeof module !== 'undefined') { module.exports = kgSvg; }
