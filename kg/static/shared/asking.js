/* The questions of a page: what was typed → a question and what it is narrowed by → its rows, in words. Unpacked when it is first needed. */
const kgAsking = (() => {
  'use strict';
  /* How near a question is, 0 to about 1, that is offered while one types. */
  const NEAR = 0.3;
  /* The least of it where nothing else is found. */
  const LEAST = 0.2;
  const said = (text) => {
    const found = /^([^a-z]*[^\x00-\x7f][^a-z]*) ([a-z][ -~]*)$/.exec(text);
    return found ? [found[1], found[2]] : [text, text];
  };
  /* The question as SPARQL with what narrows it filled in, as kg query binds it. */
  const bound = (sparql, terms) => sparql.replace(/#?(VALUES\s+\?(\w+)\s*\{)[^}]*\}/g, (whole, open, name) => (terms[name] ? `${open} <${terms[name]}> }` : whole));
  /* store: duties in order, departments; of several lists also what the list's page reads from its own text: step(value) → text and
     printed number, thing(thing) → what it is called; over: whether questions of several lists are asked; whose: which ones a word asks for. */
  const make = (block, store) => {
    const plain = kgSuggest.make(block.plain);
    const answers = block.answers ? kgAnswers.make(block.answers, block.plain.matters) : null;
    const questions = new Map(block.plain.questions.filter((one) => store.over || !one.scope).map((one) => [one.name, one]));
    const duty = (at) => store.duties[store.order[at]];

    /* The things that a slot may be: by name → number. */
    const slots = {};
    for (const slot of answers ? kgAnswers.SLOTS : []) {
      const rows = answers.choices(slot).map((number) => ({ number, thing: answers.value(number).thing }));
      slots[slot] = new Map(rows.map((row) => [row.thing[0], row]));
    }
    const name = (thing) => kgSay.english() && thing[1] ? thing[1] : thing[0];
    /* The values of a slot that leave a question any row, and how many, under its other slots: [value, name, count]. */
    const choices = (question, slot, query) => [...(slots[slot] || new Map()).values()].map((row) => {
      const narrowed = answers.narrow(question, Object.assign(narrowing(packed(question), query), { [slot]: row.number }));
      return [row.thing[0], name(row.thing), narrowed.left.length ? 0 : narrowed.rows.length];
    }).filter((one) => one[2] !== 0 || one[0] === query[slot]);
    /* What a query (of the address) narrows by: slot → number; what no list knows is left out. */
    const narrowing = (one, query) => {
      const found = {};
      for (const slot of one ? one.slots : []) {
        const row = query[slot] && slots[slot] ? slots[slot].get(query[slot]) : null;
        if (row) { found[slot] = row.number; }
      }
      return found;
    };
    const packed = (question) => (answers ? answers.question(question) : null);
    /* The slots by which a question can be narrowed in the page. */
    const held = (question) => (packed(question) ? packed(question).slots.filter((slot) => packed(question).rules[slot] || packed(question).opened[slot]) : []);
    const kept = new Map();
    /* The answer of a question: {question, columns, rows, left}, its rows narrowed by names. */
    const answer = (question, query) => {
      const one = packed(question);
      if (!one) { return null; }
      const key = JSON.stringify([question, kgAnswers.SLOTS.map((slot) => query[slot] || '')]);
      if (!kept.has(key)) {
        const narrowed = answers.narrow(question, narrowing(one, query));
        // what it cannot be narrowed by here is no answer of the page's: kg query gives it
        kept.set(key, { one, question: questions.get(question), left: narrowed.left, rows: narrowed.left.length ? [] : narrowed.rows });
      }
      return kept.get(key);
    };
    /* What a query narrows a question by, as IRIs; `one` has its slots where the page has not its answer. */
    const terms = (question, query, one = packed(question)) => {
      const found = {};
      for (const [slot, number] of Object.entries(narrowing(one, query))) { found[slot] = answers.base + answers.value(number).thing[2]; }
      return found;
    };
    const sparql = (question, query) => bound(packed(question).sparql, terms(question, query));
    const command = (question, query) => ['kg query', question, ...packed(question).slots.filter((slot) => query[slot]).map((slot) => `--${slot} ${query[slot]}`)].join(' ');

    /* A value in words, as a table's cell or a line of a file has it. */
    const written = (value) => {
      const node = document.getElementById(duty(value.duty).code).querySelector(`[data-s="${value.step}"]`);
      return { text: node ? node.textContent : '', printed: node ? node.getAttribute('data-n') : '' };
    };
    const step = store.step || written;
    const stepText = (value) => step(value).text;
    const numbered = (value) => kgSay.step(duty(value.duty).kind, value.step, step(value).printed);
    /* Several duties in order; a place is named before the first of its own. */
    const several = (value) => {
      let before = '';
      return value.of.slice().sort((one, other) => one - other).map((number) => {
        const found = answers.value(number);
        if (found.kind !== 'duty') { return { number, text: inWords(number) }; }
        const { owner = '', label, bare } = duty(found.duty);
        const text = owner && owner === before ? bare : label;
        before = owner;
        return { number, text };
      });
    };
    /* The program's own words in English; empty where the text is the document's. */
    const own = (text) => {
      if (!kgSay.english() || !block.answers) { return ''; }
      const [, all, some] = /^(\d+) 地中 (\d+) 地有$/.exec(text) || [];
      if (all) { return `${some} of ${all} townships have it`; }
      const known = (part) => block.answers.english[part] || kgSay.label(part);
      const parts = text.split('、').map(known);
      return known(text) || (parts.every(Boolean) ? parts.join(', ') : '');
    };
    const words = {
      duty: (value) => duty(value.duty).label,
      title: (value) => duty(value.duty).title,
      step: (value) => `${duty(value.duty).label} ${numbered(value)}`,
      text: stepText,
      thing: (value) => (store.thing ? store.thing(value.thing) : '') || name(value.thing),
      names: (value) => kgSay.row(value.of.map((number) => inWords(number))),
      several: (value) => kgSay.row(several(value).map((one) => one.text)),
      number: (value) => value.number,
      words: (value) => own(value.text) || kgSay.of(said(value.text)),
      none: () => ''
    };
    const inWords = (number) => {
      const value = answers.value(number);
      return words[value.kind](value);
    };
    /* The clauses that a row rests on and that do not stand in it: [{number, value, text}]. A text that several duties have is told as
       the first one's, so that what stands in a row is known by its words and by the duties of the row. */
    const clauses = (row) => {
      const cells = row.cells.map((number) => answers.value(number));
      const told = cells.filter((value) => ['title', 'text'].includes(value.kind));
      const duties = new Set(cells.filter((value) => ['duty', 'step'].includes(value.kind)).map((value) => value.duty));
      const texts = new Set(told.map((value) => (value.kind === 'text' ? stepText(value) : duty(value.duty).title)));
      const stands = ({ value, text }) => duties.has(value.duty) && texts.has(text);
      return row.rests.map((number) => ({ number, value: answers.value(number) }))
        .map((one) => Object.assign(one, { text: one.value.kind === 'step' ? stepText(one.value) : duty(one.value.duty).title })).filter((one) => !stands(one));
    };

    /* What was typed → what it may narrow a question by: the longest name of a department, a matter or a category in it. */
    const byWord = (() => {
      const found = new Map();
      const add = (slot, thing, word) => { if (word && word.length > 1 && !found.has(word)) { found.set(word, [slot, thing]); } };
      for (const one of store.departments) { if (slots.department && slots.department.has(one.name)) { for (const word of [one.name, one.short, ...one.aliases]) { add('department', one.name, word); } } }
      for (const row of slots.category ? slots.category.values() : []) { add('category', row.thing[0], row.thing[0]); add('category', row.thing[0], row.thing[1].toLowerCase()); }
      for (const row of slots.matter ? slots.matter.values() : []) {
        const slug = row.thing[2].split('/').pop();
        for (const word of (block.plain.matters[slug] || '').split('|')) { add('matter', row.thing[0], word); }
        add('matter', row.thing[0], row.thing[1].toLowerCase());
      }
      return found;
    })();
    const holding = (text) => [...byWord.keys()].filter((word) => text.includes(word)).reduce((best, word) => (word.length > best.length ? word : best), '');
    /* Else a department that people call just so (城管, 公安, 人社): of several the one whose name says least else. */
    const everyday = (() => {
      let found = null;
      const all = () => {
        found = new Map();
        for (const one of store.departments.filter((department) => slots.department && slots.department.has(department.name))) {
          for (const [word, rest] of plain.everydayOf(one.short)) { if (!found.has(word) || rest < found.get(word).rest) { found.set(word, { name: one.name, rest }); } }
        }
        return found;
      };
      return (text) => (found || all()).get(text) || null;
    })();
    /* Else a name that begins with what was typed, or has it: departments before matters, the shortest first. */
    const beginning = (text) => {
      const fits = [...byWord.keys()].filter((word) => word.includes(text));
      const rank = (word) => [word.startsWith(`${text} `) ? -1 : Number(!word.startsWith(text)), byWord.get(word)[0] === 'category' ? 1 : 0, word.length];
      return fits.sort((one, other) => { const [a, b] = [rank(one), rank(other)]; return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || (one < other ? -1 : 1); })[0] || '';
    };
    const meaning = (text) => {
      const whole = text.trim().toLowerCase();
      const within = whole.length > 1 ? holding(whole) : '';
      const called_ = within ? null : everyday(whole);
      if (called_) { return { word: whole, all: true, slot: 'department', name: called_.name }; }
      const word = whole.length > 1 ? within || beginning(whole) : '';
      return word ? { word, all: word.length >= whole.length * 0.6 || word.includes(whole), slot: byWord.get(word)[0], name: byWord.get(word)[1] } : null;
    };
    /* What a question is narrowed by, as it is called in the reader's language. */
    const called = (narrowed) => Object.entries(narrowed).map(([slot, value]) => { const row = slots[slot] && slots[slot].get(value); return row ? name(row.thing) : value; }).join(' · ');
    const query = (meant) => (meant ? { [meant.slot]: meant.name } : {});
    const WHOSE = { department: ['portfolio', 'no_lead', 'load', 'time_limits', 'passed_to_villages', 'remnants', 'no_means'], category: ['portfolio', 'no_lead', 'load', 'own_powers'], matter: ['matter', 'portfolio', 'remnants', 'basic_and_cooperative_matter', 'no_lead'] };
    /* The questions that are called so: by number, name or title; and where the text is no name itself, those with it in their title. */
    const titled = (text, meant) => {
      const word = text.trim().toLowerCase();
      const every = word.length > 1 || /^\d$/.test(word) ? [...questions.values()] : [];
      const called_ = every.filter((one) => [one.name, String(one.number), ...one.title.map((title) => title.toLowerCase())].includes(word));
      const isName = meant && meant.word === word;
      return called_.length || isName ? called_ : every.filter((one) => one.title.join('\n').toLowerCase().includes(word));
    };
    /* Questions for what was typed, the surest first, each with what narrows it: [{question, query}]; `never` is what no list says. */
    const asked = (text) => {
      const meant = meaning(text);
      const found = plain.answers(text, 8);
      const never = found[0] === 'none' ? plain.never(text) : null;
      const clear = plain.meant(text).length > 0 || plain.nearest(text)[0][1] >= NEAR;
      const names = clear || never ? found.filter((one) => questions.has(one)) : [];
      const first = meant && meant.all ? (store.whose || WHOSE)[meant.slot] : [];
      const sure = meant && meant.all ? [] : names.slice(0, 4);
      const rows = [...new Set([...first, ...sure])].map((one) => ({ question: questions.get(one), query: meant && held(one).includes(meant.slot) ? query(meant) : {} }));
      const kept_ = rows.filter((row) => !(meant && meant.all) || (Object.keys(row.query).length && count(row) > 0));
      const called_ = meant && meant.all ? titled(text, meant).slice(0, 2).map((one) => ({ question: one, query: {} })) : [];
      return { never, meant, rows: [...called_, ...kept_.filter((row) => called_.every((one) => one.question !== row.question))] };
    };
    const count = (row) => { const found = answer(row.question.name, row.query); return found ? found.rows.length : 0; };
    const nearest = (text) => plain.nearest(text).filter(([, score]) => score >= LEAST).map(([one]) => one).filter((one) => questions.has(one)).slice(0, 3).map((one) => ({ question: questions.get(one), query: {} }));
    return { asked, called, held, meaning, nearest, everydayOf: plain.everydayOf, answer, count, questions, choices, sparql, terms, command, inWords, several, clauses, packed, duty, value: (number) => answers.value(number), name, sounds: block.sounds, matters: block.plain.matters, slots };
  };
  return { make, said, bound };
})();
if (typeof module !== 'undefined') { module.exports = kgAsking; }
