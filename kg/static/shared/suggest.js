/* Plain words → what is asked for: the same as kg/asking/suggest.py and kg/asking/plain.py, whose index kg/views/suggested.py writes (a test holds
   that both answer alike). A phrase is compared with the phrases of each question by the groups of letters that they share. */
const kgSuggest = (() => {
  'use strict';
  const SENSE = 0xe000;
  const LENGTHS = [[1, 0.8], [2, 1.0], [3, 0.5]];
  const SENSE_ALONE = 2.5;
  const WHOLE = 1.2;
  const SELDOM = 0.7;
  const SAID = 0.9;
  const [SURE, EQUAL, LEAST, MOST_OF_IT] = [0.5, 0.9, 0.2, 0.6];
  const plainRule = (one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const byLength = (one, other) => other.length - one.length || (one < other ? -1 : 1);

  /* What makes of a text its letters: one letter a sense, without marks and words that say nothing. */
  const reader = (index) => {
    const senses = new Map();
    index.same.forEach((words, at) => { for (const word of words) { senses.set(word, String.fromCharCode(SENSE + at)); } });
    const every = [...new Set([...senses.keys(), ...index.empty])].sort(byLength);
    const pattern = new RegExp(every.map(plainRule).join('|'), 'g');
    return (text) => text.toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, '').replace(pattern, (found) => senses.get(found) || '');
  };
  const groupsOf = (letters) => {
    const found = new Map();
    for (const [length, weight] of LENGTHS) {
      for (let at = 0; at + length <= letters.length; at += 1) {
        const group = letters.substr(at, length);
        found.set(group, length === 1 && group.charCodeAt(0) >= SENSE ? SENSE_ALONE : weight);
      }
    }
    return found;
  };
  const lengthOf = (groups) => {
    let sum = 0;
    for (const weight of groups.values()) { sum += weight * weight; }
    return Math.sqrt(sum);
  };
  const cosine = (one, length, line) => {
    let shared = 0;
    for (const [group, weight] of one) {
      const other = line.groups.get(group);
      if (other !== undefined) { shared += weight * other; }
    }
    const lengths = length * line.length;
    return lengths ? shared / lengths : 0;
  };
  /* The phrases of the questions, weighed once: rare groups count for more. */
  const matcher = (index) => {
    const read = reader(index);
    const answers = index.questions.map((one) => {
      const phrases = [one.name, one.title[0], one.title[1], ...one.asked, ...one.title[0].split(/[：；]/)];
      return { name: one.name, lines: phrases.map((phrase) => groupsOf(read(phrase))), all: new Set() };
    });
    const held = new Map();
    for (const one of answers) {
      for (const line of one.lines) { for (const group of line.keys()) { one.all.add(group); } }
      for (const group of one.all) { held.set(group, (held.get(group) || 0) + 1); }
    }
    const weighed = (groups) => {
      const found = new Map();
      for (const [group, weight] of groups) { found.set(group, weight * Math.log(1 + (held.has(group) ? answers.length / held.get(group) : answers.length))); }
      return found;
    };
    for (const one of answers) {
      one.lines = one.lines.map((line) => { const groups = weighed(line); return { groups, length: lengthOf(groups) }; });
    }
    const score = (one, asked, length, whole) => {
      let near = 0;
      for (const line of one.lines) { near = Math.max(near, cosine(asked, length, line)); }
      let shared = 0;
      for (const [group, weight] of asked) { if (one.all.has(group)) { shared += weight; } }
      return (near + WHOLE * shared / whole) / (1 + WHOLE);
    };
    return (text) => {
      const asked = weighed(groupsOf(read(text)));
      const length = lengthOf(asked);
      let whole = 0;
      for (const weight of asked.values()) { whole += weight; }
      const ranked = answers.map((one) => [one.name, score(one, asked, length, whole || 1)]);
      return ranked.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    };
  };

  const make = (index) => {
    const ranked = matcher(index);
    const questions = new Map(index.questions.map((one) => [one.name, one]));
    const departments = new Set(index.departments.split('|'));
    const categories = new Set(index.categories.split('|'));
    const everyday = index.everyday.map((words) => words.split('|'));
    const everydayWords = new Set(everyday.flat());
    const words = [...new Set([...departments, ...categories, ...Object.values(index.matters).join('|').split('|')])];
    const unsaid = index.unsaid.map((one) => Object.assign({ rule: new RegExp(one.words.join('|')) }, one));
    const who = new RegExp(`^(?:${index.who.join('|')})`);
    const nearest = (text) => {
      const scores = ranked(text).map(([name, score]) => [name, questions.get(name).scope ? score * SELDOM : score]);
      return scores.sort((one, other) => other[1] - one[1]);
    };
    const never = (text) => unsaid.find((one) => one.rule.test(text.toLowerCase())) || null;
    const matterAsked = (text) => {
      const found = who.exec(text.trim());
      return found && !never(text) ? found.groups.matter : '';
    };
    /* The longest word of a text that names a matter, a department or a category. */
    const lookUp = (text) => words.filter((word) => word && text.includes(word))
      .reduce((best, word) => (word.length > best.length || (word.length === best.length && word > best) ? word : best), '');
    /* The everyday word of a department that is all that is asked: inside a text it may be any other (组织 of 组织部). */
    const everydayIn = (text) => { const word = matterAsked(text) || text.trim(); return everydayWords.has(word) ? word : ''; };
    /* Whether a field begins in a name at a place: it is the first, follows 和, or another field (科技 of 商务科技和工业信息化局; 综合执法 of 农业综合执法大队 is none). */
    const begins = (name, at, word) => at === 0 || /[和与及、]/.test(name[at - 1]) || (everydayWords.has(name.slice(0, at)) && /^[和与及、局委]/.test(name.slice(at + word.length)));
    /* The everyday words of a department by the fields in its name, each with how much else the name says. */
    const everydayOf = (called) => {
      const name = called.replace(/^[县区市旗州盟省党]?委(?=..)/, '');
      const found = new Map();
      for (const group of everyday) {
        const fields = group.filter((word) => name.includes(word) && begins(name, name.indexOf(word), word));
        const rest = name.length - Math.max(0, ...fields.map((word) => word.length));
        for (const word of fields.length ? group : []) { found.set(word, Math.min(rest, found.has(word) ? found.get(word) : rest)); }
      }
      return found;
    };
    /* The questions that a word may mean: by name, number or title; else by a part of the title, else of what explains it. */
    const meant = (word) => {
      const folded = word.trim().toLowerCase();
      if (!folded) { return []; }
      const every = [...questions.values()];
      const has = (texts) => texts.join('\n').toLowerCase().includes(folded);
      const exact = every.filter((one) => [one.name, String(one.number), one.title[0], one.title[1].toLowerCase()].includes(folded));
      const titled = every.filter((one) => has([one.name, ...one.title]));
      const found = exact.length ? exact : titled;
      return found.length ? found : every.filter((one) => has(one.why));
    };
    const isAll = (word, text) => matterAsked(text).includes(word) || word.length >= MOST_OF_IT * text.trim().length;
    const matterWords = new Set(words.filter((word) => !departments.has(word) && !categories.has(word)));
    const whose = (word) => (matterWords.has(word) ? 'matter' : 'portfolio');
    const unsaidAnswers = (text, best) => {
      const entry = never(text);
      if (entry && best < SAID) { return ['none', ...entry.near]; }
      return !entry && best < LEAST ? ['none'] : [];
    };
    const every = (text) => {
      const near = nearest(text);
      const [best, word, known] = [near[0][1], lookUp(text) || everydayIn(text), meant(text)];
      const enough = word && isAll(word, text) ? EQUAL : SURE;
      const names = near.map((pair) => pair[0]);
      const found = known.length === 1 && !word ? [known[0].name] : [];
      if (word && best < enough && (departments.has(word) || isAll(word, text))) { found.push(`search:${word}`, whose(word)); } else { found.push(...unsaidAnswers(text, best)); }
      return [...found, ...names.slice(0, 2), ...(word ? [`search:${word}`] : []), ...names.slice(2)];
    };
    /* What a phrase may ask for, the surest first: names of questions, search:WORD, or none. */
    const answers = (text, most) => [...new Set(every(text))].slice(0, most || 5);
    return { answers, nearest, meant, lookUp, never, whose, everydayOf, question: (name) => questions.get(name) };
  };
  return { make };
})();
if (typeof module !== 'undefined') { module.exports = kgSuggest; }
