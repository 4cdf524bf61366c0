/* What a page says, in Chinese and in English. Each view brings its own words: kgSay.learn({ key: [Chinese, English] }). */
const kgSay = (() => {
  'use strict';
  const table = Object.create(null);
  let at = 0;
  const fill = (text, values) => text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));
  const t = (key, ...values) => fill(key in table ? table[key][at] : key, values);
  /* One of two words that the data bring: [Chinese, English]. */
  const of = (pair) => (pair ? pair[at] : '');
  /* What a step of a duty is called: place is s1 (of the departments, of a recalled duty the receiving one's) or t1; its number as printed. */
  const step = (kind, place, printed) => {
    const superior = kind === 'recalled' ? 'side_receiving' : 'side_superior';
    return t('side_step', t(place.charAt(0) === 's' ? superior : 'side_township'), printed || place.slice(1));
  };
  /* Which of some words that the data bring is said so in Chinese. */
  const meant = (keys, word) => keys.find((key) => key in table && table[key][0] === word);
  /* 配合 51 上级部门 2 → Cooperative 51 superior step 2, 配合 51 → Cooperative 51; empty for anything else. */
  const label = (text) => {
    const [, list, number, side, printed] = /^(\S+) (\S+)(?: (\S+) (\S+))?$/.exec(text) || [];
    const kind = meant(['basic', 'cooperative', 'recalled'], list);
    const place = meant(['side_superior', 'side_receiving', 'side_township'], side);
    if (!kind || (side && !place)) { return ''; }
    const duty = `${t(kind)} ${number}`;
    return side ? `${duty} ${step(kind, place === 'side_township' ? 't' : 's', printed)}` : duty;
  };
  /* Between a word and what it says, and between words of a row. */
  const colon = () => (at ? ': ' : '：');
  const row = (words) => words.join(at ? ', ' : '、');
  /* A sentence, or a head, begins with a capital. */
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const learn = (words) => { Object.assign(table, words); };
  learn({ side_step: ['{0} {1}', '{0} step {1}'] });
  return { table, t, of, step, label, colon, row, capital, learn, english: () => at === 1, use: (english) => { at = english ? 1 : 0; } };
})();
if (typeof module !== 'undefined') { module.exports = kgSay; }
