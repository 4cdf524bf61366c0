// node --no-liftoff engine.cjs FILE.nq SECONDS < {"name": "SELECT …", …} > {"name": [CPU seconds, rows], …}: the engine of the pages
// (kg/static), the best run of each query; compiled as a browser has it after some queries, not while it still does so.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { runInThisContext } = require('node:vm');

const STATIC = join(__dirname, '../kg/static');
const grouped = require(join(STATIC, 'engine/group.js'));
const MOST = 12;
runInThisContext(`${readFileSync(join(STATIC, 'oxigraph.min.js'), 'utf8')}\nglobalThis.kgOxigraph = kgOxigraph;`);

const opened = async (file) => {
  const packed = new Blob([readFileSync(join(STATIC, file))]);
  return new Uint8Array(await new Response(new kgOxigraph.XzReadableStream(packed.stream())).arrayBuffer());
};
const main = async () => {
  kgOxigraph.initSync({ module: await opened('oxigraph.wasm.xz') });
  const store = new kgOxigraph.Store();
  store.load(readFileSync(process.argv[2]), { format: 'application/n-quads', lenient: true, no_transaction: true });
  const found = {};
  for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
    const end = performance.now() + 1000 * Number(process.argv[3]);
    let best = Infinity;
    let rows = 0;
    const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
    for (let run = 0; run < MOST && (run < 2 || performance.now() < end); run += 1) {
      const began = spent();
      rows = store.query(grouped(text), { use_default_graph_as_union: true }).length;
      best = Math.min(best, spent() - began);
    }
    found[name] = [best, rows];
  }
  console.log(JSON.stringify(found));
};
main();
