/* What is wrong with a page as it is shown now, by kind: for the walks over routes and states (tests/views/walk.py).
   Written for Chromium 86 too. */
window.walkFaults = (() => {
  'use strict';
  const MOST = 5;
  /* A text may lie so far out of its box, and two texts so far in each other. */
  const SLACK = 2;
  /* What is smaller than this cannot be read on a clerk's screen (a sheet of paper is not a screen). */
  const SMALL = 11.4;
  const words = (text) => text.trim().replace(/\s+/g, ' ').slice(0, 40);
  const printing = () => matchMedia('print').matches;
  const cross = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
  const wide = (box) => box.right - box.left;
  const high = (box) => box.bottom - box.top;

  /* What an element does with what lies outside of it, remembered: thousands of texts ask. */
  const clipper = () => {
    const known = new Map();
    return (one) => {
      if (!known.has(one)) {
        const style = getComputedStyle(one);
        const cuts = (value) => value === 'hidden' || value === 'clip';
        const rolls = (value) => value === 'auto' || value === 'scroll';
        known.set(one, {
          box: one.getBoundingClientRect(), size: parseFloat(style.fontSize), upright: style.writingMode === 'horizontal-tb',
          cutsX: cuts(style.overflowX), cutsY: cuts(style.overflowY), rolls: rolls(style.overflowX) || rolls(style.overflowY),
          absolute: style.position === 'absolute' || style.position === 'fixed', placed: style.position !== 'static', over: style.position === 'sticky' || style.position === 'fixed',
          unseen: style.visibility === 'hidden' || style.opacity === '0' || style.clip === 'rect(0px, 0px, 0px, 0px)' || style.clipPath === 'inset(50%)'
        });
      }
      return known.get(one);
    };
  };

  /* Every text with the lines of its ink: whole, and what of it its boxes and the window leave. */
  const texts = () => {
    const of = clipper(), found = [];
    const window_ = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    // a hidden record and rows laid out only near the window hold thousands of texts of which nothing is seen
    const away = (one) => { const box = one.getBoundingClientRect(); return (box.top > innerHeight || box.bottom < 0) && getComputedStyle(one).contentVisibility === 'auto'; };
    const gone = (one) => (one.getClientRects().length ? away(one) : getComputedStyle(one).display === 'none');
    const acceptNode = (node) => (node.nodeType === 1 && gone(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, { acceptNode });
    while (walk.nextNode()) {
      const node = walk.currentNode, parent = node.parentElement;
      if (node.nodeType !== 3) { continue; }
      const shut = parent.closest('details:not([open])');
      if (shut && !(parent.closest('summary') && parent.closest('summary').parentElement === shut)) { continue; }
      if (!node.textContent.trim() || parent.closest('script, style, option, noscript, textarea')) { continue; }
      const near = parent.getBoundingClientRect();
      // in the window only: 5,000 rows would take minutes; what is of no size is not shown
      if (near.top > innerHeight || near.bottom < 0 || (!near.width && !parent.getClientRects().length)) { continue; }
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()].filter((line) => line.width > 0.5 && line.height > 0.5);
      // what rolls into view is not cut by what lies around it
      let rolled = lines.map((line) => cross(line, line)), seen = window_, cut = false, unseen = false, over = null, free = false;
      for (let one = parent; one && one !== document.documentElement; one = one.parentElement) {
        const how = of(one);
        if (how.placed) { free = false; } // what is placed absolutely is cut by placed boxes only
        unseen = unseen || how.unseen || (how.cutsX && how.box.width <= 2);
        over = over || (how.over ? one : null);
        if ((how.cutsX || how.cutsY || how.rolls) && !free) {
          const frame = how.rolls ? how.box : { left: how.cutsX ? how.box.left : -1e6, right: how.cutsX ? how.box.right : 1e6, top: how.cutsY ? how.box.top : -1e6, bottom: how.cutsY ? how.box.bottom : 1e6 };
          if (!how.rolls) {
            cut = cut || rolled.some((line) => line.right > frame.right + SLACK || line.left < frame.left - SLACK || line.top + high(line) * 0.3 < frame.top - 0.5 || line.bottom - high(line) * 0.3 > frame.bottom + 0.5);
          }
          seen = cross(seen, frame);
          if (how.rolls) { rolled = rolled.map((line) => cross(line, frame)).filter((line) => wide(line) > 0 && high(line) > 0); }
        }
        free = free || how.absolute;
      }
      if (unseen || !lines.length) { continue; }
      const left = lines.map((line) => cross(line, seen)).filter((line) => wide(line) > 3 && high(line) > 3);
      found.push({ node, parent, text: words(node.textContent), where: `${parent.tagName}.${parent.className}`, lines, left, cut, over, size: of(parent).size, upright: of(parent).upright });
    }
    return found;
  };

  const whole = (one) => one.closest('[title], [aria-label]') || one.querySelector('[title]');
  /* Cut and not whole at hand: no title on, in or around it. */
  const cut = (all) => all.filter((one) => one.cut && !whole(one.parent)).map((one) => one.text);
  const small = (all) => all.filter((one) => one.left.length && one.size < SMALL && !printing()).map((one) => `${one.size} ${one.text}`);

  /* What is on top at a point, remembered: among 100,000 elements the browser looks for long, and each line asks for its ends twice. */
  const topmost = () => {
    const known = new Map();
    return (x, y) => {
      const key = `${x} ${y}`;
      if (!known.has(key)) { known.set(key, document.elementFromPoint(x, y)); }
      return known.get(key);
    };
  };

  /* Texts with something painted before them. What stays while the rest rolls, or is opened over it, is meant to be there. */
  const covered = (all) => {
    const topAt = topmost();
    const over = (top) => top && top.closest('dialog, #hits, #panel, #drawer, #flip, details[open] .choices');
    const stays = (top) => {
      for (let one = top; one; one = one.parentElement) {
        const { position } = getComputedStyle(one);
        if (position === 'sticky' || position === 'fixed') { return one; }
      }
      return null;
    };
    // what is opened over a page hides what is below it
    for (const one of all) {
      const mine = over(one.parent);
      one.left = one.left.filter((line) => {
        const tops = [0, 1].map((share) => over(topAt(line.left + 1.5 + (wide(line) - 3) * share, (line.top + line.bottom) / 2)));
        return tops.every((top) => !top || top === mine || getComputedStyle(top).position === 'static');
      });
    }
    const behind = (line, one) => (one.upright ? [0, 0.5, 1] : [0.5]).some((share) => {
      const top = topAt(line.left + 1.5 + (wide(line) - 3) * share, (line.top + line.bottom) / 2);
      return top && top !== one.parent && !top.contains(one.parent) && !one.parent.contains(top) && stays(top) === one.over;
    });
    return all.filter((one) => one.left.some((line) => behind(line, one))).map((one) => one.text);
  };

  /* Texts printed over each other: the middle of their letters, for lines may stand close. */
  const printedOver = (all) => {
    const rows = [];
    for (const one of all) {
      for (const line of one.left) { rows.push({ one, left: line.left, right: line.right, top: line.top + high(line) * 0.25, bottom: line.bottom - high(line) * 0.25 }); }
    }
    rows.sort((a, b) => a.top - b.top);
    const out = [];
    rows.forEach((row, at) => {
      for (let next = at + 1; next < rows.length && rows[next].top < row.bottom && out.length < MOST; next += 1) {
        const both = cross(row, rows[next]);
        if (rows[next].one !== row.one && rows[next].one.over === row.one.over && wide(both) > SLACK && high(both) > SLACK) { out.push(`${row.one.text} / ${rows[next].one.text}`); }
      }
    });
    return out;
  };

  /* Figures of neighbouring cells so close that they read as one. */
  const touching = (all) => {
    const rows = [];
    for (const one of all) {
      const cell = one.upright && one.parent.closest('#sheet th, #sheet td');
      if (cell) { for (const line of one.left) { rows.push({ one, cell, line }); } }
    }
    rows.sort((a, b) => Math.round(a.line.top) - Math.round(b.line.top) || a.line.left - b.line.left);
    const out = [];
    rows.slice(1).forEach(({ one, cell, line }, at) => {
      const last = rows[at];
      const side = Math.abs(last.line.top - line.top) < 2 && last.cell !== cell && last.cell.parentElement === cell.parentElement;
      if (side && line.left - last.line.right < 1.5 && line.left > last.line.left) { out.push(`${last.one.text} | ${one.text}`); }
    });
    return out;
  };

  /* Texts of tables outside of their cells. What is placed freely (a caption in the empty half of a matrix) is none. */
  const spilled = (all) => {
    const out = [];
    for (const one of all) {
      const cell = one.parent.closest('#sheet th, #sheet td');
      if (!cell || !one.lines.length) { continue; }
      const box = cell.getBoundingClientRect();
      let free = false;
      for (let up = one.parent; up !== cell; up = up.parentElement) {
        const style = getComputedStyle(up);
        free = free || style.position === 'absolute' || style.overflowX === 'hidden' || style.overflowX === 'clip';
      }
      const out_ = one.lines.some((line) => line.right > box.right + SLACK || line.left < box.left - SLACK || line.bottom > box.bottom + SLACK || line.top < box.top - SLACK);
      if (out_ && !free && getComputedStyle(cell).overflowX !== 'hidden') { out.push(one.text); }
    }
    return out;
  };

  /* Texts set in so little room that hardly a letter is in a line. */
  const slivers = (all) => all.filter((one) => one.upright && one.lines.length > 3 && one.lines.every((line) => line.width < 1.6 * one.size)).map((one) => one.text);

  /* Words broken in their middle, and texts that touch or leave the window's edge where nothing rolls sideways. */
  const edge = (all) => {
    const out = [];
    for (const one of all) {
      const cell = one.parent.closest('#sheet th, #sheet td');
      if (cell && one.upright && !cell.closest('.out')) {
        for (const word of one.node.textContent.matchAll(/[A-Za-z0-9]+/g)) {
          const range = document.createRange();
          range.setStart(one.node, word.index);
          range.setEnd(one.node, word.index + word[0].length);
          const rows = new Set([...range.getClientRects()].filter((line) => line.width).map((line) => Math.round(line.bottom)));
          if (rows.size > 1 && word[0].length < 16) { out.push(`broken ${word[0]}`); }
        }
      }
      if (printing() || one.parent.closest('.out, .grid, .burden, .cells, .loads, .half, .wide, pre')) { continue; }
      if (one.lines.some((line) => line.right > innerWidth + 1 && line.left < innerWidth) && !one.cut) { out.push(`outside ${one.text}`); }
      if (cell && one.left.some((line) => line.right > innerWidth - 4)) { out.push(`edge ${one.text}`); }
    }
    return out;
  };

  /* A page wider than its window; a sheet that rolls sideways where every column should be seen. */
  const broad = () => {
    const out = [], most = innerWidth + (printing() ? 8 : 1), width = document.documentElement.scrollWidth;
    if (width > most) { out.push(`page ${width}`); }
    const sheet = document.getElementById('sheet'), alone = innerWidth >= 1024 && document.body.dataset.panel !== 'shown';
    // only townships' columns and departments by hundreds roll
    const across = document.querySelector('.burden, .loads, .desk, .answer') || !document.querySelector('.grid, .cells, .half, .wide, pre');
    if (sheet && across && alone && sheet.scrollWidth > sheet.clientWidth + 1) { out.push(`sheet ${sheet.scrollWidth} of ${sheet.clientWidth}`); }
    return out;
  };

  /* A framed box with nothing in it, and a page of which nothing is shown. */
  const empty = (all) => {
    const graph = window.kgPage && kgPage.graph, stage = document.getElementById('stage');
    const drawn = graph && stage && stage.offsetParent && graph.labels().some((label) => label.x + label.w > 0 && label.x < stage.clientWidth && label.y + label.h > 0 && label.y < stage.clientHeight);
    const out = drawn || all.some((one) => one.left.length && one.parent.closest('main, [role="main"], #paper')) ? [] : ['nothing to read'];
    for (const one of document.querySelectorAll('main div, main section, main article, main aside, main ul, main table, main figure')) {
      const box = one.getBoundingClientRect();
      if (box.width < 60 || box.height < 24 || box.top > innerHeight || box.bottom < 0 || one.textContent.trim()) { continue; }
      if (one.querySelector('svg, canvas, input, img, button, textarea') || one.closest('svg, #graph, #tip')) { continue; }
      const style = getComputedStyle(one);
      if (parseFloat(style.borderTopWidth) && parseFloat(style.borderBottomWidth) && style.borderTopStyle !== 'none') { out.push(`${one.tagName}#${one.id}.${one.className}`); }
    }
    return out;
  };

  /* The picture */

  /* The pixels of the canvas, and where a stretch of the picture is among them. */
  const canvasOf = (graph) => {
    const canvas = document.querySelector('#graph canvas'), ratio = canvas.width / canvas.clientWidth, copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    const pixels = copy.getContext('2d', { willReadFrequently: true });
    pixels.fillStyle = kgScene.ink.paper; // the canvas itself is clear
    pixels.fillRect(0, 0, copy.width, copy.height);
    pixels.drawImage(canvas, 0, 0);
    const all = pixels.getImageData(0, 0, copy.width, copy.height).data;
    const seen = { left: 0, top: 0, right: canvas.clientWidth, bottom: canvas.clientHeight };
    const place = (box) => {
      const a = graph.network().canvasToDOM({ x: box.left, y: box.top }), b = graph.network().canvasToDOM({ x: box.right, y: box.bottom });
      return cross({ left: a.x, top: a.y, right: b.x, bottom: b.y }, seen);
    };
    /* How many of the pixels in a stretch of the window pass. */
    const count = (box, passes) => {
      let many = 0;
      const [left, right] = [Math.max(0, Math.floor(box.left * ratio)), Math.min(copy.width, Math.ceil(box.right * ratio))];
      const [top, bottom] = [Math.max(0, Math.floor(box.top * ratio)), Math.min(copy.height, Math.ceil(box.bottom * ratio))];
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) {
          const at = (y * copy.width + x) * 4;
          if (passes(all[at], all[at + 1], all[at + 2], all[at + 3])) { many += 1; }
        }
      }
      return many;
    };
    /* The colour that most of a stretch has, beside that of its letters. */
    const ground = (box, ink) => {
      const many = new Map();
      count(box, (r, g, b) => { const key = r << 16 | g << 8 | b; many.set(key, (many.get(key) || 0) + 1); return false; });
      const parts = (key) => [key >> 16, key >> 8 & 255, key & 255];
      const unlike = (key) => parts(key).reduce((sum, value, at) => sum + Math.abs(value - ink[at]), 0) > 60;
      const [first] = [...many].filter(([key]) => unlike(key)).sort((a, b) => b[1] - a[1]);
      return first ? parts(first[0]) : ink;
    };
    return { place, count, ground };
  };

  /* A colour as the browser understands it: #rrggbb, or a name of the system's. */
  const colours = () => {
    const known = new Map(), pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    return (name) => {
      if (!known.has(name)) {
        pen.fillStyle = name;
        pen.fillRect(0, 0, 1, 1);
        known.set(name, [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3));
      }
      return known.get(name);
    };
  };
  /* Whether a pixel lies most of the way from one colour to another: thin strokes and letters are blended with what is below. */
  const towards = (from, to, share) => {
    const way = to.map((value, at) => value - from[at]), length = way.reduce((sum, value) => sum + value * value, 0);
    return (r, g, b, a) => a > 0 && length > 0 && [r, g, b].reduce((sum, value, at) => sum + (value - from[at]) * way[at], 0) / length >= share;
  };
  const BOXES = {
    rect: (p) => ({ left: p.x, top: p.y, right: p.x + p.w, bottom: p.y + p.h }),
    circle: (p) => ({ left: p.x - p.r, top: p.y - p.r, right: p.x + p.r, bottom: p.y + p.r }),
    poly: (p) => ({ left: Math.min(...p.points.map((one) => one[0])), right: Math.max(...p.points.map((one) => one[0])), top: Math.min(...p.points.map((one) => one[1])), bottom: Math.max(...p.points.map((one) => one[1])) })
  };
  const pen = document.createElement('canvas').getContext('2d');
  const boxOf = (part) => {
    if (part.k !== 'text') { return BOXES[part.k](part); }
    const { left, width } = kgPaint.span(pen, part);
    return { left, right: left + width, top: part.y - part.size / 2, bottom: part.y + part.size / 2 };
  };

  /* Boxes and letters of which a stretch lies in the window, and which were not painted there. */
  const unpainted = (graph) => {
    const { place, count, ground } = canvasOf(graph), rgb = colours(), paper = rgb(kgScene.ink.paper), out = [];
    const { under, nodes, over } = graph.painted(), scale = graph.view().scale;
    const same = (one, other) => one.every((value, at) => value === other[at]);
    /* The sides of a box that lie in the window: along how much of them its stroke is. */
    const framed = (part) => {
      const { left, top, right, bottom } = boxOf(part), thick = 1.5 / scale;
      const sides = [[left, top, right, top], [left, bottom, right, bottom], [left, top, left, bottom], [right, top, right, bottom]]
        .map(([a, b, c, d]) => place({ left: a - thick, top: b - thick, right: c + thick, bottom: d + thick }, 0)).filter((side) => wide(side) > 2 && high(side) > 2);
      const long = sides.reduce((sum, side) => sum + Math.max(wide(side), high(side)), 0);
      // seen from afar a stroke is thinner than a pixel, and lies half in one row of them and half in the next
      const share = Math.min(0.25, (part.width || 1) * scale * 0.5 * 0.8);
      const found = sides.reduce((sum, side) => sum + count(side, towards(part.fill ? rgb(part.fill) : paper, rgb(part.stroke), share)), 0);
      return long < 12 || found > long * (part.dash ? 0.25 : 0.5);
    };
    const outline = (ref, part) => {
      const box = place(boxOf(part)), all = boxOf(part);
      if (wide(box) < 5 || high(box) < 5) { return; }
      // of a triangle in the window's corner little need be in it
      if (part.k !== 'rect' && wide(box) * high(box) < wide(all) * high(all) * scale * scale * 0.7) { return; }
      const fill = part.fill && rgb(part.fill);
      const grounded = fill && !same(fill, paper);
      const filled = () => count(box, towards(paper, fill, 0.5)) > wide(box) * high(box) * (part.k === 'rect' ? 0.3 : 0.12);
      const only = grounded && (part.k !== 'rect' || !part.stroke || same(rgb(part.stroke), fill));
      // a frame may be too like its ground to be seen, in the dark and far off: then the ground tells
      const painted = only ? filled() : part.k !== 'rect' || !part.stroke || framed(part) || (grounded && filled());
      if (!painted) { out.push(ref); }
    };
    const letters = (part) => {
      const box = place(boxOf(part));
      const few = Math.min(3, part.text.length) * part.size * scale * 0.5; // of less an ellipsis may be all
      if (scale < 0.45 || wide(box) < few || high(box) < part.size * scale * 0.7 || !part.text.trim()) { return; }
      if (count(box, towards(ground(box, rgb(part.fill)), rgb(part.fill), part.size * scale < 9 ? 0.12 : 0.3)) < Math.max(3, wide(box) * 0.15)) { out.push(`letters ${part.text}`); }
    };
    for (const [ref, parts] of nodes) {
      const first = parts.find((part) => part.k !== 'text' && (part.stroke || part.fill));
      if (first) { outline(ref, first); }
      parts.filter((part) => part.k === 'text').forEach(letters);
    }
    [...under, ...over].filter((part) => part.k === 'text').forEach(letters);
    return out;
  };

  /* Boxes over boxes, letters over letters, letters behind or outside of a box: as the picture is laid out. */
  const tangled = (graph) => {
    const { under, nodes, over } = graph.painted(), out = [];
    const rows = [];
    let order = 0;
    const take = (parts, ref) => { for (const part of parts) { rows.push(Object.assign({ part, ref, order }, boxOf(part))); order += 1; } };
    take(under, 'under');
    for (const [ref, parts] of nodes) { take(parts, ref); }
    over.forEach((part, at) => take([part], `over ${at}`));
    const solid = rows.filter((row) => row.part.k !== 'text' && row.part.fill && wide(row) > 3 && row.ref !== 'under');
    const named = rows.filter((row) => row.part.k === 'text' && row.part.text.trim());
    const sweep = (some, others, each) => {
      const sorted = [...others].sort((a, b) => a.top - b.top);
      const tallest = sorted.reduce((most, row) => Math.max(most, high(row)), 0);
      for (const one of some) {
        let low = 0, top = sorted.length;
        while (low < top) { const middle = (low + top) >> 1; if (sorted[middle].top < one.top - tallest) { low = middle + 1; } else { top = middle; } }
        for (let at = low; at < sorted.length && sorted[at].top < one.bottom; at += 1) {
          const both = cross(one, sorted[at]);
          if (one !== sorted[at] && wide(both) > SLACK && high(both) > SLACK) { each(one, sorted[at]); }
        }
      }
    };
    sweep(named, named, (one, other) => { if (one.order < other.order) { out.push(`${words(one.part.text)} / ${words(other.part.text)}`); } });
    sweep(named, solid, (one, other) => { if (other.order > one.order && other.ref !== one.ref) { out.push(`behind ${other.ref}: ${words(one.part.text)}`); } });
    const first = new Map();
    for (const row of rows) { if (!first.has(row.ref) && row.part.k === 'rect' && nodes.has(row.ref)) { first.set(row.ref, row); } }
    const boxes = [...first.values()];
    const holds = (one, other) => one.left <= other.left && one.right >= other.right && one.top <= other.top && one.bottom >= other.bottom;
    sweep(boxes, boxes, (one, other) => { if (one.order < other.order && !holds(one, other)) { out.push(`boxes ${one.ref} ${other.ref}`); } });
    for (const row of named) {
      const box = first.get(row.ref);
      if (box && (row.left < box.left - SLACK || row.right > box.right + SLACK || row.top < box.top - SLACK || row.bottom > box.bottom + SLACK)) { out.push(`out of its box: ${words(row.part.text)}`); }
    }
    return out;
  };

  const picture = (fitted) => {
    const graph = window.kgPage && kgPage.graph, canvas = document.querySelector('#graph canvas'), stage = document.getElementById('stage');
    if (!graph || !canvas || !canvas.width || stage.hidden || !stage.offsetParent || printing()) { return {}; }
    const labels = fitted ? graph.labels().filter((label) => label.w > 0) : [];
    return { unpainted: unpainted(graph), tangled: tangled(graph), tiny: labels.filter((label) => label.size < SMALL).map((label) => label.text) };
  };

  return (fitted) => {
    const rules = document.styleSheets[0];
    rules.insertRule('* { pointer-events: auto !important; }', rules.cssRules.length); // else a point does not find them
    const all = texts();
    const found = Object.assign({ cut: cut(all), small: small(all), covered: covered(all), 'printed over': printedOver(all), spilled: spilled(all), touching: touching(all), slivers: slivers(all), edge: edge(all), broad: broad(), empty: empty(all) }, picture(fitted));
    rules.deleteRule(rules.cssRules.length - 1);
    for (const kind of Object.keys(found)) { found[kind] = [...new Set(found[kind])].slice(0, MOST); }
    return found;
  };
})();
