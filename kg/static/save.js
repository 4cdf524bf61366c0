/* Downloads: CSV, PNG (white below), SVG, the verdicts; and what is printed. */
var kgSave = (function () {
  'use strict';
  function blob(content, type, name) {
    var url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: type }));
    var link = document.createElement('a');
    link.href = url;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    window.setTimeout(function () { URL.revokeObjectURL(url); }, 4000);
  }
  function canvas(layers, scale) {
    var sheet = document.createElement('canvas');
    sheet.width = Math.ceil(layers.width * scale);
    sheet.height = Math.ceil(layers.height * scale);
    var ctx = sheet.getContext('2d');
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, sheet.width, sheet.height);
    ctx.scale(scale, scale);
    kgPaint.paint(ctx, layers.under);
    layers.lines.forEach(function (l) { kgPaint.line(ctx, l); });
    kgPaint.paint(ctx, layers.nodes);
    kgPaint.paint(ctx, layers.over);
    return sheet;
  }
  function png(layers, name) {
    var scale = Math.min(2, 8000 / layers.height);
    canvas(layers, scale).toBlob(function (data) { blob(data, 'image/png', name); }, 'image/png');
  }
  function picture(layers) {
    var parsed = new DOMParser().parseFromString(kgSvg.write(layers), 'image/svg+xml');
    return document.importNode(parsed.documentElement, true);
  }
  function safe(name) { return name.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-'); }
  return {
    blob: blob, png: png, canvas: canvas, picture: picture, safe: safe,
    svg: function (layers, name) { blob(kgSvg.write(layers), 'image/svg+xml', name); },
    csv: function (rows, name) { blob(kgCsv.write(rows), 'text/csv;charset=utf-8', name); },
    toml: function (list, verdicts, name) { blob(kgToml.write(list, verdicts), 'application/toml', name); }
  };
}());
