/* What the page says, Chinese and English; a text of two languages at once stays as it is. */
const kgWords = (() => {
  'use strict';
  const WORDS = {
    name: ['履职清单图谱', 'Township duty lists as a graph'],
    language: ['English', '中文'],
    lead: ['把履职事项清单拖到这里', 'Drop duty lists (履职事项清单) here'],
    formats: ['Word、Excel、PDF、WPS 表格、网页、文本；一份、几份，或者整个文件夹', 'Word, Excel, PDF, OpenDocument, web pages, text: one, several, or a whole folder'],
    files: ['选文件…', 'Choose files…'],
    folder: ['选文件夹…', 'Choose a folder…'],
    engine: ['网页里带查询引擎，可以写 SPARQL（每份多 2 MB）', 'Pages with the query engine, for SPARQL of your own (2 MB more each)'],
    stop: ['停下', 'Stop'],
    restart: ['重新准备', 'Start again'],
    queued: ['已收下 {0} 个文件，轮到就读。', '{0} files taken; they come next.'],
    promise: ['文件不离开这台电脑：本页不联网，一切都在浏览器里完成，关上就不留痕迹。', 'Nothing leaves this machine: the page asks no network, all is done in the browser, and closing it leaves no trace.'],
    progress: ['进度', 'Progress'],
    results: ['结果', 'Results'],
    zip: ['全部存为一个压缩包', 'Save everything as one zip'],
    unzip: ['解压后双击 index.html，就能看到县首页和每份清单；与 kg build 的结果相同，只少图数据库和 Parquet 表。', 'Unpack it and double-click index.html: the page of the county and of each list. It is what kg build gives, without the database and the Parquet tables.'],
    anew: ['要把几份清单放在一起比较，请一次拖进来。再拖入清单，结果就换成新的：要留的先存好。', 'To compare lists, drop them together. Lists that you drop next replace these results: save what you want to keep.'],
    judging: ['判断', 'Verdicts'],
    judged: ['在清单的网页里判断每条发现，存成判断文件；下次先在这里载入（也可直接拖进来），判断就都还在。几个人的判断文件会并到一起。', 'Judge findings in the page of a list and save them as a file; load it here (or drop it) next time and they are all there. Files of several people are merged.'],
    load: ['载入判断文件…', 'Load a verdict file…'],
    keep: ['存判断文件', 'Save the verdict file'],
    adopted: ['已载入 {0} 条判断。', '{0} verdicts taken over.'],
    conflicts: ['下列判断不一致，保留先载入的：', 'These differ; the first loaded is kept:'],
    again: ['清单已按新的判断重做。', 'The lists were made again with them.'],
    about: ['关于这个文件', 'About this file'],
    made: ['版本 {0}。里面有完整的程序和下列组件；打开时不下载任何东西。命令行能做而这里没有的：旧版 .doc 和 .wps（请另存为 .docx）、会议用的 Word 材料、SPARQL 服务。', 'Version {0}. It holds the whole program and these parts; nothing is fetched. What only the command line does: old .doc and .wps (save them as .docx), Word papers for meetings, the SPARQL endpoint.'],
    part: ['组件', 'part'],
    version: ['版本', 'version'],
    licence: ['许可', 'licence'],
    licences: ['存许可全文', 'Save the licences'],
    step0: ['正在打开……', 'Opening …'],
    step1: ['正在准备（1/3）……可以先把清单拖进来', 'Getting ready (1/3) … you can drop lists already'],
    step2: ['正在准备（2/3）……可以先把清单拖进来', 'Getting ready (2/3) … you can drop lists already'],
    step3: ['正在准备（3/3）……可以先把清单拖进来', 'Getting ready (3/3) … you can drop lists already'],
    ready: ['准备好了。', 'Ready.'],
    taking: ['正在取文件……', 'Taking the files …'],
    blocked: ['浏览器拦住了新的标签页：请允许，或者用“存网页”。', 'The browser blocked the new tab: allow it, or save the page.'],
    untaken: ['浏览器不让读拖进来的文件夹：请用“选文件夹…”。', 'The browser does not let the folder be read: use “Choose a folder…”.'],
    reading: ['正在读 {0} / {1}', 'Reading {0} of {1}'],
    together: ['正在比较、汇总……', 'Comparing and summing up …'],
    done: ['完成：读入 {0} 份。', 'Done: {0} read.'],
    refusals: ['完成：读入 {0} 份，{1} 份没有读入。', 'Done: {0} read, {1} not read.'],
    stopped: ['已停下，正在重新准备……', 'Stopped; getting ready again …'],
    old: ['这个浏览器太旧，打不开：请用 Edge 或 Chrome 109 以上、Firefox 115 以上的版本。', 'This browser is too old: use Edge or Chrome 109, Firefox 115, or later.'],
    broken: ['出错了。请点“重新准备”再试；还不行，请把这一行发给提供文件的人：{0}', 'Something broke; start again, and send this line to whoever gave you the file: {0}'],
    wait: ['等待', 'waiting'],
    now: ['正在读', 'reading'],
    read: ['已读入', 'read'],
    halted: ['已停下', 'stopped'],
    refused: ['未读入', 'not read'],
    duties: ['事项 {0} = 基本 {1} + 配合 {2} + 收回 {3} · 步骤 {4} · 部门 {5}', '{0} duties = {1} basic + {2} cooperative + {3} recalled · {4} steps · {5} departments'],
    judgedCount: ['已判断 {0}', '{0} judged'],
    open: ['打开网页', 'Open the page'],
    page: ['存网页', 'Save the page'],
    workbook: ['存工作簿（Excel）', 'Save the workbook (Excel)'],
    making: ['正在做……', 'Making …'],
    quads: ['存图谱（N-Quads）', 'Save the graph (N-Quads)'],
    findings: ['存发现表（CSV）', 'Save the findings (CSV)'],
    doubts: ['读的时候有疑问 {0} 处', '{0} doubts while reading'],
    county: ['县首页：{0} 份清单', 'County page: {0} lists'],
    countySaid: ['共同的事项、各地不同、各版变化、负担。', 'What they have in common, what differs, what changed between editions, burdens.'],
    openCounty: ['打开县首页', 'Open the county page'],
    saveCounty: ['存县首页', 'Save the county page'],
    changes: ['存各版变化（N-Quads）', 'Save the changes (N-Quads)'],
    differences: ['存比较（N-Quads）', 'Save the comparison (N-Quads)'],
  };
  let english = false;
  const t = (key, ...values) => WORDS[key][english ? 1 : 0].replace(/\{(\d)\}/g, (_, at) => String(values[at]));
  /* Says an element in the language of the page, now and whenever that changes. */
  const put = (element, key, ...values) => {
    element.dataset.word = key;
    element.dataset.values = JSON.stringify(values);
    element.textContent = t(key, ...values);
    return element;
  };
  const turn = (to) => {
    english = to;
    document.documentElement.lang = english ? 'en' : 'zh-CN';
    document.querySelectorAll('[data-word]').forEach((element) => {
      element.textContent = t(element.dataset.word, ...JSON.parse(element.dataset.values || '[]'));
    });
  };
  return { t, put, turn, get english() { return english; }, WORDS };
})();
if (typeof module !== 'undefined') { module.exports = kgWords; }
