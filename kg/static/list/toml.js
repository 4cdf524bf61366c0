/* The verdicts of a reader as the TOML that `kg verdict` reads. */
const kgToml = (() => {
  'use strict';
  function string(text) {
    return `"${  String(text).replace(/[\u0000-\u001f\u007f"\\]/g, (mark) => {
      if (mark === '"' || mark === '\\') { return `\\${mark}`; }
      return `\\u${  (`000${mark.charCodeAt(0).toString(16)}`).slice(-4)}`;
    })  }"`;
  }
  function signed(verdict) {
    return ['by', 'when'].filter((name) => verdict[name]).map((name) => `\n${name} = ${string(verdict[name])}`).join('');
  }
  /* verdicts: [{finding, verdict, note, by, when, duties: [..]}], in any order; by and when may be missing */
  function write(list, verdicts) {
    const sorted = verdicts.slice().sort((a, b) => (a.finding > b.finding) - (a.finding < b.finding));
    return `list = ${string(list)}\n${  sorted.map((v) => {
      return `\n[[verdict]]\nfinding = ${string(v.finding)}\nverdict = ${string(v.verdict)}\nnote = ${string(v.note || '')}${signed(v)}\nduties = [${v.duties.map(string).join(', ')}]\n`;
    }).join('')}`;
  }
  return { string, write };
})();
if (typeof module !== 'undefined') { module.exports = kgToml; }
