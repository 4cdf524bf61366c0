/* What the page of an answer says, in Chinese and in English; the words of the answer come with it. */
kgSay.learn({
  skip: ['跳到答案', 'Skip to the answer'], find: ['筛选', 'Filter'], views: ['视图', 'Views'], table: ['表', 'Table'], picture: ['图', 'Picture'],
  narrow: ['筛选这张表（按 / 键）', 'Filter this table ( / )'], save: ['导出', 'Export'], csv: ['表格 CSV（所见即所得）', 'Table as shown, CSV'],
  png: ['图 PNG', 'Picture, PNG'], svg: ['图 SVG', 'Picture, SVG'], print: ['打印', 'Print'], answer: ['答案', 'Answer'],
  zoom: ['缩放', 'Zoom'], zoomIn: ['放大', 'Zoom in'], zoomOut: ['缩小', 'Zoom out'], zoomFit: ['看全图', 'Fit'],
  empty: ['没有答案：这些清单里没有符合这个问题的', 'No answer: nothing in these lists fits the question'],
  none: ['没有符合筛选的行', 'No row matches'], rowsN: ['{0} 行', '{0} rows'], rowsOf: ['{0} / {1} 行', '{0} of {1} rows'],
  filtered: ['筛选：{0}', 'filter: {0}'], printed: ['打印于 {0}', 'printed {0}'],
  clauses: ['原文', 'clauses'], places: ['出处', 'places']
});
