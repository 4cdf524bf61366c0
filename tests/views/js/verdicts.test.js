'use strict';
const test = require('node:test');
const assert = require('node:assert');
const path = require('node:path');

const from = (name) => require(path.join(__dirname, '../../../kg/static/shared', name));
const toml = from('toml.js');
const judged = from('judged.js');
const merging = require(path.join(__dirname, '../merging.json'));

test('a verdict file is read as it was written, whatever stands in a note', () => {
  const entries = ['a"b\\c', '一\n二\t三', '#no comment', '[[verdict]]', '\u0000\u007f\u2028😀', "'''", ''].map((note, place) => (
    { finding: `overlap-${place}`, verdict: place % 2 ? 'no' : '', note, by: '李', when: '2026-11-27', duties: ['basic/1', 'a,"b'] }));
  const file = toml.read(toml.write('清单', entries));
  assert.strictEqual(file.list, '清单');
  assert.deepStrictEqual(file.verdict.map((one) => Object.assign({}, one)), entries.map((one) => Object.assign({}, one)));
});

test('strings of every kind, arrays over lines, comments and other tables are read', () => {
  const text = '\ufeff# head\r\nlist = \'a\\b\' # c\n\n[[ verdict ]] # one\nfinding="x"\nverdict = \'no\'\nnote = """\nfirst "quoted" \\\n   joined\nlast\\n"""\nduties = [ # here\n "a", # there\n \'b\',\n]\nwhen = 2026-11-27\n[other]\nx = 1\n[[verdict]]\nfinding = \'y\'\nnote = \'\'\'it\'s\'\'\'\n';
  const file = toml.read(text);
  assert.deepStrictEqual(file, { list: 'a\\b', pair: [], verdict: [
    { finding: 'x', verdict: 'no', note: 'first "quoted" joined\nlast\n', duties: ['a', 'b'], when: '2026-11-27' }, { finding: 'y', note: "it's" }] });
});

test('what is no verdict file is refused, with the line', () => {
  for (const [text, line] of [['a = "', 1], ['a = 1\nb', 2], ['[[verdict]\n', 1], ['a = 1\n\nb = [1', 3], ['verdict = "x"', 1], ['a = "\\q"', 1], ['a = "\\U99999999"', 1], ['{"json": 1}', 1], ['a = 1 b = 2', 1]]) {
    assert.throws(() => toml.read(text), (error) => error.line === line, text);
  }
  assert.deepStrictEqual(toml.read(''), { verdict: [], pair: [] });
  assert.throws(() => toml.read('[['.repeat(50000)));
  assert.strictEqual({}.verdict, undefined);
});

for (const one of merging) {
  test(`two words on one finding: ${one.what}`, () => {
    const found = judged.merge(one.known, one.given || {});
    const plain = (said) => said && Object.fromEntries(Object.entries(said).filter(([, value]) => value));
    assert.deepStrictEqual(plain(found.said), one.said);
    assert.strictEqual(Boolean(found.conflict), Boolean(one.conflict));
  });
}

const findings = (more) => ['a', 'b', 'c'].map((name, place) => Object.assign({ id: `overlap-${name}`, wording: `d${name}`, keys: [`basic/${place}`] }, (more || {})[name]));
const drawer = () => {
  const kept = {};
  return { kept, getItem: (key) => (key in kept ? kept[key] : null), setItem: (key, text) => { kept[key] = text; } };
};
const open = (storage, more, edition) => {
  const all = findings(more);
  const store = judged.make({ findings: all, edition: `某乡 ${edition || '2025-07'}`, key: 'k', storage, today: () => '2026-11-27' });
  return { store, all };
};
const plain = (said) => [said.verdict, said.note, said.by, said.when, said.carried];

test('a verdict and a note are kept over a reload; a note alone is kept and exported too', () => {
  const storage = drawer();
  const { store, all } = open(storage);
  const before = store.version();
  store.sign('李');
  assert.ok(store.version() > before, 'who shows what is said, asks again');
  store.give([all[0]], { verdict: 'settle' });
  store.give([all[1]], { note: '问一问' }, 'b');
  const again = open(storage);
  assert.ok(again.store.isKept());
  assert.deepStrictEqual(plain(again.store.of(all[0])), ['settle', '', '李', '2026-11-27', '']);
  assert.deepStrictEqual(plain(again.store.of(all[1])), ['', '问一问', '李', '2026-11-27', '']);
  assert.deepStrictEqual(again.store.entries(all).map((one) => [one.finding, one.verdict, one.note, one.by, one.edition, one.clauses]),
    [['overlap-a', 'settle', '', '李', '某乡 2025-07', 'da'], ['overlap-b', '', '问一问', '李', '某乡 2025-07', 'db']]);
  assert.deepStrictEqual(plain(again.store.of(all[2])), ['', '', '', '', '']);
});

test('where nothing can be kept, that is known and everything works until the page is shut', () => {
  const refusing = { getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('no'); } };
  for (const storage of [refusing, null, { getItem: () => null, setItem: () => {} }]) {
    const { store, all } = open(storage);
    store.give([all[0]], { verdict: 'no' });
    assert.ok(!store.isKept());
    assert.strictEqual(store.of(all[0]).verdict, 'no');
  }
});

test('undo takes one step back; what is typed in one go is one step', () => {
  const { store, all } = open(drawer(), { a: { verdict: 'lawful', by: '王', when: '2026-01-01' } });
  store.give([all[0]], { verdict: 'no' });
  store.give([all[1]], { note: '一' }, 'b');
  store.give([all[1]], { note: '一二' }, 'b');
  assert.strictEqual(store.undo(), 'overlap-b');
  assert.strictEqual(store.of(all[1]).note, '');
  assert.strictEqual(store.undo(), 'overlap-a');
  assert.deepStrictEqual(plain(store.of(all[0])), ['lawful', '', '王', '2026-01-01', '']);
  assert.strictEqual(store.undo(), '');
  assert.deepStrictEqual(store.entries([all[1]]), []);
});

test('who adds a note to another’s verdict stands beside; what is taken back is said to be', () => {
  const { store, all } = open(drawer(), { a: { verdict: 'lawful', by: '王', when: '2026-01-01' } });
  store.sign('李');
  store.give([all[0]], { note: '同意' });
  assert.deepStrictEqual(plain(store.of(all[0])), ['lawful', '同意', '王、李', '2026-11-27', '']);
  store.give([all[0]], { verdict: '', note: '' });
  assert.deepStrictEqual(store.entries(all).map((one) => [one.verdict, one.by]), [['none', '李']]);
});

test('after a rebuild the build’s word is seen: the same, a later one, another reader’s', () => {
  const storage = drawer();
  const first = open(storage);
  first.store.sign('李');
  first.store.give(first.all, { verdict: 'settle' });
  const built = {
    a: { verdict: 'settle', by: '李', when: '2026-11-27' }, b: { verdict: 'no', by: '李', when: '2026-11-28' }, c: { verdict: 'lawful', by: '王', when: '2026-11-28' }
  };
  const { store, all } = open(storage, built);
  assert.deepStrictEqual(all.map((one) => store.of(one).verdict), ['settle', 'no', 'settle']);
  assert.strictEqual(store.of(all[2]).conflict.by, '王');
  store.decide([all[2]], true);
  assert.deepStrictEqual(plain(store.of(all[2])), ['lawful', '', '王', '2026-11-28', '']);
  store.undo();
  assert.ok(store.of(all[2]).conflict);
  store.decide([all[2]], false);
  const later = open(storage, built);
  assert.strictEqual(later.store.of(all[2]).verdict, 'settle');
  assert.strictEqual(later.store.of(all[2]).conflict, null);
});

test('on the next edition a verdict is taken along where the clauses are unchanged, to be confirmed', () => {
  const storage = drawer();
  const first = open(storage, {}, '2024-11');
  first.store.give(first.all, { verdict: 'settle' });
  // a as it was; b reworded; c of another name, with the same clauses
  const { store, all } = open(storage, { b: { wording: 'other' }, c: { id: 'overlap-z' } });
  assert.deepStrictEqual(all.map((one) => plain(store.of(one)).join(' ').trim()), ['settle   2026-11-27 2024-11', '', 'settle   2026-11-27 2024-11']);
  assert.deepStrictEqual(store.entries(all).map((one) => one.edition), ['某乡 2024-11', '某乡 2024-11']);
  store.give([all[0]], { verdict: 'settle' });
  assert.strictEqual(store.of(all[0]).carried, '');
  assert.ok(judged.holds({ edition: '别乡 2024-11', clauses: 'x' }, all[0], '某乡 2025-07'), 'a word on another place reaches this one');
  assert.strictEqual(open(storage, {}, '2025-07').store.of(all[0]).carried, '');
});

test('what the build says of an earlier edition is confirmed by saying it again', () => {
  const storage = drawer();
  const built = { a: { verdict: 'settle', by: '王', when: '2025-01-01', carried: '2024-11' } };
  const { store, all } = open(storage, built);
  assert.strictEqual(store.of(all[0]).carried, '2024-11');
  store.give([all[0]], { verdict: 'settle' });
  assert.deepStrictEqual(plain(store.of(all[0])), ['settle', '', '', '2026-11-27', '']);
  assert.deepStrictEqual(plain(open(storage, built).store.of(all[0])), ['settle', '', '', '2026-11-27', ''], 'it was lost when the page was opened again');
});

test('a file confirms what was taken over, whoever wrote it; one of the former edition takes no confirmation back', () => {
  const built = { a: { verdict: 'settle', by: '王', when: '2025-01-01', carried: '2024-11' }, b: { verdict: 'no', by: '王', when: '2025-01-01', carried: '2024-11' } };
  const { store, all } = open(drawer(), built);
  const entry = (id, word, by, edition, clauses) => ({ finding: id, verdict: word, by, when: '2026-11-28', edition, clauses });
  const here = [entry('overlap-a', 'settle', '王', '某乡 2025-07', 'da'), entry('overlap-b', 'no', '李', '某乡 2025-07', 'db')];
  const former = [entry('overlap-a', 'settle', '王', '某乡 2024-11', 'da'), entry('overlap-b', 'no', '赵', '某乡 2024-11', 'db')];
  assert.strictEqual(store.take({ verdict: former.slice(0, 1) }, '某乡').same, 1);
  assert.strictEqual(store.of(all[0]).carried, '2024-11');
  assert.strictEqual(store.take({ verdict: here }, '某乡').taken, 2);
  assert.deepStrictEqual(all.slice(0, 2).map((one) => plain(store.of(one))), [['settle', '', '王', '2026-11-28', ''], ['no', '', '王、李', '2026-11-28', '']]);
  store.take({ verdict: former }, '某乡');
  assert.deepStrictEqual(all.slice(0, 2).map((one) => store.of(one).carried), ['', '']);
  assert.strictEqual(store.of(all[1]).by, '王、李、赵');
});

test('another reader’s file is put to these: taken, the same, differing, of no finding here', () => {
  const { store, all } = open(drawer());
  store.sign('李');
  store.give([all[0]], { verdict: 'settle' });
  const file = toml.read(toml.write('x', [
    { finding: 'overlap-a', verdict: 'no', by: '王', when: '2026-11-28' }, { finding: 'overlap-b', verdict: 'lawful', note: '条例', by: '王', when: '2026-11-28' },
    { finding: 'overlap-c', verdict: 'perhaps' }, { finding: 'overlap-q', verdict: 'no' }]));
  assert.deepStrictEqual(store.take(file, '某乡'), { taken: 1, same: 0, differ: 1, unknown: 1, none: 1 });
  assert.deepStrictEqual(plain(store.of(all[1])), ['lawful', '条例', '王', '2026-11-28', '']);
  assert.strictEqual(store.of(all[0]).conflict.verdict, 'no');
  assert.deepStrictEqual(store.take(file, '某乡'), { taken: 0, same: 1, differ: 1, unknown: 1, none: 1 });
  store.give([all[0]], { verdict: 'no' });
  assert.strictEqual(store.of(all[0]).conflict, null);
});

test('an entry that kg would refuse is told as none', () => {
  const { store, all } = open(drawer());
  const file = toml.read('[[verdict]]\nfinding = "overlap-a"\nverdict = "no"\nduties = 1\n[[verdict]]\nfinding = "overlap-b"\nverdict = "no"\nnote = ["x"]\n');
  assert.deepStrictEqual(store.take(file, '某乡'), { taken: 0, same: 0, differ: 0, unknown: 0, none: 2 });
  assert.deepStrictEqual(plain(store.of(all[0]))[0], '');
});

test('two windows do not wipe out each other’s words', () => {
  const storage = drawer();
  const [one, two] = [open(storage), open(storage)];
  one.store.give([one.all[0]], { verdict: 'settle' });
  two.store.give([two.all[1]], { verdict: 'no' });
  one.store.reread();
  assert.deepStrictEqual(one.all.map((finding) => one.store.of(finding).verdict), ['settle', 'no', '']);
});

test('what is kept may be anything and breaks nothing', () => {
  for (const text of ['null', '3', '[]', '{"said":{"overlap-a":null,"overlap-b":{"verdict":7,"note":{}}}}', '{', '{"said":{"overlap-a":{"verdict":"<b>"}}}']) {
    const storage = drawer();
    storage.kept.k = text;
    const { store, all } = open(storage);
    assert.deepStrictEqual(all.map((finding) => store.of(finding).verdict), ['', '', ''], text);
  }
});

test('pairs of titles are said, written, read and merged beside findings', () => {
  const make = (storage, built) => judged.make({ findings: built, edition: '', key: 'p', storage, today: () => '2026-11-27', words: judged.OF_PAIRS, open: true });
  const pair = (id, keys) => ({ id, wording: '', keys });
  const [one, other] = [pair('pair-a-b', ['甲', '乙']), pair('pair-a-c', ['甲', '"丙"'])];
  const storage = drawer();
  const mine = make(storage, []);
  mine.sign('张三');
  mine.give([one], { verdict: 'apart', duties: one.keys });
  mine.give([other], { verdict: 'same', duties: other.keys, note: '一回事' });
  const again = make(storage, []);
  assert.deepStrictEqual(again.told().map((each) => each.keys), [one.keys, other.keys]);
  const file = toml.read(toml.writePairs('县', again.entries(again.told())));
  assert.deepStrictEqual(file.verdict, []);
  assert.deepStrictEqual(file.pair.map((each) => [each.pair, each.titles, each.verdict, each.by]), [['pair-a-b', ['甲', '乙'], 'apart', '张三'], ['pair-a-c', ['甲', '"丙"'], 'same', '张三']]);
  const theirs = make(drawer(), [Object.assign({ verdict: 'same', by: '李四', when: '2026-11-26' }, one)]);
  const entries = file.pair.map((each) => Object.assign({ finding: each.pair, duties: each.titles }, each));
  assert.deepStrictEqual(theirs.take({ verdict: entries }, ''), { taken: 1, same: 0, differ: 1, unknown: 0, none: 0 });
  assert.deepStrictEqual([theirs.of(one).verdict, theirs.of(one).conflict.verdict, theirs.of(other).verdict], ['same', 'apart', 'same']);
  theirs.decide([one], true);
  assert.deepStrictEqual([theirs.of(one).verdict, theirs.of(one).by], ['apart', '张三']);
  // what the build says is taken back: the file says so
  theirs.give([one], { verdict: '', note: '', duties: one.keys });
  assert.strictEqual(theirs.entries(theirs.told().concat([one])).find((each) => each.finding === 'pair-a-b').verdict, 'none');
  // a finding's word is not said of a pair, nor a pair's of a finding
  assert.strictEqual(theirs.take({ verdict: [{ finding: 'pair-x-y', verdict: 'lawful' }] }, '').none, 1);
  const { store } = open(drawer());
  assert.strictEqual(store.take({ verdict: [{ finding: 'overlap-a', verdict: 'apart' }] }, '').none, 1);
});
