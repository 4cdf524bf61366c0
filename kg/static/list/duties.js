/* 事项: their list, and the page of one. */
(() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const one = (page) => {
    const [kind, number] = page.at.parts;
    return page.store.order.map((code) => page.store.duties[code]).find((duty) => (duty.kind === kind && duty.number === number) || duty.code === kind || duty.label === kind) || null;
  };
  /* The hand-offs that the picture of a duty can show, with the words they rest on. */
  const handovers = (page, duty) => {
    const scene = kgScene.lanes(page.data.scenes[duty.code]);
    return scene.edges.filter((edge) => edge.group === 'handover').map((edge) => {
      const band = scene.ground.find((each) => each.ref === edge.to);
      return { note: edge.note, to: band ? band.text : '' };
    });
  };
  const picture = (page, duty) => {
    const step = page.at.parts[2] || '';
    const eye = kgLook.make(page.store, { duty, drawn: duty, step });
    const found = handovers(page, duty);
    return kgPicture.of({
      name: `duty/${duty.code}`, scene: () => kgScene.lanes(page.data.scenes[duty.code]), labels: eye.labels, look: eye.look,
      key: found.length ? [el('label', {}, el('input', { type: 'checkbox', id: 'handovers', onchange: (event) => page.graph.handovers(event.target.checked) }), t('handovers', found.length))] : [],
      open: (ref) => { if (/^[st]\d+$/.test(ref)) { page.go(kgLinks.duty(duty, ref)); } }
    });
  };
  kgViews.duties = {
    title: (page) => {
      if (!page.at.parts.length) { return t('duty'); }
      const duty = one(page);
      return duty ? `${duty.label} ${duty.title}` : null;
    },
    render: (page) => (page.at.parts.length ? picture(page, one(page)) : kgMatrix.duties(page.store, page.chosen)),
    panel: (page) => {
      if (!page.at.parts.length) { return kgPanel.list(page.store, page.chosen); }
      const duty = one(page);
      return kgPanel.duty(page.store, duty, page.at.parts[2] || '', handovers(page, duty));
    },
    settle: () => {
      const here = kgMake.by('panel').querySelector('li.here');
      if (here) { here.scrollIntoView({ block: 'center' }); }
    },
    codes: (page) => (page.at.parts.length ? [one(page).code] : page.chosen),
    keys: (page, event) => {
      const link = page.at.parts.length ? document.querySelector({ ArrowLeft: '#panel [rel=prev]', ArrowRight: '#panel [rel=next]' }[event.key] || '#none') : null;
      if (link) { page.go(link.getAttribute('href')); }
      return Boolean(link);
    }
  };
})();
