'use strict';
const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const STATIC = path.join(__dirname, '../../../kg/static');
const book = require(path.join(STATIC, 'shared/xlsx.js'));
// what runs apart has objects of its own: its bytes are no Uint8Array of this one, so that it is given ours
const scope = vm.createContext({ Uint8Array, Uint16Array, Int32Array, Uint32Array, TextEncoder, TextDecoder, Date, Error });
vm.runInContext(`${fs.readFileSync(path.join(STATIC, 'fflate.min.js'), 'utf8')};this.fflate = fflate;`, scope);
const sheet = (rows, caption) => book.parts('表', rows, caption)['xl/worksheets/sheet1.xml'];

test('columns are named as spreadsheets name them', () => {
  assert.deepStrictEqual([0, 25, 26, 51, 52, 701, 702].map(book.column), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

test('figures are figures, everything else is text and never a formula', () => {
  const written = sheet([['名', '数'], ['=1+1', 3.5], ['@x', null], ['-1', NaN]], '');
  assert.ok(written.includes('<v>3.5</v>'));
  assert.ok(!/<f>/.test(written));
  for (const text of ['=1+1', '@x', '-1', 'NaN']) { assert.ok(written.includes(`<t xml:space="preserve">${text}</t>`), text); }
});

test('what XML cannot hold is left out, what Excel would read as an escape is kept as written', () => {
  const written = sheet([['a\u0000b\u001f\ufffe\uffffc\ud800d\udc00\udc00e😀<&>"_x0041_\r']], '');
  assert.ok(written.includes('>abcde😀&lt;&amp;&gt;&quot;_x005F_x0041_&#13;</t>'), written);
});

test('a cell, a sheet and its name keep within what Excel holds', () => {
  assert.ok(sheet([['长'.repeat(40000)]], '').includes(`>${'长'.repeat(32767)}</t>`));
  assert.strictEqual(book.named("'甲:乙/丙[1]*?'"), '甲 乙 丙 1');
  assert.strictEqual(book.named('字'.repeat(50)).length, 31);
  assert.strictEqual(book.named('***'), '表');
});

test('an empty table is a sheet too, and the same rows are the same bytes', () => {
  assert.ok(sheet([], '').includes('<sheetData></sheetData>'));
  const bytes = () => book.write('表', [['甲', 1]], '题', scope.fflate);
  assert.deepStrictEqual(Buffer.from(bytes()), Buffer.from(bytes()));
  assert.strictEqual(Buffer.from(bytes()).subarray(0, 2).toString(), 'PK');
});
