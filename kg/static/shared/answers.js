/* The answers to the questions as kg/views/list/asked.py packs them (of several lists: kg/views/county/asked.py): unpacked, and narrowed by leaving out rows. Nothing is asked anew. */
const kgAnswers = (() => {
  'use strict';
  const SLOTS = ['department', 'category', 'matter'];
  const RELATIONS = { declared: [0], receiving: [1], either: [0, 1], category: [2], matter: [3], within: [3] };
  const summed = (steps) => {
    let at = 0;
    return steps.map((step) => { at += step; return at; });
  };
  /* matters: the end of a matter's IRI → its words, the first what it is called. */
  const make = (packed, matters) => {
    const count = packed.duties.length;
    const first = []; // of each duty: where its steps begin
    let steps = 0;
    for (const [superior, township] of packed.steps) { first.push(steps); steps += superior + township; }
    const texts = 2 * count + steps;
    const atoms = texts + steps;
    const questions = new Map(packed.questions.map((one) => [one.name, one]));
    const things = new Map(); // place in things → number
    packed.atoms.forEach((atom, at) => { if (typeof atom === 'string' && atom[0] === 'n') { things.set(Number(atom.slice(1)), atoms + at); } });

    const thing = (at) => {
      const [zh, en, iri] = packed.things[at];
      return [zh === 0 ? matters[iri.split('/').pop()].split('|')[0] : zh, en, iri];
    };
    const dutyOfStep = (step) => {
      let [low, high] = [0, count - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (first[middle] <= step) { low = middle; } else { high = middle - 1; }
      }
      return low;
    };
    const stepAt = (step) => {
      const duty = dutyOfStep(step);
      const at = step - first[duty];
      const superior = packed.steps[duty][0];
      return { duty, step: at < superior ? `s${at + 1}` : `t${at - superior + 1}` };
    };
    /* What a number is: a duty, its title, a step, its text, a thing with names, several, a number or a text. */
    const value = (number) => {
      if (number < count) { return { kind: 'duty', duty: number }; }
      if (number < 2 * count) { return { kind: 'title', duty: number - count }; }
      if (number < texts) { return Object.assign({ kind: 'step' }, stepAt(number - 2 * count)); }
      if (number < atoms) { return Object.assign({ kind: 'text' }, stepAt(number - texts)); }
      const atom = packed.atoms[number - atoms];
      if (atom === null) { return { kind: 'none' }; }
      if (typeof atom === 'number') { return { kind: 'number', number: atom }; }
      const rest = atom.slice(1);
      if (atom[0] === 'n') { return { kind: 'thing', thing: thing(Number(rest)), number }; }
      if (atom[0] === 'j') { return { kind: 'names', of: rest.split(' ').map(Number) }; }
      if (atom[0] === 'l') { return { kind: 'several', of: rest.split(' ').map(Number) }; }
      return { kind: 'words', text: rest };
    };
    /* The rows of a packed table: values by number; what each rests on, duties and steps by number. */
    const unpacked = new Map();
    const unpack = (table) => {
      if (!unpacked.has(table)) { unpacked.set(table, rowsOf(table)); }
      return unpacked.get(table);
    };
    const rowsOf = (table) => {
      const columns = table.slice(0, -1).map(summed);
      return table[table.length - 1].map((rests, at) => {
        const cells = columns.map((column) => column[at]);
        return { cells, rests: rests === 0 ? standing(cells) : summed(rests) };
      });
    };
    const standing = (cells) => {
      const found = { step: new Set(), duty: new Set() };
      for (const cell of cells) {
        if (cell < 2 * count) { found.duty.add(cell % count); } else if (cell < texts) { found.step.add(cell); } else if (cell < atoms) { found.step.add(cell - steps); }
      }
      return [...(found.step.size ? found.step : found.duty)].sort((one, other) => one - other);
    };
    const dutyOf = (cell) => {
      if (cell < count) { return cell; }
      return cell >= 2 * count && cell < texts ? dutyOfStep(cell - 2 * count) : -1;
    };
    const within = (matter, wanted) => {
      for (let at = matter; at !== undefined; at = packed.wider[at]) { if (at === wanted) { return true; } }
      return false;
    };
    const passes = (rule, cells, wanted) => {
      const [relation, ...columns] = rule;
      if (relation === 'is') {
        return columns.some((column) => cells[column] === wanted || ['words', 'number', 'names'].includes(value(cells[column]).kind));
      }
      const same = relation === 'within' ? (one) => within(one, wanted) : (one) => one === wanted;
      const duty = dutyOf(cells[columns[0]]);
      return duty >= 0 && RELATIONS[relation].some((at) => packed.duties[duty][at].some(same));
    };
    const openedRows = (opened, wanted) => {
      const chosen = opened.of[wanted];
      if (!chosen) { return []; }
      const rows = unpack(opened.rows);
      return summed(chosen).map((at) => rows[at]);
    };
    const both = (rows, others) => {
      const key = (row) => JSON.stringify([row.cells, row.rests]);
      const held = new Set(others.map(key));
      return rows.filter((row) => held.has(key(row)));
    };
    /* The rows of a question, narrowed; `left` are the slots that it could not be narrowed by. */
    const narrow = (name, slots) => {
      const one = questions.get(name);
      const given = SLOTS.filter((slot) => slots[slot] !== undefined && one.slots.includes(slot));
      const anew = given.filter((slot) => one.opened[slot]);
      const ruled = given.filter((slot) => one.rules[slot]);
      // what counts anew has other rows for each value; of the others those stay that every value has
      const counted = anew.filter((slot) => one.counts.includes(slot));
      const opened = counted.length ? counted.slice(0, 1) : anew;
      let rows = opened.length ? openedRows(one.opened[opened[0]], slots[opened[0]]) : unpack(one.rows);
      for (const slot of opened.slice(1)) { rows = both(rows, openedRows(one.opened[slot], slots[slot])); }
      for (const slot of ruled) { rows = rows.filter((row) => passes(one.rules[slot], row.cells, slots[slot])); }
      return { rows, left: given.filter((slot) => !ruled.includes(slot) && !opened.includes(slot)) };
    };
    /* The values of a slot: numbers of the things that a list names, in a title or within. */
    const choices = (slot) => {
      const found = new Set();
      for (const duty of packed.duties) { for (const at of { department: [0, 1], category: [2], matter: [3] }[slot]) { for (const one of duty[at]) { found.add(one); } } }
      // what no title names, a step or a finding may: a question that is about a thing knows it
      for (const one of packed.questions) { for (const at of one.name === slot && one.opened[slot] ? Object.keys(one.opened[slot].of) : []) { found.add(Number(at)); } }
      if (slot === 'matter') { for (const one of [...found]) { for (let at = packed.wider[one]; at !== undefined; at = packed.wider[at]) { found.add(at); } } }
      return [...found];
    };
    return { question: (name) => questions.get(name) || null, questions: packed.questions, value, narrow, choices, things, base: packed.base };
  };
  return { make, SLOTS };
})();
if (typeof module !== 'undefined') { module.exports = kgAnswers; }
