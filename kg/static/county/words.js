/* What the start page says, in Chinese and in English. Words of the data (lists, kinds of change …) come with the data. */
const kgSay = (() => {
  'use strict';
  const table = {
    skip: ['跳到内容', 'Skip to the content'], brand: ['履职事项图谱', 'duty lists'], views: ['视图', 'Views'],
    desk: ['清单', 'Lists'], compare: ['对比', 'Compare'], changes: ['变化', 'Changes'],
    filter: ['筛选', 'Filter'], filters: ['筛选', 'Filters'], drawer: ['详情', 'Details'],
    save: ['导出', 'Export'], print: ['打印', 'Print'], csv: ['表格 CSV（所见即所得）', 'Table as shown, CSV'],
    dataFiles: ['数据文件（Turtle、TriG、CSV …）', 'Data files (Turtle, TriG, CSV …)'], files: ['全部清单与文件', 'All lists and files'],
    findLists: ['筛选乡镇：名称或拼音首字母（按 / 键）', 'Filter townships: name or initials ( / )'],
    findDuties: ['筛选事项、部门、类别（按 / 键）', 'Filter duties, departments, categories ( / )'],
    allClasses: ['全部类型：乡、镇、街道', 'All kinds of township'], county: ['县（市、区）', 'County'], classHead: ['类型', 'Kind'],
    noCounty: ['全部清单', 'All lists'],
    townshipsHead: ['{0} {1} 个乡镇（街道）', '{0}: {1} townships'],
    shownOf: ['{0} / {1} 个乡镇', '{0} of {1} townships'], overUnder: ['▴▾ 比全县中位数多、少一成以上', '▴▾ a tenth over or under the median'],
    summaryKinds: ['{0} 种事项', '{0} duties'], summaryAlike: ['{0} 种各地都有且一致', '{0} alike everywhere'],
    summaryFew: ['{0} 种只有少数乡镇有', '{0} that few have'], summaryTables: ['{0} 种列入不同的清单', '{0} in different lists'],
    summaryChanged: ['{0} 个乡镇的新版有改动', '{0} with changes in the new edition'],
    picked: ['已选', 'Picked'], unpick: ['取消选择', 'Clear'], comparePicked: ['对比所选 {0} 个', 'Compare {0}'],
    compareAll: ['对比全部 {0} 个', 'Compare all {0}'], pickOne: ['选择{0}', 'Pick {0}'],
    township: ['乡镇', 'Township'], edition: ['版本', 'Edition'], dutiesGroup: ['三张清单的事项', 'Duties of the three lists'],
    stepsGroup: ['写明的步骤', 'Steps of'], superiorSteps: ['部门', 'departments'], townshipSteps: ['乡镇', 'township'],
    departmentsHead: ['部门数', 'Depts'], findingsGroup: ['发现与判断', 'Findings and verdicts'], findingsHead: ['发现', 'found'],
    judged: ['已判断', 'judged'], changesGroup: ['与上一版相比，改动的事项', 'Against the edition before'],
    open: ['打开', 'Open'], firstEdition: ['第一版，无从比较', 'first edition: nothing to compare'], notComparable: ['两版同月，无从比较', 'undated: not compared'],
    former: ['上一版 {0}', 'former edition {0}'], medianRow: ['全县中位数（{0}）', 'Median of {0}'],
    unreadRow: ['没有读入', 'not read'], sortBy: ['按“{0}”排序', 'Sort by {0}'], noneShown: ['没有符合筛选的乡镇', 'No township matches'],
    clear: ['清除筛选', 'Clear filters'],
    printed: ['{0} · {1} · 版本 {2} · 筛选：{3} · 打印于 {4}', '{0} · {1} · editions {2} · filter: {3} · printed {4}'], noFilter: ['无', 'none'],
    few: ['少数乡镇有（不到四分之一）', 'Few have it (under a quarter)'], some: ['部分乡镇有', 'Some have it (under three quarters)'],
    most: ['多数乡镇有，却不一致', 'Most have it, yet not alike'], alike: ['各地都有且一致', 'Everywhere, and alike'],
    unfold: ['展开', 'Show'], fold: ['收起', 'Hide'],
    compareHead: ['{0} 种事项 × {1} 个乡镇', '{0} duties × {1} townships'], compareHint: ['点一行看各地的写法，点一格看它的原文', 'A row opens its wordings, a cell its duty'],
    heldBy: ['乡镇数', 'Held by'], orderRare: ['罕见在前', 'Rare first'], orderPrinted: ['按清单顺序', 'As printed'], orderName: ['顺序', 'Order'],
    allLists: ['全部清单', 'All lists'], allCategories: ['全部类别', 'All categories'],
    list: ['清单', 'List'], category: ['类别', 'Category'], department: ['部门', 'Department'],
    onlyDiffering: ['只看不一致', 'Only what differs'], onlyPicked: ['只看所选乡镇', 'Only the picked'],
    keyWording: ['写法不同', 'other wording'], keyTable: ['列入别的清单', 'in another list'], keyDepartments: ['部门不同', 'other departments'],
    keyMissing: ['多数有，这里没有', 'missing here'], keyPossible: ['可能相同', 'possibly the same'],
    heldOf: ['{1} 个乡镇中 {0} 个有，{2} 种写法', '{0} of {1} townships have it, in {2} wordings'],
    townshipOne: ['1 个乡镇', '1 township'], likenessScale: ['0 为不相干，1.3 左右为完全相同', '0: nothing in common; about 1.3: the same'],
    townshipsN: ['{0} 个乡镇', '{0} townships'], commonest: ['最常见的写法', 'commonest'], elsewhere: ['列入别的清单', 'in another list'],
    byLikeness: ['按相似判断 {0}', 'matched by likeness {0}'], noDepartments: ['不列部门', 'no department'],
    absent: ['没有', 'Without it'], absentOrdinary: ['同类乡镇都没有', 'ordinary: none of their kind has it'], possibleHere: ['可能相同，请人判断', 'possibly the same: to be looked at'],
    doubtful: ['可能与别处某项相同，请人判断', 'It may be another list’s duty in other words'],
    otherDifferences: ['其他不同', 'Other differences'], here: ['此处', 'here'], usual: ['多数', 'usually'],
    differHead: ['不同之处', 'Difference'], allDifferences: ['各种不同', 'All differences'], groupHead: ['分组', 'Group'], title: ['事项名称', 'Title'],
    close: ['关闭', 'Close'], copyLink: ['复制链接', 'Copy link'], copied: ['已复制', 'Copied'], previousRow: ['上一行', 'Previous'], nextRow: ['下一行', 'Next'],
    noDuty: ['没有符合筛选的事项', 'No duty matches'],
    whatChanged: ['改了什么', 'what changed'], changedOf: ['{0} 处改动', 'changes: {0}'], sameN: ['{0} 项原样不动', 'unchanged: {0}'],
    oldEdition: ['{0} 版', 'Edition {0}'], from: ['原版', 'From'], to: ['新版', 'To'], all: ['全部', 'All'], kindHead: ['类型', 'Kind'],
    typographyToo: ['也看排印不同 {0}', 'Print only {0}'], sumsHead: ['各清单的项数怎样变来', 'How each list’s number came about'], noMoves: ['未增减', 'none'],
    allTowns: ['全县各乡镇', 'All townships'], countyChanges: ['各乡镇的新版改了多少', 'How much each new edition changed'], departmentsCome: ['新增部门', 'Added'], departmentsGone: ['取消部门', 'Dropped'],
    noChanges: ['没有符合筛选的改动', 'No change matches'], flows: ['事项在三张清单之间的移动', 'Moves between the three lists'],
    findChanges: ['筛选改动：事项、部门、原文（按 / 键）', 'Filter changes: duties, departments, words ( / )'],
    about_table: ['谁来做变了：收回、下放，或改由乡镇配合、承担', 'who does it: recalled, given back, or moved'], about_parts: ['同色的字在两边对应', 'words of one colour belong together'],
    about_added: ['新版才有', 'only in the new edition'], about_removed: ['新版没有了', 'no longer in the new edition'], about_reworded: ['删去的划掉，添上的加底色', 'struck out: gone; ground: come'],
    about_departments: ['对应部门增减', 'other departments'], about_steps: ['职责的步骤有增减或改写', 'steps came, went or were reworded'], about_category: ['归入另一类别', 'under another category'],
    about_typography: ['只有标点、括号一类不同，不算改动', 'print only: no change'],
    notFound: ['没有这一页，已回到清单', 'No such page; these are the lists'],
    changesN: ['改动', 'Changes']
  };
  let at = 0;
  const fill = (text, values) => text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)]));
  const t = (key, ...values) => fill(Object.prototype.hasOwnProperty.call(table, key) ? table[key][at] : key, values);
  /* One of two words that the data bring: [Chinese, English]. */
  const of = (pair) => (pair ? pair[at] : '');
  return { table, t, of, english: () => at === 1, use: (english) => { at = english ? 1 : 0; } };
})();
if (typeof module !== 'undefined') { module.exports = kgSay; }
