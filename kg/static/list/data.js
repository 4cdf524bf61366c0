/* The data blocks of the page: JSON, deflated, in base64 (kg/views/shell.py packs them). */
const kgData = (() => {
  'use strict';
  const unpack = (text) => {
    const letters = window.atob(text.trim());
    const bytes = new Uint8Array(letters.length);
    for (let at = 0; at < letters.length; at += 1) { bytes[at] = letters.charCodeAt(at); }
    return JSON.parse(new TextDecoder().decode(fflate.unzlibSync(bytes)));
  };
  const of = (id) => unpack(document.getElementById(id).textContent);
  return { of, unpack };
})();
