/* A SPARQL text taken apart, by the rules of kg/engines/tokens.py: comments and blanks are left out. */
const kgTokens = (() => {
  'use strict';
  const RULES = [
    ['string', '"""(?:\\\\[^]|[^"\\\\]|"(?!""))*"""|\'\'\'(?:\\\\[^]|[^\'\\\\]|\'(?!\'\'))*\'\'\'|"(?:\\\\[^]|[^"\\\\\\n\\r])*"|\'(?:\\\\[^]|[^\'\\\\\\n\\r])*\''],
    ['comment', '#[^\\n\\r]*'],
    ['iri', '<[^<>"{}|^`\\\\\\u0000-\\u0020]*>'],
    ['variable', '[?$][\\p{L}\\p{N}_]+'],
    ['tag', '@[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]+'],
    ['blank', '_:[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]*'],
    ['name', '(?:\\p{L}[\\p{L}\\p{N}_-]*(?:\\.[\\p{L}\\p{N}_-]{1,60}){0,4})?:(?:[\\p{L}\\p{N}_:%-]|\\\\[^]|\\.(?=[\\p{L}\\p{N}_:%\\\\-]))*'],
    ['word', '\\p{L}[\\p{L}\\p{N}_-]*'],
    ['escape', '\\\\[^]'],
    ['other', '[^\\s]']
  ];
  const ONE = new RegExp(RULES.map(([kind, rule]) => `(?<${kind}>${rule})`).join('|'), 'gu');
  /* [{kind, text, at}] */
  const of = (text) => {
    const found = [];
    for (const match of text.matchAll(ONE)) {
      const [kind] = Object.entries(match.groups).find(([, part]) => part !== undefined);
      if (kind !== 'comment') { found.push({ kind, text: match[0], at: match.index }); }
    }
    return found;
  };
  return { of };
})();
if (typeof module !== 'undefined') { module.exports = kgTokens; }
