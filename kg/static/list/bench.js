/* The workbench's state: rows, what is said of them, what is asked for. Whoever counts findings asks here. */
const kgBench = (() => {
  'use strict';
  let rows = null;
  let judged = null;
  let byId = null;
  let places = null;
  let listId = '';
  let edition = '';
  let issued = '';
  const known = { version: -1, said: new Map(), asked: '', now: null };
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  };
  const storage = () => { try { return window.localStorage; } catch (error) { return null; } };
  const open = (page) => {
    if (rows) { return; }
    const { store, data } = page;
    listId = data.id;
    ({ issued } = data);
    rows = kgFound.rowsOf(store.findings, store.duties);
    byId = new Map();
    for (const row of rows) { for (const finding of row.members) { byId.set(finding.id, row); } }
    for (const finding of store.findings) { finding.keys = finding.duties.map((code) => store.duties[code].key); }
    edition = `${data.place || data.id} ${data.issued}`;
    judged = kgJudged.make({ findings: store.findings, edition, key: `kg-verdicts-${data.place || data.id}`, storage: storage(), today });
    places = kgFound.places(rows);
  };
  const fresh = () => {
    if (known.version === judged.version()) { return; }
    known.version = judged.version();
    known.said.clear();
    known.now = null;
    report();
  };
  /* What holds of a row: of its gravest finding that has a verdict or a note. */
  const said = (row) => {
    fresh();
    if (!known.said.has(row)) {
      const found = row.members.map(judged.of);
      const one = found.find((each) => each.verdict) || found.find((each) => each.note || each.conflict) || found[0];
      // a word from a later edition is of the same text, and nothing is to be confirmed on an old one
      one.later = Boolean(one.carried && issued) && one.carried > issued;
      known.said.set(row, Object.assign(one, { states: kgFound.states(one) }));
    }
    return known.said.get(row);
  };
  /* The county's page counts as this one does. */
  const report = () => {
    const told = { built: 0, total: 0, judged: 0, dropped: 0, pending: 0, kinds: {} };
    for (const row of rows.filter((one) => one.shown)) {
      const { verdict, states } = said(row);
      told.total += 1;
      told.built += Number(row.members.some((finding) => judged.built(finding).verdict));
      told.judged += Number(Boolean(verdict));
      told.dropped += Number(verdict === 'no');
      told.pending += Number(Boolean(verdict) && states.includes('carried'));
      if (verdict !== 'no') { told.kinds[row.kind] = (told.kinds[row.kind] || 0) + 1; }
    }
    kgJudged.report(storage(), listId, told);
  };
  const hit = (page) => {
    const { q } = page.at.query;
    if (!q) { return null; }
    const hits = page.find(q);
    const found = new Set(hits.filter((one) => one.finding).map((one) => byId.get(one.finding.id)));
    if (found.size) { return (row) => found.has(row); }
    // everyday words of a matter find its duties, and so what was found of them
    const codes = new Set(hits.map((one) => one.code).filter(Boolean));
    return (row) => row.duties.some((code) => codes.has(code));
  };
  /* What is shown now: the rows in groups, in order, and how many more there are. */
  const now = (page) => {
    open(page);
    fresh();
    const asked = JSON.stringify(page.at.query);
    if (!known.now || known.asked !== asked) {
      const wanted = kgFound.wish(page.at.query, hit(page));
      const found = kgFound.survey(rows, said, wanted);
      const groups = kgFound.grouped(found.shown, page.at.query.order || '', places);
      const order = [].concat(...groups.map((group) => group.rows));
      known.asked = asked;
      known.now = { wanted, groups, order, rows, said, counts: found.counts, others: found.others, progress: found.progress };
    }
    return known.now;
  };
  /* The rows that an address would show: for every count elsewhere in the page. */
  const shown = (page, query) => {
    open(page);
    const wanted = kgFound.wish(query, query.q ? hit({ at: { query }, find: page.find }) : null);
    return rows.filter((row) => kgFound.passes(row, said, wanted));
  };
  const count = (page, query) => shown(page, query).length;
  /* The rows of some findings that are counted of duties and departments: shown by default, not called wrong, no group of departments. */
  const counted = (page, findings) => {
    open(page);
    const some = new Set(findings.map((finding) => byId.get(finding.id)));
    const wanted = kgFound.wish({});
    return rows.filter((row) => some.has(row) && !row.isGroup && kgFound.passes(row, said, wanted));
  };
  /* What is said where no row is shown: that there is none, or that none passes. */
  const none = (page) => kgSay.t(page.store.findings.length ? 'noneLeft' : 'noFindings');
  return { today, open, none, now, counted, said, shown, count, row: (id) => byId.get(id) || null, judged: () => judged, edition: () => edition, all: () => rows };
})();
