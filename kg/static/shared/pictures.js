/* Downloads of pictures: PNG (opaque), SVG; any other file; and what is printed of a picture. */
const kgSave = (() => {
  'use strict';
  function blob(content, type, name) {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    window.setTimeout(() => { URL.revokeObjectURL(url); }, 4000);
  }
  function canvas(layers, scale) {
    const sheet = document.createElement('canvas');
    sheet.width = Math.ceil(layers.width * scale);
    sheet.height = Math.ceil(layers.height * scale);
    const ctx = sheet.getContext('2d');
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, sheet.width, sheet.height);
    ctx.scale(scale, scale);
    kgPaint.paint(ctx, layers.under);
    layers.lines.forEach((l) => { kgPaint.line(ctx, l); });
    kgPaint.paint(ctx, layers.nodes);
    kgPaint.paint(ctx, layers.over);
    return sheet;
  }
  function png(layers, name) {
    const scale = Math.min(2, 8000 / layers.height);
    canvas(layers, scale).toBlob((data) => { blob(data, 'image/png', name); }, 'image/png');
  }
  function picture(layers) {
    const parsed = new DOMParser().parseFromString(kgSvg.write(layers), 'image/svg+xml');
    return document.importNode(parsed.documentElement, true);
  }
  function safe(name) { return name.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-'); }
  return {
    blob, png, canvas, picture, safe,
    svg: (layers, name) => blob(kgSvg.write(layers), 'image/svg+xml', name)
  };
})();
