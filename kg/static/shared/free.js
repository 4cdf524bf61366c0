/* 自由查询 in a page without the query engine: how to get one with it, or where so many lists are asked. The engine's own view
   (engine/sparql.js) takes its place. */
(() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    free: ['自由查询', 'Free query'],
    noEngineHere: ['这个文件里没有查询引擎。要得到带引擎的网页，请运行：{0}', 'This file holds no query engine. A page with one is made by: {0}'],
    tooMany: ['{0} 份清单的图谱太大，这一页装不下：请在每份清单自己的页里查询，或运行 kg query、kg serve', 'The graph of {0} lists is too large for this page: query each on its own page, or run kg query or kg serve']
  });
  kgViews.sparql = {
    title: () => t('free'), bar: () => [], told: () => [], rows: () => [], codes: () => [],
    render: ({ data }) => [el('h2', {}, t('free')), el('p.lead', {}, data.tooMany ? t('tooMany', data.tooMany) : t('noEngineHere', 'kg build --sparql'))]
  };
})();
