/* The verdicts of a reader as the TOML that `kg verdict` reads. */
var kgToml = (function () {
  'use strict';
  function string(text) {
    return '"' + String(text).replace(/[\u0000-\u001f\u007f"\\]/g, function (mark) {
      if (mark === '"' || mark === '\\') { return '\\' + mark; }
      return '\\u' + ('000' + mark.charCodeAt(0).toString(16)).slice(-4);
    }) + '"';
  }
  /* verdicts: [{finding, verdict, note, duties: [..]}], in any order */
  function write(list, verdicts) {
    var sorted = verdicts.slice().sort(function (a, b) { return a.finding < b.finding ? -1 : a.finding > b.finding ? 1 : 0; });
    return 'list = ' + string(list) + '\n' + sorted.map(function (v) {
      return '\n[[verdict]]\nfinding = ' + string(v.finding) + '\nverdict = ' + string(v.verdict) +
        '\nnote = ' + string(v.note || '') + '\nduties = [' + v.duties.map(string).join(', ') + ']\n';
    }).join('');
  }
  return { string: string, write: write };
}());
if (typeof module !== 'undefined') { module.exports = kgToml; }
