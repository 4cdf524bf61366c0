/* How duties moved between the three lists, as a picture: both editions' lists as columns, a line for each way, its number on it. */
const kgFlow = (() => {
  'use strict';
  const SPACE = 'http://www.w3.org/2000/svg';
  const HIGH = 150;
  const LEFT = 118;
  const RIGHT = 298;
  const MIDDLE = (LEFT + RIGHT) / 2;
  const WIDE = RIGHT + 118;
  const APART = 23;
  /* Where on a line its number may stand: the middle first. */
  const SHARES = [0.5, 0.36, 0.64, 0.24, 0.76];
  const GAP = 12;
  /* Where each list's column begins and ends, on both sides. */
  const columns = (sums, of) => {
    const most = Math.max(1, ...['before', 'after'].map((side) => sums.reduce((all, one) => all + one[side], 0)));
    const scale = (HIGH - GAP * (sums.length - 1)) / most;
    const found = {};
    let top = 0;
    for (const one of sums) {
      const high = Math.max(2, one[of] * scale);
      found[one.list] = { top, high, middle: top + high / 2 };
      top += high + GAP;
    }
    return found;
  };
  /* Where a line is at a share of its way. */
  const point = (start, end, share) => {
    const bend = share * share * (3 - 2 * share);
    return { x: LEFT + (RIGHT - LEFT) * share, y: start + (end - start) * bend };
  };
  /* A line's ends and the place of its number, so that no number lies on another. */
  const lines = (flows, before, after) => {
    const placed = [];
    const room = (spot) => Math.min(...placed.map((one) => Math.hypot(one.x - spot.x, one.y - spot.y)), WIDE);
    for (const [flow, count] of Object.entries(flows)) {
      const [from, to] = flow.split('-');
      const down = after[to].middle > before[from].middle ? 1 : -1;
      const start = before[from].middle + down * before[from].high * 0.3;
      const end = after[to].middle - down * after[to].high * 0.3;
      const spots = SHARES.map((share) => point(start, end, share));
      const spot = spots.find((one) => room(one) >= APART) || spots.sort((one, other) => room(other) - room(one))[0];
      placed.push({ flow, from, to, count, start, end, x: spot.x, y: spot.y });
    }
    return placed;
  };
  /* The same picture for a file, of the parts that a list's pictures are made of (shared/paint.js, shared/svg.js). */
  const TOP = 34;
  const SIDE = 112;
  const TITLE = 13;
  const file = (sums, flows, words, title, ink) => {
    const [before, after] = [columns(sums, 'before'), columns(sums, 'after')];
    const said = (x, y, text, align, weight = 400) => ({ k: 'text', x: x + SIDE, y: y + TOP, text, size: TITLE, fill: ink.text, align, weight });
    const box = (x, one, fill) => ({ k: 'rect', x: x + SIDE, y: one.top + TOP, w: 8, h: one.high, fill });
    const curve = (start, end) => Array.from({ length: 25 }, (_, at) => point(start, end, at / 24)).map((spot) => [spot.x + SIDE, spot.y + TOP]);
    const stays = sums.map(({ list }) => {
      const same = Math.min(before[list].high, after[list].high);
      return { k: 'poly', fill: ink.dim, points: [...curve(before[list].top, after[list].top), ...curve(before[list].top + same, after[list].top + same).reverse()] };
    });
    const ways = lines(flows, before, after);
    const numbers = ways.flatMap((one) => [
      { k: 'circle', x: one.x + SIDE, y: one.y + TOP, r: one.count > 99 ? 13 : 10, fill: ink.paper, stroke: ink[one.to], width: 1.5 }, Object.assign(said(one.x, one.y, String(one.count), 'center', 600), { size: 12 })
    ]);
    const sides = sums.flatMap(({ list, before: old, after: now }) => [
      box(LEFT - 8, before[list], ink[list]), box(RIGHT, after[list], ink[list]),
      said(LEFT - 14, before[list].middle, `${words[list]} ${old}`, 'right'), said(RIGHT + 14, after[list].middle, `${now} ${words[list]}`, 'left', 600)
    ]);
    const strokes = ways.map((one) => ({ x1: LEFT + SIDE, y1: one.start + TOP, x2: RIGHT + SIDE, y2: one.end + TOP, curve: true, color: ink[one.to], width: Math.min(7, 1.2 + one.count / 2) }));
    return { width: WIDE + 2 * SIDE, height: HIGH + TOP + 24, under: stays, lines: strokes, nodes: [...numbers, ...sides], over: [said(12 - SIDE, -18, title, 'left', 600)], title, paper: ink.paper, ink: ink.text };
  };
  const make = (name, attributes, text) => {
    const node = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) { node.setAttribute(key, value); }
    if (text !== undefined) { node.textContent = text; }
    return node;
  };
  const render = (sums, flows, words, tools) => {
    const svg = make('svg', { viewBox: `0 -6 ${WIDE} ${HIGH + 16}`, class: 'flow', role: 'group', 'aria-label': tools.name });
    const [before, after] = [columns(sums, 'before'), columns(sums, 'after')];
    for (const one of sums) {
      const [old, now] = [before[one.list], after[one.list]];
      const same = Math.min(old.high, now.high);
      svg.append(make('path', { class: 'stays', d: `M${LEFT} ${old.top} C${MIDDLE} ${old.top} ${MIDDLE} ${now.top} ${RIGHT} ${now.top} V${now.top + same} C${MIDDLE} ${now.top + same} ${MIDDLE} ${old.top + same} ${LEFT} ${old.top + same} Z` }));
    }
    const ways = lines(flows, before, after);
    for (const one of ways) {
      svg.append(make('path', { class: `way ${one.to}`, d: `M${LEFT} ${one.start} C${MIDDLE} ${one.start} ${MIDDLE} ${one.end} ${RIGHT} ${one.end}`, 'stroke-width': String(Math.min(7, 1.2 + one.count / 2)) }));
    }
    for (const one of ways) {
      const link = make('a', { href: tools.href(one.flow), class: `way ${one.to}${tools.now === one.flow ? ' now' : ''}`, 'aria-label': tools.say(one), 'data-at': `flow-${one.flow}` });
      link.append(make('title', {}, tools.say(one)), make('circle', { cx: one.x, cy: one.y, r: one.count > 99 ? 13 : 10 }), make('text', { x: one.x, y: one.y + 4.2, 'text-anchor': 'middle' }, String(one.count)));
      svg.append(link);
    }
    for (const one of sums) {
      svg.append(
        make('rect', { x: LEFT - 8, y: before[one.list].top, width: 8, height: before[one.list].high, class: one.list }), make('rect', { x: RIGHT, y: after[one.list].top, width: 8, height: after[one.list].high, class: one.list }),
        make('text', { x: LEFT - 14, y: before[one.list].middle + 4.5, 'text-anchor': 'end' }, `${words[one.list]} ${one.before}`), make('text', { x: RIGHT + 14, y: after[one.list].middle + 4.5, class: 'after' }, `${one.after} ${words[one.list]}`));
    }
    return svg;
  };
  return { columns, lines, file, render };
})();
if (typeof module !== 'undefined') { module.exports = kgFlow; }
