// The parts that the page's worker uses (kg/static/engine/worker.js): of Oxigraph, and what unpacks its WebAssembly and a county's graph.
export { initSync, Store } from "oxigraph/web.js";
export { XzReadableStream } from "xz-decompress/dist/package/xz-decompress.js";
