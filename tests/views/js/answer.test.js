'use strict';
const test = require('node:test');
const assert = require('node:assert');
const path = require('node:path');
const answer = require(path.join(__dirname, '../../../kg/static/result/rows.js'));

test('rows are found by every word, whatever the width of its letters', () => {
  assert.ok(answer.matches('奇台县公安局 配合 19', '公安 19'));
  assert.ok(answer.matches('Fire', 'ｆｉＲＥ'));
  assert.ok(!answer.matches('奇台县公安局', '公安 教育'));
});

test('figures are ordered by size, numbered names by their numbers, and what is empty comes last either way', () => {
  const rows = [['9'], ['10'], [''], ['-1']];
  assert.deepStrictEqual(answer.order(rows, 0, false), [3, 0, 1, 2]);
  assert.deepStrictEqual(answer.order(rows, 0, true), [1, 0, 3, 2]);
  assert.deepStrictEqual(answer.order([['配合 10'], ['配合 9'], ['基本 3'], ['配合 9']], 0, false), [2, 1, 3, 0]);
});
