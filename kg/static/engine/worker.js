/* What runs beside the page, made from a block of it: Oxigraph with the page's graph. It is told {start}, then {ask}; it is stopped by being ended. */
(() => {
  'use strict';
  /* Labels of so many things are looked up at once. */
  const BATCH = 400;
  const LABELS = ['http://www.w3.org/2000/01/rdf-schema#label', 'http://www.w3.org/2004/02/skos/core#prefLabel', 'http://purl.org/dc/terms/title'];
  const UNION = { use_default_graph_as_union: true };
  const TABLE = Object.assign({ results_format: 'application/sparql-results+json' }, UNION);
  /* What the columns are called of an ASK, and of a graph. */
  const YES = ['answer'];
  const TRIPLE = ['subject', 'predicate', 'object'];
  let store = null;
  const tell = (message) => self.postMessage(message);
  /* A block is packed with xz, which begins so, or deflated. */
  const isXz = (bytes) => bytes[0] === 0xfd && bytes[1] === 0x37;
  const opened = (bytes, stream) => (isXz(bytes) ? new kgOxigraph.XzReadableStream(stream) : stream.pipeThrough(new DecompressionStream('deflate')));
  const inflate = async (bytes) => new Uint8Array(await new Response(opened(bytes, new Blob([bytes]).stream())).arrayBuffer());
  const start = async ({ wasm, graph }) => {
    const [code, quads] = await Promise.all([inflate(wasm), inflate(graph)]);
    tell({ step: 'compile' });
    kgOxigraph.initSync({ module: code });
    tell({ step: 'load' });
    store = new kgOxigraph.Store();
    store.load(quads, { format: 'application/trig', lenient: true, no_transaction: true });
    tell({ step: 'ready', quads: store.size });
  };
  /* A term is [kind, text, language or datatype]. */
  const bound = (value) => (value ? [value.type, value.value, value['xml:lang'] || value.datatype || ''] : null);
  const KINDS = { NamedNode: 'uri', BlankNode: 'bnode', Literal: 'literal' };
  const spoken = (term) => [KINDS[term.termType] || 'literal', term.value, term.termType === 'Literal' ? term.language || term.datatype.value : ''];
  const table = (text, most) => {
    const found = JSON.parse(store.query(text, TABLE));
    if ('boolean' in found) { return { variables: YES, rows: [[['literal', String(found.boolean), '']]], count: 1 }; }
    const variables = found.head.vars;
    const rows = found.results.bindings;
    return { variables, rows: rows.slice(0, most).map((row) => variables.map((name) => bound(row[name]))), count: rows.length };
  };
  const triples = (text, most) => {
    const found = store.query(text, UNION);
    const rows = found.slice(0, most).map((quad) => [quad.subject, quad.predicate, quad.object].map(spoken));
    return { variables: TRIPLE, rows, count: found.length };
  };
  /* IRI → [Chinese, English]: what the graph calls the things of an answer. */
  const labelled = (rows) => {
    const iris = new Set();
    for (const row of rows) { for (const term of row) { if (term && term[0] === 'uri') { iris.add(term[1]); } } }
    const all = [...iris].filter((iri) => !/[<>"{}|^`\\\s]/.test(iri));
    const found = {};
    const terms = LABELS.map((term) => `<${term}>`).join(', ');
    for (let at = 0; at < all.length; at += BATCH) {
      const some = all.slice(at, at + BATCH).map((iri) => `<${iri}>`).join(' ');
      const said = JSON.parse(store.query(`SELECT ?x ?label { VALUES ?x { ${some} } ?x ?term ?label FILTER(?term IN (${terms})) }`, TABLE));
      for (const { x, label } of said.results.bindings) {
        const names = found[x.value] || (found[x.value] = ['', '']);
        const place = label['xml:lang'] === 'en' ? 1 : 0;
        names[place] = names[place] || label.value;
      }
    }
    return found;
  };
  /* The text is bounded; one that is not understood is read again as the reader wrote it, so that the error tells his place. */
  const answer = ({ text, plain, graph, most }) => {
    const read = graph ? triples : table;
    try { return read(text, most); } catch (error) {
      if (plain === text || error instanceof WebAssembly.RuntimeError) { throw error; }
      return read(plain, most);
    }
  };
  const ask = ({ id, text, plain, graph, most }) => {
    const began = performance.now();
    const found = answer({ text, plain, graph, most });
    const seconds = (performance.now() - began) / 1000;
    tell(Object.assign({ id, seconds, labels: labelled(found.rows) }, found));
  };
  self.onmessage = async ({ data }) => {
    try {
      if (data.start) { await start(data.start); } else { ask(data.ask); }
    } catch (error) {
      tell({ id: data.ask ? data.ask.id : 0, error: String((error && error.message) || error), broken: error instanceof WebAssembly.RuntimeError || error instanceof RangeError });
    }
  };
})();
