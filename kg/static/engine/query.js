/* A reader's own SPARQL before it is run: prefixes given, a bound on its rows, and errors at their place. */
const kgQuery = (() => {
  'use strict';
  const tokens = typeof module === 'undefined' ? kgTokens : require('./tokens.js');
  const FORMS = ['SELECT', 'ASK', 'CONSTRUCT', 'DESCRIBE'];
  const UPDATES = ['INSERT', 'DELETE', 'LOAD', 'CLEAR', 'DROP', 'CREATE', 'COPY', 'MOVE', 'ADD'];
  /* Characters of a query, as kg query takes them. */
  const LONGEST = 200000;
  const upper = (token) => (token.kind === 'word' ? token.text.toUpperCase() : '');
  const declared = (found) => new Map(found.flatMap((token, at) => (upper(token) === 'PREFIX' && found[at + 1] && found[at + 1].kind === 'name'
    ? [[found[at + 1].text.split(':')[0], { at: found[at + 1].at, space: found[at + 2] && found[at + 2].kind === 'iri' ? found[at + 2].text.slice(1, -1) : '' }]] : [])));
  const form = (text) => tokens.of(text).map(upper).find((word) => FORMS.includes(word)) || '';
  const builds = (text) => ['CONSTRUCT', 'DESCRIBE'].includes(form(text));

  /* The usual prefixes in front, on the first line, where the text uses them without saying so. Returns [text, how many characters were added]. */
  const prefixed = (text, prefixes) => {
    const found = tokens.of(text);
    const known = declared(found);
    const used = new Set(found.filter((token) => token.kind === 'name').map((token) => token.text.split(':')[0]));
    const head = Object.keys(prefixes).filter((one) => used.has(one) && !known.has(one)).map((one) => `PREFIX ${one}: <${prefixes[one]}> `).join('');
    return [head + text, head.length];
  };
  /* A bound on the rows, at the end, unless the text has one of its own there or ends in VALUES. */
  const bounded = (text, most) => {
    const found = tokens.of(text);
    if (form(text) === 'ASK') { return text; }
    const outer = [];
    let depth = 0;
    let ended = false; // whether a pattern, or what a graph is made of, is behind
    for (const token of found) {
      if (token.text === '}' && token.kind === 'other') { depth -= 1; ended = ended || !depth; }
      if (!depth && ended) { outer.push(upper(token)); }
      if (token.text === '{' && token.kind === 'other') { depth += 1; }
    }
    return outer.includes('LIMIT') || outer.includes('VALUES') || depth ? text : `${text}\nLIMIT ${most}`;
  };

  /* How many letters differ between two words, small ones alike. */
  const distance = (one, other) => {
    let row = [...Array(other.length + 1).keys()];
    for (let at = 1; at <= one.length; at += 1) {
      const next = [at];
      for (let to = 1; to <= other.length; to += 1) { next.push(Math.min(row[to] + 1, next[to - 1] + 1, row[to - 1] + Number(one[at - 1].toLowerCase() !== other[to - 1].toLowerCase()))); }
      row = next;
    }
    return row[other.length];
  };
  const nearest = (name, names) => {
    const near = names.map((one) => [distance(name, one), one]).filter(([off, one]) => off <= Math.max(name.length, one.length) / 2);
    return near.sort((one, other) => one[0] - other[0]).slice(0, 2).map(([, one]) => one);
  };
  const misnamed = (token, known, { prefixes, terms }) => {
    const [prefix, name] = [token.text.split(':')[0], token.text.slice(token.text.indexOf(':') + 1)];
    if (!known.has(prefix) && !(prefix in prefixes)) { return { key: 'noPrefix', what: `${prefix}:`, near: nearest(prefix, Object.keys(prefixes)).map((one) => `${one}:`) }; }
    const space = known.has(prefix) ? known.get(prefix).space : prefixes[prefix];
    if (space !== prefixes.duty || terms.has(`duty:${name}`)) { return null; }
    const names = [...terms].filter((one) => one.startsWith('duty:')).map((one) => one.slice(5));
    return { key: 'noTerm', what: token.text, near: nearest(name, names).map((one) => `${prefix}:${one}`) };
  };
  /* What is wrong with a text before any engine reads it: {key, what, near, from, to}; null if nothing is. */
  const wrong = (text, facts) => {
    if (text.length > LONGEST) { return { key: 'tooLong', what: LONGEST, near: [], from: 0, to: 0 }; }
    const found = tokens.of(text);
    const known = declared(found);
    const heads = new Set([...known.values()].map((one) => one.at));
    const place = (token, error) => (error ? Object.assign(error, { from: token.at, to: token.at + token.text.length }) : null);
    for (const token of found) {
      const word = upper(token);
      if (UPDATES.includes(word)) { return place(token, { key: 'wouldChange', what: word, near: [] }); }
      if (word === 'SERVICE') { return place(token, { key: 'noService', what: word, near: [] }); }
      const name = token.kind === 'name' && !heads.has(token.at) ? place(token, misnamed(token, known, facts)) : null;
      if (name) { return name; }
    }
    return form(text) ? null : { key: 'noForm', what: '', near: [], from: 0, to: 0 };
  };
  /* Where an engine stopped reading ("error at 3:12: …"): {from, to, line, column, there} in the text without what was added; null if it does not say. */
  const stopped = (message, text, added) => {
    const match = /error at (\d+):(\d+)/.exec(message);
    if (!match) { return null; }
    const lines = text.split('\n');
    const line = Math.min(Number(match[1]), lines.length);
    const column = Math.max(1, Number(match[2]) - (Number(match[1]) === 1 ? added : 0));
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const from = Math.min(text.length, start + column - 1);
    const there = Number(match[1]) > lines.length ? '' : lines[line - 1].slice(column - 1).trim().slice(0, 30);
    return { from, to: Math.min(text.length, from + Math.max(1, there.split(/\s/)[0].length)), line, column, there };
  };
  /* What the heads (#: …) of a text say: title, what columns are called, between which columns something goes. */
  const heads = (text) => {
    const found = { title: null, columns: {}, flow: null };
    const title = {};
    for (const line of text.split('\n')) {
      const match = /^#: ?(zh|en|flow|column (\w+)): *(.*)$/.exec(line.trim());
      if (!match) { continue; }
      const [, key, column, value] = match;
      if (column) { const [zh, en] = value.split('|').map((part) => part.trim()); found.columns[column] = [zh, en || zh]; } else if (key === 'flow') { found.flow = value.split('->').map((part) => part.trim()); } else { title[key] = value; }
    }
    if (title.zh || title.en) { found.title = [title.zh || title.en, title.en || title.zh]; }
    return found;
  };
  return { form, builds, prefixed, bounded, wrong, stopped, heads, nearest };
})();
if (typeof module !== 'undefined') { module.exports = kgQuery; }
