/* The verdicts of readers as the TOML file that `kg verdict` reads and writes. */
const kgToml = (() => {
  'use strict';
  const ESCAPES = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', '\\': '\\' };
  const string = (text) => `"${String(text).replace(/[\u0000-\u001f\u007f"\\]/g, (mark) => (
    mark === '"' || mark === '\\' ? `\\${mark}` : `\\u${`000${mark.charCodeAt(0).toString(16)}`.slice(-4)}`))}"`;
  const FIELDS = ['finding', 'place', 'verdict', 'note', 'by', 'when', 'edition', 'clauses'];
  const ALWAYS = ['finding', 'verdict', 'note'];
  const entry = (said) => {
    const lines = FIELDS.filter((name) => said[name] || ALWAYS.includes(name)).map((name) => `${name} = ${string(said[name] || '')}`);
    return ['', '[[verdict]]', ...lines, `duties = [${(said.duties || []).map(string).join(', ')}]`, ''].join('\n');
  };
  /* What is said of two titles: the pair goes by its name, the titles are for people. */
  const two = (said) => {
    const lines = ['verdict', 'note', 'by', 'when'].filter((name) => said[name] || ALWAYS.includes(name)).map((name) => `${name} = ${string(said[name] || '')}`);
    return ['', '[[pair]]', `titles = [${(said.duties || []).map(string).join(', ')}]`, ...lines, `pair = ${string(said.finding)}`, ''].join('\n');
  };
  const before = (one, other) => (one < other ? -1 : Number(one > other));
  /* entries: [{finding, verdict, note, by, when, edition, clauses, duties: [..]}], in any order. */
  const all = (list, entries, one) => `list = ${string(list)}\n${[...entries].sort((each, other) => before(each.finding, other.finding)).map(one).join('')}`;
  const write = (list, entries) => all(list, entries, entry);
  const writePairs = (county, entries) => all(county, entries, two);

  /* Reading: what a verdict file may hold, strings of every kind, arrays, comments; everything else is kept as its text. */
  const refuse = (text, at) => {
    const line = text.slice(0, at).split('\n').length;
    throw Object.assign(new Error(`line ${line}`), { line });
  };
  const escaped = (text, at) => {
    const mark = text[at + 1];
    if (mark === 'u' || mark === 'U') {
      const digits = text.substr(at + 2, mark === 'u' ? 4 : 8);
      const point = /^[0-9a-fA-F]+$/.test(digits) && digits.length === (mark === 'u' ? 4 : 8) ? parseInt(digits, 16) : -1;
      if (point < 0 || point > 0x10ffff) { refuse(text, at); }
      return [String.fromCodePoint(point), at + 2 + digits.length];
    }
    if (ESCAPES[mark] === undefined) { refuse(text, at); }
    return [ESCAPES[mark], at + 2];
  };
  /* A text in several lines: a line break behind the opening marks is none of it, a stroke at a line's end joins the next. */
  const long = (text, from, mark) => {
    let at = from + 3;
    let found = '';
    if (text.startsWith('\r\n', at)) { at += 2; } else if (text[at] === '\n') { at += 1; }
    while (at < text.length) {
      if (text.startsWith(mark.repeat(3), at)) {
        let more = 0;
        while (more < 2 && text[at + 3 + more] === mark) { more += 1; }
        return [found + mark.repeat(more), at + 3 + more];
      }
      const joined = mark === '"' ? /^\\[ \t]*\r?\n\s*/.exec(text.slice(at, at + 2000)) : null;
      if (joined) { at += joined[0].length; } else if (mark === '"' && text[at] === '\\') {
        const [letter, next] = escaped(text, at);
        found += letter;
        at = next;
      } else { found += text[at]; at += 1; }
    }
    return refuse(text, from);
  };
  const short = (text, from, mark) => {
    let at = from + 1;
    let found = '';
    while (at < text.length && text[at] !== '\n') {
      if (text[at] === mark) { return [found, at + 1]; }
      if (mark === '"' && text[at] === '\\') {
        const [letter, next] = escaped(text, at);
        found += letter;
        at = next;
      } else { found += text[at]; at += 1; }
    }
    return refuse(text, from);
  };
  const quoted = (text, at) => (text.startsWith(text[at].repeat(3), at) ? long(text, at, text[at]) : short(text, at, text[at]));
  /* The place of the next sign that is no blank, no comment and, where lines count, no end of a line. */
  const skip = (text, from, lines) => {
    let at = from;
    for (;;) {
      const blank = (lines ? /^[ \t\r\n]+/ : /^[ \t]+/).exec(text.slice(at, at + 4000));
      const comment = text[at] === '#' ? /^[^\n]*/.exec(text.slice(at)) : null;
      if (!blank && !comment) { return at; }
      at += (blank || comment)[0].length;
    }
  };
  const array = (text, from) => {
    const found = [];
    let at = skip(text, from + 1, true);
    while (text[at] !== ']') {
      const [item, next] = value(text, at);
      found.push(item);
      at = skip(text, next, true);
      if (text[at] === ',') { at = skip(text, at + 1, true); } else if (text[at] !== ']') { refuse(text, at); }
    }
    return [found, at + 1];
  };
  const value = (text, at) => {
    if (text[at] === '"' || text[at] === "'") { return quoted(text, at); }
    if (text[at] === '[') { return array(text, at); }
    const bare = /^[^\s,\]#{}=]+/.exec(text.slice(at, at + 200));
    if (!bare) { return refuse(text, at); }
    return [bare[0], at + bare[0].length];
  };
  const key = (text, at) => {
    if (text[at] === '"' || text[at] === "'") { return short(text, at, text[at]); }
    const bare = /^[A-Za-z0-9_-]+/.exec(text.slice(at, at + 200));
    return bare ? [bare[0], at + bare[0].length] : refuse(text, at);
  };
  const HEAD = /^(\[\[?)[ \t]*([A-Za-z0-9_.-]+)[ \t]*(\]\]?)/;
  /* The table that a head begins; those that are kept are put into the file. */
  const KEPT = ['verdict', 'pair'];
  const begun = (file, head) => {
    const table = {};
    if (head[0].startsWith('[[') && KEPT.includes(head[2])) { file[head[2]].push(table); }
    return table;
  };
  /* What a file says: {list, verdict: [{finding, verdict, …}], pair: [{pair, titles, verdict, …}]}. Throws an error with the line where it is no such file. */
  const read = (source) => {
    const text = String(source).replace(/^\ufeff/, '');
    const file = { verdict: [], pair: [] };
    let table = file;
    let at = skip(text, 0, true);
    while (at < text.length) {
      const head = text[at] === '[' ? HEAD.exec(text.slice(at, at + 300)) : null;
      if (text[at] === '[' && (!head || head[1].length !== head[3].length)) { refuse(text, at); }
      if (head) {
        table = begun(file, head);
        at += head[0].length;
      } else {
        const [name, behind] = key(text, at);
        const sign = skip(text, behind, false);
        if (text[sign] !== '=') { refuse(text, sign); }
        [table[name === '__proto__' ? '' : name], at] = value(text, skip(text, sign + 1, false));
      }
      const end = skip(text, at, false);
      if (end < text.length && !/^\r?\n/.test(text.slice(end, end + 2))) { refuse(text, end); }
      at = skip(text, end, true);
    }
    if (!KEPT.every((name) => Array.isArray(file[name]))) { refuse(text, 0); }
    return file;
  };
  return { string, write, writePairs, read };
})();
if (typeof module !== 'undefined') { module.exports = kgToml; }
