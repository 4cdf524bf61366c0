/* 自由查询 in a page without the query engine: how to get one with it. The engine's own view (engine/sparql.js) takes its place. */
(() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    free: ['自由查询', 'Free query'],
    noEngineHere: ['这个文件里没有查询引擎。要得到带引擎的网页，请运行：{0}', 'This file holds no query engine. A page with one is made by: {0}']
  });
  kgViews.sparql = {
    title: () => t('free'), bar: () => [], told: () => [], rows: () => [], codes: () => [],
    render: () => [el('h2', {}, t('free')), el('p.lead', {}, t('noEngineHere', 'kg build --engine'))]
  };
})();
