/* 邻域: the graph around a thing, as a picture and as a list. In the middle the thing; on the right what it says of itself, on the
   left what says something of it. A click on a thing grows it, on a relation opens or folds it, on ◎ puts the thing in the middle. */
(() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    nearOf: ['{0} 的邻域', 'Around {0}'], says: ['—{0}→ {1}', '—{0}→ {1}'], saidBy: ['{1} —{0}→', '{1} —{0}→'], k_duty: ['事项', 'duties'], k_step: ['步骤', 'steps'], k_body: ['部门', 'bodies'], k_category: ['类别', 'categories'], k_matter: ['事', 'matters'], k_act: ['行为', 'acts'], k_finding: ['发现', 'findings'],
    one_duty: ['事项', 'Duty'], one_step: ['步骤', 'Step'], one_body: ['部门', 'Body'], one_category: ['类别', 'Category'], one_matter: ['事', 'Matter'], one_act: ['行为', 'Act'], one_finding: ['发现', 'Finding'],
    moreHere: ['还有 {0} 个，列在右侧', '{0} more: see the list'], openPage: ['打开它的页面', 'Open its page'], toMiddle: ['放到中间', 'Put it in the middle'], growIt: ['展开它的关系', 'Show what joins it'], shutIt: ['收起它的关系', 'Hide what joins it'],
    trail: ['走过', 'Trail'], sparql: ['得到同一幅图的 SPARQL', 'The SPARQL that gives this picture'], sparqlHow: ['存成 .rq 文件，用 kg query 文件.rq 就能再问一遍，kg view --query 文件.rq 画出来。', 'Save it as a .rq file; kg query FILE.rq asks it again.'], copyQuery: ['复制 SPARQL', 'Copy the SPARQL'],
    nearHint: ['箭头从主语指向宾语；点一件东西展开，点关系开合，点 ◎ 放到中间', 'Click a thing to grow it, a relation to open it, ◎ to centre it'],
    nothingNear: ['没有连着别的东西', 'Nothing is joined to it'], relation: ['关系', 'relation'], term: ['术语', 'term'], thing: ['事物', 'thing'], neighbour: ['邻居', 'neighbour']
  });
  const SIZE = 13.5;
  const KEPT = 8;
  let read = null;
  const graphOf = (page) => {
    if (!read) { read = kgNearby.read(page.data.near, page.store); }
    return read;
  };
  const focusOf = (page) => (page.at.parts.length ? kgNearby.open(graphOf(page), page.at.parts) : null);
  const treeOf = (page) => kgNearby.tree(graphOf(page), focusOf(page), page.at.query.open);

  /* What things and relations are called. */
  const stepText = (graph, thing) => {
    const { code, step } = graph.steps[thing.at];
    const node = document.getElementById(code).querySelector(`[data-s="${step}"]`);
    return { node, number: node ? node.getAttribute('data-n') || node.getAttribute('value') : '', duty: graph.store.duties[code] };
  };
  const label = (duty) => `${t(duty.kind)} ${duty.number}`;
  /* Before what else is told of a duty: its step is to be read where there is little room. */
  const brief = (duty) => t(`brief_${duty.kind}`, duty.number);
  const name = (graph, thing) => {
    const { near, store } = graph;
    if (thing.kind === 'duty') { return `${label(store.duties[thing.code])} ${store.duties[thing.code].title}`; }
    if (thing.kind === 'step') {
      const { node, number, duty } = stepText(graph, thing);
      return `${brief(duty)} ${kgSay.step(duty.kind, graph.steps[thing.at].step, number)} ${node ? node.textContent : ''}`;
    }
    if (thing.kind === 'category') { return kgPanel.categoryName(store.categories[thing.at]); }
    if (thing.kind === 'finding') {
      const one = store.findings[thing.at];
      const duties = one.duties.slice(0, 3).map((code) => brief(store.duties[code])).join('–') + (one.duties.length > 3 ? ' …' : '');
      return [kgSay.capital(one.view === 'overlaps' ? kgPanel.gradeName(one) : kgPanel.kindName(one)), duties, one.matter ? kgPanel.matterOf(store, one) : ''].filter(Boolean).join(' ');
    }
    const row = { body: near.bodies, matter: near.concepts, act: near.acts }[thing.kind][thing.at];
    return thing.kind === 'body' || !kgSay.english() ? row[1] : row[2] || row[1];
  };
  const relationName = (graph, relation) => {
    return t(relation.inverse ? 'saidBy' : 'says', kgSay.of(graph.near.terms[relation.term]), t(`k_${relation.kind}`));
  };
  const termName = (relation) => `${relation.inverse ? '^' : ''}${relation.term}`;
  const pageOf = (graph, thing) => {
    const { store, near } = graph;
    if (thing.kind === 'duty') { return kgLinks.duty(store.duties[thing.code]); }
    if (thing.kind === 'step') { return kgLinks.duty(store.duties[graph.steps[thing.at].code], graph.steps[thing.at].step); }
    if (thing.kind === 'category') { return kgLinks.category(store.categories[thing.at]); }
    if (thing.kind === 'finding') { return kgLinks.finding(store.findings[thing.at]); }
    if (thing.kind === 'body') {
      const one = store.departments.find((each) => each.name === near.bodies[thing.at][1]);
      return one ? kgLinks.department(one) : '';
    }
    const matter = thing.kind === 'matter' ? store.matters.find((each) => each.name === near.concepts[thing.at][1]) : null;
    return matter ? kgLinks.matter(matter) : '';
  };

  /* Addresses: the thing, what is open, the way that led here. */
  const trail = (page) => (page.at.query.trail ? page.at.query.trail.split('!').filter((code) => kgNearby.find(graphOf(page), code)) : []);
  const walk = (page, thing, way) => page.href('near', kgNearby.parts(graphOf(page), thing), { trail: way.slice(-KEPT).join('!') });
  const onward = (page, thing) => walk(page, thing, [...trail(page), focusOf(page).code]);
  const toggle = (page, token) => page.set({ open: kgNearby.toggled(graphOf(page), focusOf(page), page.at.query.open, token) });

  /* The picture */
  /* Dashes, quotation marks and dots (U+2014 to U+2026) are as wide as characters in a Chinese font. */
  const unit = (letter) => (/[\u2014-\u2026\u2e80-\uffef]/.test(letter) ? 1 : 0.58);
  const cut = (text, width, size) => {
    let left = width / size;
    for (let at = 0; at < text.length; at += 1) {
      left -= unit(text[at]);
      if (left < (at < text.length - 1 ? 1 : 0)) { return `${text.slice(0, at)}…`; }
    }
    return text;
  };
  /* Names of colours of the pictures' palette. */
  const TONES = { body: 'township', category: 'accent', matter: 'handover', act: 'soft', finding: 'nobodyText' };
  const toneOf = (graph, thing) => {
    const code = thing.kind === 'step' ? graph.steps[thing.at].code : thing.code;
    return kgScene.ink[TONES[thing.kind] || kgScene.kindOf(code)];
  };
  const text = (x, y, value, size, fill, align, weight) => ({ k: 'text', x, y, text: value, size, fill, align: align || 'left', weight: weight || 400 });
  const rect = (one, fill, stroke, width, dash) => ({ k: 'rect', x: one.x - one.w / 2, y: one.y - one.h / 2, w: one.w, h: one.h, r: one.r || 5, fill, stroke, width: width || 1, dash });
  const PAINT = {
    card: (one) => [rect({ ...one, r: 8 }, kgScene.ink.ground, kgScene.ink.discEdge)],
    relation: (one, look, graph) => {
      const { relation, open } = one.node;
      const left = one.x - one.w / 2;
      return [
        look.hover ? rect({ ...one, h: one.h - 4, r: 7 }, kgScene.ink.hover) : null,
        text(left + 12, one.y - 8, `${open ? '▾' : '▸'}  ${cut(relationName(graph, relation), one.w - 56 - 8 * String(relation.count).length, 13)}`, 13, kgScene.ink.accent, 'left', 600),
        text(left + one.w - 14, one.y - 8, String(relation.count), 13, kgScene.ink.accent, 'right', 600),
        text(left + 29, one.y + 9, cut(termName(relation), one.w - 38, 11.8), 11.8, kgScene.ink.soft)
      ].filter(Boolean);
    },
    more: (one) => [text(one.x - one.w / 2 + 12, one.y, t('moreHere', one.node.more), 12.5, kgScene.ink.soft)],
    middle: (one, look, graph) => {
      const words = name(graph, one.node.thing);
      const first = cut(words, one.w - 20, 15).replace(/…$/, '');
      const rest = words.slice(first.length);
      return [rect({ ...one, r: 9 }, toneOf(graph, one.node.thing)), text(one.x, one.y - 20, t(`one_${one.node.thing.kind}`), 12, kgScene.ink.onAccent, 'center'),
        text(one.x, one.y + (rest ? 0 : 6), first, 15, kgScene.ink.onAccent, 'center', 600), rest ? text(one.x, one.y + 20, cut(rest, one.w - 20, 15), 15, kgScene.ink.onAccent, 'center', 600) : null].filter(Boolean);
    },
    see: (one, look, graph) => [rect(one, kgScene.ink.ground, look.hover ? kgScene.ink.accent : kgScene.ink.box, 1, [4, 3]), text(one.x - one.w / 2 + 12, one.y, cut(`↪ ${name(graph, one.node.thing)}`, one.w - 22, SIZE), SIZE, kgScene.ink.soft)],
    go: (one, look) => [text(one.x, one.y, '◎', 13, look.hover ? kgScene.ink.accent : kgScene.ink.dimText, 'center')]
  };
  const thingParts = (one, look, graph) => {
    const { thing } = one.node;
    const tone = look.dim ? kgScene.ink.dim : toneOf(graph, thing);
    const left = one.x - one.w / 2;
    const code = thing.kind === 'duty' ? kgScene.kindOf(thing.code) : '';
    return [
      rect(one, kgScene.ink.paper, look.hover || one.node.grown ? tone : kgScene.ink.box, look.hover || one.node.grown ? 1.8 : 1),
      code ? kgScene.shape(code, left + 13, one.y, 5, tone) : { k: 'rect', x: left + 4, y: one.y - 8, w: 4, h: 16, r: 2, fill: tone },
      text(left + (code ? 24 : 15), one.y, cut(name(graph, thing), one.w - (code ? 50 : 41), SIZE), SIZE, look.dim ? kgScene.ink.dimText : kgScene.ink.text)
    ];
  };
  /* `shape`: how large the window is, as kgPicture gives it back. */
  const scene = (root, shape) => {
    const [width, height] = shape.split(' ').map(Number);
    const made = kgNearLayout(root, Math.max(640, width), Math.max(300, height));
    const gos = made.nodes.filter((one) => kgNearby.KINDS.includes(one.group)).map((one) => ({ group: 'go', ref: `go ${one.ref}`, x: one.x + one.w / 2 - 13, y: one.y, w: 22, h: 22, node: one.node }));
    const cards = made.cards.map((one) => ({ ...one, group: 'card' }));
    return { width: made.width, height: made.height, smallest: 11.8, ground: [], edges: made.edges, nodes: [...cards, ...made.nodes, ...gos].map((one) => ({ ...one, group: 'near', part: one.group })) };
  };
  const paint = (graph) => (one, look) => (PAINT[one.part] || thingParts)(one, look, graph);
  const dim = (page) => (ref) => {
    const duty = page.store.duties[ref.replace(/^go |\..*$/g, '')];
    return { dim: Boolean(duty) && page.filtered && !page.passes(duty), marked: false, strong: false };
  };
  const touch = (page, ref) => {
    const one = page.graph.box(ref);
    page.touched = one ? { ref, y: one.y, view: page.graph.view() } : null;
  };
  const open = (page, ref) => {
    const graph = graphOf(page);
    if (ref.startsWith('go ')) { page.go(onward(page, kgNearby.find(graph, ref.slice(3)))); return; }
    if (ref.startsWith('see ')) { page.graph.spot(ref.split(' ').slice(2).join(' ')); return; }
    if (ref.startsWith('r:')) { touch(page, ref); toggle(page, ref.slice(2)); return; }
    if (kgNearby.find(graph, ref) && ref !== focusOf(page).code) { touch(page, ref); toggle(page, `${ref}*`); }
  };
  const tip = (page, ref) => {
    const graph = graphOf(page);
    if (ref.startsWith('go ')) { return t('toMiddle'); }
    const code = ref.startsWith('see ') ? ref.split(' ').slice(2).join(' ') : ref;
    const thing = code.startsWith('r:') || /^(more|card) /.test(code) ? null : kgNearby.find(graph, code);
    return thing ? name(graph, thing) : '';
  };
  const picture = (page) => {
    const graph = graphOf(page);
    // the window may change when another page is shown: the tree is that of now
    const root = treeOf(page);
    const key = `near/${focusOf(page).code}/${page.at.query.open || ''}/${kgSay.english()}`;
    return kgPicture.of({
      name: key, scene: (shape) => scene(root, shape), shape: (room) => `${room.w} ${room.h}`, labels: { title: () => document.title, paint: paint(graph) }, look: dim(page), curved: true,
      key: [t('nearHint')], open: (ref) => open(page, ref), tip: (ref) => tip(page, ref)
    });
  };

  /* The list: the same, for the keyboard and whoever hears the page. */
  const entry = (page, node, level) => {
    const graph = graphOf(page);
    const { thing } = node;
    const words = name(graph, thing);
    const token = `${thing.code}*`;
    return el('li', {}, el('span.line', {},
      el('a', { href: onward(page, thing), 'data-ref': thing.code, title: words }, thing.kind === 'duty' ? kgShape(kgScene.kindOf(thing.code)) : null, ' ', el('span', {}, words)),
      level < 2 ? el('button.grow', { type: 'button', 'data-at': `grow-${thing.code}`, 'aria-expanded': String(Boolean(node.grown)), title: t(node.grown ? 'shutIt' : 'growIt'), 'aria-label': `${t(node.grown ? 'shutIt' : 'growIt')}${kgSay.colon()}${words}`, onclick: () => toggle(page, token) }, node.grown ? '－' : '＋') : null),
    node.grown ? branches(page, node, level + 1) : null);
  };
  const branches = (page, node, level) => {
    const graph = graphOf(page);
    const shown = (branch) => Object.fromEntries(branch.nodes.map((child) => [child.thing.code, child]));
    return node.branches.map((branch) => {
      const { relation } = branch;
      const nodes = shown(branch);
      return el('section.relation', {}, el('h3', {}, el('button', { type: 'button', 'data-at': `rel-${branch.token}`, 'data-ref': `r:${branch.token}`, 'aria-expanded': String(branch.open), onclick: () => toggle(page, branch.token) },
        el('span.sign', { 'aria-hidden': 'true' }, branch.open ? '▾' : '▸'), el('span', {}, relationName(graph, relation)), el('code', {}, termName(relation)), el('b', {}, String(relation.count)))),
      branch.open ? el('ul', {}, relation.things.map((thing) => entry(page, nodes[thing.code] || { thing, branches: [] }, nodes[thing.code] ? level : 9))) : null);
    });
  };
  const way = (page) => {
    const graph = graphOf(page);
    const codes = trail(page);
    return codes.length ? el('nav.trail', { 'aria-label': t('trail') }, codes.map((code, at) => {
      const thing = kgNearby.find(graph, code);
      return [el('a', { href: walk(page, thing, codes.slice(0, at)), title: name(graph, thing) }, cut(name(graph, thing), 120, 13)), el('span', { 'aria-hidden': 'true' }, ' › ')];
    })) : null;
  };
  const query = (page, root) => {
    const words = kgNearby.sparql(graphOf(page), root);
    if (!words) { return null; }
    return el('section.sparql', {}, el('h3.head', {}, t('sparql')), el('p.note', {}, t('sparqlHow')), el('pre', { tabindex: '0', 'aria-label': 'SPARQL' }, el('code', {}, words)),
      el('div.acts', {}, el('button', { type: 'button', 'data-copy': 'text', 'data-copy-text': words }, t('copyQuery'))));
  };
  const panel = (page) => {
    const graph = graphOf(page);
    const root = treeOf(page);
    const link = pageOf(graph, root.thing);
    return el('div.around', {}, way(page), el('h2', {}, name(graph, root.thing)), el('p.sub', {}, t(`one_${root.thing.kind}`), ' ', el('code', {}, kgNearby.iri(graph, root.thing).replace(/^.*?\/(?=list\/|organization\/|township\/|category\/|matter\/|action\/)/, ''))),
      el('div.acts', {}, link ? el('a', { href: link }, t('openPage')) : null, el('button', { type: 'button', 'data-copy': 'link' }, t('copyLink'))),
      root.branches.length ? branches(page, root, 0) : el('p.empty', {}, t('nothingNear')), query(page, root));
  };
  const rows = (page) => {
    const graph = graphOf(page);
    const found = kgNearby.branchesOf(treeOf(page)).filter(({ branch }) => branch.open);
    return [[t('thing'), t('relation'), t('term'), t('neighbour')], ...found.flatMap(({ thing, branch }) => branch.relation.things.map((other) => [name(graph, thing), relationName(graph, branch.relation), termName(branch.relation), name(graph, other)]))];
  };
  /* What was clicked stays where it was. */
  const settle = (page) => {
    const { touched } = page;
    const one = touched && page.graph ? page.graph.box(touched.ref) : null;
    page.touched = null;
    if (one) { page.graph.at({ ...touched.view, y: touched.view.y + one.y - touched.y }); }
  };

  kgViews.near = {
    title: (page) => {
      const thing = focusOf(page);
      return thing ? t('nearOf', name(graphOf(page), thing)) : null;
    },
    render: picture, panel, rows, settle,
    codes: (page) => kgNearby.branchesOf(treeOf(page)).flatMap(({ branch }) => (branch.open ? branch.relation.things : [])).filter((thing) => thing.kind === 'duty').map((thing) => thing.code)
  };
})();
