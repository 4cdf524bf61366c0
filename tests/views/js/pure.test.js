'use strict';
const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');

const from = (name) => require(path.join(__dirname, '../../../kg/static', name));
const address = from('list/address.js');
const filters = from('list/filters.js');
const search = from('shared/search.js');
const csv = from('shared/save.js');
const toml = from('shared/toml.js');
const words = from('list/words.js');
const scene = from('shared/scene.js');
const svg = from('shared/svg.js');
global.kgSay = from('shared/say.js');
const store = from('list/store.js');
const paint = from('shared/paint.js');

test('addresses are read whatever stands in them', () => {
  assert.deepStrictEqual(address.parse('#/duties/cooperative/42?list=basic%2Crecalled&x=%').parts, ['cooperative', '42']);
  assert.strictEqual(address.parse('#/duties?list=basic%2Crecalled').query.list, 'basic,recalled');
  assert.deepStrictEqual(address.parse('#/departments/%E0%A4%A').parts, ['%E0%A4%A']);
  assert.deepStrictEqual(address.parse(undefined), { view: 'overview', parts: [], query: {}, known: true, former: false });
  for (const nowhere of ['#/nowhere', '#/constructor', '#/__proto__', '#/toString/x']) { assert.strictEqual(address.parse(nowhere).known, false, nowhere); }
});

test('what earlier versions wrote leads to the successor, with its filters', () => {
  const successors = {
    '#/duty': '#/duties', '#/duty/cooperative/42': '#/duties/cooperative/42', '#/duty/basic/1/s3': '#/duties/basic/1/s3',
    '#/department': '#/departments', '#/department/%E7%94%B2': '#/departments/%E7%94%B2', '#/department/%E7%94%B2?list=basic': '#/departments/%E7%94%B2?list=basic',
    '#/matrix': '#/departments?form=categories', '#/matrix/departments': '#/departments?form=pairs',
    '#/cell/a/b': '#/departments?form=categories&open=a~b', '#/pair/a/b': '#/departments?form=pairs&open=a~b',
    '#/groups': '#/departments?form=groups', '#/clusters': '#/departments?form=groups', '#/group/x-1': '#/departments?form=groups&open=x-1', '#/cluster/x-1': '#/departments?form=groups&open=x-1',
    '#/overlaps': '#/findings?mark=overlap', '#/overlaps/f1': '#/findings/f1', '#/gaps': '#/findings', '#/gaps/g1': '#/findings/g1',
    '#/category/a': '#/overview?category=a', '#/matter/a?lang=en': '#/overview?lang=en&matter=a'
  };
  for (const [old, next] of Object.entries(successors)) {
    const at = address.parse(old);
    assert.ok(at.known && at.former, old);
    assert.strictEqual(address.format(at.view, at.parts, at.query), next);
    assert.strictEqual(address.parse(next).former, false);
  }
});

test('what is written is read again; filters and language go along', () => {
  const hash = address.format('departments', ['公安局/a?b=c#d'], { q: '消 防&', list: '' });
  const back = address.parse(hash);
  assert.deepStrictEqual(back.parts, ['公安局/a?b=c#d']);
  assert.deepStrictEqual(back.query, { q: '消 防&' });
  assert.deepStrictEqual(address.along({ lang: 'en', list: 'basic', form: 'pairs', open: 'a~b', sort: 'x' }, { form: 'groups' }), { lang: 'en', list: 'basic', form: 'groups' });
});

const items = search.index([
  { type: 'duty', names: ['配合 42', 'C42', '消防安全检查'], also: ['县消防救援局'], href: 'a' },
  { type: 'duty', names: ['配合 4', 'C4', '养犬'], also: [], href: 'b' },
  { type: 'department', names: ['县消防救援局', '消防救援局'], href: 'c' },
  { type: 'step', names: ['检查 消防 设施 ABC'], href: 'd' }
]);
const hits = (query) => search.find(items, query).map((hit) => hit.href);

test('an exact name comes first, then duties, departments, steps', () => {
  assert.deepStrictEqual(hits('消防救援局'), ['c', 'a']);
  assert.deepStrictEqual(hits('配合4'), ['b', 'a']);
  assert.deepStrictEqual(hits('消防'), ['a', 'c', 'd']);
});

test('words may stand apart, widths and case do not matter', () => {
  assert.deepStrictEqual(hits('检查 消防'), ['a', 'd']);
  assert.deepStrictEqual(hits('ａｂｃ'), ['d']);
  assert.deepStrictEqual(hits('  '), []);
  assert.deepStrictEqual(hits('没有'), []);
});

test('no cell is a formula, every cell comes back', () => {
  assert.strictEqual(csv.cell('=1+1'), "'=1+1");
  assert.strictEqual(csv.cell('@x'), "'@x");
  assert.strictEqual(csv.cell('a"b,\n'), '"a""b,\n"');
  assert.strictEqual(csv.cell(null), '');
  assert.ok(csv.write([['a', 1]]).startsWith('\ufeff'));
  assert.ok(csv.write([['a', 1]]).endsWith('\r\n'));
});

test('TOML strings are escaped, verdicts are in order', () => {
  assert.strictEqual(toml.string('a"b\\\n\u0001'), '"a\\"b\\\\\\u000a\\u0001"');
  const text = toml.write('l', [{ finding: 'b', verdict: 'no', duties: [] }, { finding: 'a', verdict: 'settle', note: '注', duties: ['basic/1'] }]);
  assert.ok(text.indexOf('"a"') < text.indexOf('"b"'));
  assert.match(text, /^list = "l"\n\n\[\[verdict\]\]\nfinding = "a"\nverdict = "settle"\nnote = "注"\nduties = \["basic\/1"\]\n/);
  const signed = toml.write('l', [{ finding: 'a', verdict: 'no', by: '张三', when: '2026-11-05', duties: [] }]);
  assert.match(signed, /note = ""\nby = "张三"\nwhen = "2026-11-05"\nduties/);
});

test('every word is there in both languages, with the same blanks', () => {
  Object.keys(words.table).forEach((key) => {
    const [zh, en] = words.table[key];
    assert.ok(zh && en, key);
    const blanks = (text) => (text.match(/\{\d\}/g) || []).sort().join();
    assert.strictEqual(blanks(zh), blanks(en), key);
  });
  assert.strictEqual(words.t('constructor'), 'constructor');
  words.use(true);
  assert.strictEqual(words.t('count', 1, 2), '1 of 2 duties');
  words.use(false);
});

test('lines are cut where Python said', () => {
  assert.deepStrictEqual(scene.slices('一二三四五', [2, 5]), ['一二', '三四五']);
  assert.deepStrictEqual(scene.slices('一二三四五', [2, 4]), ['一二', '三四…']);
});

test('the three lists differ in shape, not only in colour', () => {
  const of = (kind) => { const s = scene.shape(kind, 0, 0, 5, 'x'); return s.k + (s.points ? s.points.length : ''); };
  assert.strictEqual(new Set(['basic', 'cooperative', 'recalled'].map(of)).size, 3);
});

test('SVG escapes what it says', () => {
  const text = svg.write({ width: 1, height: 1, under: [], lines: [], over: [], title: '<&"', nodes: [{ k: 'text', x: 0, y: 0, text: '</svg><script>', size: 12, fill: '#000', align: 'left' }] });
  assert.ok(!text.includes('<script>'));
  assert.strictEqual((text.match(/<\/svg>/g) || []).length, 1);
});

test('a long picture is cut between the rows of a frame, and no sheet has the end of a frame alone', () => {
  const rows = Array.from({ length: 34 }, (_, at) => ({ x: 300, y: 60 + at * 34, w: 280, h: 30 }));
  const letters = rows.map((row) => ({ k: 'text', x: 200, y: row.y, text: '基本', size: 13 }));
  const frame = { x: 300, y: 620, w: 300, h: 1200 };
  const layers = { width: 648, height: 1240, under: [], lines: [], nodes: letters, over: [] };
  const sheets = svg.cuts(layers, [frame, ...rows]);
  assert.ok(sheets.length > 1);
  for (const [, cut] of sheets.slice(0, -1)) { assert.ok(rows.every((row) => cut <= row.y - 15 || cut >= row.y + 15), String(cut)); }
  for (const [top, bottom] of sheets) { assert.ok(letters.some((one) => one.y > top && one.y < bottom)); }
  assert.deepStrictEqual([sheets[0][0], sheets[sheets.length - 1][1]], [0, 1240]);
  assert.deepStrictEqual(svg.cuts({ ...layers, nodes: letters.slice(0, 10) }, [frame, ...rows.slice(0, 10)]).length, 1);
});

test('where no way lies between rows, letters are whole on one sheet all the same', () => {
  const text = (at, x) => ({ k: 'text', x, y: 10 + at * 12, text: `局 ${at}`, size: 12 });
  const letters = Array.from({ length: 200 }, (_, at) => text(at, at % 2 ? 10 : 500));
  const layers = { width: 648, height: 2420, under: letters.slice(0, 50), lines: [], nodes: letters.slice(50, 150), over: letters.slice(150) };
  const sheets = svg.cuts(layers, []).map(([top, bottom]) => svg.within(layers, top, bottom));
  const said = sheets.map((one) => [...one.under, ...one.nodes, ...one.over]);
  assert.ok(sheets.length > 3);
  assert.deepStrictEqual([].concat(...said).map((one) => one.text).sort(), letters.map((one) => one.text).sort());
  sheets.forEach((one, at) => { for (const part of said[at]) { assert.ok(part.y - 6 >= one.from && part.y + 6 <= one.to); } });
});

test('where no way lies between them, pills are whole on one sheet with their letters, and frames go on', () => {
  const pills = Array.from({ length: 160 }, (_, at) => ({ k: 'rect', x: at % 2 ? 10 : 500, y: at * 15, w: 120, h: 26 }));
  const letters = pills.map((one, at) => ({ k: 'text', x: one.x, y: one.y + 13, text: `局 ${at}`, size: 12 }));
  const frame = { k: 'rect', x: 0, y: 0, w: 640, h: 2420 };
  const layers = { width: 648, height: 2420, under: [frame], lines: [], nodes: [...pills, ...letters], over: [] };
  const boxes = pills.map((one) => ({ x: one.x + 60, y: one.y + 13, w: 120, h: 26 }));
  const cuts = svg.cuts(layers, boxes);
  const sheets = cuts.map(([top, bottom]) => svg.within(layers, top, bottom));
  assert.ok(cuts.slice(0, -1).some(([, cut]) => pills.some((one) => one.y < cut && one.y + one.h > cut)));
  assert.strictEqual(sheets.reduce((sum, one) => sum + one.nodes.length, 0), 320);
  for (const one of sheets) {
    assert.strictEqual(one.under.length, 1);
    const said = one.nodes.filter((part) => part.k === 'text').map((part) => part.y - 13);
    assert.deepStrictEqual(one.nodes.filter((part) => part.k === 'rect').map((part) => part.y), said);
    assert.ok(one.nodes.every((part) => part.k === 'text' || (part.y >= one.from && part.y + part.h <= one.to)));
  }
});

test('filters leave what they say', () => {
  const data = {
    kinds: [{ id: 'basic', zh: '基本' }, { id: 'cooperative', zh: '配合' }], categories: [{ name: '甲', english: '' }, { name: '乙', english: '' }],
    departments: [{ name: '县A', short: 'A', kind: 'department', aliases: ['阿'] }, { name: '县B', short: 'B', kind: 'department', aliases: [] }],
    duties: [{ code: 'B1', category: 0, declared: [], acting: [] }, { code: 'C1', category: 1, declared: [0, 1], acting: [] }, { code: 'C2', category: 0, declared: [0], acting: [1] }],
    pairs: [{ departments: [0, 1], duties: ['C1'] }], phrases: ['规则', 'rule'], findingKinds: [{ id: 'overlap', zh: '重叠', en: 'Overlap', view: 'overlaps', why: ['', ''] }],
    findings: [{ id: 'f', kind: 'overlap', grade: 2, score: 1, zh: [0], en: [1], duties: ['B1', 'C1'], departments: [0] }], matters: [{ name: '犬', english: 'Dogs', duties: ['C2'] }], scenes: {}
  };
  const s = store.read(data, (code) => `题${code}`);
  const left = (query) => filters.read(s, query, () => [{ code: 'C1' }, {}]);
  assert.deepStrictEqual(left({}).chosen, ['B1', 'C1', 'C2']);
  assert.strictEqual(left({ lang: 'en' }).filtered, false);
  assert.deepStrictEqual(left({ department: '县B' }).chosen, ['C1', 'C2']);
  assert.deepStrictEqual(left({ department: '县B', category: '甲' }).chosen, ['C2']);
  assert.deepStrictEqual(left({ mark: 'overlap' }).chosen, ['B1', 'C1']);
  assert.deepStrictEqual(left({ department: '县A,县B', category: '甲,丙' }).chosen, ['C2']);
  assert.deepStrictEqual(left({ matter: '犬' }).chosen, ['C2']);
  assert.deepStrictEqual(left({ q: '某' }).chosen, ['C1']);
  assert.ok(left({ list: 'basic' }).passes(s.duties.B1) && !left({ list: 'basic' }).passes(s.duties.C1));
  // a choice says what choosing it would leave, under the other filters
  const counts = left({ department: '县B', category: '甲' });
  assert.deepStrictEqual([...counts.counts('category')], [['乙', 1], ['甲', 1]]);
  for (const [value, count] of counts.counts('list')) { assert.strictEqual(left({ department: '县B', category: '甲', list: value }).chosen.length, count); }
  assert.strictEqual(filters.toggle('', 'basic', ['basic', 'cooperative']), 'cooperative');
  assert.strictEqual(filters.toggle('cooperative', 'basic', ['basic', 'cooperative']), '');
  s.page = left({});
  assert.strictEqual(store.load(s, s.departments[1]), '1+1');
  assert.strictEqual(store.departmentNamed(s, '阿').name, '县A');
  assert.deepStrictEqual(store.shared(s, s.departments[1], s.departments[0]), ['C1']);
  assert.deepStrictEqual(store.partners(s, s.departments[0])[0].duties, ['C1']);
  assert.deepStrictEqual([...left({ list: 'cooperative' }).counts('matter')], [['犬', 1]]);
  s.page = left({ category: '甲' });  // what is counted is what the filters leave
  assert.strictEqual(store.load(s, s.departments[1]), '+1');
  assert.deepStrictEqual(store.partners(s, s.departments[0]), []);
  assert.strictEqual(s.findings[0].rule[1], 'Rule');
});

test('whatever the store reads of the data block is told by its schema', () => {
  const read = (name) => fs.readFileSync(path.join(__dirname, '../../../kg/static/list', name), 'utf8');
  const text = read('schema.json');
  const schema = JSON.parse(text);
  const source = read('store.js');
  for (const [, name] of source.matchAll(/\bdata\.(\w+)\.(?:map|forEach)/g)) { assert.ok(schema.properties[name], name); }
  for (const [, field] of source.matchAll(/\brow\.(\w+)/g)) { assert.ok(text.includes(`"${field}"`), field); }
});

test('thin lines are strokes of at most a pixel where the picture asks for it; thick ones keep their width', () => {
  const widths = [];
  const ctx = { beginPath() {}, moveTo() {}, lineTo() {}, setLineDash() {}, stroke() { widths.push(this.lineWidth); } };
  const line = (width) => ({ x1: 0, y1: 0, x2: 9, y2: 9, color: 'black', width });
  paint.lines(ctx, [line(1), line(1), line(2)], 0.5);
  paint.lines(ctx, [line(1)]);
  assert.deepStrictEqual(widths, [0.5, 2, 1]);
});

test('of many departments in no group the first have rows, the others are one; groups keep all of theirs', () => {
  const shares = from('list/shares.js');
  const members = (count, of) => Array.from({ length: count }, (_, at) => ({ id: `${of}${at}` }));
  const blocks = [{ number: 1, members: members(5, 'g') }, { members: members(9, 'r') }];
  const rows = shares.rows(blocks, () => false, 3);
  assert.deepStrictEqual(rows.map((row) => row.members.length), [1, 1, 1, 1, 1, 1, 1, 1, 6]);
  assert.ok(rows[8].folded && rows[8].rest);
  assert.strictEqual(shares.rows(blocks, () => false).length, 14);
});

test('a choice of a mark counts the duties whose finding is listed, not those of one that is hidden', () => {
  const filters = from('list/filters.js');
  const body = { name: '甲局' };
  const duty = (code, shown) => ({ code, kind: 'basic', category: { name: '一' }, declared: [body], acting: [], findings: [{ kind: 'overlap', shown }] });
  const store = { order: ['B1', 'B2'], duties: { B1: duty('B1', true), B2: duty('B2', false) }, matters: [] };
  const read = (query) => filters.read(store, query, () => []);
  assert.strictEqual(read({}).counts('mark').get('overlap'), 1);
  assert.deepStrictEqual(read({ mark: 'overlap' }).chosen, ['B1']);
});

const pairwise = from('county/pairwise.js');
test('two texts side by side make up both, and what is marked is not in the other', () => {
  const [one, other] = ['做好本乡森林草原防灭火工作', '负责本镇森林草原防火和灭火的有关工作'];
  const [mine, theirs] = pairwise.diff(one, other);
  const text = (pieces) => pieces.map((piece) => piece.text).join('');
  assert.deepStrictEqual([text(mine), text(theirs)], [one, other]);
  const kept = (pieces) => pieces.filter((piece) => !piece.mark).map((piece) => piece.text);
  assert.deepStrictEqual(kept(mine), kept(theirs));
  assert.ok(kept(mine).includes('森林草原防'));
  assert.deepStrictEqual(pairwise.diff('甲', '甲'), [[{ text: '甲', mark: 0 }], [{ text: '甲', mark: 0 }]]);
  assert.deepStrictEqual(pairwise.diff('甲', ''), [[{ text: '甲', mark: 1 }], []]);
});

test('two townships are those of the address, those picked, or the first and one that has it otherwise', () => {
  const row = { held: ['B1', '', 'B2', 'B3'], forms: [{ columns: [0, 2] }, { columns: [3] }] };
  const ids = ['a', 'b', 'c', 'd'];
  assert.deepStrictEqual(pairwise.chosen(row, ids, { two: 'd,c' }), [3, 2]);
  assert.deepStrictEqual(pairwise.chosen(row, ids, { two: 'd,b', pick: 'c,b,a' }), [2, 0]);
  assert.deepStrictEqual(pairwise.chosen(row, ids, {}), [0, 3]);
});

test('a duty and a step are called in English whatever stands before and behind, other texts are left', () => {
  const say = from('shared/say.js');
  say.learn({ basic: ['基本', 'Basic'], cooperative: ['配合', 'Cooperative'], recalled: ['收回', 'Recalled'] });
  say.learn({ side_superior: ['上级部门', 'superior'], side_township: ['乡镇', 'township'], side_receiving: ['承接部门', 'receiving department'] });
  say.use(true);
  assert.strictEqual(say.label('配合 50'), 'Cooperative 50');
  assert.strictEqual(say.label('配合 51 上级部门 2'), 'Cooperative 51 superior step 2');
  assert.strictEqual(say.label('收回 5 承接部门 1'), 'Recalled 5 receiving department step 1');
  assert.strictEqual(say.label('配合公安局'), '');
  assert.strictEqual(say.label('配合 其他 单位 1'), '');
  assert.strictEqual(say.row(['a', 'b']) + say.colon(), 'a, b: ');
  say.use(false);
});
