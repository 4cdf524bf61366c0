/* What a page says, in Chinese and in English. Each view brings its own words: kgSay.learn({ key: [Chinese, English] }). */
const kgSay = (() => {
  'use strict';
  const table = Object.create(null);
  let at = 0;
  const fill = (text, values) => text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));
  const t = (key, ...values) => fill(key in table ? table[key][at] : key, values);
  /* One of two words that the data bring: [Chinese, English]. */
  const of = (pair) => (pair ? pair[at] : '');
  const learn = (words) => { Object.assign(table, words); };
  return { table, t, of, learn, english: () => at === 1, use: (english) => { at = english ? 1 : 0; } };
})();
if (typeof module !== 'undefined') { module.exports = kgSay; }
