/* Elements by name; whatever comes from the data is text. */
const kgMake = (() => {
  'use strict';
  const SIGNS = { basic: ['●', '○'], cooperative: ['◆', '◇'], recalled: ['▲', '△'] };
  const add = (node, ...children) => {
    for (const child of children.flat(3)) {
      if (child === null || child === undefined || child === false || child === '') { continue; }
      node.append(child);
    }
    return node;
  };
  const set = (node, key, value) => {
    if (value === null || value === undefined || value === false) { return; }
    if (key.startsWith('on')) { node.addEventListener(key.slice(2), value); return; }
    node.setAttribute(key, value === true ? '' : value);
  };
  const el = (name, attributes, ...children) => {
    const [tag, ...classes] = name.split('.');
    const node = document.createElement(tag);
    if (classes.length) { node.className = classes.join(' '); }
    for (const [key, value] of Object.entries(attributes || {})) { set(node, key, value); }
    return add(node, ...children);
  };
  const clear = (node) => { while (node.firstChild) { node.removeChild(node.firstChild); } return node; };
  const by = (id) => document.getElementById(id);
  /* The sign of a list: a shape, so that colour is never alone. */
  const sign = (list, hollow) => el(`span.sign.${list}`, { 'aria-hidden': 'true' }, SIGNS[list][hollow ? 1 : 0]);
  /* A bar of stretches [class, share of the bar]. */
  const bar = (stretches) => {
    const node = el('span.meter', { 'aria-hidden': 'true' });
    for (const [kind, share] of stretches) {
      const stretch = el(`i.${kind}`);
      stretch.style.width = `${(Math.max(0, Math.min(1, share)) * 100).toFixed(2)}%`;
      node.append(stretch);
    }
    return node;
  };
  const chinese = (text) => el('span', { lang: 'zh' }, text);
  /* Pieces of a text, what is marked in an element of its own. */
  const pieces = (found, name) => found.map((piece) => (piece.mark ? el(`${name}.m${piece.mark}`, {}, piece.text) : piece.text));
  /* Take the links off what is printed, and give them back: on paper they lead nowhere, a PDF would hold where the page lies on this machine,
     and Chromium looks through all of them again for every sheet (5,000 duties: most of the time). */
  const unlink = (...nodes) => {
    const links = nodes.flatMap((node) => [...node.querySelectorAll('a[href]')]).map((link) => [link, link.getAttribute('href')]);
    for (const [link] of links) { link.removeAttribute('href'); }
    return () => { for (const [link, href] of links) { link.setAttribute('href', href); } };
  };
  return { el, add, clear, by, sign, SIGNS, bar, chinese, pieces, unlink };
})();
