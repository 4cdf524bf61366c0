/* The neighbourhood as a graph: things, what joins them, which of it is shown, and the SPARQL that says the same.
   Nothing here draws, nothing here knows the page. */
const kgNearby = (() => {
  'use strict';
  const KINDS = ['duty', 'step', 'body', 'category', 'matter', 'act', 'finding'];
  /* How many neighbours of one relation are shown, and how many things in all; the rest is counted. */
  const MOST = 24;
  const ROOM = 60;
  /* What is open at first: short relations, as long as there is room. */
  const SHORT = 24;
  const FIRST = 36;
  /* What holds of a thing of a kind and of no other; where a term has one kind at an end, nothing need be said. */
  const PATTERNS = { duty: '{0} a duty:Duty .', step: '{0} duty:stepOf ?its .', finding: '{0} a duty:Finding .', body: 'FILTER NOT EXISTS { {0} a duty:Duty }' };

  const local = (term) => term.slice(term.indexOf(':') + 1);
  const pairsOf = (packed) => {
    const found = [];
    let subject = 0;
    for (let at = 0; at < packed.length; at += 2) {
      subject += packed[at];
      found.push([subject, packed[at + 1]]);
    }
    return found;
  };
  /* Which step of which duty: steps are counted through all duties, the superior side of each first. */
  const stepsOf = (near, store) => {
    const found = [];
    store.order.forEach((code, at) => {
      ['s', 't'].forEach((side, which) => {
        for (let position = 1; position <= near.steps[at][which]; position += 1) { found.push({ duty: at, code, step: `${side}${position}` }); }
      });
    });
    return found;
  };
  const indexed = (names) => {
    const found = Object.create(null);
    names.forEach((name, at) => { if (!(name in found)) { found[name] = at; } });
    return found;
  };

  /* The graph of a list: `near` is its data, `store` the page's. */
  const read = (near, store) => {
    const graph = { near, store, steps: stepsOf(near, store), links: [] };
    graph.sizes = {
      duty: store.order.length, step: graph.steps.length, body: near.bodies.length, category: store.categories.length,
      matter: near.concepts.length, act: near.acts.length, finding: store.findings.length
    };
    graph.at = {
      duty: indexed(store.order), step: indexed(graph.steps.map((one) => `${one.code}.${one.step}`)), body: indexed(near.bodies.map((row) => row[1])),
      category: indexed(store.categories.map((one) => one.name)), matter: indexed(near.concepts.map((row) => row[1])), act: indexed(near.acts.map((row) => row[1])),
      finding: indexed(store.findings.map((one) => one.id))
    };
    const add = (term, from, to, pairs) => {
      const out = Object.create(null);
      const back = Object.create(null);
      for (const [subject, object] of pairs) {
        (out[subject] = out[subject] || []).push(object);
        (back[object] = back[object] || []).push(subject);
      }
      if (pairs.length) { graph.links.push({ term, from, to, out, back }); }
    };
    for (const one of near.links) { add(one.term, one.from, one.to, pairsOf(one.pairs)); }
    add('duty:stepOf', 'step', 'duty', graph.steps.map((one, at) => [at, one.duty]));
    const about = { duty: [], body: [], matter: [] };
    store.findings.forEach((finding, at) => {
      for (const code of new Set(finding.duties)) { about.duty.push([at, graph.at.duty[code]]); }
      for (const department of new Set(finding.departments)) { about.body.push([at, graph.at.body[department.name]]); }
      if (finding.matter in graph.at.matter) { about.matter.push([at, graph.at.matter[finding.matter]]); }
    });
    add('duty:concerns', 'finding', 'duty', about.duty);
    add('duty:concerns', 'finding', 'body', about.body.filter((pair) => pair[1] !== undefined));
    add('duty:matter', 'finding', 'matter', about.matter);
    return graph;
  };

  /* A thing by its short name: C42, C42.s3, b:公安局 … and back. */
  const LETTERS = { b: 'body', k: 'category', m: 'matter', a: 'act', f: 'finding' };
  const called = (graph, kind, at) => ({
    duty: () => graph.store.order[at], step: () => `${graph.steps[at].code}.${graph.steps[at].step}`, body: () => `b:${graph.near.bodies[at][1]}`,
    category: () => `k:${graph.store.categories[at].name}`, matter: () => `m:${graph.near.concepts[at][1]}`, act: () => `a:${graph.near.acts[at][1]}`,
    finding: () => `f:${graph.store.findings[at].id}`
  })[kind]();
  const make = (graph, kind, at) => ({ kind, at, code: called(graph, kind, at) });
  const find = (graph, code) => {
    const lettered = code.charAt(1) === ':';
    const numbered = code.includes('.') ? 'step' : 'duty';
    const kind = lettered ? LETTERS[code.charAt(0)] : numbered;
    const name = lettered ? code.slice(2) : code;
    const at = kind ? graph.at[kind][name] : undefined;
    return at === undefined ? null : make(graph, kind, at);
  };
  /* The address of a thing, #/near/…, as parts; and the thing of an address. */
  const parts = (graph, thing) => {
    const { store, steps, near } = graph;
    const duty = (code) => [store.duties[code].kind, store.duties[code].number];
    if (thing.kind === 'duty') { return ['duty', ...duty(thing.code)]; }
    if (thing.kind === 'step') { return ['step', ...duty(steps[thing.at].code), steps[thing.at].step]; }
    if (thing.kind === 'body') { return ['department', near.bodies[thing.at][1]]; }
    return [thing.kind, thing.code.slice(2)];
  };
  const MARKS = { basic: 'B', cooperative: 'C', recalled: 'R' };
  const department = (graph, name) => {
    const known = graph.store.departments.find((one) => one.name === name || one.short === name || one.aliases.includes(name));
    return find(graph, `b:${known ? known.name : name}`);
  };
  const open = (graph, [kind, first = '', second = '', third = '']) => {
    const duty = `${MARKS[first] || '?'}${second}`;
    if (kind === 'duty') { return find(graph, duty); }
    if (kind === 'step') { return find(graph, `${duty}.${third}`); }
    if (kind === 'department') { return department(graph, first); }
    const letter = Object.keys(LETTERS).find((one) => LETTERS[one] === kind);
    return letter ? find(graph, `${letter}:${first}`) : null;
  };
  const iri = (graph, thing) => {
    const { near, store, steps } = graph;
    const duty = (code) => `${near.list}/${store.duties[code].kind}/${store.duties[code].number}`;
    const step = (one) => `${duty(one.code)}/${one.step.startsWith('s') ? 'superior' : 'township'}/${one.step.slice(1)}`;
    return {
      duty: () => duty(thing.code), step: () => step(steps[thing.at]), body: () => near.bodies[thing.at][0], category: () => near.categories[thing.at],
      matter: () => near.matter + near.concepts[thing.at][0], act: () => near.acts[thing.at][0], finding: () => `${near.findings}/${store.findings[thing.at].id}`
    }[thing.kind]();
  };

  /* What joins a thing to others: term by term, first what it says itself, then what says something of it. */
  const relations = (graph, thing) => {
    const found = [];
    for (const inverse of [false, true]) {
      for (const link of graph.links) {
        const here = inverse ? link.to : link.from;
        const kind = inverse ? link.from : link.to;
        const others = here === thing.kind ? (inverse ? link.back : link.out)[thing.at] : null;
        if (others) {
          found.push({
            id: `${inverse ? 'is-' : ''}${local(link.term)}-${kind}`, term: link.term, inverse, kind, count: others.length,
            things: others.map((at) => make(graph, kind, at))
          });
        }
      }
    }
    return found.sort((a, b) => Number(a.inverse) - Number(b.inverse) || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  };

  /* What is open, as the address has it: "REL" of the thing in the middle, "CODE*" a thing grown, "CODE*REL" a relation of it. */
  const tokens = (text) => (text ? text.split('!').filter((one) => one && one !== '-') : []);
  const atFirst = (graph, focus) => {
    const every = relations(graph, focus);
    const chosen = [];
    let shown = 0;
    const seen = new Set();
    for (const one of every) {
      const fresh = one.things.filter((thing) => !seen.has(thing.code)).length;
      // what mostly says the same again waits for a click
      if (one.count <= SHORT && shown + one.count <= FIRST && 2 * fresh >= one.count) {
        chosen.push(one.id);
        shown += one.count;
        one.things.forEach((thing) => seen.add(thing.code));
      }
    }
    return chosen.length || !every.length ? chosen : [every[0].id];
  };
  const opened = (graph, focus, text) => (text ? tokens(text) : atFirst(graph, focus));
  /* The address after a click: what was open is shut, what was shut is open; shut too is what hung on it. */
  const toggled = (graph, focus, text, token) => {
    const now = opened(graph, focus, text);
    const without = now.filter((one) => one !== token && !(token.endsWith('*') && one.startsWith(token)));
    const next = now.includes(token) ? without : [...now, token];
    return next.length ? next.join('!') : '-';
  };

  /* What is shown: the thing in the middle with its relations, open or folded, and so for each thing that is grown. A thing
     stands once; where it would come again, its relation leads to where it is. */
  const tree = (graph, focus, text) => {
    const open_ = new Set(opened(graph, focus, text));
    const seen = Object.create(null);
    let left = ROOM;
    const root = { thing: focus, branches: [] };
    seen[focus.code] = root;
    const queue = [root];
    while (queue.length) {
      const node = queue.shift();
      const prefix = node === root ? '' : `${node.thing.code}*`;
      if (node !== root && !open_.has(prefix)) { continue; }
      node.grown = node !== root;
      for (const relation of relations(graph, node.thing)) {
        const token = `${prefix}${relation.id}`;
        const branch = { relation, token, open: open_.has(token), nodes: [], known: [], more: 0 };
        if (branch.open) {
          for (const thing of relation.things) {
            const full = branch.nodes.length + branch.known.length >= MOST;
            if (seen[thing.code] && !full) { branch.known.push(thing); } else if (!seen[thing.code] && !full && left > 0) {
              const child = { thing, branches: [] };
              seen[thing.code] = child;
              branch.nodes.push(child);
              left -= 1;
            } else { branch.more += 1; }
          }
          queue.push(...branch.nodes);
        }
        node.branches.push(branch);
      }
    }
    return root;
  };
  const branchesOf = (root) => {
    const found = [];
    const visit = (node) => {
      for (const branch of node.branches) {
        found.push({ thing: node.thing, branch });
        branch.nodes.forEach(visit);
      }
    };
    visit(root);
    return found;
  };

  /* The SPARQL of what is open: thing, relation and neighbour, as the graph of this list has them. */
  const sparql = (graph, root) => {
    const { near } = graph;
    const groups = new Map();
    for (const { thing, branch } of branchesOf(root)) {
      if (branch.open) {
        const { relation } = branch;
        const group = groups.get(`${relation.id} ${thing.kind}`) || { relation, kind: thing.kind, iris: [] };
        group.iris.push(`<${iri(graph, thing)}>`);
        groups.set(`${relation.id} ${thing.kind}`, group);
      }
    }
    const ends = (term, inverse) => new Set(graph.links.filter((one) => one.term === term).map((one) => (inverse ? one.from : one.to)));
    const pattern = ({ relation, iris }) => {
      const triple = relation.inverse ? `?neighbour ${relation.term} ?thing .` : `?thing ${relation.term} ?neighbour .`;
      // other things than findings concern a duty too: ties
      const kind = relation.kind === 'finding' || ends(relation.term, relation.inverse).size > 1 ? (PATTERNS[relation.kind] || '').split('{0}').join('?neighbour') : '';
      return [`    VALUES ?thing { ${iris.join(' ')} }`, `    ${triple}${kind ? ` ${kind}` : ''}`, `    BIND("${relation.inverse ? '^' : ''}${relation.term}" AS ?relation)`].join('\n');
    };
    const blocks = [...groups.values()].map(pattern);
    if (!blocks.length) { return ''; }
    return [
      ...Object.keys(near.prefixes).sort().map((name) => `PREFIX ${name}: <${near.prefixes[name]}>`),
      'SELECT DISTINCT ?thing ?relation ?neighbour',
      `FROM <${near.list}>`, `FROM <${near.findings}>`, `FROM <${near.matters}>`,
      'WHERE {', blocks.map((text) => `  {\n${text}\n  }`).join('\n  UNION\n'), '}', 'ORDER BY ?thing ?relation ?neighbour'
    ].join('\n');
  };

  return { KINDS, read, find, make, parts, open, iri, relations, opened, toggled, tree, branchesOf, sparql, ROOM, MOST };
})();
if (typeof module !== 'undefined') { module.exports = kgNearby; }
