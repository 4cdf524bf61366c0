/* Views by fragment: "#/duty/cooperative/42?list=basic". Nothing here throws, whatever stands in the address. */
var kgRoute = (function () {
  'use strict';
  function decode(text) {
    try { return decodeURIComponent(text); } catch (e) { return text; }
  }
  function parse(hash) {
    var text = String(hash || '').replace(/^#/, '');
    var cut = text.indexOf('?');
    var path = cut < 0 ? text : text.slice(0, cut);
    var parts = path.split('/').filter(Boolean).map(decode);
    var query = {};
    if (cut >= 0) {
      text.slice(cut + 1).split('&').forEach(function (pair) {
        var i = pair.indexOf('=');
        if (i > 0) { query[decode(pair.slice(0, i))] = decode(pair.slice(i + 1)); }
      });
    }
    // what a page of an earlier version calls groups; its links go on
    var former = { clusters: 'groups', cluster: 'group' };
    var view = Object.prototype.hasOwnProperty.call(former, parts[0]) ? former[parts[0]] : parts[0] || '';
    return { view: view, parts: parts.slice(1), query: query, filtered: cut >= 0 };
  }
  function format(parts, query) {
    var tail = Object.keys(query || {}).sort().filter(function (k) { return query[k]; })
      .map(function (k) { return k + '=' + encodeURIComponent(query[k]); }).join('&');
    return '#/' + parts.map(encodeURIComponent).join('/') + (tail ? '?' + tail : '');
  }
  return { parse: parse, format: format };
}());
if (typeof module !== 'undefined') { module.exports = kgRoute; }
