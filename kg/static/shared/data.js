/* The data blocks of the page: JSON, deflated, in base64 (kg/views/shell.py packs them). */
const kgData = (() => {
  'use strict';
  const inflate = (text) => {
    const letters = window.atob(text.trim());
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) { bytes[at] = letters.charCodeAt(at); }
    return new TextDecoder().decode(fflate.unzlibSync(bytes));
  };
  const unpack = (text) => JSON.parse(inflate(text));
  const of = (id) => unpack(document.getElementById(id).textContent);
  /* Scripts that are packed too: the page's own run at once, a library when it is first needed; the page's policy names their digests. */
  const run = (id) => {
    const script = document.createElement('script');
    script.textContent = of(id);
    document.head.append(script);
    script.remove();
  };
  return { of, unpack, run };
})();
