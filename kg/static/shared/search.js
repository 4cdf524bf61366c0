/* Search over numbers, titles, departments, aliases, categories, matters, findings and the text of steps: by words, or by the first
   letters of what Chinese words sound like. */
const kgSearch = (() => {
  'use strict';
  const ORDER = { question: -1, duty: 0, department: 1, matter: 2, category: 3, step: 4, finding: 5 };
  const fold = (text) => String(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const close = (text) => fold(text).replace(/ /g, '');
  /* What a character may begin with, from {letters: characters}. */
  const letters = (sounds) => {
    const found = new Map();
    for (const [first, characters] of Object.entries(sounds || {})) { for (const one of characters) { found.set(one, first); } }
    return found;
  };
  /* entries: {type, title, names, also, href, code}. What an entry is called (names) goes before what else is said of it (also). */
  const index = (entries, sounds) => {
    const known = letters(sounds);
    const spelled = (name) => [...name].map((one) => known.get(one) || (/[a-z0-9]/.test(one) ? one : '')).filter(Boolean);
    return entries.map((entry, at) => {
      const names = entry.names.map(close);
      const item = { entry, at, names, text: names.concat((entry.also || []).map(close)).join('\n'), spelled: null };
      item.initials = () => {
        if (!item.spelled) { item.spelled = entry.type === 'step' || entry.type === 'finding' ? [] : names.map(spelled); }
        return item.spelled;
      };
      return item;
    });
  };
  /* Where letters sound like a run of characters: its place, or -1. */
  const sounding = (spelled, query) => {
    for (let from = 0; from + query.length <= spelled.length; from += 1) {
      let at = 0;
      while (at < query.length && spelled[from + at].includes(query[at])) { at += 1; }
      if (at === query.length) { return from; }
    }
    return -1;
  };
  const byInitials = (item, whole) => {
    if (!/^[a-z][a-z0-9]+$/.test(whole)) { return null; }
    const found = item.initials().filter((spelled) => sounding(spelled, whole) >= 0).map((spelled) => spelled.length);
    return found.length ? [4, Math.min(...found)] : null;
  };
  /* How well an entry fits: the rank of the fit, and how much else the name says; null if it does not. */
  const fit = (item, whole, words) => {
    if (item.names.includes(whole)) { return [0, 0]; }
    if (!words.every((word) => item.text.includes(word))) { return byInitials(item, whole); }
    const holding = item.names.filter((name) => words.every((word) => name.includes(word)));
    if (!holding.length) { return [3, 0]; }
    const shortest = holding.reduce((best, name) => (name.length < best.length ? name : best));
    return [holding.some((name) => name.startsWith(whole)) ? 1 : 2, shortest.length];
  };
  const find = (items, query) => {
    const whole = close(query);
    if (!whole) { return []; }
    const words = fold(query).split(' ').filter(Boolean);
    const hits = [];
    for (const item of items) {
      const found = fit(item, whole, words);
      if (found) { hits.push({ item, exact: found[0] === 0, rank: found[0], rest: found[1] }); }
    }
    const order = (hit) => ORDER[hit.item.entry.type];
    hits.sort((one, other) => other.exact - one.exact || order(one) - order(other) || one.rank - other.rank || one.rest - other.rest || one.item.at - other.item.at);
    return hits.map((hit) => hit.item.entry);
  };
  /* Pairs of letters that two texts share, of all that they have: what is nearest where nothing fits. */
  const pairs = (text) => new Set([...close(text)].map((_, at, all) => all[at] + (all[at + 1] || '')));
  const likeness = (one, other) => {
    const [mine, its] = [pairs(one), pairs(other)];
    const shared = [...mine].filter((pair) => its.has(pair)).length;
    return shared / Math.max(1, Math.sqrt(mine.size * its.size));
  };
  const nearest = (items, query, most) => items.filter((item) => item.entry.type !== 'step' && item.entry.type !== 'finding')
    .map((item) => ({ entry: item.entry, at: item.at, score: Math.max(...item.names.map((name) => likeness(query, name))) }))
    .filter((one) => one.score > 0.15)
    .sort((one, other) => other.score - one.score || one.at - other.at)
    .slice(0, most).map((one) => one.entry);
  return { index, find, fold, nearest };
})();
if (typeof module !== 'undefined') { module.exports = kgSearch; }
