/* A picture of what goes where, as SVG in the sheet: of the scene and the look that a list's page gives its pictures (list/picture.js). */
const kgPicture = (() => {
  'use strict';
  const { el } = kgMake;
  const asks = (query) => window.matchMedia(query).matches;
  const palette = () => {
    if (asks('(forced-colors: active)')) { return 'forced'; }
    return asks('(prefers-color-scheme: dark)') && !window.kgCounty.paper ? 'dark' : 'light';
  };
  const layers = (spec) => {
    const scene = spec.scene();
    const byRef = new Map(scene.nodes.map((node) => [node.ref, node]));
    const nodes = scene.nodes.flatMap((node) => kgScene.nodeParts(node, Object.assign({ hover: false }, spec.look(node.ref)), spec.labels));
    const lines = scene.edges.map((edge) => kgLines.draw(edge, byRef.get(edge.from), byRef.get(edge.to), { strong: false, dim: false, some: false, dense: false, curved: spec.curved }));
    return { width: scene.width, height: scene.height, under: [], lines, nodes, over: [], title: spec.labels.title(), paper: kgScene.ink.paper, ink: kgScene.ink.text };
  };
  /* What was drawn last, for a file. */
  let drawn = null;
  const file = () => (document.querySelector('#sheet .picture') ? layers(drawn) : null);
  const of = (spec) => {
    drawn = spec;
    const last = kgScene.use(palette());
    const svg = kgSvg.write(layers(spec));
    kgScene.use(last);
    const node = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
    node.setAttribute('role', 'img');
    node.setAttribute('aria-label', spec.labels.title());
    return [el('div.picture', { tabindex: '0' }, node), el('p.note', {}, spec.key)];
  };
  return { of, file };
})();
