"""What is wrong with a page as it is shown, by bounding boxes and by what was painted: for the walks over routes and states."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

#: Boxes of the picture of which some stretch lies in the window, and nothing was painted there.
UNPAINTED = """() => {
  const graph = kgPage.graph, canvas = document.querySelector('#graph canvas');
  if (!canvas || !canvas.width || document.getElementById('stage').hidden) { return []; }
  const copy = document.createElement('canvas'), ratio = canvas.width / canvas.clientWidth, bare = [];
  copy.width = canvas.width;
  copy.height = canvas.height;
  const pixels = copy.getContext('2d', { willReadFrequently: true });
  pixels.drawImage(canvas, 0, 0);
  for (const node of graph.scene().nodes) {
    const a = graph.network().canvasToDOM({ x: node.x - node.w / 2, y: node.y - node.h / 2 });
    const b = graph.network().canvasToDOM({ x: node.x + node.w / 2, y: node.y + node.h / 2 });
    const left = Math.max(0, a.x - 2), top = Math.max(0, a.y - 2);
    const right = Math.min(canvas.clientWidth, b.x + 2), bottom = Math.min(canvas.clientHeight, b.y + 2);
    if (right - left < 6 || bottom - top < 6) { continue; }
    const seen = pixels.getImageData(left * ratio, top * ratio, (right - left) * ratio, (bottom - top) * ratio).data;
    const colours = new Set();
    for (let at = 0; at < seen.length && colours.size < 3; at += 4) { colours.add(seen[at] << 16 | seen[at + 1] << 8 | seen[at + 2]); }
    if (colours.size < 2) { bare.push(node.ref); }
  }
  return bare;
}"""

#: Labels of the picture outside the window, or too small to read.
LABELS = """() => {
  if (document.getElementById('stage').hidden) { return { outside: [], small: [] }; }
  const box = document.getElementById('graph'), wide = box.clientWidth + 1, high = box.clientHeight + 1;
  const labels = kgPage.graph.labels().filter(label => label.w > 0);
  return {
    outside: labels.filter(l => l.x < -1 || l.y < -1 || l.x + l.w > wide || l.y + l.h > high).map(l => l.text),
    small: labels.filter(l => l.size < 11.4).map(l => l.text),
  };
}"""

#: Texts of tables that run out of their cells over what is beside them, and a page wider than its window. What is placed
#: freely (a caption in the empty half of a matrix) or cut on purpose is none.
SPILLED = """() => {
  const out = [];
  const most = innerWidth + (matchMedia('print').matches ? 8 : 1), wide = document.documentElement.scrollWidth;
  if (wide > most) { out.push('page ' + wide); }
  // on a desk's screen every column is seen; only townships' columns and departments by hundreds scroll
  const sheet = document.getElementById('sheet'), across = document.querySelector('.burden, .loads, .desk, .answer');
  const alone = innerWidth >= 1024 && document.body.dataset.panel !== 'shown';
  if (across && alone && sheet.scrollWidth > sheet.clientWidth + 1) { out.push('sheet ' + sheet.scrollWidth); }
  const free = (node, cell) => {
    for (let one = node.parentElement; one && one !== cell; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.position === 'absolute' || style.overflowX === 'hidden' || style.overflowX === 'clip') { return true; }
    }
    return getComputedStyle(cell).overflowX === 'hidden';
  };
  for (const cell of document.querySelectorAll('#sheet th, #sheet td')) {
    const box = cell.getBoundingClientRect(), walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    if (!box.width) { continue; }
    while (walk.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      const ink = range.getBoundingClientRect();
      if (!ink.width || !walk.currentNode.textContent.trim()) { continue; }
      const across = ink.right > box.right + 2 || ink.left < box.left - 2;
      if ((across || ink.bottom > box.bottom + 2 || ink.top < box.top - 2) && !free(walk.currentNode, cell)) {
        out.push(walk.currentNode.textContent.slice(0, 40));
      }
    }
  }
  return out.slice(0, 5);
}"""

#: Texts that are cut (…) and whose whole is not at hand: no title on, in or around them.
CUT = """() => {
  const out = [];
  for (const one of document.querySelectorAll('main *, .filters *, header.bar *')) {
    const style = getComputedStyle(one);
    const clamped = style.webkitLineClamp !== 'none' && one.scrollHeight > one.clientHeight + 2;
    const dotted = style.textOverflow === 'ellipsis' && one.scrollWidth > one.clientWidth + 1;
    const whole = one.closest('[title]') || one.querySelector('[title]');
    if ((clamped || dotted) && one.offsetParent && !whole) { out.push(one.textContent.trim().slice(0, 50)); }
  }
  return out.slice(0, 5);
}"""

#: Texts of tables that break inside a word, or touch the window's edge.
EDGE = """() => {
  const out = [];
  const clipped = (ink, node, cell) => {
    let { left, right } = ink;
    for (let one = node; one; one = one === cell ? null : one.parentElement) {
      const edge = one.getBoundingClientRect().right;
      if (getComputedStyle(one).overflowX !== 'visible') { right = Math.min(right, edge); }
    }
    return { left, right, width: ink.width };
  };
  for (const cell of document.querySelectorAll('#sheet th, #sheet td')) {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const box = cell.getBoundingClientRect(); // in the window only: 5,000 rows would take minutes
    if (!box.width || box.top > innerHeight || box.bottom < 0 || cell.closest('.out')) { continue; }
    while (walk.nextNode()) {
      const text = walk.currentNode.textContent, range = document.createRange();
      for (const word of text.matchAll(/[A-Za-z0-9]+/g)) {
        range.setStart(walk.currentNode, word.index);
        range.setEnd(walk.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].filter((one) => one.width).map((one) => Math.round(one.bottom)));
        const across = getComputedStyle(cell).writingMode === 'horizontal-tb';
        if (across && lines.size > 1 && word[0].length < 16) { out.push('broken ' + word[0]); }
      }
      range.selectNodeContents(walk.currentNode);
      const ink = clipped(range.getBoundingClientRect(), walk.currentNode.parentElement, cell);
      const wide = '.grid, .burden, .cells, .loads, .half, .wide'; // these scroll sideways in a narrow window
      const shown = ink.width && text.trim() && !matchMedia('print').matches && !cell.closest(wide);
      if (shown && ink.right > innerWidth - 4 && ink.left < innerWidth) { out.push('edge ' + text.slice(0, 40)); }
    }
  }
  return [...new Set(out)].slice(0, 5);
}"""

#: Vis draws in the next frame what it was told in this one.
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def faults(page: Page, *, fitted: bool = True) -> dict[str, Any]:
    """Return what is wrong with the page as it is now, by kind; empty if nothing is."""
    page.evaluate(DRAWN)
    found = {
        "spilled": page.evaluate(SPILLED),
        "cut": page.evaluate(CUT),
        "edge": page.evaluate(EDGE),
    }
    if page.evaluate("Boolean(window.kgPage)"):  # the county's page has no pictures
        found["unpainted"] = page.evaluate(UNPAINTED)
        found["small"] = page.evaluate(LABELS)["small"] if fitted else []
    return {kind: what for kind, what in found.items() if what}
