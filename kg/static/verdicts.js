/* The reader's verdicts: kept by the browser where it can, saved as the file that `kg verdict` reads. */
var kgVerdicts = (function () {
  'use strict';
  function make(store) {
    var data = store.data;
    var verdicts = Object.create(null);
    function set(finding, next) {
      if (next.verdict || next.note) { verdicts[finding.id] = { verdict: next.verdict, note: next.note, duties: finding.duties }; } else { delete verdicts[finding.id]; }
      keep();
    }
    function keep() {
      try { window.localStorage.setItem('kg-verdicts-' + data.id, JSON.stringify(verdicts)); } catch (e) { /* a page from a folder may have no storage */ }
    }
    function recall() {
      store.findings.forEach(function (f) { if (f.verdict) { verdicts[f.id] = { verdict: f.verdict, note: f.note, duties: f.duties }; } });
      try {
        var saved = JSON.parse(window.localStorage.getItem('kg-verdicts-' + data.id) || '{}');
        store.findings.forEach(function (f) {
          var v = saved[f.id];
          if (v && typeof v.verdict === 'string' && typeof v.note === 'string') { verdicts[f.id] = { verdict: v.verdict, note: v.note, duties: f.duties }; }
        });
      } catch (e) { /* nothing was kept */ }
    }
    function download() {
      kgSave.toml(data.id, Object.keys(verdicts).map(function (id) {
        var v = verdicts[id];
        return { finding: id, verdict: v.verdict || '', note: v.note || '', duties: v.duties.map(function (code) { return store.duties[code].key; }) };
      }).filter(function (v) { return v.verdict; }), kgSave.safe(data.id) + '-verdicts.toml');
    }
    recall();
    return { all: verdicts, set: set, download: download, count: function () { return Object.keys(verdicts).length; } };
  }
  return { make: make };
}());
