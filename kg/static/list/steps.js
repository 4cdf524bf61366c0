/* Steps and the words that decide what they are: what a cell of 负担 opens, and so what it counts. Nothing here knows of the screen. */
const kgSteps = (() => {
  'use strict';
  const SIDES = ['township', 'superior'];
  /* Columns beside the kinds of work: what each is a sign of. The first two are kinds of work too: any at all, and none. */
  const BESIDE = ['means', 'village', 'hard'];
  const open = (signs, flat) => {
    const words = [];
    for (let at = 0; at < flat.length; at += 3) { words.push({ sign: signs[flat[at]], start: flat[at + 1], length: flat[at + 2] }); }
    return words;
  };
  const byMost = (total) => (one, other) => total(other, 'township') - total(one, 'township') || total(other, 'superior') - total(one, 'superior');

  /* The part of the data as it is asked: steps by duty and side, kinds of work by how many steps of the township they have. */
  const read = (part) => {
    const duties = {};
    for (const [code, row] of Object.entries(part.duties)) {
      duties[code] = { means: row.means };
      for (const side of SIDES) { duties[code][side] = row[side].map((flat, at) => ({ at: at + 1, words: open(part.signs, flat) })); }
    }
    const model = { duties, signs: part.signs, kinds: [] };
    const codes = Object.keys(duties);
    const total = (sign, side) => count(opened(model, codes, sign.id, side));
    const order = byMost(total);
    model.kinds = part.signs.filter((sign) => sign.scheme === 'action').sort((one, other) => order(one, other) || part.signs.indexOf(one) - part.signs.indexOf(other));
    return model;
  };

  const OF = {
    village: (word) => word.sign.scheme === 'village',
    hard: (word) => word.sign.scheme === 'limit' && word.sign.id === 'hard'
  };
  const ofKind = (word) => word.sign.scheme === 'action';
  /* The words of a step that put it into a column; null if it is not in it. */
  const deciding = (step, column) => {
    if (column === 'all') { return []; }
    if (column === 'none') { return step.words.some(ofKind) ? null : []; }
    const found = step.words.filter(OF[column] || ((word) => ofKind(word) && word.sign.id === column));
    return found.length ? found : null;
  };
  /* What a cell opens: duties with those of their steps that are in the column. Villages and limits are asked of the township. */
  const opened = (model, codes, column, side) => {
    const found = [];
    for (const code of codes) {
      const duty = model.duties[code];
      if (!duty) { continue; }
      if (column === 'means') {
        if (!duty.means) { found.push({ code, steps: [] }); }
        continue;
      }
      const steps = [];
      for (const step of duty[BESIDE.includes(column) ? 'township' : side]) {
        const words = deciding(step, column);
        if (words) { steps.push({ at: step.at, words }); }
      }
      if (steps.length) { found.push({ code, steps }); }
    }
    return found;
  };
  /* What is opened, as a number: steps, or duties where a column is one of duties. */
  const count = (found) => found.reduce((sum, one) => sum + Math.max(one.steps.length, 0), 0);
  const figure = (model, codes, column, side) => {
    const found = opened(model, codes, column, side);
    return column === 'means' ? found.length : count(found);
  };

  /* A row: a department's duties under the filters, with each column's figure for both sides. */
  const row = (model, department, declared, kindOf) => {
    const asked = declared.filter((code) => kindOf(code) === 'cooperative');
    const one = { department, asked, taken: declared.filter((code) => kindOf(code) === 'recalled'), figures: {} };
    for (const side of SIDES) {
      one.figures[side] = {};
      for (const column of ['all', ...model.kinds.map((kind) => kind.id), 'none']) { one.figures[side][column] = figure(model, asked, column, side); }
    }
    for (const column of BESIDE) { one.figures[column] = figure(model, asked, column, 'township'); }
    return one;
  };
  const value = (one, column, side) => {
    if (column === 'name') { return one.department ? one.department.short : ''; }
    if (column === 'asked' || column === 'taken') { return one[column].length; }
    if (BESIDE.includes(column)) { return one.figures[column]; }
    const key = column === 'steps' ? 'all' : column;
    const { township, superior } = one.figures;
    if (side === 'ratio') { return township[key] + superior[key] ? township[key] / (township[key] + superior[key]) : -1; }
    return one.figures[side][key];
  };
  /* Sorted rows; what is alike keeps the order by all steps, then as the departments come. */
  const sorted = (rows, order, side) => {
    const [column, way] = order.split('.');
    const sign = way === 'up' ? 1 : -1;
    const base = side === 'ratio' ? 'township' : side;
    const compare = (one, other) => (one < other ? -1 : Number(one > other));
    return rows.slice().sort((one, other) => sign * compare(value(one, column, side), value(other, column, side)) ||
      value(other, 'steps', base) - value(one, 'steps', base) || compare(one.department.name, other.department.name));
  };
  /* Six steps of heat: by thirds of what the largest cell has, the small ones told apart. */
  const heat = (figured, most) => {
    if (!figured) { return 0; }
    const part = figured / Math.max(most, 6);
    return [0.08, 0.18, 0.34, 0.56, 0.8].filter((bound) => part > bound).length + 1;
  };
  /* Of both sides: 1 to 3 where the departments have more to do, 4 to 6 where the township has. */
  const lean = (township, superior) => {
    if (!township && !superior) { return 0; }
    const part = township / (township + superior);
    return [0.25, 0.4, 0.5, 0.6, 0.75].filter((bound) => part >= bound).length + 1;
  };
  /* Which words decided, and how often. */
  const words = (found, textOf) => {
    const times = new Map();
    for (const one of found) {
      for (const step of one.steps) {
        for (const word of step.words) {
          const text = textOf(one.code, step.at).slice(word.start, word.start + word.length);
          times.set(text, (times.get(text) || 0) + 1);
        }
      }
    }
    return [...times].sort((one, other) => other[1] - one[1]);
  };
  /* A text in pieces, the deciding words marked; of words that overlap the first. */
  const pieces = (text, marked) => {
    const found = [];
    let at = 0;
    for (const word of marked) {
      if (word.start < at) { continue; }
      found.push({ text: text.slice(at, word.start) }, { text: text.slice(word.start, word.start + word.length), mark: 1 });
      at = word.start + word.length;
    }
    return found.concat({ text: text.slice(at) }).filter((piece) => piece.text);
  };
  return { BESIDE, read, opened, count, figure, row, value, sorted, heat, lean, words, pieces };
})();
if (typeof module !== 'undefined') { module.exports = kgSteps; }
