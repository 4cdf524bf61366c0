/* What the answers of the start page speak of: the duties of all lists, with whose they are and where their pages are. */
const kgKnown = (() => {
  'use strict';
  const KINDS = { B: 'basic', C: 'cooperative', R: 'recalled' };
  const WHOSE = {
    department: ['department_in_places', 'burden_by_place', 'load', 'leads', 'other_departments', 'changed_departments', 'missing', 'portfolio'],
    category: ['common_duties', 'missing', 'only_here', 'other_wording', 'burden_by_place', 'change_counts', 'portfolio'],
    matter: ['common_duties', 'missing', 'only_here', 'other_wording', 'other_table', 'matter', 'remnants']
  };
  /* named: whether lists are called with their editions; the answer that is shown says so. */
  const make = (page, packed, matters) => {
    const state = { named: false };
    const owner = (list) => { const one = packed.lists[list]; return (state.named ? one.named : one.latest || one.named) || one.id; };
    const listOf = [];
    packed.lists.forEach((one, list) => { for (let at = 0; at < one.duties; at += 1) { listOf.push(list); } });
    const texts = new Map(packed.quoted.map(([at, text, printed]) => [at, { text: packed.texts[text], printed }]));
    const first = []; // of each duty: where its steps begin
    let steps = 0;
    for (const [superior, township] of packed.steps) { first.push(steps); steps += superior + township; }
    const duties = packed.codes.split(' ').filter(Boolean).map((code, at) => {
      const kind = KINDS[code[0]];
      const list = listOf[at];
      return { kind, number: code.slice(1), title: packed.texts[packed.titles[at]], get bare() { return page.label(code); }, list, get owner() { return owner(list); }, get label() { return `${owner(list)} ${page.label(code)}`; } };
    });
    const step = ({ duty, step: name }) => {
      const at = first[duty] + Number(name.slice(1)) - 1 + (name[0] === 't' ? packed.steps[duty][0] : 0);
      return texts.get(at) || { text: '', printed: '' };
    };
    /* The list that a thing is, or -1. */
    const iris = new Map(packed.lists.map((one, list) => [one.iri, list]));
    const listed = (thing) => (iris.has(thing[2]) ? iris.get(thing[2]) : -1);
    const names = page.data.counties.map((one) => one.name).filter(Boolean);
    const short = (name) => { const county = names.find((one) => name.startsWith(one) && name.length > one.length + 1); return county ? name.slice(county.length) : name; };
    const every = kgAnswers.make(packed, matters);
    const departments = every.choices('department').map((number) => every.value(number).thing[0]).map((name) => ({ name, short: short(name), aliases: [] }));
    return {
      over: true, lists: packed.lists, whose: WHOSE, order: duties.map((_, at) => at), duties, departments, matters: [], step, state,
      thing: (thing) => (listed(thing) >= 0 ? owner(listed(thing)) : ''),
      sign: kgMake.sign,
      links: {
        duty: (one, name) => page.to(page.known[packed.lists[one.list].id], kgAddress.format('duties', [one.kind, one.number].concat(name ? [name] : []))),
        department: (one) => page.href('ask', ['department_in_places'], kgAddress.along(page.at.query, { department: one.name }))
      },
      listed, id: (list) => packed.lists[list].id, owner,
      isLatest: (list) => Boolean(packed.lists[list].latest)
    };
  };
  return { make };
})();
