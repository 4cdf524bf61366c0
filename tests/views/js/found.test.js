'use strict';
const test = require('node:test');
const assert = require('node:assert');
const path = require('node:path');

const found = require(path.join(__dirname, '../../../kg/static/list/found.js'));

const duty = (kind, at, category) => ({ kind, at, category: { name: category } });
const duties = { B1: duty('basic', 0, '党建'), B2: duty('basic', 1, '平安'), C1: duty('cooperative', 2, '平安'), R1: duty('recalled', 3, '民生') };
const one = (id, kind, grade, codes, departments, group, shown, more) => Object.assign(
  { id, kind, grade, score: 1, duties: codes, departments: departments.map((name) => ({ name })), group, shown }, more);
const findings = [
  one('overlap-1', 'overlap', 3, ['B2', 'C1'], ['公安局', '水利局'], '消防安全', true),
  one('remnant-1', 'remnant', 3, ['R1', 'B1'], ['公安局'], '养犬', true),
  one('overlap-9', 'overlap', 2, ['R1', 'B1'], ['公安局'], '养犬', true, { with: 'remnant-1' }),
  one('overlap-2', 'overlap', 1, ['B1', 'B2'], [], '养犬', false),
  one('overlap-3', 'overlap', 1, ['B1', 'C1'], ['水利局'], '防汛', false),
  one('no_lead-1', 'no_lead', 0, ['C1'], ['公安局', '甲,乙%'], '', true),
  one('no_lead-2', 'no_lead', 0, ['R1'], ['水利局'], '', true)
];
const rows = found.rowsOf(findings, duties);
const said = (words) => (row) => { const one = words[row.id] || { verdict: '', note: '' }; return Object.assign(one, { states: found.states(one) }); };
const shown = (some, words, wanted) => found.survey(some, words, wanted).shown;
const others = (some, words, wanted) => found.survey(some, words, wanted).others;
const progress = (some, words, wanted) => found.survey(some, words, wanted).progress;
const none = said({});
const ids = (some) => some.map((row) => row.id);

test('a word from a later edition is not to be confirmed on an old one', () => {
  assert.deepStrictEqual(found.states({ verdict: 'settle', carried: '2024-11' }), ['settle', 'carried']);
  assert.deepStrictEqual(found.states({ verdict: 'settle', carried: '2026-11', later: true }), ['settle']);
});

test('a pair that two rules found is one row', () => {
  assert.deepStrictEqual(ids(rows), ['overlap-1', 'remnant-1', 'overlap-2', 'overlap-3', 'no_lead-1', 'no_lead-2']);
  assert.deepStrictEqual(rows[1].members.map((finding) => finding.id), ['remnant-1', 'overlap-9']);
});

test('what is shown by default is counted, the rest is told and opens', () => {
  assert.deepStrictEqual(ids(shown(rows, none, found.wish({}))), ['overlap-1', 'remnant-1', 'no_lead-1', 'no_lead-2']);
  assert.strictEqual(others(rows, none, found.wish({})), 2);
  assert.strictEqual(shown(rows, none, found.wish({ all: '1' })).length, 6);
  assert.strictEqual(others(rows, none, found.wish({ department: '公安局' })), 0);
});

test('several values of one facet add up, facets narrow each other', () => {
  const wanted = found.wish({ department: found.joined(['公安局', '水利局']), mark: 'overlap,no_lead' });
  assert.deepStrictEqual(ids(shown(rows, none, wanted)), ['overlap-1', 'no_lead-1', 'no_lead-2']);
  assert.deepStrictEqual(ids(shown(rows, none, found.wish({ department: found.joined(['甲,乙%']) }))), ['no_lead-1']);
});

test('every count is what ticking that value would show, whatever else is ticked', () => {
  const words = said({ 'overlap-1': { verdict: 'no', note: '' }, 'no_lead-1': { verdict: 'settle', note: 'x', carried: '2024-11' }, 'overlap-2': { verdict: 'no' } });
  const queries = [{}, { all: '1' }, { mark: 'overlap' }, { department: '公安局' }, { verdict: 'no' }, { verdict: 'open,settle', category: '平安' }, { mark: 'overlap', verdict: 'no', all: '1' }, { group: '养犬', all: '1' }, { duty: 'B1', all: '1' }];
  let checked = 0;
  for (const query of queries) {
    for (const name of found.FACETS) {
      for (const [value, count] of found.survey(rows, words, found.wish(query)).counts[name]) {
        const ticked = found.wish(Object.assign({}, query, { [name]: found.joined([value]) }));
        assert.strictEqual(shown(rows, words, ticked).length, count, JSON.stringify([query, name, value]));
        checked += 1;
      }
    }
    const wanted = found.wish(query);
    assert.strictEqual(shown(rows, words, Object.assign({}, wanted, { all: true })).length, shown(rows, words, Object.assign({}, wanted, { all: false })).length + others(rows, words, wanted));
  }
  assert.ok(checked > 60);
});

test('what is called wrong is counted nowhere and is found where one asks; progress counts it', () => {
  const words = said({ 'overlap-1': { verdict: 'no', note: '' }, 'no_lead-1': { verdict: 'settle', note: 'x', carried: '2024-11' }, 'no_lead-2': { verdict: '', note: 'y' } });
  assert.deepStrictEqual(ids(shown(rows, words, found.wish({}))), ['remnant-1', 'no_lead-1', 'no_lead-2']);
  assert.deepStrictEqual(ids(shown(rows, words, found.wish({ verdict: 'no' }))), ['overlap-1']);
  assert.deepStrictEqual(ids(shown(rows, words, found.wish({ verdict: 'noted' }))), ['no_lead-1', 'no_lead-2']);
  assert.deepStrictEqual(progress(rows, words, found.wish({})), { total: 4, judged: 2, lawful: 0, settle: 1, no: 1, carried: 1, conflict: 0, noted: 2 });
  assert.deepStrictEqual(progress(rows, words, found.wish({ verdict: 'open' })), progress(rows, words, found.wish({})));
});

test('rows are grouped by matter, by kind where there is none; groups in the order that is asked', () => {
  const every = shown(rows, none, found.wish({ all: '1' }));
  const order = (name) => found.grouped(every, name, found.places(rows)).map((group) => [group.matter || group.kind, ids(group.rows)]);
  assert.deepStrictEqual(order(''), [['消防安全', ['overlap-1']], ['养犬', ['remnant-1', 'overlap-2']], ['防汛', ['overlap-3']], ['no_lead', ['no_lead-1', 'no_lead-2']]]);
  assert.deepStrictEqual(order('many').map(([name]) => name), ['养犬', '消防安全', '防汛', 'no_lead']);
  assert.deepStrictEqual(order('printed').map(([name]) => name), ['养犬', '防汛', '消防安全', 'no_lead']);
});

test('lines know where they are, and are found by halves', () => {
  const { lines, height } = found.lines(found.grouped(rows, ''), { head: 20, row: 30 });
  assert.strictEqual(height, 4 * 20 + 6 * 30);
  assert.deepStrictEqual([0, 19, 20, 49, 50, height - 1, height + 9].map((top) => found.at(lines, top)), [0, 0, 1, 1, 2, lines.length - 1, lines.length]);
  assert.deepStrictEqual(lines.filter((line) => line.row).map((line) => line.place), [0, 1, 2, 3, 4, 5]);
});

test('a facet is ticked and unticked', () => {
  assert.strictEqual(found.toggled({ mark: 'overlap' }, 'mark', 'remnant'), 'overlap,remnant');
  assert.strictEqual(found.toggled({ mark: 'overlap,remnant' }, 'mark', 'overlap'), 'remnant');
  assert.deepStrictEqual(found.list(found.toggled({}, 'department', '甲,乙%')), ['甲,乙%']);
});
