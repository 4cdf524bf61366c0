/* What this reader has judged on the lists' own pages since the build: the desk counts what they count. */
const kgHeard = (() => {
  'use strict';
  const { findings: all } = typeof module === 'undefined' ? kgRows : require('./rows.js');
  const storage = () => { try { return window.localStorage; } catch (error) { return null; } };
  const middle = (values) => {
    const sorted = [...values].sort((one, other) => one - other);
    return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  };
  /* What a page's report makes of a row; nothing if it is of another build than this page. */
  const changed = (row, heard) => {
    const { judged, open, findings } = row.built;
    if (!heard || heard.built !== judged || heard.total !== judged + open) { return null; }
    const families = Object.fromEntries(Object.keys(findings).map((family) => [family, 0]));
    for (const [kind, count] of Object.entries(heard.kinds)) { families[kind in families ? kind : 'gap'] += count; }
    return { judged: heard.judged, open: heard.total - heard.judged, dropped: heard.dropped, pending: heard.pending, findings: families };
  };
  /* Put the reports into the rows and the medians; returns whether anything is other than before. */
  const apply = (data, reported) => {
    const figures = () => JSON.stringify(data.lists.map((row) => [row.judged, row.open, row.dropped, row.pending, row.findings]));
    const before = figures();
    for (const row of data.lists) {
      row.built = row.built || { judged: row.judged, open: row.open, dropped: row.dropped, pending: row.pending, findings: row.findings };
      Object.assign(row, changed(row, reported(row.id)) || row.built);
    }
    for (const county of data.counties) {
      if ('findings' in county.medians) { county.medians.findings = middle(county.lists.map((number) => all(data.lists[number]))); }
    }
    return figures() !== before;
  };
  /* Another window may judge while this one is open, or this one comes back from a list's page. */
  const bind = (page) => {
    const listen = () => apply(page.data, (id) => kgJudged.reported(storage(), id));
    const again = () => { if (listen()) { page.renew(); } };
    listen();
    for (const event of ['storage', 'pageshow', 'focus']) { window.addEventListener(event, again); }
  };
  return { apply, bind };
})();
if (typeof module !== 'undefined') { module.exports = kgHeard; }
