'use strict';
const test = require('node:test');
const assert = require('node:assert');
const query = require('../../../kg/static/engine/query.js');
const grouped = require('../../../kg/static/engine/group.js');
const tokens = require('../../../kg/static/engine/tokens.js');
const complete = require('../../../kg/static/engine/complete.js');
const flow = require('../../../kg/static/engine/flow.js');

const PREFIXES = { duty: 'https://w3id.org/duties#', dct: 'http://purl.org/dc/terms/', rdfs: 'http://www.w3.org/2000/01/rdf-schema#' };
const TERMS = [['duty:Duty', '事项', 'duty', true], ['duty:leadDepartment', '牵头部门', 'lead department', false], ['duty:DutyList', '清单', 'duty list', true], ['dct:title', '', '', false]];
const facts = { prefixes: PREFIXES, terms: new Set(TERMS.map((one) => one[0])) };

test('a text is taken apart as kg/engines/tokens.py does it', () => {
  assert.deepStrictEqual(tokens.of('ASK { ?x a duty:Duty } # SERVICE').map((one) => one.text), ['ASK', '{', '?x', 'a', 'duty:Duty', '}']);
  assert.deepStrictEqual(tokens.of('"a\\"b" \'\'\'c\'d\'\'\' "x"@zh <http://a#b>').map((one) => one.kind), ['string', 'string', 'string', 'tag', 'iri']);
});

test('prefixes are added where they are used and not declared', () => {
  assert.deepStrictEqual(query.prefixed('ASK { ?x a duty:Duty }', PREFIXES), ['PREFIX duty: <https://w3id.org/duties#> ASK { ?x a duty:Duty }', 'PREFIX duty: <https://w3id.org/duties#> '.length]);
  assert.strictEqual(query.prefixed('PREFIX duty: <http://x/> ASK { ?x a duty:Duty # dct:title\n}', PREFIXES)[1], 0);
});

test('rows are bounded, unless the text bounds them', () => {
  assert.strictEqual(query.bounded('SELECT * { ?s ?p ?o } # no', 9), 'SELECT * { ?s ?p ?o } # no\nLIMIT 9');
  assert.strictEqual(query.bounded('SELECT * { { SELECT * { ?s ?p ?o } LIMIT 3 } }', 9).endsWith('\nLIMIT 9'), true);
  for (const text of ['SELECT * { ?s ?p ?o } LIMIT 3', 'ASK { ?s ?p ?o }', 'SELECT * { ?s ?p ?o } VALUES ?s { <a> }', 'SELECT * { ?s ?p']) { assert.strictEqual(query.bounded(text, 9), text); }
});

test('sums and products are bracketed from the left', () => {
  for (const [text, wanted] of [
    ['SELECT (1-1-1 AS ?x) {}', 'SELECT ((1-1)-1 AS ?x) {}'],
    ['SELECT (SUM(1 - ?a - ?b - ?c) AS ?x) {}', 'SELECT (SUM(((1 - ?a )- ?b )- ?c) AS ?x) {}'],
    ['SELECT (8/4*2 AS ?x) {}', 'SELECT ((8/4)*2 AS ?x) {}'],
    ['SELECT (?k + ?a / ?b / ?c AS ?x) {}', 'SELECT (?k + (?a / ?b )/ ?c AS ?x) {}'],
    ['SELECT (?a - ?b * ?c * ?d + 1 AS ?x) {}', 'SELECT ((?a - (?b * ?c )* ?d )+ 1 AS ?x) {}'],
    ['ASK { FILTER(?a - ?b - 1 > ?c - 2 - 3 && ?d = -1) }', 'ASK { FILTER((?a - ?b )- 1 > (?c - 2 )- 3 && ?d = -1) }']
  ]) { assert.strictEqual(grouped(text), wanted); }
  for (const text of ['SELECT (?a - 1 AS ?x) {}', 'ASK { ?s (duty:a/duty:b/duty:c)* ?o . ?s duty:a/duty:b/duty:c ?o }', 'ASK { VALUES (?a ?b ?c) { (1 -1 -2) } }', 'ASK { VALUES ?a { 1 -1 -2 } }', 'SELECT (STR("a-b-c") AS ?x) {}']) {
    assert.strictEqual(grouped(text), text);
  }
});

test('errors are told at their place', () => {
  const wrong = (text) => query.wrong(text, facts);
  assert.deepStrictEqual(wrong('ASK { ?x a duty:Dutyy }'), { key: 'noTerm', what: 'duty:Dutyy', near: ['duty:Duty', 'duty:DutyList'], from: 11, to: 21 });
  assert.deepStrictEqual(wrong('ASK { ?x dc:title ?t }').near, ['dct:']);
  assert.strictEqual(wrong('DELETE { ?s ?p ?o }').key, 'wouldChange');
  assert.strictEqual(wrong('ASK { SERVICE <http://a> {} }').key, 'noService');
  assert.strictEqual(wrong('# SELECT').key, 'noForm');
  assert.strictEqual(wrong('PREFIX x: <https://w3id.org/duties#> ASK { ?x a x:Nothing }').key, 'noTerm');
  assert.strictEqual(wrong('PREFIX x: <http://x/> ASK { ?x a x:Nothing ; dct:unknown "duty:No" }'), null);
  assert.deepStrictEqual(query.stopped('error at 2:4: expected', 'ASK {\n ?x ?? }', 0), { from: 9, to: 11, line: 2, column: 4, there: '?? }' });
  assert.deepStrictEqual(query.stopped('error at 1:50: expected', 'ASK { ?x ?? }', 40), { from: 9, to: 11, line: 1, column: 10, there: '?? }' });
  assert.strictEqual(query.stopped('something else', 'ASK {', 0), null);
});

test('heads name columns and say what goes where', () => {
  assert.deepStrictEqual(query.heads('SELECT * {}\n#: zh: 甲\n#: column duty: 事项 | duty\n#: flow: a -> b'), { title: ['甲', '甲'], columns: { duty: ['事项', 'duty'] }, flow: ['a', 'b'] });
});

test('words are completed by name, by what a term is called, by what the text has', () => {
  const labels = (text, whole) => complete.find(text, TERMS, whole || '').map((one) => one.label);
  assert.deepStrictEqual(labels('duty:le'), ['duty:leadDepartment']);
  assert.deepStrictEqual(labels('牵头'), ['duty:leadDepartment']);
  assert.deepStrictEqual(labels('lead dep'), ['duty:leadDepartment']);
  assert.deepStrictEqual(labels('sel'), ['SELECT']);
  assert.deepStrictEqual(labels('?du', '?duty ?du ?other'), ['?duty']);
  assert.deepStrictEqual(complete.word('?x a duty:Du'), { from: 5, text: 'duty:Du' });
  assert.strictEqual(complete.word('?x a '), null);
});

test('a picture has a column a step, and a circle ends', () => {
  const scene = flow.layout(new Map([['a', '甲'], ['b', '乙'], ['c', '丙']]), [['a', 'b', ''], ['b', 'c', 'then'], ['c', 'b', '']]);
  assert.deepStrictEqual(scene.nodes.map((one) => Math.round((one.x - scene.nodes[0].x) / 360)), [0, 1, 2]);
  assert.deepStrictEqual(scene.edges.map((one) => [one.from, one.to]), [['n0', 'n1'], ['n1', 'n2'], ['n2', 'n1']]);
  assert.deepStrictEqual([...flow.columns(['a', 'b'], [['a', 'b'], ['b', 'a']]).values()], [0, 1]);
});
