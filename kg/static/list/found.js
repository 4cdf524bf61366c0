/* Findings in rows, facets and groups: what is shown and how many there are. Nothing here knows of the screen. */
const kgFound = (() => {
  'use strict';
  /* Facets in the order in which they stand; each has values of its own, several of which may be wanted. */
  const FACETS = ['mark', 'grade', 'verdict', 'department', 'category', 'group', 'pair'];
  const OPEN = 'open';
  const NONE = '-';
  /* What a reader says, as values of a facet: a row may have several. */
  const states = (said) => [said.verdict || OPEN, said.carried && !said.later ? 'carried' : '', said.conflict ? 'conflict' : '', said.note ? 'noted' : ''].filter(Boolean);
  /* The values that a row has of a facet; those of its verdict change, the others are its own. */
  const values = (row, said, name) => (name === 'verdict' ? said(row).states : row.values[name]);
  /* Values in an address: parted by commas, a comma of a name's own written as %2C. */
  const list = (text) => String(text || '').split(',').filter(Boolean).map((part) => part.replace(/%2C/g, ',').replace(/%25/g, '%'));
  const joined = (wanted) => wanted.map((part) => part.replace(/%/g, '%25').replace(/,/g, '%2C')).join(',');
  /* What an address asks for: facet → values; `all`: those too that are not listed by default; `duty`: a code; `matter`; and
     `hit`, which rows a search found, where something is sought. A group of departments is about no duty and no department by itself. */
  const wish = (query, hit) => {
    const wanted = { all: query.all === '1', duty: query.duty || '', matter: query.matter || '', list: list(query.list), hit: hit || null };
    for (const name of FACETS) { wanted[name] = list(query[name]); }
    return wanted;
  };
  /* What else narrows the rows: filters that go along from view to view. */
  const within = (row, wanted) => (!wanted.duty || (!row.isGroup && row.duties.includes(wanted.duty))) &&
    (!wanted.matter || row.matters.includes(wanted.matter)) &&
    (!wanted.list.length || row.lists.some((kind) => wanted.list.includes(kind))) &&
    (!wanted.hit || wanted.hit(row));
  const toggled = (query, name, value) => {
    const now = list(query[name]);
    return joined(now.includes(value) ? now.filter((one) => one !== value) : [...now, value]);
  };
  const meets = (row, said, wanted, name) => {
    if (wanted[name].length) { return values(row, said, name).some((value) => wanted[name].includes(value)); }
    // what a reader calls wrong is counted nowhere, unless one asks for it
    return name !== 'verdict' || said(row).verdict !== 'no';
  };
  /* Whether a row is what is asked for. */
  const passes = (row, said, wanted) => (wanted.all || row.shown) && within(row, wanted) && FACETS.every((name) => meets(row, said, wanted, name));
  const count = (found, some) => { for (const value of some) { found.set(value, (found.get(value) || 0) + 1); } };
  const advance = (far, said) => {
    far.total += 1;
    far.judged += Number(Boolean(said.verdict));
    for (const state of said.states) { if (state !== OPEN) { far[state] += 1; } }
  };
  /* All rows at one go: those that are shown; of each facet how many rows every value would show, were it the only one that is ticked there;
     how far one is in what the other facets leave, whatever is said of it; and how many more there are for who asks. */
  const survey = (rows, said, wanted) => {
    const found = { shown: [], counts: {}, others: 0, progress: { total: 0, judged: 0, lawful: 0, settle: 0, no: 0, carried: 0, conflict: 0, noted: 0 } };
    const add = (row, failing) => {
      for (const name of failing.length ? failing : FACETS) { count(found.counts[name], values(row, said, name)); }
      if (!failing.length) { found.shown.push(row); }
      if (!failing.length || failing[0] === 'verdict') { advance(found.progress, said(row)); }
    };
    for (const name of FACETS) { found.counts[name] = new Map(); }
    for (const row of rows.filter((one) => within(one, wanted))) {
      const failing = FACETS.filter((name) => !meets(row, said, wanted, name));
      found.others += Number(!row.shown && !failing.length);
      if ((row.shown || wanted.all) && failing.length < 2) { add(row, failing); }
    }
    // what is ticked stays a choice, even where nothing is left of it
    for (const name of FACETS) { for (const value of wanted[name]) { found.counts[name].set(value, found.counts[name].get(value) || 0); } }
    return found;
  };
  const keyOf = (row) => (row.group ? `m ${row.group}` : `k ${row.kind}`);
  /* Where each group has its place, whatever is shown of it: rows come the gravest first. What is of no matter comes after what is of one. */
  const places = (rows) => {
    const found = new Map();
    for (const row of rows) {
      const key = keyOf(row);
      const known = found.get(key) || { gravest: row.at, printed: row.printed, size: 0 };
      found.set(key, { gravest: known.gravest, printed: Math.min(known.printed, row.printed), size: known.size + 1, last: Number(!row.group) });
    }
    return found;
  };
  const SORTS = {
    grave: (one, other) => one.last - other.last || one.gravest - other.gravest,
    many: (one, other) => one.last - other.last || other.size - one.size || one.gravest - other.gravest,
    printed: (one, other) => one.printed - other.printed || one.gravest - other.gravest
  };
  /* Rows by matter (what has none: by kind), groups in the order that is asked; what is judged or ticked moves no group. */
  const grouped = (rows, order, every) => {
    const groups = new Map();
    for (const row of rows) {
      const key = keyOf(row);
      if (!groups.has(key)) { groups.set(key, { key, matter: row.group, kind: row.kind, rows: [] }); }
      groups.get(key).rows.push(row);
    }
    const found = [...groups.values()];
    const place = every || places(rows);
    const sort = SORTS[order] || SORTS.grave;
    found.sort((one, other) => sort(place.get(one.key), place.get(other.key)));
    if (order === 'printed') { for (const group of found) { group.rows.sort((one, other) => one.printed - other.printed || one.at - other.at); } }
    return found;
  };
  /* The lines of the list: heads and rows in turn, with where each begins. */
  const lines = (groups, heights) => {
    const found = [];
    let top = 0;
    let place = 0;
    for (const group of groups) {
      found.push({ group, top, height: heights.head });
      top += heights.head;
      for (const row of group.rows) {
        found.push({ group, row, place, top, height: heights.row });
        top += heights.row;
        place += 1;
      }
    }
    return { lines: found, height: top };
  };
  /* The first line that reaches below a place: lines are many, so by halves. */
  const at = (found, place) => {
    let [low, high] = [0, found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (found[middle].top + found[middle].height <= place) { low = middle + 1; } else { high = middle; }
    }
    return low;
  };
  const named = (bodies) => bodies.map((one) => one.name);
  const join = (row, finding) => {
    row.members.push(finding);
    row.matters.push(finding.matter);
    row.values.department = [...new Set([...row.values.department, ...named(finding.departments)])];
  };
  const make = (finding, place, duties) => {
    const codes = finding.duties;
    const isGroup = finding.view === 'groups';
    const lists = codes.map((code) => duties[code].kind);
    const category = [...new Set(codes.map((code) => duties[code].category.name))];
    return {
      at: place, id: finding.id, members: [finding], kind: finding.kind, grade: finding.grade, group: finding.group, matters: [finding.matter, finding.group].filter(Boolean),
      shown: finding.shown, isGroup, duties: codes, lists, printed: Math.min(...codes.map((code) => duties[code].at)),
      values: {
        mark: [finding.kind], grade: [String(finding.grade)], department: isGroup ? [] : [...new Set(named(finding.departments))], category, group: [finding.group || NONE],
        pair: [[...new Set(lists)].sort().join('+')]
      }
    };
  };
  /* Findings of one pair that several rules found are one row; the gravest finding of a row gives its place and kind. */
  const rowsOf = (findings, duties) => {
    const rows = [];
    const by = new Map();
    for (const finding of findings) {
      const known = finding.with ? by.get(finding.with) : null;
      if (known) { join(known, finding); continue; }
      const row = make(finding, rows.length, duties);
      rows.push(row);
      by.set(finding.id, row);
    }
    return rows;
  };
  return { FACETS, OPEN, NONE, states, list, joined, wish, toggled, passes, survey, places, grouped, lines, at, rowsOf };
})();
if (typeof module !== 'undefined') { module.exports = kgFound; }
