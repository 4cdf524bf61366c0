/* Primitives as SVG. */
const kgSvg = (() => {
  'use strict';
  const HEAD = 30;
  /* Height to width of what an A4 sheet across holds below its caption. */
  const SHEET = 0.62;
  const escape = (text) => String(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  const n = (value) => String(Math.round(value * 10) / 10);
  const style = (p) => ` fill="${p.fill || 'none'}"${p.stroke ? ` stroke="${p.stroke}" stroke-width="${n(p.width || 1)}"` : ''}${p.dash ? ` stroke-dasharray="${p.dash.join(' ')}"` : ''}`;
  const words = (p) => {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[p.align];
    const weight = p.weight > 400 ? ' font-weight="600"' : '';
    const halo = p.halo ? ` paint-order="stroke" stroke="${p.halo}" stroke-width="3" stroke-linejoin="round"` : '';
    return `<text x="${n(p.x)}" y="${n(p.y)}" dy="0.35em" font-size="${p.size}" text-anchor="${anchor}"${weight}${halo} fill="${p.fill}">${escape(p.text)}</text>`;
  };
  const PARTS = {
    rect: (p) => `<rect x="${n(p.x)}" y="${n(p.y)}" width="${n(p.w)}" height="${n(p.h)}" rx="${n(p.r || 0)}"${style(p)}/>`,
    circle: (p) => `<circle cx="${n(p.x)}" cy="${n(p.y)}" r="${n(p.r)}"${style(p)}/>`,
    poly: (p) => `<polygon points="${p.points.map((point) => `${n(point[0])},${n(point[1])}`).join(' ')}"${style(p)}/>`,
    text: words
  };
  const part = (p) => PARTS[p.k](p);
  const line = (l) => {
    const middle = n((l.x1 + l.x2) / 2);
    const at = (point) => `${n(point[0])} ${n(point[1])}`;
    const straight = `M${n(l.x1)} ${n(l.y1)}${l.curve ? `C${middle} ${n(l.y1)} ${middle} ${n(l.y2)} ` : 'L'}${n(l.x2)} ${n(l.y2)}`;
    const bent = l.bend ? `M${at(l.bend[0])}C${l.bend.slice(1).map(at).join(' ')}` : straight;
    const way = l.way ? `M${l.way.map(at).join('L')}` : bent;
    const dash = l.dash && l.dash.length ? ` stroke-dasharray="${l.dash.join(' ')}"` : '';
    const path = `<path d="${way}" fill="none" stroke="${l.color}" stroke-width="${n(l.width)}"${dash}/>`;
    const back = l.x2 < l.x1 ? 8 : -8;
    return path + (l.arrow ? `<polygon points="${n(l.x2)},${n(l.y2)} ${n(l.x2 + back)},${n(l.y2 - 4)} ${n(l.x2 + back)},${n(l.y2 + 4)}" fill="${l.color}"/>` : '');
  };
  /* Whose list, which edition, which filter, which day: a line above the picture. */
  const caption = (layers) => ({ k: 'text', x: 12, y: HEAD / 2, text: layers.caption, size: 12, fill: layers.ink, align: 'left', weight: 400 });
  /* layers: {width, height, under, lines, nodes, over, title, paper, ink, caption} */
  const write = (layers) => {
    const head = layers.caption ? HEAD : 0;
    const size = [n(layers.width), n(layers.height + head)];
    const body = [...layers.under.map(part), ...layers.lines.map(line), ...layers.nodes.map(part), ...layers.over.map(part)].join('\n');
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size[0]} ${size[1]}" width="${size[0]}" height="${size[1]}" font-family="Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif">\n`
      + `<title>${escape(layers.title)}</title>\n<rect width="100%" height="100%" fill="${layers.paper}"/>\n${head ? part(caption(layers)) : ''}<g transform="translate(0 ${head})">\n${body}\n</g>\n</svg>\n`;
  };
  const SPANS = {
    rect: (p) => [p.y, p.y + p.h],
    circle: (p) => [p.y - p.r, p.y + p.r],
    poly: (p) => [Math.min(...p.points.map((point) => point[1])), Math.max(...p.points.map((point) => point[1]))],
    text: (p) => [p.y - p.size, p.y + p.size]
  };
  /* A frame around other boxes may be cut, what is in it not. */
  const holds = (one, other) => one !== other && Math.abs(one.x - other.x) <= (one.w - other.w) / 2 && Math.abs(one.y - other.y) <= (one.h - other.h) / 2;
  /* Where a picture that is longer than a sheet is cut: [[top, bottom]], not through a box where there is a way between two,
     else not through what is in a box nor through letters. */
  const cuts = (layers, boxes) => {
    const most = layers.width * SHEET;
    // what is a little longer than a sheet is drawn smaller, not cut
    if (layers.height <= most * 1.3) { return [[0, layers.height]]; }
    const whole = boxes.map((box) => [box.y - box.h / 2, box.y + box.h / 2]);
    const inner = boxes.filter((box) => !boxes.some((other) => holds(box, other))).map((box) => [box.y - box.h / 2, box.y + box.h / 2]);
    const letters = [...layers.under, ...layers.nodes, ...layers.over].filter((p) => p.k === 'text').map(SPANS.text);
    const between = (spans, top) => {
      let cut = top + most;
      const free = (y) => spans.every(([low, high]) => y <= low || y >= high);
      while (cut > top + most * 0.6 && !free(cut)) { cut -= 2; }
      return free(cut) ? cut : 0;
    };
    const found = [];
    let top = 0;
    const more = () => !found.length || letters.some(([, high]) => high > top);
    while (layers.height - top > most * 1.12 && more()) {
      const cut = between(whole, top) || between([...inner, ...letters], top) || top + most;
      found.push([top, cut]);
      top = cut;
    }
    // no sheet for the end of a frame alone
    if (more()) { found.push([top, layers.height]); } else { found[found.length - 1][1] = layers.height; }
    return found;
  };
  /* What of a picture lies between two heights. Letters, and what is no higher than a pill, are never cut: whatever has its middle there is
     there whole; `from` and `to` are where the sheet begins and ends with such things. */
  const PILL = 40;
  const whole = (p) => p.k === 'text' || SPANS[p.k](p)[1] - SPANS[p.k](p)[0] <= PILL;
  const within = (layers, top, bottom) => {
    const touches = ([low, high]) => high > top && low < bottom;
    const lies = (middle) => (top <= 0 || middle >= top) && (bottom >= layers.height || middle < bottom);
    const middle = ([low, high]) => (low + high) / 2;
    const here = (p) => (whole(p) ? lies(middle(SPANS[p.k](p))) : touches(SPANS[p.k](p)));
    const parts = (all) => all.filter(here);
    const lines = layers.lines.filter((l) => touches([Math.min(l.y1, l.y2), Math.max(l.y1, l.y2)]));
    const found = { under: parts(layers.under), nodes: parts(layers.nodes), over: parts(layers.over) };
    const uncut = [].concat(...Object.values(found)).filter(whole).map((p) => SPANS[p.k](p));
    const from = uncut.reduce((least, [low]) => Math.min(least, low), top);
    const to = uncut.reduce((most, [, high]) => Math.max(most, high), bottom);
    return Object.assign({}, layers, { caption: '', lines, from, to }, found);
  };
  return { write, escape, caption, cuts, within };
})();
if (typeof module !== 'undefined') { module.exports = kgSvg; }
