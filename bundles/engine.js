// The part of Oxigraph that the page's worker uses (kg/static/engine/worker.js).
export { initSync, Store } from "oxigraph/web.js";
