/* The terms of an answer as a reader sees them: duties, steps, departments and matters lead to their pages, other things have their
   labels. Where things are, and what they say, each page knows (kgPlaces). */
const kgValues = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
  const EVIDENCE = 'evidence';
  const MOST = 2;
  const labelOf = (answer, iri) => { const said = answer.labels[iri]; return said ? kgSay.of([said[0] || said[1], said[1] || said[0]]) : ''; };
  const short = (facts, iri) => {
    const [prefix, space] = Object.entries(facts.prefixes).find(([, one]) => iri.startsWith(one) && /^[\w-]*$/.test(iri.slice(one.length))) || ['', ''];
    return space ? `${prefix}:${iri.slice(space.length)}` : iri;
  };
  const named = (facts, name) => { const term = facts.terms.find((one) => one[0] === name); return term && term[1] ? kgSay.of([term[1], term[2]]) : ''; };
  /* What a term says in words, as a file has it. */
  const words = (page, facts, answer, term) => {
    if (!term) { return ''; }
    const [kind, text, type] = term;
    if (kind !== 'uri') { return NUMBER.test(type) ? Number(text) : kgSay.of(kgAsking.said(text)); }
    const found = kgPlaces.find(page, facts, text);
    if (found && found.whole) { return found.name; }
    const list = kgPlaces.list(page, facts, text);
    if (list) { return list; }
    const name = short(facts, text);
    return labelOf(answer, text) || named(facts, name) || name;
  };
  const dutyLink = (found) => el('a.code', { class: `code ${found.kind}`, href: found.href }, found.sign, ' ', found.name);
  const cell = (page, facts, answer, term) => {
    const said = words(page, facts, answer, term);
    if (!term || term[0] !== 'uri') { return el('span', { lang: /[\u2e80-\uffef]/.test(String(said)) ? 'zh' : null }, String(said)); }
    const found = kgPlaces.find(page, facts, term[1]);
    if (found && found.whole) { return dutyLink(found); }
    const label = answer.labels[term[1]] ? answer.labels[term[1]][0] : '';
    const thing = kgPlaces.thing(page, label, term[1]);
    if (!thing) { return el('span', { title: term[1] }, said); }
    return el('a', { href: thing.href, class: thing.short ? 'dep' : null, lang: thing.short ? 'zh' : null, title: thing.short ? label : null }, thing.short || said);
  };
  /* What a row rests on: the steps and duties that its evidence names, each once. */
  const rests = (page, facts, term) => {
    const found = new Map();
    for (const iri of term ? term[1].split(/\s+/) : []) {
      const one = kgPlaces.find(page, facts, iri);
      if (one) { found.set(one.order, one); }
    }
    return [...found.values()].sort((one, other) => one.order - other.order);
  };
  const quotes = (page, facts, term) => {
    const found = rests(page, facts, term);
    const shown = found.slice(0, MOST).map((one) => el('p.quote', {}, dutyLink(one), ' ', el('span', { lang: 'zh' }, one.text)));
    return [shown, found.length > MOST ? el('p.note', {}, t('moreQuotes', found.length - MOST)) : null];
  };
  const quoted = (page, facts, term) => rests(page, facts, term).map((one) => `${one.name}：${one.text}`).join('\n');
  const isFigure = (answer, at) => answer.rows.length > 0 && answer.rows.every((row) => !row[at] || (row[at][0] === 'literal' && NUMBER.test(row[at][2])));
  return { words, cell, quotes, quoted, isFigure, named, EVIDENCE };
})();
