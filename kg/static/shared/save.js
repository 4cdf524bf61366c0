/* What is shown, as a CSV that Excel opens: a byte order mark, CRLF, and no cell that could be a formula. */
const kgSheet = (() => {
  'use strict';
  const cell = (value) => {
    let text = value === null || value === undefined ? '' : String(value);
    if (typeof value !== 'number' && /^[=+\-@\t\r]/.test(text)) { text = `'${text}`; }
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const write = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
  const safe = (name) => name.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-').slice(0, 80);
  /* Hands the reader a file: its content, its kind, its name. */
  const file = (content, type, name) => {
    const url = URL.createObjectURL(new Blob([content], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(url), 4000);
  };
  /* Takes a file from the reader, if one was chosen: its text, or that it cannot be read. */
  const take = (chosen, text, unreadable) => {
    if (!chosen) { return; }
    const reader = new FileReader();
    reader.onload = () => text(String(reader.result));
    reader.onerror = unreadable;
    reader.readAsText(chosen, 'utf-8');
  };
  const save = (rows, name) => file(write(rows), 'text/csv;charset=utf-8', `${safe(name)}.csv`);
  return { cell, write, safe, file, take, save };
})();
if (typeof module !== 'undefined') { module.exports = kgSheet; }
