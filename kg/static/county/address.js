/* The addresses of the start page: "#/compare/LIST/cooperative/42?q=消防". */
const kgAddress = (() => {
  'use strict';
  const shared = typeof module === 'undefined' ? kgFragment : require('../shared/address.js');
  return shared.make(['desk', 'compare', 'changes', 'ask', 'sparql', 'files'], ['county', 'lang', 'pick']);
})();
if (typeof module !== 'undefined') { module.exports = kgAddress; }
