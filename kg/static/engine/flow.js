/* The picture of an answer: what goes from one thing to another, in columns, a step away from where nothing comes from. */
const kgColumns = (() => {
  'use strict';
  const SIZE = { wide: 230, between: 130, margin: 14, line: 17, gap: 8, most: 4 };
  const SWEEPS = 6;
  const unit = (letter) => (/[\u2e80-\uffef]/.test(letter) ? 1 : 0.56);
  /* Where the lines of a text end: each as wide as the box, at most four. */
  const ends = (text) => {
    const found = [];
    let room = (SIZE.wide - 24) / 13;
    for (let at = 0; at < text.length && found.length < SIZE.most; at += 1) {
      room -= unit(text[at]);
      if (room < 0) { found.push(at); room = (SIZE.wide - 24) / 13 - unit(text[at]); }
    }
    return found.length < SIZE.most ? [...found, text.length] : found;
  };
  /* Thing → column: as many steps as it is away from one where nothing comes from; of a circle the first begins. */
  const columns = (ids, edges) => {
    const into = new Set(edges.map(([, to]) => to));
    const next = new Map(ids.map((id) => [id, []]));
    for (const [from, to] of edges) { next.get(from).push(to); }
    const found = new Map();
    const spread = (first) => {
      let now = first.filter((id) => !found.has(id));
      for (let at = 0; now.length; at += 1) {
        for (const id of now) { found.set(id, at); }
        now = [...new Set(now.flatMap((id) => next.get(id)))].filter((id) => !found.has(id));
      }
    };
    spread(ids.filter((id) => !into.has(id)));
    for (const id of ids) { if (!found.has(id)) { spread([id]); } }
    return found;
  };
  /* things: Map id → name; edges: [from, to, note]; returns a scene (kgScene) with refs n0, n1 … in the things' order. */
  const layout = (things, edges) => {
    const ids = [...things.keys()];
    const at = columns(ids, edges);
    const rows = [];
    for (const id of ids) { (rows[at.get(id)] = rows[at.get(id)] || []).push(id); }
    const boxes = new Map(ids.map((id) => [id, ends(things.get(id))]));
    const tall = (id) => boxes.get(id).length * SIZE.line + 12;
    const near = new Map(ids.map((id) => [id, []]));
    for (const [from, to] of edges) { near.get(from).push(to); near.get(to).push(from); }
    const y = new Map();
    const stack = (column) => {
      let top = SIZE.margin;
      for (const id of column) { y.set(id, top + tall(id) / 2); top += tall(id) + SIZE.gap; }
      return top;
    };
    let height = Math.max(400, ...rows.map(stack));
    const wish = (id) => { const others = near.get(id); return others.length ? others.reduce((sum, one) => sum + y.get(one), 0) / others.length : y.get(id); };
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      for (const column of sweep % 2 ? rows : [...rows].reverse()) {
        const wanted = new Map(column.map((id) => [id, wish(id)]));
        column.sort((one, other) => wanted.get(one) - wanted.get(other));
        stack(column);
      }
    }
    // a short column moves down to what it is joined to
    const long = rows.reduce((best, column) => Math.max(best, column.length), 0);
    for (const column of rows.filter((one) => one.length < long)) {
      let top = SIZE.margin;
      for (const id of column) { const middle = Math.max(top + tall(id) / 2, wish(id)); y.set(id, middle); top = middle + tall(id) / 2 + SIZE.gap; }
      height = Math.max(height, top);
    }
    const place = new Map(ids.map((id, number) => [id, `n${number}`]));
    const nodes = ids.map((id) => ({ group: 'result', ref: place.get(id), x: SIZE.margin + SIZE.wide / 2 + at.get(id) * (SIZE.wide + SIZE.between), y: y.get(id), w: SIZE.wide, h: tall(id), ends: boxes.get(id) }));
    const lines = edges.filter(([from, to]) => from !== to).map(([from, to, note], number) => ({ id: `e${number}`, group: 'relation', from: place.get(from), to: place.get(to), note: note || '', points: null }));
    return { width: Math.max(600, 2 * SIZE.margin + rows.length * SIZE.wide + (rows.length - 1) * SIZE.between), height: height + SIZE.margin, ground: [], nodes, edges: lines };
  };
  return { layout, columns, ends };
})();
if (typeof module !== 'undefined') { module.exports = kgColumns; }
