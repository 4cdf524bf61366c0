/* Search over numbers, titles, departments, aliases, categories, matters and the text of steps. */
const kgSearch = (() => {
  'use strict';
  const order = { duty: 0, department: 1, category: 2, matter: 3, step: 4 };
  function fold(text) {
    return String(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  }
  function close(text) { return fold(text).replace(/ /g, ''); }
  /* entries: {type, title, names: [..], also: [..], href, code}; an entry whose name is just what was asked comes first */
  function index(entries) {
    return entries.map((entry, i) => {
      return { entry, at: i, names: entry.names.map(close), text: entry.names.concat(entry.also || []).map(close).join('\n') };
    });
  }
  function score(item, whole, words) {
    if (item.names.indexOf(whole) >= 0) { return 0; }
    for (let i = 0; i < words.length; i += 1) {
      if (item.text.indexOf(words[i]) < 0) { return -1; }
    }
    if (item.names.some((name) => { return name.indexOf(whole) === 0; })) { return 1; }
    return item.text.indexOf(whole) >= 0 ? 2 : 3;
  }
  function find(items, query) {
    const whole = close(query);
    const words = fold(query).split(' ').filter(Boolean);
    if (!whole) { return []; }
    return items.map((item) => { return { item, score: score(item, whole, words) }; })
      .filter((hit) => { return hit.score >= 0; })
      .sort((a, b) => {
        return (a.score > 0) - (b.score > 0) || order[a.item.entry.type] - order[b.item.entry.type] ||
          a.score - b.score || a.item.at - b.item.at;
      })
      .map((hit) => { return hit.item.entry; });
  }
  return { index, find, fold };
})();
if (typeof module !== 'undefined') { module.exports = kgSearch; }
