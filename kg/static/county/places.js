/* Where the things of an engine's answer are: duties and steps of all lists on the pages of these, departments in the questions here. */
const kgPlaces = (() => {
  'use strict';
  /* Texts of steps are asked so many at once. */
  const BATCH = 400;
  const SIDES = ['superior', 'township'];
  const texts = new Map(); // IRI of a step → [what it is called, its text]
  let known = null; // IRI of a duty, without what all begin with → its number
  const index = (page) => {
    if (!known) {
      page.asking();
      const lists = page.store.lists;
      known = new Map(page.store.duties.map((duty, at) => [`${lists[duty.list].iri}/${duty.kind}/${duty.number}`, at]));
    }
    return known;
  };
  /* [IRI of its duty, of its step or empty, whether it is itself the one or the other] */
  const parts = (rest) => {
    const path = rest.split('/');
    const isStep = SIDES.includes(path[4]) && /^\d+$/.test(path[5] || '');
    return [path.slice(0, 4).join('/'), isStep ? path.slice(0, 6).join('/') : '', path.length === (isStep ? 6 : 4)];
  };
  /* As in list/places.js. */
  const find = (page, facts, iri) => {
    if (!iri.startsWith(`${facts.base}list/`)) { return null; }
    const [of, step, whole] = parts(iri.slice(facts.base.length));
    const at = index(page).get(of);
    if (at === undefined) { return null; }
    const duty = page.store.duties[at];
    const said = step ? texts.get(facts.base + step) : null;
    const [side, position] = step.split('/').slice(4);
    const stepName = () => kgSay.step(duty.kind, `${side[0]}${position}`, said ? said[0].replace(/^.* /, '') : '');
    return {
      get name() { return step ? `${duty.label} ${stepName()}` : duty.label; }, get text() { return step ? (said || ['', ''])[1] : duty.title; },
      get href() { return page.store.links.duty(duty, step ? side[0] + position : ''); }, get sign() { return page.store.sign(duty.kind); }, kind: duty.kind,
      order: at * 1e4 + (side === 'township' ? 5e3 : 0) + (Number(position) || 0), whole
    };
  };
  const thing = (page, name) => {
    const department = page.store.departments.find((one) => one.name === name);
    return department ? { href: page.store.links.department(department), short: department.short } : null;
  };
  /* What a list is called. */
  const list = (page, facts, iri) => {
    page.asking();
    const at = iri.startsWith(`${facts.base}list/`) ? page.store.lists.findIndex((one) => facts.base + one.iri === iri) : -1;
    return at < 0 ? '' : page.store.owner(at);
  };
  /* Learns what the steps are called and say that an answer names; resolves to the answer. */
  const learn = async (page, facts, answer) => {
    const wanted = new Set();
    for (const row of answer.rows) {
      for (const iri of row.flatMap((term) => (term ? term[1].split(/\s+/) : []))) {
        const step = iri.startsWith(`${facts.base}list/`) ? parts(iri.slice(facts.base.length))[1] : '';
        if (step && !texts.has(facts.base + step)) { wanted.add(`<${facts.base}${step}>`); }
      }
    }
    const all = [...wanted];
    for (let at = 0; at < all.length; at += BATCH) {
      const asked = `SELECT ?x ?label ?text { VALUES ?x { ${all.slice(at, at + BATCH).join(' ')} } ?x <${facts.prefixes.duty}text> ?text ; <${facts.prefixes.rdfs}label> ?label FILTER(LANG(?label) = "zh") }`;
      const said = await kgEngine.ask(asked, { most: BATCH });
      for (const [iri, label, text] of said.rows) { texts.set(iri[1], [label[1], text[1]]); }
    }
    return answer;
  };
  return { find, thing, list, learn };
})();
