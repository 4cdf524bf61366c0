/* The query engine: started in a worker when the first question is asked; a question that takes too long, or that the reader stops, ends the worker. */
const kgEngine = (() => {
  'use strict';
  /* Seconds after which a question is given up. */
  const LONGEST = 60;
  let worker = null;
  let ready = null;
  let serial = 0;
  let pending = null; // of the question that is being asked: {id, resolve, reject, timer}
  let told = () => {};
  const unpacked = (id) => {
    const letters = window.atob(document.getElementById(id).textContent.trim());
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) { bytes[at] = letters.charCodeAt(at); }
    return bytes;
  };
  const failure = (key, message) => Object.assign(new Error(message || key), { key });
  const end = (error) => {
    if (worker) { worker.terminate(); }
    worker = null;
    ready = null;
    settle(error);
  };
  const settle = (error, answer) => {
    const asked = pending;
    pending = null;
    if (!asked) { return; }
    window.clearTimeout(asked.timer);
    if (error) { asked.reject(error); } else { asked.resolve(answer); }
  };
  const hear = (data, begun) => {
    if (data.step) {
      told(data.step);
      if (data.step === 'ready') { begun.resolve(data.quads); }
      return;
    }
    if (!data.id) { begun.reject(failure('noEngine', data.error)); return; }
    if (!pending || data.id !== pending.id) { return; }
    // an engine that ran out of memory is of no more use
    if (data.broken) { end(failure('broken', data.error)); } else { settle(data.error ? failure('refused', data.error) : null, data); }
  };
  const start = () => new Promise((resolve, reject) => {
    if (!window.WebAssembly || !window.Worker || !window.DecompressionStream) { reject(failure('noEngine')); return; }
    told('unpack');
    const url = URL.createObjectURL(new Blob([kgData.of('worker')], { type: 'text/javascript' }));
    worker = new window.Worker(url);
    worker.onmessage = ({ data }) => hear(data, { resolve, reject });
    worker.onerror = (event) => { event.preventDefault(); const error = failure('noEngine', event.message); reject(error); end(error); };
    const [wasm, graph] = [unpacked('wasm'), unpacked('quads')];
    worker.postMessage({ start: { wasm, graph } }, [wasm.buffer, graph.buffer]);
  });
  /* `plain` is the text as the reader wrote it, `text` what bounds it. Resolves to {variables, rows, count, labels, seconds}; rejects with an error whose key says why: noEngine, refused, broken, tooSlow, halted. */
  const ask = (text, { plain = text, graph = false, most = 2000, seconds = LONGEST, progress = () => {} } = {}) => new Promise((resolve, reject) => {
    if (pending) { end(failure('halted')); }
    serial += 1;
    told = progress;
    const mine = { id: serial, resolve, reject, timer: 0 };
    pending = mine;
    if (!ready) { ready = start(); }
    ready.then(() => {
      if (pending !== mine) { return; }
      progress('asking');
      mine.timer = window.setTimeout(() => end(failure('tooSlow')), seconds * 1000);
      worker.postMessage({ ask: { id: mine.id, text: kgGroup(text), plain, graph, most } });
    }, (error) => { if (pending === mine) { end(error); } });
  });
  const stop = () => end(failure('halted'));
  return { ask, stop, LONGEST, busy: () => Boolean(pending), started: () => Boolean(worker) };
})();
