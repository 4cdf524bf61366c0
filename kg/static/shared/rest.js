/* Long tables: the first rows at once, the others while the page rests, so that a view is there at once. In the end all rows are, for who
   searches, selects or scrolls; paper has them from the start, and files are written from the data. */
const kgRest = (() => {
  'use strict';
  /* Milliseconds: how long the page is left alone first, and how long one slice of the others may take. Every slice lays out the table
     anew, so they are few. */
  const ALONE = 120;
  const SLICE = 25;
  const now = () => window.performance.now();
  const later = (act) => (window.requestIdleCallback ? window.requestIdleCallback(act, { timeout: 200 }) : window.setTimeout(act, 20));
  const waiting = [];
  /* Elements that were made since the page last rested. */
  let spent = 0;
  let asleep = true;
  const put = (job) => {
    const node = job.make(job.items[job.at], job.at);
    job.at += 1;
    job.body.append(node);
    return 1 + node.getElementsByTagName('*').length;
  };
  /* Make rows until a moment; those of a table that is no longer in the page are not made. */
  const work = (until) => {
    while (waiting.length && now() < until) {
      const [job] = waiting;
      if (!job.body.isConnected || job.at >= job.items.length) { waiting.shift(); } else { put(job); }
    }
  };
  const wake = () => {
    spent = 0;
    work(now() + SLICE);
    asleep = !waiting.length;
    if (!asleep) { later(wake); }
  };
  /* Put a row an item into a part of a table: so many elements of all that is drawn at one go, then the others later. */
  const fill = (body, items, make, most) => {
    const job = { body, items, make, at: 0 };
    while (job.at < items.length && spent < most) { spent += put(job); }
    if (job.at < items.length) { waiting.push(job); }
    if (asleep) { asleep = false; window.setTimeout(wake, ALONE); }
    return body;
  };
  /* All rows now: before a place far down is looked for. */
  const finish = () => work(Infinity);
  // Ctrl+F, Ctrl+A, Ctrl+P: whoever searches, selects or prints has all rows
  window.addEventListener('keydown', (event) => { if (event.ctrlKey || event.metaKey) { finish(); } });
  return { fill, finish };
})();
