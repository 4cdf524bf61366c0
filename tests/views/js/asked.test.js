'use strict';
const test = require('node:test');
const assert = require('node:assert');
const path = require('node:path');

const from = (name) => require(path.join(__dirname, '../../../kg/static', name));
const search = from('shared/search.js');
const hits = from('list/hits.js');
const asking = from('shared/asking.js');
const answers = from('shared/answers.js');

const duty = (tag, title, more) => Object.assign({ type: 'duty', tag, title, names: [tag, title], code: tag, href: tag }, more);
const sounds = { x: '消', f: '防', j: '救', y: '援', jq: '局', w: '文', m: '明', yq: '养' };
const items = search.index([
  duty('基本 43', '负责本乡动物疫病预防与控制工作，做好饲养犬只防疫管理工作'),
  duty('配合 19', '文明养犬管理工作'),
  { type: 'department', names: ['某县消防救援局', '消防救援局'], href: 'office' },
  { type: 'matter', names: ['养犬管理'], also: ['养狗', '遛狗'], href: 'dogs' },
  { type: 'step', names: ['对不文明养犬行为劝阻'], href: 'step', code: '配合 19' },
  { type: 'finding', names: ['养犬管理'], also: ['犬只'], href: 'found' }
], sounds);
const found = (query) => search.find(items, query).map((one) => one.href);

test('a title that says little else goes before one that mentions it', () => {
  assert.deepStrictEqual(found('犬').slice(0, 2), ['配合 19', '基本 43']);
  assert.ok(found('犬').includes('found'));
});

test('everyday words, first letters, words apart', () => {
  assert.deepStrictEqual(found('养狗'), ['dogs']);
  assert.deepStrictEqual(found('xfjy'), ['office']);
  assert.deepStrictEqual(found('xfjyq'), ['office']);
  assert.deepStrictEqual(found('wmyq'), []); // 犬 is not known here: no letter is made up
  assert.deepStrictEqual(found('管理 文明'), ['配合 19']);
});

test('where nothing fits the nearest is told', () => {
  assert.deepStrictEqual(found('文明养大'), []);
  assert.strictEqual(search.nearest(items, '文明养大', 2)[0].tag, '配合 19');
});

test('each kind has at most four rows, a duty one', () => {
  const many = Array.from({ length: 9 }, (_, at) => duty(`基本 ${at}`, `甲${at}`));
  const steps = [{ type: 'step', code: '基本 0', names: [] }, { type: 'step', code: '基本 77', names: [] }];
  const [questions, duties] = hits.groups([...many, ...steps], [{ type: 'question' }], false);
  assert.deepStrictEqual([questions.kind, questions.count, duties.kind, duties.rows.length, duties.count, duties.titles, duties.steps], ['question', 1, 'duty', 4, 10, 9, 2]);
  assert.strictEqual(hits.groups(many, [{ type: 'question' }], true)[0].kind, 'duty');
});

test('what was typed is marked in a text, whatever it is', () => {
  assert.deepStrictEqual(hits.marked('消防安全（消防）', ['消防']), [{ text: '消防', mark: 1 }, { text: '安全（' }, { text: '消防', mark: 1 }, { text: '）' }]);
  assert.deepStrictEqual(hits.marked('a(b', ['(']), [{ text: 'a' }, { text: '(', mark: 1 }, { text: 'b' }]);
  assert.deepStrictEqual(hits.marked('甲', ['']), [{ text: '甲' }]);
});

test('a word in two languages is told in one', () => {
  assert.deepStrictEqual(asking.said('无牵头 no lead'), ['无牵头', 'no lead']);
  assert.deepStrictEqual(asking.said('县农业农村局只牵头一个步骤 leads one step'), ['县农业农村局只牵头一个步骤', 'leads one step']);
  assert.deepStrictEqual(asking.said('上报 68、报告 7'), ['上报 68、报告 7', '上报 68、报告 7']);
});

test('SPARQL is bound as kg query binds it', () => {
  const text = '#VALUES ?category {} ?duty duty:category ?category .\n#VALUES ?matter {} ?duty duty:matter ?matter .';
  assert.strictEqual(asking.bound(text, { category: 'http://a/b' }), 'VALUES ?category { <http://a/b> } ?duty duty:category ?category .\n#VALUES ?matter {} ?duty duty:matter ?matter .');
});

/* Two duties of two departments (n0, n1), a category each (n2, n3), one matter (n4) below another (n5). */
const packed = {
  duties: [[[8], [], [10], [12]], [[9], [], [11], []]], steps: [[1, 0], [0, 1]], wider: { 12: 13 }, base: '',
  things: [['甲', '', 'a'], ['乙', '', 'b'], ['类一', '', 'c'], ['类二', '', 'd'], [0, '', 'matter/dogs'], ['大事', '', 'f']],
  atoms: ['n0', 'n1', 'n2', 'n3', 'n4', 'n5', '=合计', 7, null, 'l0 1'],
  questions: [
    { name: 'rows', slots: ['department', 'category', 'matter'], counts: [], rules: { department: ['declared', 0], category: ['is', 1], matter: ['within', 0] }, opened: {}, rows: [[0, 1, -1], [10, 1, 3], [0, 0, 0]] },
    { name: 'sums', slots: ['category', 'matter'], counts: ['category', 'matter'], rules: {}, opened: { category: { rows: [[15], [0]], of: { 10: [0] } } }, rows: [[15, 1], [[0, 1], [1]]] },
    { name: 'left', slots: ['category', 'matter'], counts: [], rules: {}, opened: { category: { rows: [[0, 1], [0, 0]], of: { 10: [0, 1] } }, matter: { rows: [[1], [0]], of: { 12: [0] } } }, rows: [[0, 1], [0, 0]] }
  ]
};
const made = answers.make(packed, { dogs: '养犬管理|养狗' });
const cells = (name, slots) => made.narrow(name, slots).rows.map((row) => row.cells);

test('an answer is unpacked and narrowed by leaving out rows', () => {
  assert.deepStrictEqual(cells('rows', {}), [[0, 10], [1, 11], [0, 14]]);
  assert.deepStrictEqual(cells('rows', { department: 9 }), [[1, 11]]);
  assert.deepStrictEqual(cells('rows', { category: 10 }), [[0, 10], [0, 14]]); // what is no thing says nothing of it
  assert.deepStrictEqual(cells('rows', { matter: 13, category: 11 }), [[0, 14]]);
  assert.deepStrictEqual(made.narrow('rows', {}).rows[0].rests, [0]);
});

test('where it is counted anew the answer of that value is taken, and nothing else is claimed', () => {
  assert.deepStrictEqual(cells('sums', { category: 10 }), [[15]]);
  assert.deepStrictEqual(cells('sums', { category: 11 }), []);
  assert.deepStrictEqual(made.narrow('sums', { matter: 12 }).left, ['matter']);
  assert.deepStrictEqual(made.narrow('sums', {}).rows[0].rests, [0, 1]);
});

test('rows that are left for each of two values are left for both', () => {
  assert.deepStrictEqual(cells('left', { category: 10 }), [[0], [1]]);
  assert.deepStrictEqual(cells('left', { category: 10, matter: 12 }), [[1]]);
  assert.deepStrictEqual(made.narrow('left', { category: 10, matter: 12 }).left, []);
});

test('every value says what it is', () => {
  assert.deepStrictEqual([0, 2, 4, 5, 6, 12, 15, 16, 17].map((number) => made.value(number).kind), ['duty', 'title', 'step', 'step', 'text', 'thing', 'number', 'none', 'several']);
  assert.deepStrictEqual(made.value(5), { kind: 'step', duty: 1, step: 't1' });
  assert.deepStrictEqual(made.value(12).thing, ['养犬管理', '', 'matter/dogs']);
  assert.deepStrictEqual(made.choices('matter'), [12, 13]);
});
