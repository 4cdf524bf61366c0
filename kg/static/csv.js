/* CSV that Excel opens as it is: a byte order mark, CRLF, and no cell that could be a formula. */
var kgCsv = (function () {
  'use strict';
  function cell(value) {
    var text = value === null || value === undefined ? '' : String(value);
    if (/^[=+\-@\t\r]/.test(text)) { text = "'" + text; }
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }
  function write(rows) {
    return '\ufeff' + rows.map(function (row) { return row.map(cell).join(','); }).join('\r\n') + '\r\n';
  }
  return { cell: cell, write: write };
}());
if (typeof module !== 'undefined') { module.exports = kgCsv; }
