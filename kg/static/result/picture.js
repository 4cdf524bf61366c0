/* The picture of an answer: what goes from where to where; a click opens the rows of a thing with their clauses. */
const kgAnswerPicture = (title, open) => {
  'use strict';
  const { by } = kgMake;
  const tones = ['#1f5fa8', '#a64b00', '#8a1c5c', '#17695a', '#5a4a9c', '#7a5b00', '#444f5a', '#99331f'];
  const json = (id) => JSON.parse(by(id).textContent);
  const { things } = json('scene');
  const options = json('options');
  const thing = (ref) => things[Number(ref.slice(1))];
  const scene = {
    width: options.size[0], height: options.size[1], ground: kgScene.open({ size: options.size, ground: json('ground'), edges: [], nodes: [] }).ground,
    nodes: json('nodes').map((one) => ({ group: one.group, ref: one.id, x: one.x, y: one.y, w: one.box[0], h: one.box[1], ends: one.ends || [] })),
    edges: json('edges').map((one, at) => ({ id: `e${at}`, group: one.group, from: one.from, to: one.to, note: '' }))
  };
  const labels = {
    title, text: (node) => thing(node.ref)[0], tone: (node) => tones[thing(node.ref)[1] % tones.length],
    ground: (one) => one.text, empty: () => '', load: () => ''
  };
  const look = () => ({ dim: false, marked: false, strong: false });
  const graph = kgGraph.make(by('graph'), options.vis, { hover () {}, open: (ref) => { if (thing(ref)) { open(thing(ref)[0]); } } });
  by('zoom-in').addEventListener('click', () => graph.zoom(1.25));
  by('zoom-out').addEventListener('click', () => graph.zoom(0.8));
  by('zoom-fit').addEventListener('click', () => graph.whole());
  let shown = false;
  return {
    graph, layers: () => graph.layers(),
    show: () => { if (!shown) { shown = true; graph.show({ scene: () => scene, labels, look, curved: true }); } }
  };
};
