/* 负担: who makes the township do what. Departments × kinds of work; a cell opens its clauses, the deciding words marked. */
(() => {
  'use strict';
  const { el, bar, chinese, pieces } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    burdenTitle: ['谁让乡镇干什么', 'Who makes the township do what'],
    burdenLead_township: ['格中是乡镇步骤数，点开看原文；一步可属几类', 'Cells count steps of the township; open one for its clauses. A step may be of several kinds'],
    burdenLead_superior: ['格中是部门步骤数，点开看原文；一步可属几类', 'Cells count steps of departments; open one for its clauses. A step may be of several kinds'],
    burdenLead_ratio: ['格中是乡镇步骤数∶部门步骤数；绿是乡镇多，蓝是部门多', 'Township steps : department steps; green where the township has more, blue where departments have'],
    showTownship: ['乡镇步骤', 'Township steps'], showSuperior: ['部门步骤', 'Department steps'], showRatio: ['两边之比', 'Both, as a ratio'], burdenShow: ['格中数什么', 'What cells count'],
    burdenAll: ['全部配合事项', 'All cooperative duties'], burdenDuties: ['配合事项', 'Duties'], burdenNone: ['都不是', 'None of these'],
    burdenMeans: ['不给手段', 'Without means'], burdenVillage: ['转到村里', 'To villages'], burdenHard: ['硬时限', 'Hard limits'],
    burdenMeansLong: ['部门不给钱、物、培训、技术的配合事项', 'duties in which no department gives money, goods, training or technique'],
    burdenVillageLong: ['转到村里去的乡镇步骤', 'township steps passed on to villages'], burdenHardLong: ['有硬时限的乡镇步骤', 'township steps with a hard time limit'],
    burdenAsked: ['要乡镇配合的事项', 'duties asked of the township'], burdenTaken: ['收回的事项', 'duties taken back'], burdenBoth: ['要的 ◆ │ ▲ 收的', 'Asked ◆ │ ▲ back'],
    burdenShared: ['各部门的乡镇步骤相加是 {0}，多于全部的 {1}：一项配合列了几个部门，它的步骤就在每个部门名下各算一次。', 'The departments\' township steps add up to {0}, more than the {1} there are: the steps of a duty that lists several departments count once for each.'],
    burdenOnlyTaken: ['只收回、不要配合：', 'Only take back: '], burdenSilent: ['列名而没有写步骤：', 'Listed, without any step: '],
    burdenFold: ['另有 {0} 个部门不足 {1} 步', '{0} more departments with fewer than {1} steps'], burdenUnfold: ['全部展开', 'Show all'], burdenFoldAgain: ['收起不足 {0} 步的', 'Hide those with fewer than {0}'],
    burdenFind: ['找部门', 'Find a department'], burdenNothing: ['筛选之下没有配合事项', 'No cooperative duty under these filters'], burdenEmpty: ['这份清单没有配合事项', 'This list has no cooperative duty'],
    burdenSum: ['{0} 项配合事项 · {1} 个乡镇步骤 · {2} 个部门步骤', '{0} cooperative duties · {1} township steps · {2} department steps'],
    burdenOpened: ['{0}，出自 {1} 项配合事项', '{0}, of {1} cooperative duties'], burdenShare: ['占其 {0} 个步骤的 {1} %', '{1} % of its {0} steps'],
    burdenSteps_township: ['{0} 个乡镇步骤', 'township steps: {0}'], burdenSteps_superior: ['{0} 个部门步骤', 'department steps: {0}'],
    burdenWords: ['判断的词', 'deciding words'], burdenLean: ['部门多 → 乡镇多', 'departments → township'],
    burdenAnyWork: ['全部步骤', 'all steps']
  });
  /* Beyond so many departments those with few steps are folded. */
  const MANY = 60;
  const FEW = 5;
  const SHOWS = ['township', 'superior', 'ratio'];
  const NAMES = { township: 'showTownship', superior: 'showSuperior', ratio: 'showRatio' };
  const LONG = { means: 'burdenMeansLong', village: 'burdenVillageLong', hard: 'burdenHardLong', asked: 'burdenAsked', taken: 'burdenTaken', all: 'burdenAnyWork', none: 'burdenNone' };

  const known = new WeakMap();
  const model = (page) => {
    if (!known.has(page.data)) { known.set(page.data, kgSteps.read(page.data.burden)); }
    return known.get(page.data);
  };
  const show = (page) => (SHOWS.includes(page.at.query.show) ? page.at.query.show : 'township');
  const sort = (page) => page.at.query.sort || 'steps.down';
  /* What is this view's in the address; the cell that is open is "department~column", all of them "*~column". */
  const OWN = ['show', 'sort', 'find', 'more', 'open'];
  const here = (page, changes) => page.href('burden', [], Object.assign({}, ...OWN.map((key) => ({ [key]: page.at.query[key] || '' })), changes));
  const openOf = (page) => {
    const text = page.at.query.open || '';
    const cut = text.lastIndexOf('~');
    return cut < 0 ? ['', ''] : [text.slice(0, cut), text.slice(cut + 1)];
  };
  const kindOf = (page) => (code) => page.store.duties[code].kind;
  const passing = (page, codes) => codes.filter((code) => page.passes(page.store.duties[code]));
  const nameOf = (kind) => (kgSay.english() ? kgSay.capital(kind.en) : kind.zh);
  const columnName = (page, column) => {
    const kind = model(page).kinds.find((one) => one.id === column);
    return kind ? nameOf(kind) : t(LONG[column]);
  };

  /* Departments with their duties under the filters: those that ask something of the township, and the others by why they have no row. */
  const state = (page) => {
    const departments = page.store.departments.filter((one) => one.kind === 'department');
    const every = departments.map((one) => kgSteps.row(model(page), one, passing(page, one.declared), kindOf(page)));
    const asking = every.filter((row) => row.figures.township.all);
    const wanted = (page.at.query.find || '').trim();
    const found = asking.filter((row) => !wanted || [row.department.name, ...row.department.aliases].some((name) => name.includes(wanted)));
    const fold = asking.length > MANY && !wanted && !page.at.query.more;
    const rows = kgSteps.sorted(found, sort(page), show(page));
    return {
      total: kgSteps.row(model(page), null, passing(page, page.store.order), kindOf(page)), asking, many: asking.length > MANY,
      rows: fold ? rows.filter((row) => row.figures.township.all >= FEW) : rows, folded: fold ? rows.filter((row) => row.figures.township.all < FEW).length : 0,
      onlyTaken: every.filter((row) => !row.asked.length && row.taken.length), silent: every.filter((row) => row.asked.length && !row.figures.township.all)
    };
  };

  const figure = (row, column, mode) => {
    const { township, superior } = row.figures;
    return mode === 'ratio' ? `${township[column]}:${superior[column]}` : row.figures[mode][column];
  };
  const empty = (row, column, mode) => (mode === 'ratio' ? !row.figures.township[column] && !row.figures.superior[column] : !row.figures[mode][column]);
  const idOf = (row) => (row.department ? row.department.id : 'all');
  const whose = (row) => (row.department ? row.department.name : '*');
  const link = (page, row, column, text, label, key) => kgGrid.link(page, `${whose(row)}~${column}`, `${idOf(row)}-${key || column}`, text, label, here(page, { open: `${whose(row)}~${column}` }));
  const called = (row) => (row.department ? row.department.short : t('burdenAll'));
  const labelOf = (page, row, column, text) => `${called(row)} · ${columnName(page, column)} · ${text}`;
  const cell = (page, row, column, most) => {
    const mode = show(page);
    if (empty(row, column, mode)) { return el('td'); }
    const text = figure(row, column, mode);
    const heat = mode === 'ratio' ? `l${kgSteps.lean(row.figures.township[column], row.figures.superior[column])}` : `${mode === 'superior' ? 's' : 'h'}${kgSteps.heat(text, most)}`;
    return el(`td${row.department ? `.heat.${heat}` : ''}${String(text).length > 3 && mode !== 'ratio' ? '.long' : ''}`, {}, link(page, row, column, text, labelOf(page, row, column, text)));
  };
  const beside = (page, row, column) => {
    const count = row.figures[column];
    return el(`td.extra${column === 'means' ? '.first' : ''}`, {}, count ? link(page, row, column, count, labelOf(page, row, column, count)) : null);
  };
  const stretch = (kind, part) => {
    const node = el(`i.${kind}`, { 'aria-hidden': 'true' });
    node.style.width = `${(46 * Math.min(1, part)).toFixed(1)}px`;
    return node;
  };
  const both = (page, row, most) => el('td.both', {}, el('span', {},
    el('span.asked', {}, link(page, row, 'asked', row.asked.length, labelOf(page, row, 'asked', row.asked.length)), row.department ? stretch('cooperative', row.asked.length / most) : null),
    el('span.taken', {}, row.taken.length && row.department ? stretch('recalled', row.taken.length / most) : null, row.taken.length ? link(page, row, 'taken', row.taken.length, labelOf(page, row, 'taken', row.taken.length)) : null)));
  const steps = (page, row, most) => {
    const mode = show(page);
    const { township, superior } = row.figures;
    const parts = { township: [['township', township.all / most]], superior: [['superior', superior.all / most]], ratio: [['township', township.all / Math.max(1, township.all + superior.all)], ['superior', superior.all / Math.max(1, township.all + superior.all)]] }[mode];
    const text = figure(row, 'all', mode);
    return el('td.stepcount', {}, el('span', {}, row.department ? bar(parts) : null, empty(row, 'all', mode) ? null : link(page, row, 'all', text, labelOf(page, row, 'all', text))));
  };
  const line = (page, row, kinds, most) => el(`tr${row.department ? '' : '.whole'}`, { 'data-row': '' },
    el('th', { scope: 'row', title: row.department ? null : t('burdenAll') }, row.department ? el('a', { href: kgLinks.department(row.department), tabindex: '-1', 'data-at': `name-${row.department.id}`, title: row.department.name, lang: 'zh' }, kgGrid.brief(page, row.department)) : t('burdenAll')),
    el('td.duties', {}, row.asked.length ? link(page, row, 'asked', row.asked.length, labelOf(page, row, 'asked', row.asked.length), 'duties') : null), steps(page, row, most.steps), kinds.map((kind) => cell(page, row, kind.id, most.cell)), cell(page, row, 'none', most.cell),
    kgSteps.BESIDE.map((column) => beside(page, row, column)), both(page, row, most.duties));

  /* Heads: each sorts; those of the kinds bear the pair of bars of both sides. A name of three characters, two wide, breaks after the first. */
  const three = (name) => name.replace(/^([\u4e00-\u9fff])([\u4e00-\u9fff])([\u4e00-\u9fff])$/, '$1$2\u2060$3');
  const head = (page, column, name, options) => kgGrid.head(sort(page), column, three(name), (order) => here(page, { sort: order }), options);
  const pairOfBars = (total, most) => {
    const one = el('i.superior');
    const other = el('i.township');
    one.style.height = `${(44 * total[0] / most).toFixed(1)}px`;
    other.style.height = `${(44 * total[1] / most).toFixed(1)}px`;
    return el('span.pairbars', { 'aria-hidden': 'true', title: `${t('showSuperior')} ${total[0]} · ${t('showTownship')} ${total[1]}` }, one, other);
  };
  const heads = (page, total, kinds) => {
    const totals = (id) => [total.figures.superior[id], total.figures.township[id]];
    const most = Math.max(1, ...kinds.flatMap((kind) => totals(kind.id)), ...totals('none'));
    const work = (id, name) => head(page, id, name, { css: '.kind', about: `${name} · ${t('showSuperior')} ${totals(id)[0]} · ${t('showTownship')} ${totals(id)[1]}`, extra: pairOfBars(totals(id), most) });
    const mode = show(page);
    const beside_ = [t('burdenMeans'), t('burdenVillage'), t('burdenHard')];
    return kgGrid.upright(el('tr', { 'data-row': '' }, head(page, 'name', t('department'), { css: '.corner', falling: false }), head(page, 'asked', t('burdenDuties'), { css: '.duties' }),
      head(page, 'steps', t(NAMES[mode]), { css: '.stepcount' }),
      kinds.map((kind) => work(kind.id, nameOf(kind))), work('none', t('burdenNone')),
      head(page, 'means', t('burdenMeans'), { css: '.kind.extra.first', about: t('burdenMeansLong') }), head(page, 'village', t('burdenVillage'), { css: '.kind.extra', about: t('burdenVillageLong') }), head(page, 'hard', t('burdenHard'), { css: '.kind.extra', about: t('burdenHardLong') }),
      head(page, 'taken', t('burdenBoth'), { css: '.both', about: `${t('burdenAsked')} │ ${t('burdenTaken')}` })), [...kinds.map(nameOf), t('burdenNone'), ...beside_]);
  };
  const scale = (page) => kgGrid.scale({ township: 'h', superior: 's', ratio: 'l' }[show(page)], show(page) === 'ratio' ? t('burdenLean') : '');
  const legend = (page) => el('p.legend', {}, el('span', {}, el('i.superior'), t('showSuperior')), el('span', {}, el('i.township'), t('showTownship')), scale(page));
  const names = (rows) => kgGrid.line(rows.map((row) => row.department));
  const notes = (page, now) => {
    const sum = now.asking.reduce((all, row) => all + row.figures.township.all, 0);
    const whole = now.total.figures.township.all;
    return el('div.notes', {},
      sum > whole ? el('p', {}, t('burdenShared', sum, whole)) : null,
      now.onlyTaken.length ? el('p', {}, t('burdenOnlyTaken'), names(now.onlyTaken)) : null,
      now.silent.length ? el('p', {}, t('burdenSilent'), names(now.silent)) : null);
  };
  const folding = (page, now) => {
    if (now.folded) { return el('p.more', {}, t('burdenFold', now.folded, FEW), ' ', el('a', { href: here(page, { more: '1' }), 'data-at': 'more' }, t('burdenUnfold'))); }
    return now.many && page.at.query.more ? el('p.more', {}, el('a', { href: here(page, { more: '' }), 'data-at': 'more' }, t('burdenFoldAgain', FEW))) : null;
  };
  const switcher = (page, mode) => kgGrid.choice(t('burdenShow'), mode, SHOWS.map((one) => [one, t(NAMES[one]), here(page, { show: one === 'township' ? '' : one })]));
  const toEnd = (event) => event.target.setSelectionRange(event.target.value.length, event.target.value.length);
  const finder = (page) => el('input', { type: 'search', 'data-at': 'finder', value: page.at.query.find || '', placeholder: t('burdenFind'), 'aria-label': t('burdenFind'), onfocus: toEnd, oninput: (event) => page.set({ find: event.target.value }, true) });
  const render = (page) => {
    const now = state(page);
    const { kinds } = model(page);
    const mode = show(page);
    const cells = now.rows.flatMap((row) => (mode === 'ratio' ? [0] : kinds.map((kind) => row.figures[mode][kind.id])));
    const most = {
      cell: Math.max(1, ...cells), steps: Math.max(1, ...now.rows.map((row) => row.figures[mode === 'ratio' ? 'township' : mode].all)),
      duties: Math.max(1, ...now.rows.map((row) => Math.max(row.asked.length, row.taken.length)))
    };
    const { figures, asked } = now.total;
    const sum = t('burdenSum', asked.length, figures.township.all, figures.superior.all);
    const lead = kgGrid.headline(t('burdenTitle'), `${sum} · ${t(`burdenLead_${mode}`)}`, switcher(page, mode), now.many ? finder(page) : null, legend(page));
    if (!now.total.asked.length) { return [lead, el('p.empty', {}, t(page.filtered ? 'burdenNothing' : 'burdenEmpty'))]; }
    const table = el(`table.burden.${mode}`, { 'data-rows': '', 'data-columns': '' },
      el('thead', {}, heads(page, now.total, kinds)), el('tbody', {}, line(page, now.total, kinds, most), now.rows.map((row) => line(page, row, kinds, most))));
    return [lead, kgGrid.stop(table), folding(page, now), notes(page, now)];
  };

  /* The drawer: what a cell opens. */
  const stepNode = (code, side, at) => document.getElementById(code).querySelector(`[data-s="${side === 'superior' ? 's' : 't'}${at}"]`);
  const textOf = (side) => (code, at) => stepNode(code, side, at).textContent;
  const opened = (page) => {
    const [name, column] = openOf(page);
    const department = name === '*' ? null : page.store.departments.find((one) => one.name === name);
    const named = Object.prototype.hasOwnProperty.call(LONG, column) || model(page).kinds.some((kind) => kind.id === column);
    if (!named || (name !== '*' && !department)) { return null; }
    const codes = passing(page, department ? department.declared : page.store.order);
    const asked = codes.filter((code) => kindOf(page)(code) === 'cooperative');
    return { department, column, codes, asked };
  };
  const listed = (page, cell_) => {
    const kind = { asked: 'cooperative', taken: 'recalled' }[cell_.column];
    if (kind) { return cell_.codes.filter((code) => kindOf(page)(code) === kind); }
    return cell_.column === 'means' ? kgSteps.opened(model(page), cell_.asked, 'means', 'township').map((one) => one.code) : null;
  };
  const sides = (page, cell_) => (show(page) === 'ratio' && !kgSteps.BESIDE.includes(cell_.column) ? ['township', 'superior'] : [kgSteps.BESIDE.includes(cell_.column) ? 'township' : show(page)].map((side) => (side === 'ratio' ? 'township' : side)));
  const clauses = (page, side, found) => found.map((one) => {
    const duty = page.store.duties[one.code];
    return kgGrid.duty(duty, el('ol', {}, one.steps.map((step) => {
      const node = stepNode(one.code, side, step.at);
      return el('li', { value: node.getAttribute('value'), class: node.className || null }, el('a', { href: kgLinks.duty(duty, `${side === 'superior' ? 's' : 't'}${step.at}`), lang: 'zh' }, pieces(kgSteps.pieces(node.textContent, step.words), 'mark')));
    })));
  });
  const part = (page, cell_, side) => {
    const found = kgSteps.opened(model(page), cell_.asked, cell_.column, side);
    const all = kgSteps.count(kgSteps.opened(model(page), cell_.asked, 'all', side));
    const count = kgSteps.count(found);
    const words = kgSteps.words(found, textOf(side));
    return [
      el('p.sub', {}, t('burdenOpened', t(`burdenSteps_${side}`, count), found.length), count < all ? ` · ${t('burdenShare', all, Math.round(count * 100 / all))}` : ''),
      words.length ? el('p.signwords', { 'aria-label': t('burdenWords') }, words.map(([word, times]) => el('span', {}, chinese(word), ` ${times}`))) : null,
      clauses(page, side, found)
    ];
  };
  const panel = (page) => {
    const cell_ = opened(page);
    if (!cell_) { return null; }
    const codes = listed(page, cell_);
    const who = cell_.department ? el('a', { href: kgLinks.department(cell_.department), lang: 'zh' }, cell_.department.short) : t('burdenAll');
    return [
      kgGrid.top(page),
      el('h2', {}, who, ' × ', columnName(page, cell_.column)),
      ...(codes ? [el('p.sub', {}, t('gridDuties', codes.length)), kgGrid.duties(page, codes)] : sides(page, cell_).flatMap((side) => part(page, cell_, side)))
    ];
  };

  /* Exactly what the sheet shows. */
  const rows = (page) => {
    const now = state(page);
    const { kinds } = model(page);
    const mode = show(page);
    const cells = (row) => ['all', ...kinds.map((kind) => kind.id), 'none'].map((id) => (empty(row, id, mode) ? 0 : figure(row, id, mode)));
    const sheet = [[t('department'), t('burdenDuties'), t(NAMES[mode]), ...kinds.map(nameOf), t('burdenNone'), t('burdenMeansLong'), t('burdenVillageLong'), t('burdenHardLong'), t('burdenTaken')]];
    for (const row of [now.total, ...now.rows]) {
      sheet.push([row.department ? row.department.name : t('burdenAll'), row.asked.length, ...cells(row), ...kgSteps.BESIDE.map((id) => row.figures[id]), row.taken.length]);
    }
    return sheet;
  };
  kgViews.burden = {
    title: (page) => {
      const cell_ = opened(page);
      return cell_ ? `${cell_.department ? cell_.department.short : t('burdenAll')} × ${columnName(page, cell_.column)}` : t('burdenTitle');
    },
    table: () => t('burdenTitle'),
    told: (page) => [...kgFilterBar.told(page), ...(page.at.query.find ? [`“${page.at.query.find}”`] : [])],
    render, panel, rows, shut: kgGrid.shut,
    codes: (page) => {
      const cell_ = opened(page);
      if (!cell_) { return passing(page, page.store.order).filter((code) => kindOf(page)(code) === 'cooperative'); }
      return listed(page, cell_) || [...new Set(sides(page, cell_).flatMap((side) => kgSteps.opened(model(page), cell_.asked, cell_.column, side).map((one) => one.code)))];
    }
  };
})();
