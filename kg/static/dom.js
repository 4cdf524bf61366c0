/* Elements by name; whatever comes from the data is text. */
var kgDom = (function () {
  'use strict';
  function el(name, attributes, children) {
    var parts = name.split('.');
    var node = document.createElement(parts[0]);
    if (parts.length > 1) { node.className = parts.slice(1).join(' '); }
    Object.keys(attributes || {}).forEach(function (key) {
      var value = attributes[key];
      if (value === null || value === undefined || value === false) { return; }
      if (key.slice(0, 2) === 'on') { node.addEventListener(key.slice(2), value); return; }
      node.setAttribute(key, value === true ? '' : value);
    });
    add(node, children);
    return node;
  }
  function add(node, children) {
    [].concat(children === undefined || children === null ? [] : children).forEach(function (child) {
      if (child === null || child === undefined || child === false) { return; }
      node.appendChild(child.nodeType ? child : document.createTextNode(String(child)));
    });
    return node;
  }
  function clear(node) { while (node.firstChild) { node.removeChild(node.firstChild); } return node; }
  function shape(kind) {
    var space = 'http://www.w3.org/2000/svg';
    var svg = document.createElementNS(space, 'svg');
    svg.setAttribute('viewBox', '0 0 14 14');
    svg.setAttribute('class', 'shape');
    svg.setAttribute('aria-hidden', 'true');
    var p = kgScene.shape(kind, 7, 7, 5, kgScene.ink[kind]);
    var node = document.createElementNS(space, p.k === 'circle' ? 'circle' : 'polygon');
    if (p.k === 'circle') { node.setAttribute('cx', '7'); node.setAttribute('cy', '7'); node.setAttribute('r', '5'); } else {
      node.setAttribute('points', p.points.map(function (q) { return q.join(','); }).join(' '));
    }
    node.setAttribute('fill', p.fill);
    svg.appendChild(node);
    return svg;
  }
  function by(id) { return document.getElementById(id); }
  return { el: el, add: add, clear: clear, shape: shape, by: by };
}());
