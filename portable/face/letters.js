/* A part of the page, from five letters for four bytes to bytes, and unpacked. */
const kgPart = (() => {
  'use strict';
  const VALUES = new Uint8Array(128);
  let value = 0;
  for (let code = 35; code < 127; code += 1) {
    if (!'&<>\\`-\''.includes(String.fromCharCode(code))) { VALUES[code] = value; value += 1; }
  }
  const decoded = ({ text, size }) => {
    const bytes = new DataView(new ArrayBuffer((text.length / 5) * 4));
    for (let at = 0, to = 0; at < text.length; at += 5, to += 4) {
      let word = 0;
      for (let next = at; next < at + 5; next += 1) { word = word * 85 + VALUES[text.charCodeAt(next)]; }
      bytes.setUint32(to, word);
    }
    return new Uint8Array(bytes.buffer, 0, size);
  };
  const inflated = async (bytes, form) => {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(form));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  const unpacked = (part) => inflated(decoded(part), 'gzip');
  /* The files of a tar: [path, bytes]. */
  const members = function* (tar) {
    const letters = new TextDecoder();
    for (let at = 0; tar[at]; ) {
      const field = (from, to) => letters.decode(tar.subarray(at + from, at + to)).split('\0')[0];
      const size = parseInt(field(124, 136), 8);
      const folder = field(345, 500);
      yield [(folder && `${folder}/`) + field(0, 100), tar.subarray(at + 512, at + 512 + size)];
      at += 512 + Math.ceil(size / 512) * 512;
    }
  };
  return { decoded, unpacked, inflated, members };
})();
if (typeof module !== 'undefined') { module.exports = kgPart; }
