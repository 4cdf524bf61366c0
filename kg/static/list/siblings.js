/* What a duty speaks of: its title with the matters numbered, a row a matter with the duties of each list, and what was found
   about it, a line a pair. Pure: it knows the store and draws nothing. */
const kgSiblings = (() => {
  'use strict';
  const LISTS = ['basic', 'cooperative', 'recalled'];
  /* Findings that stand on the pages of duties: groups of departments have a page of their own. */
  const told = (finding) => finding.view !== 'groups';

  /* The matters that a title names, numbered in printed order; the same matter keeps its number. */
  const matters = (store, named) => {
    const numbers = new Map();
    for (const [at] of named) { if (!numbers.has(at)) { numbers.set(at, numbers.size + 1); } }
    return [...numbers].map(([at, number]) => ({ number, matter: store.matters[at] }));
  };
  /* The title in pieces: what names a matter bears its number. */
  const pieces = (title, named) => {
    const numbers = new Map();
    const found = [];
    let last = 0;
    for (const [at, start, end] of named) {
      if (!numbers.has(at)) { numbers.set(at, numbers.size + 1); }
      if (start > last) { found.push({ text: title.slice(last, start) }); }
      found.push({ text: title.slice(start, end), number: numbers.get(at), matter: at });
      last = end;
    }
    if (last < title.length) { found.push({ text: title.slice(last) }); }
    return found;
  };
  /* The row in which a finding has its chip: that of the matter it names, or of the nearest that this is a part of. */
  const rowOf = (store, wider, shown, finding) => {
    const at = store.matters.findIndex((one) => one.name === finding.matter);
    const found = at < 0 ? undefined : [at, ...(wider[at] || [])].find((one) => shown.includes(store.matters[one]));
    return found === undefined ? null : store.matters[found];
  };
  /* A row a matter: its duties by list, the duty itself first, each with the findings about both. */
  const rows = (store, code, named, wider) => {
    const all = matters(store, named);
    const shown = all.map((one) => one.matter);
    const findings = store.duties[code].findings.filter((one) => told(one) && one.shown)
      .map((finding) => ({ finding, matter: rowOf(store, wider, shown, finding) }));
    const cell = (other, matter) => ({
      code: other, own: other === code,
      chips: other === code ? [] : findings.filter((one) => one.matter === matter && one.finding.duties.includes(other)).map((one) => one.finding)
    });
    return all.map(({ number, matter }) => {
      const cells = {};
      for (const list of LISTS) {
        const codes = matter.duties.filter((one) => store.duties[one].kind === list);
        cells[list] = [...codes.filter((one) => one === code), ...codes.filter((one) => one !== code)].map((one) => cell(one, matter));
      }
      return { number, matter, cells };
    });
  };
  const alone = (found) => found.every((row) => LISTS.every((list) => row.cells[list].every((cell) => cell.own)));

  /* What was found of a duty with the same others: a line; `members` are the findings that are one row of the workbench. */
  const line = (code, members) => ({
    findings: members,
    others: [...new Set(members.flatMap((one) => one.duties))].filter((one) => one !== code),
    matters: [...new Set(members.map((one) => one.matter).filter(Boolean))],
    weight: [members.length > 1 ? 1 : 0, Math.max(...members.map((one) => one.grade)), Math.max(...members.map((one) => one.score))]
  });
  /* The heaviest first: found by several rules, of the highest grade, with the most behind it. */
  const heaviest = (lines) => lines.map((one, at) => ({ one, at })).sort((a, b) => {
    const [left, right] = [a.one.weight, b.one.weight];
    const place = left.findIndex((value, i) => value !== right[i]);
    return place < 0 ? a.at - b.at : right[place] - left[place];
  }).map(({ one }) => one);
  return { LISTS, told, matters, pieces, rows, alone, line, heaviest };
})();
if (typeof module !== 'undefined') { module.exports = kgSiblings; }
