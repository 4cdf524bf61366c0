/* Findings in rows, facets and groups: what is shown and how many there are. Nothing here knows of the screen. */
const kgFound = (() => {
  'use strict';
  /* Facets in the order in which they stand; each has values of its own, several of which may be wanted. */
  const FACETS = ['mark', 'grade', 'verdict', 'department', 'category', 'group', 'pair'];
  const OPEN = 'open';
  const NONE = '-';
  const pair = (row) => [...new Set(row.lists)].sort().join('+');
  /* What a reader says, as values of a facet: a row may have several. */
  const states = (said) => [said.verdict || OPEN, said.carried ? 'carried' : '', said.conflict ? 'conflict' : '', said.note ? 'noted' : ''].filter(Boolean);
  const values = {
    mark: (row) => [row.kind],
    grade: (row) => [String(row.grade)],
    verdict: (row, said) => states(said(row)),
    department: (row) => row.departments,
    category: (row) => row.categories,
    group: (row) => [row.group || NONE],
    pair: (row) => [pair(row)]
  };
  /* Values in an address: parted by commas, a comma of a name's own written as %2C. */
  const list = (text) => String(text || '').split(',').filter(Boolean).map((part) => part.replace(/%2C/g, ',').replace(/%25/g, '%'));
  const joined = (wanted) => wanted.map((part) => part.replace(/%/g, '%25').replace(/,/g, '%2C')).join(',');
  /* What an address asks for: facet → values; `all`: those too that are not listed by default; `duty`: a code; `matter`; and
     `hit`, the codes of the duties that a search found, where something is sought. */
  const wish = (query, hit) => {
    const wanted = { all: query.all === '1', duty: query.duty || '', matter: query.matter || '', list: list(query.list), hit: hit || null };
    for (const name of FACETS) { wanted[name] = list(query[name]); }
    return wanted;
  };
  /* What else narrows the rows: filters that go along from view to view. */
  const within = (row, wanted) => (!wanted.duty || row.duties.includes(wanted.duty)) &&
    (!wanted.matter || row.matters.includes(wanted.matter)) &&
    (!wanted.list.length || row.lists.some((kind) => wanted.list.includes(kind))) &&
    (!wanted.hit || row.duties.some((code) => wanted.hit.has(code)));
  const toggled = (query, name, value) => {
    const now = list(query[name]);
    return joined(now.includes(value) ? now.filter((one) => one !== value) : [...now, value]);
  };
  const meets = (row, said, wanted, name) => {
    if (wanted[name].length) { return values[name](row, said).some((value) => wanted[name].includes(value)); }
    // what a reader calls wrong is counted nowhere, unless one asks for it
    return name !== 'verdict' || said(row).verdict !== 'no';
  };
  /* Whether a row is what is asked for, a facet or more left aside. */
  const passes = (row, said, wanted, ...aside) => (wanted.all || row.shown || aside.includes('all')) &&
    within(row, wanted) && FACETS.every((name) => aside.includes(name) || meets(row, said, wanted, name));
  const shown = (rows, said, wanted) => rows.filter((row) => passes(row, said, wanted));
  /* How many rows each value of a facet would show, were it the only one that is ticked there. */
  const counts = (rows, said, wanted, name) => {
    const found = new Map();
    for (const row of rows) {
      if (!passes(row, said, wanted, name)) { continue; }
      for (const value of new Set(values[name](row, said))) { found.set(value, (found.get(value) || 0) + 1); }
    }
    for (const value of wanted[name]) { if (!found.has(value)) { found.set(value, 0); } }
    return found;
  };
  /* How many more rows there are for who asks: neighbouring matters, pairs without a boundary to settle. */
  const others = (rows, said, wanted) => rows.filter((row) => !row.shown && passes(row, said, wanted, 'all')).length;
  /* How far one is: of what the other facets leave, by what is said. */
  const progress = (rows, said, wanted) => {
    const found = { total: 0, judged: 0, lawful: 0, settle: 0, no: 0, carried: 0, conflict: 0, noted: 0 };
    for (const row of rows) {
      if (!passes(row, said, wanted, 'verdict')) { continue; }
      found.total += 1;
      for (const state of states(said(row))) { if (state !== OPEN) { found[state] += 1; } }
      if (said(row).verdict) { found.judged += 1; }
    }
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
  const join = (row, finding) => {
    row.members.push(finding);
    row.matters.push(finding.matter);
    row.departments = [...new Set([...row.departments, ...finding.departments.map((one) => one.name)])];
  };
  /* Findings of one pair that several rules found are one row; the gravest finding of a row gives its place and kind. */
  const rowsOf = (findings, duties) => {
    const rows = [];
    const by = new Map();
    for (const finding of findings) {
      const known = finding.with ? by.get(finding.with) : null;
      if (known) { join(known, finding); continue; }
      const codes = finding.duties;
      const row = {
        at: rows.length, id: finding.id, members: [finding], kind: finding.kind, grade: finding.grade, score: finding.score, group: finding.group, matters: [finding.matter, finding.group].filter(Boolean),
        shown: finding.shown, duties: codes, lists: codes.map((code) => duties[code].kind), printed: Math.min(...codes.map((code) => duties[code].at)),
        departments: finding.departments.map((one) => one.name), categories: [...new Set(codes.map((code) => duties[code].category.name))]
      };
      rows.push(row);
      by.set(finding.id, row);
    }
    return rows;
  };
  return { FACETS, OPEN, NONE, values, list, joined, wish, toggled, passes, shown, counts, others, progress, places, grouped, lines, at, rowsOf };
})();
if (typeof module !== 'undefined') { module.exports = kgFound; }
