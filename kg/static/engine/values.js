/* The terms of an answer as a reader sees them: duties, steps, departments and matters lead to their pages, other things have their labels. */
const kgValues = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const NUMBER = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
  const SIDES = { superior: 's', township: 't' };
  const EVIDENCE = 'evidence';
  const MOST = 2;
  /* Where an IRI stands in the list: {duty, step}; a mention or a mark stands in its step or duty. Null for anything else. */
  const place = (page, facts, iri) => {
    const head = `${facts.base}list/${page.data.id}/`;
    if (!iri.startsWith(head)) { return null; }
    const [kind, number, side, position] = iri.slice(head.length).split('/').map(decodeURIComponent);
    const duty = Object.values(page.store.duties).find((one) => one.key === `${kind}/${number}`);
    if (!duty) { return null; }
    return { duty, step: SIDES[side] && /^\d+$/.test(position || '') ? SIDES[side] + position : '' };
  };
  const stepNode = ({ duty, step }) => document.getElementById(duty.code).querySelector(`[data-s="${step}"]`);
  const stepName = (found) => {
    const node = stepNode(found);
    const superior = found.duty.kind === 'recalled' ? 'receiving' : 'superior';
    return `${found.duty.label} ${t(found.step[0] === 's' ? superior : 'township')} ${(node && node.getAttribute('data-n')) || found.step.slice(1)}`;
  };
  /* A term is itself the duty or step only if nothing follows it; a mark in it is called by its label. */
  const isWhole = (page, facts, iri, found) => iri.slice(`${facts.base}list/${page.data.id}/`.length).split('/').length === (found.step ? 4 : 2);
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
    const found = place(page, facts, text);
    if (found && isWhole(page, facts, text, found)) { return found.step ? stepName(found) : found.duty.label; }
    const name = short(facts, text);
    return labelOf(answer, text) || named(facts, name) || name;
  };
  const dutyLink = (found, text) => el('a.code', { class: `code ${found.duty.kind}`, href: kgLinks.duty(found.duty, found.step) }, kgShape(found.duty.kind), ' ', text);
  const cell = (page, facts, answer, term) => {
    const said = words(page, facts, answer, term);
    if (!term || term[0] !== 'uri') { return el('span', { lang: /[\u2e80-\uffef]/.test(String(said)) ? 'zh' : null }, String(said)); }
    const found = place(page, facts, term[1]);
    if (found && isWhole(page, facts, term[1], found)) { return dutyLink(found, said); }
    const label = answer.labels[term[1]] ? answer.labels[term[1]][0] : '';
    const department = page.store.departments.find((one) => one.name === label);
    if (department) { return el('a.dep', { href: kgLinks.department(department), lang: 'zh', title: label }, department.short); }
    const matter = page.store.matters.find((one) => one.name === label);
    return matter && term[1].includes('/matter/') ? el('a', { href: kgLinks.matter(matter) }, said) : el('span', { title: term[1] }, said);
  };
  /* What a row rests on: the steps and duties that its evidence names, each once. */
  const rests = (page, facts, term) => {
    const found = new Map();
    for (const iri of term ? term[1].split(/\s+/) : []) {
      const one = place(page, facts, iri);
      if (one) { found.set(`${one.duty.code} ${one.step}`, one); }
    }
    const order = (one) => one.duty.at * 1e4 + (one.step[0] === 't' ? 5e3 : 0) + (Number(one.step.slice(1)) || 0);
    return [...found.values()].sort((one, other) => order(one) - order(other));
  };
  const quote = (found) => { const node = found.step ? stepNode(found) : null; return node ? node.textContent : found.duty.title; };
  const quotes = (page, facts, term) => {
    const found = rests(page, facts, term);
    const shown = found.slice(0, MOST).map((one) => el('p.quote', {}, dutyLink(one, one.step ? stepName(one) : one.duty.label), ' ', el('span', { lang: 'zh' }, quote(one))));
    return [shown, found.length > MOST ? el('p.note', {}, t('moreQuotes', found.length - MOST)) : null];
  };
  const quoted = (page, facts, term) => rests(page, facts, term).map((one) => `${one.step ? stepName(one) : one.duty.label}：${quote(one)}`).join('\n');
  const isFigure = (answer, at) => answer.rows.length > 0 && answer.rows.every((row) => !row[at] || (row[at][0] === 'literal' && NUMBER.test(row[at][2])));
  return { words, cell, quotes, quoted, isFigure, named, EVIDENCE };
})();
