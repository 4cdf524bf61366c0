/* What the page says, in Chinese and in English. The document's own words are never translated. */
(() => {
  'use strict';
  const say = typeof module === 'undefined' ? kgSay : require('../shared/say.js');
  say.learn({
    skip: ['跳到列表', 'Skip to the list'], editionOf: ['{0} 版', '{0} edition'], editions: ['其他版本', 'Other editions'], sameDuty: ['{0} 版的同一事项', 'The same duty, {0}'],
    overview: ['总览', 'Overview'], county: ['县', 'County'], department: ['部门', 'Departments'], duty: ['事项', 'Duties'],
    departments: ['部门', 'Departments'], burden: ['负担', 'Burden'], duties: ['事项', 'Duties'],
    save: ['导出', 'Export'], xlsx: ['表格 Excel（所见即所得）', 'Table as shown, Excel'], csv: ['表格 CSV（所见即所得）', 'Table as shown, CSV'], png: ['图片 PNG', 'Picture, PNG'], svg: ['图片 SVG', 'Picture, SVG'],
    sortBy: ['按“{0}”排序', 'Sort by {0}'], printed: ['{0} · {1} · 版本 {2} · 筛选：{3} · 打印于 {4}', '{0} · {1} · edition {2} · filter: {3} · {4}'], unfold: ['列表', 'List'], noFilter: ['无', 'none'],
    without: ['去掉这个筛选', 'Drop this filter'], listOf: ['清单', 'List'], near: ['邻域', 'Neighbourhood'], ask: ['问答', 'Answers'],
    emptyList: ['这份清单里没有读到事项', 'No duty was read in this list'], noDepartments: ['没有列明部门', 'No department is listed'],
    groups: ['部门群', 'Groups'], overlaps: ['重叠', 'Overlaps'], 
    find: ['搜事项、部门、步骤（按 / 键）', 'Search the list ( / )'], search: ['搜索', 'Search'],
    hits: ['搜索结果', 'Results'], noHits: ['没有找到“{0}”', 'Nothing found for “{0}”'],
    allHits: ['在列表中显示全部 {0} 项', 'Show all {0} in the list'],
    views: ['视图', 'Views'], filters: ['筛选', 'Filters'], panel: ['列表与详情', 'List and details'],
    print: ['打印', 'Print'], category: ['类别', 'Category'], mark: ['标记', 'Mark'], matter: ['事', 'Matter'], step: ['步骤', 'Step'],
    reset: ['清除筛选', 'Clear filters'], count: ['{0} / {1} 项', '{0} of {1} duties'],
    allCategories: ['全部类别', 'All categories'], allDepartments: ['全部部门', 'All departments'], allMarks: ['全部标记', 'All marks'],
    zoom: ['缩放', 'Zoom'], zoomIn: ['放大', 'Zoom in'], zoomOut: ['缩小', 'Zoom out'], zoomFit: ['看全图', 'Fit'],
    showGraph: ['看图', 'Picture'], showList: ['看列表', 'List'],
    dutiesN: ['{0} 项', '{0} duties'], stepsN: ['{0} 步', '{0} steps'], stepOne: ['1 步', '1 step'],
    listHead: ['事项 {0} 项', '{0} duties'], hint: ['点是事项，两侧是部门；数字是列明的事项数，＋ 后是没列名却在做的', 'Dots are duties, departments stand at both sides: duties declared for them, + those they act in undeclared'],
    superior: ['上级部门职责', 'Superior side'], receiving: ['承接部门及工作方式', 'Receiving department, method'], township: ['乡镇配合职责', 'Township side'],
    nobody: ['未指明部门', 'Nobody in particular'],
    declared: ['列明的事项', 'Declared for it'], acting: ['未列明，但正文有其职责', 'Not declared, yet it has steps'],
    partners: ['共同承担的部门', 'Shared with'], findings: ['发现', 'Findings'], alone: ['没有共同承担的部门', 'It shares no duty'],
    departmentSub: ['列明 {0} 项，涉及类别 {1} 个，共同承担部门 {2} 个', '{0} duties declared, {1} categories, shared with {2} departments'],
    dutyTitle: ['全部事项', 'All duties'], number: ['编号', 'Number'],
    all: ['全部', 'All'],
    lone: ['不在任何部门群中', 'In no group'],
    otherMatter: ['其他', 'Other'],
    level: ['{0} 级', 'grade {0}'],
    with: ['与 {0}', 'with {0}'], none: ['没有符合条件的事项', 'No duty matches'],
    verdict: ['判断', 'Verdict'], open: ['未判断', 'Open'],
    copyLink: ['复制链接', 'Copy link'], copyCitation: ['复制出处', 'Copy citation'], copied: ['已复制', 'Copied'], back: ['← 总览', '← Overview'],
    next: ['下一项', 'Next'],
    source: ['来源', 'Source'], line: ['第 {0} 行', 'line {0}'], inferred: ['推断', 'inferred'],
    keyDeclared: ['实线：列明', 'Solid: declared'], keyActs: ['虚线：未列明但有职责', 'Dashed: acts, undeclared'], keyShares: ['虚线框：共同承担', 'Dashed box: shared'],
    alt: ['{0}。右侧列表与图内容相同。', '{0}. The list beside it holds the same.'], more: ['另有 {0} 条', '{0} more'], aliases: ['又称', 'Also'],
    notFound: ['没有这一页，已回到总览', 'No such page; this is the overview'], title: ['事项名称', 'Title']
  });
  if (typeof module !== 'undefined') { module.exports = say; }
})();
