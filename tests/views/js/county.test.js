'use strict';
const test = require('node:test');
const assert = require('node:assert');
const path = require('node:path');

const from = (name) => require(path.join(__dirname, '../../../kg/static/county', name));
const shared = (name) => require(path.join(__dirname, '../../../kg/static/shared', name));
const address = from('address.js');
const rows = from('rows.js');
const say = from('words.js');
const diffs = from('diffs.js');
const sheet = shared('save.js');
const cells = from('cells.js');
const flow = from('flow.js');
const heard = from('heard.js');
const judged = shared('judged.js');

const row = (number, more) => ({
  number, id: `l${number}`, name: '柳沟乡', title: '清河县柳沟乡履职事项清单', spelled: 'Liugou Xiang', initials: ['l', 'g', 'x'], issued: '2025-07', former: [],
  basic: 1, cooperative: 2, recalled: 3, superior: 4, township: 5, departments: 6, findings: { overlap: 1, remnant: 0, handover: 2, gap: 3 }, judged: 0, dropped: 0, pending: 0, ...more
});

test('addresses are read whatever stands in them, and come back as they were written', () => {
  const hash = address.format('compare', ['l/1', 'cooperative', '4'], { q: '消 防&', pick: '', lang: 'en' });
  assert.deepStrictEqual(address.parse(hash), { view: 'compare', parts: ['l/1', 'cooperative', '4'], query: { q: '消 防&', lang: 'en' }, known: true });
  assert.deepStrictEqual(address.parse('#/nowhere/1?x=%'), { view: 'desk', parts: [], query: { x: '%' }, known: false });
  assert.strictEqual(address.parse(undefined).known, true);
  assert.strictEqual(address.parse('#/compare/%E0%A4%A').parts[0], '%E0%A4%A');
});

test('county, language and picks go along to another view, filters do not', () => {
  assert.deepStrictEqual(address.along({ county: '清河县', lang: 'en', pick: 'a,b', q: '消防', sort: 'name.up' }, { kind: 'added' }), { county: '清河县', lang: 'en', pick: 'a,b', kind: 'added' });
});

test('a township is found by name, title, edition, pinyin and its first letters', () => {
  for (const query of ['柳沟', '柳 沟', '清河县', '2025', 'LGX', 'gx', 'liugou', 'ＬＧ', '']) { assert.ok(rows.matches(row(0), query), query); }
  for (const query of ['青石', 'lx', 'lgxx', 'z']) { assert.ok(!rows.matches(row(0), query), query); }
  assert.ok(rows.matches(row(0, { initials: ['cz', 'h', 'z'], spelled: 'Changhe Zhen' }), 'zhz'));
  assert.ok(rows.matches(row(0, { initials: ['cz', 'h', 'z'], spelled: 'Changhe Zhen' }), 'chz'));
});

test('sorting is stable, reverses, and puts what has no figure last either way', () => {
  const all = [row(0, { basic: 2 }), row(1, { basic: 5 }), row(2, { basic: 2 }), row(3, { basic: 5, changes: { all: 1 } })];
  const order = (key, down) => rows.sorted(all, key, down).map((one) => one.number);
  assert.deepStrictEqual(order('basic', true), [1, 3, 0, 2]);
  assert.deepStrictEqual(order('basic', false), [0, 2, 1, 3]);
  assert.deepStrictEqual(order('all', true), [3, 0, 1, 2]);
  assert.deepStrictEqual(order('all', false), [3, 0, 1, 2]);
  assert.strictEqual(rows.value(row(0), 'findings'), 6);
});

test('several lists of one place and month are one place', () => {
  assert.strictEqual(rows.places([row(0), row(1, { twin: 1 }), row(2, { twin: 1 })]), 2);
  assert.strictEqual(rows.places([row(2, { twin: 1 })]), 1);
});

test('what stands out is a tenth from the median, the farthest first', () => {
  const medians = { basic: 10, cooperative: 20, recalled: 0, findings: 6 };
  const found = rows.far(row(0, { basic: 13, cooperative: 12, recalled: 0 }), medians);
  assert.deepStrictEqual(found.map((one) => [one.key, one.share.toFixed(2)]), [['cooperative', '-0.40'], ['basic', '0.30']]);
  const some = [{ row: row(0), by: [{ share: 0.2 }] }, { row: row(1), by: [{ share: -0.3 }] }, { row: row(2), by: [{ share: 0.3 }] }];
  assert.deepStrictEqual(rows.farthest(some).map((one) => one.row.number), [1, 2, 0]);
});

test('the desk hears what a page of the same build has judged since, and of no other build', () => {
  const storage = new Map();
  const kept = { getItem: (key) => (storage.has(key) ? storage.get(key) : null), setItem: (key, text) => { storage.set(key, text); } };
  const data = () => ({ lists: [row(0, { judged: 1, open: 5 }), row(1, { judged: 0, open: 6 })], counties: [{ lists: [0, 1], medians: { findings: 6 } }] });
  const reported = (id) => judged.reported(kept, id);
  const here = data();
  assert.strictEqual(heard.apply(here, reported), false);
  judged.report(kept, 'l0', { built: 1, total: 6, judged: 3, dropped: 2, pending: 1, kinds: { overlap: 1, silent: 2, no_lead: 1 } });
  judged.report(kept, 'l1', { built: 2, total: 6, judged: 6, dropped: 6, pending: 0, kinds: {} });
  assert.strictEqual(heard.apply(here, reported), true);
  assert.deepStrictEqual(here.lists.map((one) => [one.judged, one.open, one.dropped, one.pending, rows.findings(one)]), [[3, 3, 2, 1, 4], [0, 6, 0, 0, 6]]);
  assert.deepStrictEqual(here.lists[0].findings, { overlap: 1, remnant: 0, handover: 0, gap: 3 });
  assert.strictEqual(here.counties[0].medians.findings, 5);
  for (const told of ['no JSON', '{}', '{"built": 1, "total": 6, "judged": "3", "kinds": {}}', 'null']) {
    storage.set('kg-told-l0', told);
    heard.apply(here, reported);
    assert.deepStrictEqual([here.lists[0].judged, here.counties[0].medians.findings], [1, 6], told);
  }
  assert.strictEqual(judged.reported(null, 'l0'), null);
  // two windows of two builds that heard of each other's reports would answer each other for ever
  assert.deepStrictEqual([...storage.keys(), 'kg-verdicts-l0', null].map((key) => judged.isReport({ key })), [true, true, false, false]);
});

test('a tenth over or under the median is told, the tenth itself is not', () => {
  assert.deepStrictEqual([111, 110, 109, 100, 91, 90, 89].map((figure) => rows.stands(figure, 100)), [1, 1, 0, 0, 0, -1, -1]);
  assert.strictEqual(rows.stands(0, 0), 0);
});

test('changes are counted as the rows that they open; mere print is none', () => {
  const data = { groups: [{ id: 'table', kinds: ['recalled', 'moved'] }, { id: 'added', kinds: ['added'] }], lists: [row(0), row(1, { former: [0] })] };
  diffs.learn(data);
  const kinds = [['recalled', 'reworded'], ['moved'], ['added'], ['typography']];
  diffs.count(data, { changes: [{ old: 0, new: 1, rows: kinds.map((one) => ({ kinds: one })) }] });
  assert.deepStrictEqual(data.lists[1].changes, { all: 3, table: 2, added: 1 });
  assert.ok(diffs.isOf({ kinds: ['recalled', 'reworded'] }, 'reworded'));
});

test('no cell is a formula, a negative number stays one', () => {
  assert.strictEqual(sheet.cell('=1+1'), "'=1+1");
  assert.strictEqual(sheet.cell(-3), '-3');
  assert.ok(sheet.write([['a,b', null]]).startsWith('\ufeff"a,b",\r\n'));
});

test('every word is there in both languages, with the same blanks', () => {
  for (const [key, [zh, en]] of Object.entries(say.table)) {
    const blanks = (text) => (text.match(/\{\d\}/g) || []).sort().join();
    assert.ok(zh && en, key);
    assert.strictEqual(blanks(zh), blanks(en), key);
  }
  assert.strictEqual(say.t('constructor'), 'constructor');
});

const texts = ['文明养犬', '平安法治', '公安局', '住建局'];
const form = (columns, names, text) => ({ parts: [{ list: 'cooperative', pieces: [{ text: text || '文明养犬' }] }], columns, likeness: null, departments: [{ names, more: [], fewer: [], columns }] });
const common = (more) => ({ at: 0, title: 0, category: 1, standing: 'most', doubtful: false, held: ['C1', 'C2 B3', ''], possible: [], forms: [form([0], [2]), form([1], [3], '养犬管理')], differences: [], ...more });

test('cells show what departs, as the command says', () => {
  const row = common({ differences: [{ kind: 'missing', columns: [2], ordinary: true }, { kind: 'table', columns: [1] }], possible: [{ column: 2, codes: 'B9' }] });
  assert.deepStrictEqual(cells.marks(row), [{}, { table: true }, { missing: true, ordinary: true, possible: 'B9' }]);
  assert.strictEqual(cells.count(row, [0, 1, 2]), 2);
  assert.strictEqual(cells.keyOf('R@7'), 'recalled/@7');
  assert.strictEqual(cells.find([row], 1, 'basic/3'), row);
  assert.strictEqual(cells.find([row], 0, 'basic/3'), undefined);
});

test('every filter of the comparison leaves what it says', () => {
  const row = common({ differences: [{ kind: 'wording', columns: [1] }] });
  const all = [0, 1, 2];
  for (const wish of [{}, { q: '养犬 平安' }, { q: '公安局' }, { list: 'basic' }, { category: '平安法治' }, { department: '住建局' }, { differ: 'wording' }, { standing: 'most' }, { uneven: '1' }, { only: true }]) {
    assert.ok(cells.passes(row, wish, all, texts), JSON.stringify(wish));
  }
  for (const wish of [{ q: '消防' }, { list: 'recalled' }, { category: '文明养犬' }, { department: '公安' }, { differ: 'table' }, { standing: 'few' }]) {
    assert.ok(!cells.passes(row, wish, all, texts), JSON.stringify(wish));
  }
  assert.ok(!cells.passes(common({ standing: 'alike' }), { uneven: '1' }, all, texts));
  // what is asked holds in the columns that are shown
  for (const wish of [{ differ: 'wording' }, { q: '养犬管理' }, { department: texts[3] }]) {
    assert.ok(cells.passes(row, wish, [1], texts), JSON.stringify(wish));
    assert.ok(!cells.passes(row, wish, [0], texts), JSON.stringify(wish));
  }
  assert.ok(!cells.passes(row, { only: true }, [2], texts));
});

test('townships are apart if one lacks the duty or has other words', () => {
  assert.ok(cells.apart(common(), [0, 1]));
  assert.ok(cells.apart(common(), [0, 2]));
  assert.ok(!cells.apart(common(), [2]));
  assert.ok(!cells.apart(common({ forms: [form([0, 1], [2])] }), [0, 1]));
});

test('a row of a matter is marked, narrowed and told apart as one of a duty is', () => {
  const matter = {
    title: 0, category: 1, english: 'Dog keeping', words: '养狗|犬只', standing: 'most', held: ['C1', 'B2 C1', ''],
    forms: [{ tables: ['cooperative'], names: [2], columns: [0] }, { tables: ['basic', 'cooperative'], names: [2, 3], columns: [1] }],
    differences: [{ kind: 'table', columns: [1] }, { kind: 'missing', columns: [2] }]
  };
  const all = [0, 1, 2];
  assert.deepStrictEqual(cells.marks(matter), [{}, { table: true }, { missing: true }]);
  for (const wish of [{ q: '养狗' }, { q: 'dog keeping' }, { q: '公安局 平安' }, { list: 'basic' }, { department: '住建局' }, { differ: 'table' }, { uneven: '1' }]) {
    assert.ok(cells.passes(matter, wish, all, texts), JSON.stringify(wish));
  }
  for (const wish of [{ q: '养猫' }, { list: 'recalled' }, { differ: 'wording' }]) { assert.ok(!cells.passes(matter, wish, all, texts), JSON.stringify(wish)); }
  for (const wish of [{ list: 'basic' }, { department: '住建局' }]) { assert.ok(!cells.passes(matter, wish, [0], texts), JSON.stringify(wish)); }
  assert.ok(cells.apart(matter, [0, 1]));
  assert.ok(!cells.apart(matter, [1]));
});

test('groups are in order and part the rows; the rarest comes first in each', () => {
  const rows_ = [common({ at: 0 }), common({ at: 1, held: ['C1', '', ''] }), common({ at: 2, standing: 'few' })];
  assert.deepStrictEqual(cells.grouped(rows_, '', [0, 1, 2]).map((group) => [group.standing, group.rows.map((row) => row.at)]), [['few', [2]], ['most', [1, 0]]]);
  assert.deepStrictEqual(cells.grouped(rows_, 'printed', [0, 1, 2])[1].rows.map((row) => row.at), [0, 1]);
});

const duty = (list, text) => ({ code: `${list[0].toUpperCase()}1`, list, label: '', place: '', pieces: [{ text }] });
const change = (kinds, group, old, now, more) => ({ kinds, group, category: 1, old, new: now, moves: [], departments: { kept: [2], come: [], gone: [] }, parts: [], ...more });
const kinds = [{ id: 'table', kinds: ['recalled', 'devolved', 'moved'] }, { id: 'reworded', kinds: ['reworded'] }, { id: 'typography', kinds: ['typography'] }];

test('a change of two kinds stands under the heavier and is found by both filters', () => {
  diffs.learn({ groups: kinds });
  const rows_ = [
    change(['recalled', 'reworded'], 'table', [duty('basic', '养犬')], [duty('recalled', '养犬管理')], { moves: [{ list: 'basic', kind: 'recalled', count: -1 }, { list: 'recalled', kind: 'recalled', count: 1 }] }),
    change(['reworded'], 'reworded', [duty('basic', '防汛')], [duty('basic', '防汛抗旱')]),
    change(['typography'], 'typography', [duty('basic', '甲')], [duty('basic', '甲')])
  ];
  const left = (wish) => rows_.filter((row) => diffs.passes(row, wish, texts)).map((row) => rows_.indexOf(row));
  assert.deepStrictEqual(diffs.grouped(rows_).map((group) => [group.id, group.rows.length]), [['table', 1], ['reworded', 1], ['typography', 1]]);
  assert.deepStrictEqual(left({}), [0, 1]);
  assert.deepStrictEqual(left({ print: '1' }), [0, 1, 2]);
  assert.deepStrictEqual(left({ kind: 'typography' }), [2]);
  assert.deepStrictEqual(left({ kind: 'table' }), [0]);
  assert.deepStrictEqual(left({ kind: 'reworded' }), [0, 1]);
  assert.deepStrictEqual(left({ flow: 'basic-recalled' }), [0]);
  assert.deepStrictEqual(left({ move: 'basic.recalled.-' }), [0]);
  assert.deepStrictEqual(left({ move: 'basic.recalled.+' }), []);
  assert.deepStrictEqual(left({ list: 'recalled' }), [0]);
  assert.deepStrictEqual(left({ q: '抗旱 平安' }), [1]);
  assert.deepStrictEqual(diffs.flows(rows_), { 'basic-recalled': 1 });
});

test('no number of the picture of moves lies on another, every end is inside its column', () => {
  const sums = [{ list: 'basic', before: 97, after: 91 }, { list: 'cooperative', before: 94, after: 88 }, { list: 'recalled', before: 26, after: 37 }];
  const [before, after] = [flow.columns(sums, 'before'), flow.columns(sums, 'after')];
  const every = {};
  for (const one of sums) { for (const other of sums) { if (one !== other) { every[`${one.list}-${other.list}`] = 3; } } }
  const lines = flow.lines(every, before, after);
  assert.strictEqual(lines.length, 6);
  lines.forEach((one, at) => {
    assert.ok(one.start >= before[one.from].top && one.start <= before[one.from].top + before[one.from].high);
    assert.ok(one.end >= after[one.to].top && one.end <= after[one.to].top + after[one.to].high);
    for (const other of lines.slice(at + 1)) { assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= 20); }
  });
  const last = before.recalled;
  assert.ok(last.top + last.high <= 151);
  const file = flow.file(sums, every, { basic: '基本', cooperative: '配合', recalled: '收回' }, '变化', { text: '#000', dim: '#eee', paper: '#fff', basic: '#00f', cooperative: '#f80', recalled: '#f08' });
  const texts = [...file.nodes, ...file.over].filter((one) => one.k === 'text').map((one) => one.text);
  assert.deepStrictEqual(texts, ['3', '3', '3', '3', '3', '3', '基本 97', '91 基本', '配合 94', '88 配合', '收回 26', '37 收回', '变化']);
  for (const one of file.nodes) { assert.ok(one.x >= 0 && one.x <= file.width && one.y >= 0 && one.y <= file.height); }
});
