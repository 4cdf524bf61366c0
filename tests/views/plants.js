/* Faults to plant into a page that has none, by the kind that the walk calls them (tests/views/walk.js). */
window.plants = (() => {
  'use strict';
  const heading = () => document.querySelector('#sheet h2, #sheet h1');
  const cell = () => document.querySelectorAll('.burden .whole td')[4];
  const box = (style) => {
    const made = document.createElement('div');
    made.style.cssText = style;
    return made;
  };
  const graph = () => kgPage.graph;
  return {
    cut: () => { heading().style.cssText = 'width: 30px; overflow: hidden; white-space: nowrap'; },
    small: () => { heading().style.fontSize = '10px'; },
    covered: () => {
      heading().parentElement.style.position = 'relative';
      heading().parentElement.append(box('position: absolute; top: 0; right: 0; bottom: 0; left: 0; background: white'));
    },
    'printed over': () => {
      const [here, there] = [heading(), document.querySelector('#sheet p')].map((one) => one.getBoundingClientRect());
      heading().style.cssText = `position: relative; left: ${there.left - here.left}px; top: ${there.top - here.top}px`;
    },
    spilled: () => { cell().querySelector('a').style.cssText = 'display: block; margin-top: -20px'; },
    touching: () => {
      const link = cell().querySelector('a');
      link.textContent = '123456';
      link.style.cssText = 'padding: 0; width: 20px; white-space: nowrap; text-align: left';
    },
    slivers: () => { heading().style.cssText = 'width: 1em; min-width: 0; flex: none; word-break: break-all; white-space: normal'; },
    edge: () => {
      const left = innerWidth - heading().getBoundingClientRect().left - 40;
      heading().style.cssText = `position: relative; left: ${left}px; white-space: nowrap`;
    },
    broad: () => { document.getElementById('sheet').append(box('width: 3000px; height: 4px')); },
    empty: () => { heading().before(box('border: 1px solid; height: 60px; width: 200px')); },
    faint: () => { heading().style.color = '#c8c8c8'; },
    unpainted: () => {
      graph().network().body.data.nodes.remove(graph().scene().nodes[0].ref);
      graph().redraw();
    },
    tangled: () => {
      const [one, other] = graph().scene().nodes.filter((node) => node.group === 'department');
      Object.assign(one, { x: other.x + 20, y: other.y + 6 });
      graph().redraw();
    },
    lies: () => {
      const figures = [...document.querySelectorAll('#sheet tbody td a')];
      figures.find((one) => /^\d+$/.test(one.textContent)).textContent = '999';
    },
    /* What is called wrong is counted all the same. */
    judged: () => {
      const { shown } = kgBench;
      kgBench.shown = (page, query) => shown(page, Object.assign({ verdict: 'open,no,settle,lawful' }, query));
    },
    ticked: () => { document.querySelector('#sheet label.option b').textContent = '999'; },
    left: () => { document.querySelector('[data-at=kind-basic]').lastChild.textContent = '999'; }
  };
})();
