/* The page: starts the worker, takes what is dropped, shows how far it is, hands over files. */
(() => {
  'use strict';
  const { put } = kgWords;
  const at = (id) => document.getElementById(id);
  const state = { worker: null, ready: false, next: null, given: [], asked: new Map(), count: 0, built: 0, pages: new Map(), result: null, lines: [], all: 0, loads: [], loading: null, kept: [], reload: false };

  const tell = (key, ...values) => { at('state').replaceChildren(); put(at('state'), key, ...values); };
  const part = (name) => {
    const element = at(`part-${name}`);
    return { text: element.textContent, size: Number(element.dataset.size) };
  };
  const can = () => typeof Worker === 'function' && typeof WebAssembly === 'object' && typeof DecompressionStream === 'function'
    && Boolean(Array.prototype.findLast); // as old as Chrome 97, the first that lets WebAssembly run under a strict policy

  const start = async () => {
    state.ready = false;
    tell('step0');
    at('bar').value = 0;
    at('bar').hidden = false;
    const script = await kgPart.unpacked(part('worker'));
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    state.worker = new Worker(url);
    state.worker.onmessage = ({ data }) => { HEARD[data.what](data); };
    state.worker.onerror = (event) => { broken(event.message || ''); };
    const parts = {};
    ['core', 'library', 'program'].forEach((name) => { parts[name] = part(name); });
    state.worker.postMessage({ do: 'start', parts });
  };
  const broken = (text) => {
    at('bar').hidden = true;
    put(at('stop'), 'restart');
    at('stop').hidden = false;
    tell('broken', text.trim().split('\n').slice(-1)[0].slice(0, 300));
    state.lines.push(text);
  };
  const answered = (number, bytes) => {
    state.asked.get(number)(bytes);
    state.asked.delete(number);
  };
  const ask = (message) => new Promise((resolve) => {
    state.count += 1;
    state.asked.set(state.count, resolve);
    state.worker.postMessage({ ...message, ask: state.count });
  });

  /* --- taking --- */

  const take = async (taking) => {
    if (state.ready) { tell('taking'); }
    const found = await taking.catch(() => null);
    if (!found) { tell('untaken'); return; }
    const verdicts = found.filter(kgTaking.isVerdicts);
    const lists = found.filter((one) => !kgTaking.isVerdicts(one));
    state.loads.push(...await kgTaking.read(verdicts));
    const read = await kgTaking.read(lists);
    if (read.length) {
      /* What is dropped one after the other before it is begun belongs together. */
      state.next = kgTaking.together(state.next || [], read);
      put(at('queued'), 'queued', state.next.length).hidden = state.ready;
    }
    go();
  };
  const go = () => {
    if (!state.ready) { return; }
    if (state.loads.length) {
      state.loading = state.loads.shift();
      const [name, bytes] = state.loading;
      state.reload = state.given.length > 0;
      state.ready = false;
      state.worker.postMessage({ do: 'adopt', name, bytes });
      return;
    }
    const given = state.next || (state.reload ? state.given : null);
    state.next = null;
    if (!given) { tell('ready'); return; }
    state.given = given;
    state.ready = false;
    at('queued').hidden = true;
    at('drop').classList.add('small');
    at('rows').replaceChildren();
    at('work').hidden = false;
    at('results').hidden = true;
    put(at('stop'), 'stop').hidden = false;
    at('bar').hidden = false;
    state.worker.postMessage({ do: 'build', given, engine: at('engine').checked });
  };
  const ready = () => {
    state.ready = true;
    at('bar').hidden = true;
    go();
  };

  /* --- what the worker says --- */

  const rowOf = (path) => Array.from(at('rows').children).find((item) => item.dataset.path === path);
  const HEARD = {
    step: ({ step }) => { at('bar').max = 4; at('bar').value = step; tell(`step${step}`); },
    ready: () => { tell('ready'); ready(); },
    rehearsed: () => { document.body.dataset.rehearsed = '1'; },
    lists: ({ paths }) => {
      at('rows').replaceChildren(...paths.map((path) => kgRows.row(path, 'wait')));
      state.all = paths.length;
      at('bar').max = Math.max(1, paths.length);
      at('bar').value = 0;
      now(0);
    },
    progress: ({ name, path, done, all }) => {
      at('bar').value = done;
      if (name === 'store') { tell('together'); return; }
      const item = rowOf(path);
      if (item) { kgRows.turn(item, 'read'); }
      at('bar').max = all;
      now(done);
    },
    built: ({ result }) => { built(result); },
    adopted: ({ result }) => { adopted(result); },
    file: ({ ask: number, bytes }) => { answered(number, bytes); },
    broken: ({ text, ask: number }) => {
      broken(text);
      if (number) { answered(number, null); }
    },
  };
  const now = (done) => {
    const item = at('rows').children[done];
    if (item) { kgRows.turn(item, 'now'); tell('reading', done + 1, state.all); }
  };
  const built = (result) => {
    state.result = result;
    at('stop').hidden = true;
    result.unread.forEach((one) => {
      const item = kgRows.refusal(one);
      const old = rowOf(one.path) || Array.from(at('rows').children).find((row) => one.path.startsWith(`${row.dataset.path}/`));
      if (old) { old.replaceWith(item); } else { at('rows').append(item); }
    });
    Array.from(at('rows').querySelectorAll('.wait, .now')).forEach((item) => { kgRows.turn(item, 'read'); });
    at('lists').replaceChildren(...result.lists.map((one) => kgRows.list(one, ACTS)));
    at('county').replaceChildren(...(result.lists.length > 1 ? [kgRows.county(result.lists, result.whole, ACTS)] : []));
    kgRows.turned();
    at('results').hidden = !result.lists.length;
    at('bar').hidden = true;
    const many = [result.lists.length, result.unread.length];
    tell(many[1] ? 'refusals' : 'done', ...many);
    if (state.reload) { at('said').append(`\n${kgWords.t('again')}`); }
    state.reload = false;
    state.ready = true;
    state.built += 1;
    document.body.dataset.built = String(state.built);
    openable(result);
    if (state.next || state.loads.length) { go(); }
  };
  const openable = async (result) => {
    state.pages.clear();
    const paths = result.lists.map((one) => [one.folder, `${one.folder}/graph.html`]);
    if (result.lists.length > 1) { paths.push(['', 'index.html']); }
    for (const [folder, path] of paths) {
      const bytes = await ask({ do: 'file', path });
      if (!bytes) { return; }
      const text = new TextDecoder().decode(bytes);
      /* it lies in no folder: nothing is above it */
      state.pages.set(folder, text.replace(/<a class="up" href="\.\.\/index\.html">([^<]*)<\/a>/, '$1'));
      document.querySelectorAll('[data-open]').forEach((button) => { if (button.dataset.open === folder) { button.disabled = false; } });
    }
  };
  /* Written into a tab of its own: in a page that lies on a disk Chromium lets no address of a blob have a fragment. */
  const open = (folder, from) => {
    const tab = from.open('');
    if (!tab) { tell('blocked'); return; }
    tab.document.open();
    tab.document.write(state.pages.get(folder));
    tab.document.close();
    tab.document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href]');
      const to = link ? link.getAttribute('href') : '';
      const other = Array.from(state.pages.keys()).find((name) => name && to.startsWith(`${encodeURIComponent(name)}/graph.html`));
      if (other !== undefined) { event.preventDefault(); open(other, tab); }
    });
  };
  const adopted = (result) => {
    const said = at('said');
    said.classList.toggle('refused', Boolean(result.error));
    said.removeAttribute('data-word');
    if (result.error) {
      said.textContent = `${result.error.path}：${result.error.zh}\n${result.error.en}`;
      state.reload = false;
    } else {
      said.textContent = kgWords.t('adopted', result.count) + (result.conflicts ? `\n${kgWords.t('conflicts')}\n${result.conflicts}` : '');
      state.kept.push(state.loading);
      at('keep').hidden = false;
    }
    ready();
  };

  /* --- saving --- */

  const save = (bytes, name) => { if (bytes) { kgSheet.file(bytes, 'application/octet-stream', kgSheet.safe(name)); } };
  const ACTS = {
    open: (folder) => { open(folder, window); },
    file: async (path, name) => { save(await ask({ do: 'file', path }), name); },
    page: async (one) => { save(await ask({ do: 'file', path: `${one.folder}/graph.html` }), `${one.id}.html`); },
    workbook: async (one, button) => {
      button.disabled = true;
      put(button, 'making');
      const bytes = await ask({ do: 'workbook', list: one.source });
      button.disabled = false;
      put(button, 'workbook');
      save(bytes, `${one.id}-工作簿.xlsx`);
    },
  };

  const listen = () => {
    const drop = at('drop');
    const over = (event) => { event.preventDefault(); drop.classList.add('over'); };
    ['dragenter', 'dragover'].forEach((name) => { document.addEventListener(name, over); });
    document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) { drop.classList.remove('over'); } });
    document.addEventListener('drop', (event) => {
      event.preventDefault();
      drop.classList.remove('over');
      take(kgTaking.dropped(event.dataTransfer));
    });
    [['files', 'file-input'], ['folder', 'folder-input'], ['load', 'verdict-input']].forEach(([button, input]) => {
      at(button).addEventListener('click', () => { at(input).click(); });
      at(input).addEventListener('change', async () => {
        const found = kgTaking.chosen(at(input).files);
        at(input).value = '';
        if (input !== 'verdict-input') { take(Promise.resolve(found)); return; }
        state.loads.push(...await kgTaking.read(found));
        go();
      });
    });
    at('engine').addEventListener('change', () => {
      if (state.given.length) { state.next = state.given; go(); }
    });
    at('zip').addEventListener('click', async () => { save(await ask({ do: 'zip' }), 'kg.zip'); });
    at('keep').addEventListener('click', async () => { save(await ask({ do: 'verdicts' }), 'verdicts.toml'); });
    at('licences').addEventListener('click', async () => { save(await ask({ do: 'licences' }), 'licences.txt'); });
    at('stop').addEventListener('click', () => {
      state.worker.terminate();
      /* With the worker go its files; the verdicts that it was given it gets again. */
      Object.assign(state, { next: null, given: [], result: null, reload: false, loads: state.kept, kept: [] });
      state.asked.clear();
      Array.from(at('rows').querySelectorAll('.wait, .now')).forEach((item) => { kgRows.turn(item, 'halted'); });
      ['stop', 'queued', 'results'].forEach((id) => { at(id).hidden = true; });
      start();
      tell('stopped');
    });
    at('language').addEventListener('click', () => {
      kgWords.turn(!kgWords.english);
      at('language').textContent = kgWords.t('language');
      at('language').lang = kgWords.english ? 'zh-CN' : 'en';
      kgRows.turned();
    });
  };

  const version = document.querySelector('meta[name="generator"]').content.replace('kg ', '');
  document.querySelector('[data-word="made"]').dataset.values = JSON.stringify([version]);
  listen();
  if (can()) { start().catch((error) => { broken(String(error)); }); } else { tell('old'); }
})();
