/* The neighbourhood as geometry: boxes and lines of a tree (list/nearby.js), always the same for the same. */
const kgNearLayout = (() => {
  'use strict';
  /* Where everything is. Two sides: what the thing says of itself on the right, what says something of it on the left; if all
     is of one kind, by turns. What is grown has its relations in the next column outwards, as near to it as there is room. */
  const SIZE = { box: 28, head: 40, gap: 5, block: 14, between: 44, pad: 8, edge: 12 };
  const blockOf = (branch) => SIZE.head + (branch.open ? (branch.nodes.length + branch.known.length + (branch.more ? 1 : 0)) * (SIZE.gap + SIZE.box) + SIZE.pad : 0);
  const stackOf = (branches) => branches.reduce((sum, branch) => sum + blockOf(branch), 0) + Math.max(0, branches.length - 1) * SIZE.block;
  const grownIn = (branches) => branches.flatMap((branch) => branch.nodes.filter((node) => node.grown));
  const depth = (branches) => (branches.length ? 1 + Math.max(0, ...grownIn(branches).map((node) => depth(node.branches))) : 0);
  const sidesOf = (root) => {
    const mixed = new Set(root.branches.map((branch) => branch.relation.inverse)).size > 1;
    const sides = { right: [], left: [] };
    root.branches.forEach((branch, at) => { sides[(mixed ? !branch.relation.inverse : at % 2 === 0) ? 'right' : 'left'].push(branch); });
    return sides;
  };
  const layout = (root, width, room) => {
    const sides = sidesOf(root);
    const columns = { left: depth(sides.left), right: depth(sides.right) };
    const count = 1 + columns.left + columns.right;
    const wide = Math.max(205, Math.min(290, Math.floor((width - 2 * SIZE.edge - (count - 1) * SIZE.between) / count)));
    const scene = { nodes: [], edges: [], cards: [], width: 2 * SIZE.edge + count * wide + (count - 1) * SIZE.between, height: 0, wide };
    const x = (side, level) => SIZE.edge + wide / 2 + (columns.left + (side === 'left' ? -level : level)) * (wide + SIZE.between);
    const put = (node, group, ref, at, top, tall, w) => {
      const one = { group, ref, x: at, y: top + tall / 2, w: w || wide, h: tall, node };
      scene.nodes.push(one);
      return one;
    };
    /* One relation: its heading, then its things. Returns the boxes of those that are grown. */
    const block = (owner, branch, at, top) => {
      const ref = `r:${branch.token}`;
      const card = wide + 2 * SIZE.pad - 4;
      scene.cards.push({ ref: `card ${branch.token}`, x: at, y: top + blockOf(branch) / 2, w: card, h: blockOf(branch) + 2 });
      put(branch, 'relation', ref, at, top, SIZE.head, card);
      scene.edges.push(branch.relation.inverse ? { from: ref, to: owner, group: 'relation' } : { from: owner, to: ref, group: 'relation' });
      let next = top + SIZE.head + SIZE.gap;
      const line = (node, group, name) => {
        const box = put(node, group, name, at, next, SIZE.box);
        next += SIZE.box + SIZE.gap;
        return box;
      };
      const boxes = branch.nodes.map((node) => line(node, node.thing.kind, node.thing.code));
      // what is in the picture already is pointed at, not drawn again
      for (const thing of branch.known) { line({ thing }, 'see', `see ${branch.token} ${thing.code}`); }
      if (branch.more) { line(branch, 'more', `more ${branch.token}`); }
      return boxes.filter((box) => box.node.grown);
    };
    const column = (owners, side, level) => {
      let free = SIZE.edge;
      const grown = [];
      for (const owner of owners) {
        let top = Math.max(free, owner.y - stackOf(owner.branches) / 2);
        for (const branch of owner.branches) {
          grown.push(...block(owner.ref, branch, x(side, level), top));
          top += blockOf(branch) + SIZE.block;
        }
        free = top + SIZE.block;
      }
      scene.height = Math.max(scene.height, free - 2 * SIZE.block + SIZE.edge);
      if (grown.length) { column(grown.map((box) => ({ ref: box.ref, y: box.y, branches: box.node.branches })), side, level + 1); }
    };
    const tall = Math.max(120, stackOf(sides.left), stackOf(sides.right));
    // what is taller than the window begins at its top, and the thing in the middle stays in sight
    const middle = SIZE.edge + Math.min(tall, Math.max(120, room - 2 * SIZE.edge)) / 2;
    scene.height = 2 * SIZE.edge + Math.min(tall, 120);
    put(root, 'middle', root.thing.code, x('right', 0), middle - 36, 72);
    for (const side of ['right', 'left']) { column([{ ref: root.thing.code, y: middle, branches: sides[side] }], side, 1); }
    return scene;
  };

  return layout;
})();
if (typeof module !== 'undefined') { module.exports = kgNearLayout; }
