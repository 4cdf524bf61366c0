/* The reader's verdicts: kept by the browser where it can, saved as the file that `kg verdict` reads. */
const kgVerdicts = (() => {
  'use strict';
  function make(store) {
    const data = store.data;
    const verdicts = Object.create(null);
    function kept(finding, said) {
      return { verdict: said.verdict, note: said.note, by: String(said.by || ''), when: String(said.when || ''), duties: finding.duties };
    }
    function set(finding, next) {
      if (next.verdict || next.note) { verdicts[finding.id] = kept(finding, next); } else { delete verdicts[finding.id]; }
      keep();
    }
    function keep() {
      try { window.localStorage.setItem(`kg-verdicts-${data.id}`, JSON.stringify(verdicts)); } catch (e) { /* a page from a folder may have no storage */ }
    }
    function recall() {
      store.findings.forEach((f) => { if (f.verdict) { verdicts[f.id] = kept(f, f); } });
      try {
        const saved = JSON.parse(window.localStorage.getItem(`kg-verdicts-${data.id}`) || '{}');
        store.findings.forEach((f) => {
          const v = saved[f.id];
          if (v && typeof v.verdict === 'string' && typeof v.note === 'string') { verdicts[f.id] = kept(f, v); }
        });
      } catch (e) { /* nothing was kept */ }
    }
    function download() {
      kgSave.blob(kgToml.write(data.id, Object.keys(verdicts).map((id) => {
        const v = verdicts[id];
        return { finding: id, verdict: v.verdict || '', note: v.note || '', by: v.by, when: v.when, duties: v.duties.map((code) => { return store.duties[code].key; }) };
      }).filter((v) => { return v.verdict; })), 'application/toml', `${kgSave.safe(data.id)}-verdicts.toml`);
    }
    recall();
    return { all: verdicts, set, download, count () { return Object.keys(verdicts).length; } };
  }
  return { make };
})();
