/* Where the things of an engine's answer are in this page: duties and steps by IRI, departments and matters by name. */
const kgPlaces = (() => {
  'use strict';
  const SIDES = { superior: 's', township: 't' };
  const stepNode = (duty, step) => document.getElementById(duty.code).querySelector(`[data-s="${step}"]`);
  const stepName = (duty, step) => {
    const node = stepNode(duty, step);
    return `${duty.label} ${kgSay.step(duty.kind, step, node && node.getAttribute('data-n'))}`;
  };
  /* Of an IRI in the list {name, text, href, kind, sign, order, whole}; a mention or a mark is in its step or duty, not itself one
     (whole). Null for anything else. */
  const find = (page, facts, iri) => {
    const head = `${facts.base}list/${page.data.id}/`;
    if (!iri.startsWith(head)) { return null; }
    const path = iri.slice(head.length).split('/').map(decodeURIComponent);
    const [kind, number, side, position] = path;
    const duty = Object.values(page.store.duties).find((one) => one.key === `${kind}/${number}`);
    if (!duty) { return null; }
    const step = SIDES[side] && /^\d+$/.test(position || '') ? SIDES[side] + position : '';
    return {
      get name() { return step ? stepName(duty, step) : duty.label; }, get text() { return step ? stepNode(duty, step).textContent : duty.title; },
      get href() { return kgLinks.duty(duty, step); }, get sign() { return kgShape(duty.kind); }, kind: duty.kind,
      order: duty.at * 1e4 + (step[0] === 't' ? 5e3 : 0) + (Number(step.slice(1)) || 0), whole: path.length === (step ? 4 : 2)
    };
  };
  /* Of what is called so {href, short}: a department has a short name; null for anything else. */
  const thing = (page, name, iri) => {
    const department = page.store.departments.find((one) => one.name === name);
    if (department) { return { href: kgLinks.department(department), short: department.short }; }
    const matter = page.store.matters.find((one) => one.name === name);
    return matter && iri.includes('/matter/') ? { href: kgLinks.matter(matter), short: '' } : null;
  };
  return { find, thing, list: () => '', learn: (page, facts, answer) => Promise.resolve(answer) };
})();
