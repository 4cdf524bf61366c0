/* Departments by what they carry, and pairs of departments by what they share. Nothing here knows of the screen. */
const kgShares = (() => {
  'use strict';
  /* How many departments the half matrix holds at full size; beyond that its groups are folded. */
  const MOST = 38;
  const STABLE = 0.8;
  const codes = (store, department, passes, kind) => department.declared.filter((code) => passes(store.duties[code]) && (!kind || store.duties[code].kind === kind));
  const isDepartment = (department) => department.kind === 'department';

  /* How a department stands in a duty that declares it, as the question `leads` says: alone, whole, step, merely. */
  const standing = (store, leads, department, code) => {
    if (store.duties[code].declared.length === 1) { return 'alone'; }
    const lead = leads[code];
    if (!lead || !lead.departments.includes(Number(department.id.slice(1)))) { return 'merely'; }
    return lead.whole ? 'led' : 'ledStep';
  };
  /* The duties of each column of the table, under the filters. */
  const columns = (store, leads, department, passes) => {
    const found = { alone: [], led: [], ledStep: [], merely: [] };
    const cooperative = codes(store, department, passes, 'cooperative');
    for (const code of cooperative) { found[standing(store, leads, department, code)].push(code); }
    return Object.assign(found, {
      cooperative, recalled: codes(store, department, passes, 'recalled'), acting: department.acting.filter((code) => passes(store.duties[code])),
      shared: codes(store, department, passes).filter((code) => store.duties[code].declared.filter(isDepartment).length > 1)
    });
  };

  /* The duties whose column names one of each of two sets of departments, and those in which one of a pair only acts. */
  const between = (store, some, others, passes) => {
    const found = { declared: [], acting: [] };
    const held = (duty, set) => ({ declared: duty.declared.some((d) => set.includes(d)), acting: duty.acting.some((d) => set.includes(d)) });
    for (const code of store.order) {
      const duty = store.duties[code];
      const [one, other] = [held(duty, some), held(duty, others)];
      const both = (one.declared || one.acting) && (other.declared || other.acting);
      if (both && passes(duty)) { found[one.declared && other.declared ? 'declared' : 'acting'].push(code); }
    }
    return found;
  };
  /* Pairs of departments by the duties whose column names both: `d1-d4` → codes. */
  const pairs = (store, passes) => {
    const found = new Map();
    for (const code of store.order) {
      const duty = store.duties[code];
      const named = passes(duty) ? duty.declared.filter(isDepartment) : [];
      named.forEach((one, at) => {
        for (const other of named.slice(at + 1)) {
          const key = keyOf(one, other);
          if (!found.has(key)) { found.set(key, []); }
          found.get(key).push(code);
        }
      });
    }
    return found;
  };
  const keyOf = (one, other) => (Number(one.id.slice(1)) < Number(other.id.slice(1)) ? `${one.id}-${other.id}` : `${other.id}-${one.id}`);

  /* Pairs that only act together: one of the two is in the steps of a duty whose column does not name both. */
  const acting = (store, passes) => {
    const found = new Map();
    for (const code of store.order) {
      const duty = store.duties[code];
      const some = passes(duty) && duty.acting.length ? duty.declared.concat(duty.acting).filter(isDepartment) : [];
      some.forEach((one, at) => {
        for (const other of some.slice(at + 1).filter((each) => duty.acting.includes(one) || duty.acting.includes(each))) {
          const key = keyOf(one, other);
          if (!found.has(key)) { found.set(key, []); }
          found.get(key).push(code);
        }
      });
    }
    return found;
  };
  /* The groups as the page is told them; a group that no finding gave counts as stable. */
  const groups = (store, told) => told.map((one, at) => {
    const finding = store.findings.find((each) => each.id === one.finding) || null;
    const together = finding ? finding.score : 1;
    return { number: at + 1, key: one.finding || `group-${at + 1}`, members: one.members.map((number) => store.departments[number]), finding, together, stable: together >= STABLE };
  });

  /* Departments in blocks: by group (those who share most inside it first), by load, by name. */
  const ordered = (store, found, order) => {
    const ids = new Set([...pairs(store, () => true).keys()].flatMap((key) => key.split('-')));
    const sharing = store.departments.filter((d) => isDepartment(d) && ids.has(d.id));
    if (order === 'name') { return [{ members: sharing.slice().sort((one, other) => (one.short < other.short ? -1 : 1)) }]; }
    if (order === 'load') { return [{ members: sharing }]; }
    const rest = sharing.filter((d) => !found.some((group) => group.members.includes(d)));
    return rest.length ? found.concat({ members: rest }) : found;
  };
  const alone = (store) => {
    const ids = new Set([...pairs(store, () => true).keys()].flatMap((key) => key.split('-')));
    return store.departments.filter((d) => isDepartment(d) && !ids.has(d.id));
  };
  /* The rows of the half matrix: a department each, or a folded group; of those in no group at most so many, the others are one row. */
  const rows = (blocks, folded, most = Infinity) => {
    const found = [];
    for (const block of blocks) {
      if (folded(block)) { found.push({ block, members: block.members, folded: true }); continue; }
      const reach = block.number ? Infinity : most;
      block.members.slice(0, reach).forEach((d) => found.push({ block, members: [d], department: d }));
      if (block.members.length > reach) { found.push({ block, members: block.members.slice(reach), folded: true, rest: true }); }
    }
    return found;
  };
  /* How often a group shares inside and outside, and with whom outside the most. */
  const traffic = (found, members) => {
    const ids = new Set(members.map((d) => d.id));
    const outside = new Map();
    const sums = { inside: 0, outside: 0, busiest: '' };
    for (const [key, shared] of found) {
      const ends = key.split('-');
      const mine = ends.filter((id) => ids.has(id));
      if (mine.length === 2) { sums.inside += shared.length; }
      if (mine.length === 1) {
        sums.outside += shared.length;
        outside.set(mine[0], (outside.get(mine[0]) || 0) + shared.length);
      }
    }
    let most = 0;
    for (const d of members) { if ((outside.get(d.id) || 0) > most) { most = outside.get(d.id); sums.busiest = d.id; } }
    return sums;
  };
  /* How often two groups share a duty, pair by pair. */
  const across = (found, here, there) => {
    const ids = (members) => new Set(members.map((d) => d.id));
    const [one, other] = [ids(here), ids(there)];
    let times = 0;
    for (const [key, shared] of found) {
      const [a, b] = key.split('-');
      if ((one.has(a) && other.has(b)) || (one.has(b) && other.has(a))) { times += shared.length; }
    }
    return times;
  };
  /* The duties that pairs of a group share. */
  const inside = (store, found, members) => {
    const ids = new Set(members.map((d) => d.id));
    const shared = new Set([...found].filter(([key]) => key.split('-').every((id) => ids.has(id))).flatMap(([, those]) => those));
    return store.order.filter((code) => shared.has(code));
  };
  /* The findings about a pair: those that name both, the groups left out. */
  const about = (store, one, other) => store.findings.filter((finding) => finding.kind !== 'community' && finding.departments.includes(one) && finding.departments.includes(other));
  return { MOST, STABLE, codes, isDepartment, standing, columns, between, pairs, acting, keyOf, groups, ordered, alone, rows, traffic, across, inside, about };
})();
if (typeof module !== 'undefined') { module.exports = kgShares; }
