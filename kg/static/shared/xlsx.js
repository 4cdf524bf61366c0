/* What is shown, as a workbook of one sheet that Excel, WPS and LibreOffice open: the caption on top, heads that stay,
   filters, A4 landscape one page wide. Every cell is a text or a number, never a formula. The archive is fflate's. */
const kgXlsx = (() => {
  'use strict';
  const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
  const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  /* Excel's own bounds: characters in a cell, rows of a sheet, characters of a sheet's name. */
  const LONGEST = 32767;
  const ROWS = 1048576;
  const NAME = 31;
  /* Columns are as wide as their texts, between these; what is longer goes on in the next line. */
  const NARROW = 6;
  const WIDE = 60;
  const SAMPLE = 200;

  /* XML cannot hold these; a letter that Excel reads as an escape (_x0041_) is itself escaped. */
  const NEVER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  const clean = (text) => text.replace(NEVER, '').replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  const marks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
  const xml = (text) => clean(String(text)).replace(/[&<>"\r]/g, (mark) => marks[mark]);
  /* 0 → A, 25 → Z, 26 → AA */
  const column = (number) => (number < 26 ? '' : column(Math.floor(number / 26) - 1)) + String.fromCharCode(65 + (number % 26));
  const empty = (value) => value === null || value === undefined || value === '';

  const cell = (value, place, style) => {
    if (empty(value)) { return `<c r="${place}" s="${style}"/>`; }
    if (typeof value === 'number' && Number.isFinite(value)) { return `<c r="${place}" s="${style}"><v>${value}</v></c>`; }
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(String(value).slice(0, LONGEST))}</t></is></c>`;
  };
  const row = (values, number, style) => `<row r="${number}">${values.map((value, at) => cell(value, column(at) + number, style)).join('')}</row>`;
  /* A full-width character takes the room of two. */
  const measure = (value) => Math.max(...String(empty(value) ? '' : value).split('\n').map((line) => [...line].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0)));
  const width = (rows, at) => Math.min(WIDE, Math.max(NARROW, ...rows.slice(0, SAMPLE).map((values) => measure(values[at]) + 2)));

  const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font>`
    + '<font><sz val="10"/><color rgb="FF555555"/><name val="宋体"/></font></fonts>'
    + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF3"/></patternFill></fill></fills>'
    + '<borders count="2"><border/><border><left style="hair"/><right style="hair"/><top style="hair"/><bottom style="hair"/></border></borders>'
    + '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
    + '<xf borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    + '<xf fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>'
    + '<xf fontId="2" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
  const TEXT = 1;
  const HEADING = 2;
  const CAPTION = 3;

  const sheet = (rows, caption) => {
    const columns = Math.max(1, ...rows.map((values) => values.length));
    const first = caption ? 2 : 1;
    const kept = rows.slice(0, ROWS - first + 1);
    const last = first + kept.length - 1;
    const widths = [...Array(columns).keys()].map((at) => `<col min="${at + 1}" max="${at + 1}" width="${width(kept, at)}" customWidth="1"/>`);
    const lines = kept.map((values, at) => row(values, first + at, at ? TEXT : HEADING));
    return `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
      + `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${first}" topLeftCell="A${first + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
      + `<cols>${widths.join('')}</cols><sheetData>${caption ? row([caption], 1, CAPTION) : ''}${lines.join('')}</sheetData>`
      + `<autoFilter ref="A${first}:${column(columns - 1)}${last}"/>`
      + '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
      + '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>';
  };
  const book = (name, rows, caption) => {
    const quoted = `'${name.replace(/'/g, "''")}'`;
    const first = caption ? 2 : 1;
    const columns = Math.max(1, ...rows.map((values) => values.length));
    const filter = `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${xml(quoted)}!$A$${first}:$${column(columns - 1)}$${first + rows.length - 1}</definedName>`;
    const heads = `<definedName name="_xlnm.Print_Titles" localSheetId="0">${xml(quoted)}!$${first}:$${first}</definedName>`;
    return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${xml(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames>${filter}${heads}</definedNames></workbook>`;
  };
  const relations = (rows) => `<Relationships xmlns="${PACKAGE}/relationships">${rows.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`).join('')}</Relationships>`;
  const types = () => `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
    + `<Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KIND}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/></Types>`;

  /* A sheet's name has at most 31 characters and none of []:*?/\ ; an apostrophe neither begins nor ends it. */
  const named = (name) => clean(name).replace(/[[\]:*?/\\]+/g, ' ').slice(0, NAME).replace(/^[' ]+|[' ]+$/g, '') || '表';
  /* The workbook's parts: rows begin with the row of heads; the caption is one line above it. */
  const parts = (name, rows, caption) => ({
    '[Content_Types].xml': HEAD + types(),
    '_rels/.rels': HEAD + relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': HEAD + book(named(name), rows, caption),
    'xl/_rels/workbook.xml.rels': HEAD + relations([['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']]),
    'xl/styles.xml': HEAD + STYLES,
    'xl/worksheets/sheet1.xml': HEAD + sheet(rows, caption)
  });
  /* The workbook as bytes: the same for the same rows. */
  const write = (name, rows, caption, zip) => {
    const { zipSync, strToU8 } = zip || window.fflate;
    const files = {};
    for (const [path, text] of Object.entries(parts(name, rows, caption))) { files[path] = strToU8(text); }
    return zipSync(files, { mtime: new Date(1980, 0, 1) });
  };
  /* Hands the reader the workbook: what the sheet is called, its rows, the caption, the file's name. */
  const save = (name, rows, caption, file) => kgSheet.file(write(name, rows, caption), `${KIND}.sheet`, `${kgSheet.safe(file)}.xlsx`);
  return { column, named, parts, write, save };
})();
if (typeof module !== 'undefined') { module.exports = kgXlsx; }
