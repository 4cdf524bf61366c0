/* 总览: who carries what. Dots are duties, departments stand at both sides; filters grey out, nothing is laid out again. */
(() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  /* Smallest letters that are legible; kg/views/overview.py lays out for windows of three kinds. */
  const LEGIBLE = 0.955;
  let drawn = null;
  const others = {};
  const sized = (variant) => {
    const laid = kgScene.open(Object.assign({ edges: [] }, variant));
    const font = (item, size) => Object.assign(item, { size });
    return Object.assign(laid, {
      edges: scene('wide').edges, smallest: variant.letter,
      ground: laid.ground.map((item) => font(item, variant.label)), nodes: laid.nodes.map((item) => font(item, variant.letter))
    });
  };
  /* The first of the layouts that fits the room with letters to read; if none does, the one whose width does. */
  const shapeOf = (page) => ({ w, h }) => {
    const sizes = [['wide', kgData.of('options').size]].concat(Object.entries(page.data.overviews).map(([name, one]) => [name, one.size]));
    const fits = sizes.find(([, size]) => Math.min(w / size[0], h / size[1]) >= LEGIBLE);
    return fits ? fits[0] : (w >= sizes[0][1][0] * LEGIBLE ? sizes[0] : sizes[sizes.length - 1])[0];
  };
  const scene = (name, page) => {
    if (name !== 'wide') {
      others[name] = others[name] || sized(page.data.overviews[name]);
      return others[name];
    }
    if (!drawn) {
      const { size } = kgData.of('options');
      drawn = {
        width: size[0], height: size[1],
        ground: kgScene.open({ size, ground: kgData.of('ground'), edges: [], nodes: [] }).ground,
        nodes: kgData.of('nodes').map((node) => ({ group: node.group, ref: node.id, x: node.x, y: node.y, w: node.box[0], h: node.box[1], ends: node.ends || [] })),
        edges: kgData.of('edges').map((edge, at) => ({ id: `e${at}`, group: edge.group, from: edge.from, to: edge.to, note: edge.note }))
      };
    }
    return drawn;
  };
  /* What a click on something of a picture opens. */
  const open = (page, ref) => {
    const { store } = page;
    if (store.duties[ref]) { page.go(kgLinks.duty(store.duties[ref])); return; }
    const [, letter, place, other] = /^([dk])(\d+)(?:-d(\d+))?$/.exec(ref) || [];
    if (letter === 'k') { page.go(kgLinks.category(store.categories[Number(place)])); return; }
    if (!letter) { return; }
    const one = store.departments[Number(place)];
    page.go(other ? kgLinks.pair(one, store.departments[Number(other)]) : kgLinks.department(one));
  };
  const tip = (page, ref) => {
    const { store } = page;
    const duty = store.duties[ref];
    if (duty) { return `${duty.label}　${duty.title}${duty.declared.length ? `\n${duty.declared.map((one) => one.short).join('、')}` : ''}`; }
    const one = /^d\d+$/.test(ref) ? store.departments[Number(ref.slice(1))] : null;
    return one ? `${one.name}　${t('dutiesN', kgStore.load(page.store, one))}` : '';
  };
  const about = (page) => page.store.matters.find((one) => one.name === page.at.query.matter) || page.store.categories.find((one) => one.name === page.at.query.category) || null;
  kgViews.overview = {
    title: (page) => {
      const one = about(page);
      if (!one) { return t('overview'); }
      return page.at.query.matter ? kgPanel.matterName(one) : kgPanel.categoryName(one);
    },
    render: (page) => {
      if (!Object.keys(page.store.duties).length) { return [el('p.empty', {}, t('emptyList'))]; }
      const eye = kgLook.make(page.store, { overview: true, category: page.store.categories.find((one) => one.name === page.at.query.category) });
      return kgPicture.of({ name: 'overview', scene: (name) => scene(name, page), shape: shapeOf(page), labels: eye.labels, look: eye.look, dense: true, key: [t('hint')], open: (ref) => open(page, ref), tip: (ref) => tip(page, ref) });
    },
    panel: (page) => {
      const { store, chosen } = page;
      const head = about(page);
      if (!head && !page.at.query.q) { return kgPanel.list(store, chosen); }
      const title = head ? kgViews.overview.title(page) : `“${page.at.query.q}”`;
      return [kgPanel.back(), el('h2', {}, `${title} · ${t('dutiesN', chosen.length)}`), kgPanel.who(store, chosen), kgPanel.actions(head ? kgLinks.near(page.at.query.matter ? 'matter' : 'category', head.name) : ''), kgPanel.dutyRows(store, chosen), kgPanel.among(store, chosen)];
    },
    codes: (page) => page.chosen,
    open, tip
  };
})();
