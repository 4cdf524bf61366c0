/* The answer to a query of the reader's: as a table, as rows of a file, as a picture where it says what goes from where to where. */
const kgResult = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  /* Things of a picture; with more of them nobody reads it. */
  const DRAWN = 120;
  const TONES = ['#1f5fa8', '#a64b00', '#8a1c5c', '#17695a', '#5a4a9c', '#7a5b00'];
  kgSay.learn({ yes: ['是', 'Yes'], no: ['否', 'No'], subject: ['主语', 'subject'], predicate: ['谓语', 'predicate'], object: ['宾语', 'object'], answer: ['答案', 'answer'] });
  const heading = (result, name) => {
    if (result.heads.columns[name]) { return kgSay.of(result.heads.columns[name]); }
    if (name === kgValues.EVIDENCE) { return t('quotation'); }
    return ['subject', 'predicate', 'object', 'answer'].includes(name) ? t(name) : name;
  };
  const isQuote = (result, at) => result.answer.variables[at] === kgValues.EVIDENCE;
  const isLong = (page, facts, { answer }, at) => answer.rows.slice(0, 40).some((row) => String(kgValues.words(page, facts, answer, row[at])).length > 14);
  const table = (page, facts, result) => {
    const { answer } = result;
    const figures = answer.variables.map((_, at) => kgValues.isFigure(answer, at));
    const long = answer.variables.map((_, at) => isLong(page, facts, result, at));
    const one = (row, at) => {
      if (isQuote(result, at)) { return el('td.quotes', {}, kgValues.quotes(page, facts, row[at])); }
      if (answer.variables[at] === 'answer' && result.asks) { return el('td', {}, t(row[at][1] === 'true' ? 'yes' : 'no')); }
      return el(`td${(figures[at] && '.num') || (long[at] && '.text') || ''}`, {}, kgValues.cell(page, facts, answer, row[at]));
    };
    return el('div.wide', {}, el('table.list.answer', {},
      el('thead', {}, el('tr', {}, answer.variables.map((name, at) => el(`th${figures[at] ? '.num' : ''}`, { scope: 'col' }, heading(result, name))))),
      el('tbody', { 'data-rows': '' }, answer.rows.map((row) => el('tr', { 'data-row': '' }, row.map((_, at) => one(row, at)))))));
  };
  const rows = (page, facts, result) => [
    result.answer.variables.map((name) => heading(result, name)),
    ...result.answer.rows.map((row) => row.map((term, at) => (isQuote(result, at) ? kgValues.quoted(page, facts, term) : kgValues.words(page, facts, result.answer, term))))
  ];
  /* Between which columns something goes: those that the query's head names, or subject and object of a graph. */
  const flow = (result) => {
    const wanted = result.graph ? ['subject', 'object'] : result.heads.flow || [];
    const places = wanted.map((name) => result.answer.variables.indexOf(name));
    return places.length === 2 && places.every((at) => at >= 0) && result.answer.rows.length ? places : null;
  };
  const drawn = (page, facts, result) => {
    const [from, to] = flow(result);
    const things = new Map();
    const edges = [];
    for (const row of result.answer.rows) {
      const ends = [row[from], row[to]];
      const more = ends.filter((term) => term && !things.has(term[1])).length;
      if (ends.every(Boolean) && things.size + more <= DRAWN) {
        for (const term of ends) { things.set(term[1], String(kgValues.words(page, facts, result.answer, term))); }
        edges.push([ends[0][1], ends[1][1], result.graph ? String(kgValues.words(page, facts, result.answer, row[1])) : '']);
      }
    }
    return { things, edges, left: result.answer.rows.length - edges.length };
  };
  const picture = (page, facts, result, key) => {
    const { things, edges, left } = drawn(page, facts, result);
    const names = [...things.values()];
    const of = (ref) => names[Number(ref.slice(1))];
    const scene = kgColumns.layout(things, edges);
    const column = (node) => Math.round((node.x - scene.nodes[0].x) / scene.nodes[0].w);
    return kgPicture.of({
      name: key, scene: () => scene, look: () => ({ dim: false, marked: false, strong: false }), curved: true,
      labels: { title: () => document.title, text: (node) => of(node.ref), tone: (node) => TONES[Math.abs(column(node)) % TONES.length], ground: () => '', empty: () => '', load: () => '' },
      tip: (ref) => of(ref) || '', key: [el('span', {}, t('thingsN', names.length)), left > 0 ? el('span', {}, ` · ${t('leftOut', left)}`) : null]
    });
  };
  return { table, rows, flow, picture };
})();
