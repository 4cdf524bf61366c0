/* Downloads of pictures: PNG (opaque), SVG; and what is printed of a picture. */
const kgSave = (() => {
  'use strict';
  /* Where the caption stands above a picture. */
  const HEAD = 30;
  const canvas = (layers, scale) => {
    const head = layers.caption ? HEAD : 0;
    const sheet = document.createElement('canvas');
    sheet.width = Math.ceil(layers.width * scale);
    sheet.height = Math.ceil((layers.height + head) * scale);
    const ctx = sheet.getContext('2d');
    ctx.fillStyle = layers.paper;
    ctx.fillRect(0, 0, sheet.width, sheet.height);
    ctx.scale(scale, scale);
    if (head) { kgPaint.paint(ctx, [kgSvg.caption(layers)]); }
    ctx.translate(0, head);
    kgPaint.paint(ctx, layers.under);
    layers.lines.forEach((line) => kgPaint.line(ctx, line));
    kgPaint.paint(ctx, layers.nodes);
    kgPaint.paint(ctx, layers.over);
    return sheet;
  };
  const png = (layers, name) => {
    const scale = Math.min(2, 8000 / layers.height);
    canvas(layers, scale).toBlob((data) => kgSheet.file(data, 'image/png', name), 'image/png');
  };
  const picture = (layers) => {
    const parsed = new DOMParser().parseFromString(kgSvg.write(layers), 'image/svg+xml');
    return document.importNode(parsed.documentElement, true);
  };
  /* A picture as the sheets that it takes on paper, one SVG each. */
  const sheets = (layers, boxes) => kgSvg.cuts(layers, boxes).map(([top, bottom]) => {
    const part = kgSvg.within(layers, top, bottom);
    const node = picture(part);
    node.setAttribute('viewBox', `0 ${part.from} ${layers.width} ${part.to - part.from}`);
    node.setAttribute('width', String(layers.width));
    node.setAttribute('height', String(part.to - part.from));
    return node;
  });
  return { png, canvas, picture, sheets, svg: (layers, name) => kgSheet.file(kgSvg.write(layers), 'image/svg+xml', name) };
})();
