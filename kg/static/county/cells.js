/* The comparison's rows: what a cell shows, which rows a filter leaves. Nothing here knows of the screen. */
const kgCells = (() => {
  'use strict';
  const differs = (row, kind) => row.differences.some((one) => one.kind === kind);
  return { differs };
})();
if (typeof module !== 'undefined') { module.exports = kgCells; }
