/* A part of the page, from five letters for four bytes to bytes, and unpacked. */
const kgPart = (() => {
  'use strict';
  const VALUES = new Uint8Array(128);
  let value = 0;
  for (let code = 35; code < 127; code += 1) {
    if (!'&<>\\`-\''.includes(String.fromCharCode(code))) { VALUES[code] = value; value += 1; }
  }
  const decoded = (text, size) => {
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
  const unpacked = ({ text, size }) => {
    return inflated(decoded(text, size), 'gzip');
  };
  return { unpacked, inflated };
})();
if (typeof module !== 'undefined') { module.exports = kgPart; }
