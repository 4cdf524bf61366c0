/* The lines of a scene: how each is drawn now. */
const kgLines = (() => {
  'use strict';
  const { ink } = kgScene;
  /* The ends of a line: at the edges of boxes where it is curved or the picture is dense. */
  const between = (a, b, curve, dense) => {
    const way = b.x > a.x ? 1 : -1;
    const here = curve || dense ? way * a.w / 2 : 0;
    const there = curve ? way * b.w / 2 : 0;
    return { x1: a.x + here, y1: a.y, x2: b.x - there, y2: b.y, curve };
  };
  const KINDS = {
    acts: () => ({ dash: [4, 4] }),
    shares: () => ({ dash: [5, 4], color: ink.shares }),
    together: (edge, a, b) => ({ bend: kgScene.arc(a, b, 136), width: Math.min(6, 0.6 + Number(edge.note) * 0.8), color: ink.together }),
    bridge: (edge) => ({ way: edge.points, width: Math.min(6, 0.6 + Number(edge.note) * 0.8), color: ink.bridge }),
    shared: (edge) => ({ width: Math.min(8, 1 + Number(edge.note) * 0.8), color: ink.shared }),
    relation: () => ({ color: ink.relation, arrow: true })
  };
  /* state: {strong, dim, some (something of the picture is pale), dense, curved} */
  const paled = (line, edge, state) => {
    if (state.strong) { return; }
    if (state.dense) {
      const pale = state.some ? ink.lineSome : ink.linePale;
      line.color = state.dim ? ink.linePaleDim : pale;
    } else if (state.dim) { line.color = ink.lineDim; }
  };
  const draw = (edge, a, b, state) => {
    const curve = kgScene.curved(edge.group) || Boolean(state.curved);
    const kind = KINDS[edge.group] ? KINDS[edge.group](edge, a, b) : {};
    const line = Object.assign(between(a, b, curve, state.dense), { width: 1, color: ink.line, arrow: false }, kind);
    paled(line, edge, state);
    if (state.strong) {
      line.color = ink.accent;
      line.width = Math.max(line.width, 1.6);
    } else if (state.curved && !state.dense && !state.dim && edge.group === 'carries') {
      line.color = ink[kgScene.kindOf(edge.to)] || line.color;
      line.width = 1.2;
    }
    return line;
  };
  return { draw };
})();
