/* node asked.js suggest|narrow < JSON: what the page's scripts make of the data that Python writes. */
'use strict';
const fs = require('fs');
const path = require('path');

const from = (name) => require(path.join(__dirname, '../../../kg/static/shared', name));
const given = JSON.parse(fs.readFileSync(0, 'utf8'));
const suggest = () => {
  const made = from('suggest.js').make(given.plain);
  return given.phrases.map((phrase) => made.answers(phrase).slice(0, 3));
};
/* Every question, whole and narrowed by the wanted values of each slot. */
const narrow = () => {
  const made = from('answers.js').make(given.answers, given.plain.matters);
  const asked = [];
  for (const one of made.questions) {
    asked.push({ name: one.name, slot: null, value: null, ...made.narrow(one.name, {}) });
    for (const slot of one.slots.filter((name) => given.every[name])) {
      const values = made.choices(slot).filter((_, at) => at % given.every[slot] === 0);
      for (const value of values) { asked.push({ name: one.name, slot, value, ...made.narrow(one.name, { [slot]: value }) }); }
    }
  }
  return asked;
};
process.stdout.write(JSON.stringify({ suggest, narrow }[process.argv[2]]()));
