/* Runs Python in a worker, so that the page never freezes. It asks no network: what a loader would fetch is handed over. */
(() => {
  'use strict';
  const NOWHERE = 'https://kg.invalid/';
  const files = {};
  let python = null;
  let desk = null;
  let asked = false;

  const say = (what, more) => self.postMessage({ what, ...more });

  /* Pyodide fetches its own parts by name: it gets them from here, and nothing else can be had. */
  self.fetch = async (address) => {
    const name = String(address).slice(NOWHERE.length);
    const bytes = files[name];
    if (!bytes) { throw new TypeError(`kg.html asks no network: ${address}`); }
    delete files[name];
    const type = name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    return new Response(bytes, { headers: { 'Content-Type': type } });
  };

  const unpackedByXz = (bytes) => new Response(new kgOxigraph.XzReadableStream(new Blob([bytes]).stream())).arrayBuffer();

  const start = async (parts) => {
    const packed = ['library', 'program'].map((name) => kgPart.unpacked(parts[name]));
    const core = await unpackedByXz(kgPart.decoded(parts.core));
    const [library, program] = await Promise.all(packed);
    files['pyodide.asm.wasm'] = core;
    files['python_stdlib.zip'] = library;
    say('step', { step: 1 });
    python = await kgPyodide.loadPyodide({
      indexURL: NOWHERE,
      lockFileContents: { info: kgPyodide.info, packages: {} },
      createPyodideModule: kgPyodide.create,
      env: { HOME: '/home', PYTHONHASHSEED: '0', PYTHONUTF8: '1' },
      stdout: () => {},
      stderr: () => {},
    });
    say('step', { step: 2 });
    put('/kg', kgPart.members(program));
    const engine = python.FS.readFile('/kg/kg/static/oxigraph.wasm.xz');
    kgOxigraph.initSync({ module: await WebAssembly.compile(await unpackedByXz(engine)) });
    self.kgStore = () => new kgOxigraph.Store();
    python.runPython("import sys; sys.path[:0] = ['/kg', '/kg/packages', '/kg/standins']");
    desk = python.pyimport('desk');
    say('step', { step: 3 });
    desk.warm();
    say('ready', {});
    /* While nobody has dropped anything yet. */
    setTimeout(() => {
      if (asked) { return; }
      desk.rehearse();
      say('rehearsed', {});
    }, 300);
  };

  /* Puts files into the file system of Python: [path, bytes]. */
  const put = (folder, given) => {
    for (const [path, bytes] of given) {
      const whole = `${folder}/${path}`;
      python.FS.mkdirTree(whole.slice(0, whole.lastIndexOf('/')));
      if (bytes) { python.FS.writeFile(whole, bytes); }
    }
  };

  const handed = (ask, given) => {
    const bytes = given.toJs();
    given.destroy();
    self.postMessage({ what: 'file', ask, bytes }, [bytes.buffer]);
  };

  const DO = {
    start: ({ parts }) => start(parts),
    build: ({ given, engine }) => {
      desk.clear();
      put(desk.HERE, given);
      const tell = (what, more) => say(what, JSON.parse(more));
      say('built', { result: JSON.parse(desk.build(tell, engine)) });
    },
    adopt: ({ name, bytes }) => {
      put(desk.SAID, [[name, bytes]]);
      say('adopted', { result: JSON.parse(desk.adopt(name)) });
    },
    file: ({ path, ask }) => handed(ask, desk.file(path)),
    zip: ({ ask }) => handed(ask, desk.zipped()),
    workbook: ({ list, ask }) => handed(ask, desk.workbook(list)),
    verdicts: ({ ask }) => handed(ask, desk.verdicts()),
    licences: ({ ask }) => handed(ask, desk.licences()),
  };

  self.onmessage = async ({ data }) => {
    asked = data.do !== 'start';
    try {
      await DO[data.do](data);
    } catch (error) {
      say('broken', { text: String(error.message || error), doing: data.do, ask: data.ask });
    }
  };
})();
