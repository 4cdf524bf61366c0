/* The shape of a list (circle, diamond, triangle) as an element, drawn as the pictures draw it. */
const kgShape = (kind) => {
  'use strict';
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 14 14');
  svg.setAttribute('class', `shape ${kind}`);
  svg.setAttribute('aria-hidden', 'true');
  const part = kgScene.shape(kind, 7, 7, 5, 'currentColor');
  const node = document.createElementNS(space, part.k === 'circle' ? 'circle' : 'polygon');
  const places = part.k === 'circle' ? { cx: 7, cy: 7, r: 5 } : { points: part.points.map((point) => point.join(',')).join(' ') };
  for (const [name, value] of Object.entries(places)) { node.setAttribute(name, String(value)); }
  node.setAttribute('fill', 'currentColor');
  svg.append(node);
  return svg;
};
