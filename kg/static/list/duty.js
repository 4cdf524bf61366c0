/* The page of a duty. 基本 and 收回: the text with its matters numbered, a row a matter, three columns. 配合: two lanes, a band for
   each actor, in the order and with the numbers of the source. Beside it what was found, and where it is from. */
const kgDuty = (() => {
  'use strict';
  const { el, add } = kgMake;
  const { t } = kgSay;
  kgSay.learn({
    ofWhich: ['这一项说到的事', 'What it speaks of'], still: ['乡镇还在做', 'The township still does'], helps: ['乡镇配合部门做', 'It helps departments with'], back_: ['县里收回去了', 'The county took back'],
    thisOne: ['本项', 'this duty'], moreN: ['还有 {0} 项', '{0} more'], fewer: ['收起', 'Fewer'],
    ownDuty: ['乡镇自己承担，原文未列部门', 'done by the township itself; no department is listed'], takenBy: ['由部门承接', 'taken back by'], declaredBy: ['对应部门', 'departments'], actsToo: ['没列名，正文却有其职责', 'not listed, yet the text gives it work'],
    about: ['关于本项的发现 {0}', 'Findings about it: {0}'], judge: ['去判断', 'Judge'], rest: ['其余 {0} 条：相邻的事，或不争边界', '{0} more: neighbouring matters, or no boundary to settle'], noneFound: ['没有发现', 'Nothing was found'], inGroups: ['另在 {0} 个部门群里', 'Also in groups of departments: {0}'],
    history: ['来历', 'History'], since: ['{0} 版起', 'Since the edition of {0}'], allChanges: ['全部改动', 'All changes'], unchanged: ['与 {0} 版相同', 'As in the edition of {0}'], notBefore: ['{0} 版没有这一项', 'Not in the edition of {0}'], stepsChanged: ['步骤和其他 {0} 处有改动', 'Changed in steps and elsewhere: {0}'],
    elsewhere: ['别的乡镇', 'Other townships'], compareWords: ['对比写法', 'Compare wordings'], haveIt: ['另外 {0} 个乡镇中 {1} 个有', '{1} of {0} other townships have it'], otherWordsN: ['{0} 个写法不同', '{0} in other words'], otherListN: ['{0} 个列入别的清单', '{0} in another list'], withoutN: ['{0} 个没有', '{0} without it'], perhapsN: ['{0} 个可能有', '{0} perhaps'],
    s_0: ['写法相同', 'same words'], s_1: ['写法不同', 'other words'], s_2: ['列入别的清单', 'in another list'], s_3: ['没有', 'without it'], s_4: ['可能有', 'perhaps'], comma: ['，', ', '],
    citation: ['出处', 'Source'], allDuties: ['← 事项', '← Duties'], handed: ['推断：交给{0}，依据“{1}”', 'inferred: handed to {0}, from the words “{1}”'], inferredHint: ['推断', 'inferred'],
    howDone: ['承接部门及工作方式', 'How the department does it'], noSteps: ['原文没有写', 'The document says nothing'], matters: ['事', 'Matters'], side: ['哪一边', 'Side'], actor: ['谁做', 'Who'], stepText: ['步骤', 'Step'], nearHere: ['邻域', 'Neighbourhood'], nearStep: ['这一步的邻域', 'Neighbourhood of this step']
  });
  const HEADS = { basic: 'still', cooperative: 'helps', recalled: 'back_' };
  const SHOWN = 4;
  const article = (duty) => document.getElementById(duty.code);
  const namedIn = (page, duty) => page.data.duty.named[duty.code] || [];
  const find = (page) => {
    const [kind, number] = page.at.parts;
    return Object.values(page.store.duties).find((duty) => (duty.kind === kind && duty.number === number) || duty.code === kind || duty.printed === kind || duty.label === kind) || null;
  };
  const label = (duty) => `${t(duty.kind)} ${duty.number}`;
  const code = (duty) => el(`span.code.${duty.kind}`, {}, kgShape(duty.kind), ' ', label(duty));
  const siblings = (page, duty) => {
    if (duty.kind === 'cooperative') { return []; }
    const rows = kgSiblings.rows(page.store, duty.code, namedIn(page, duty), page.data.duty.wider);
    return kgSiblings.alone(rows) ? [] : rows;
  };

  /* The head: which duty, of which category, whose; and its whole text. */
  const who = (duty) => {
    const body = (one, acts) => el(`a.dep${acts ? '.acts' : ''}`, { href: kgLinks.department(one), title: acts ? t('actsToo') : one.name }, one.name);
    if (!duty.declared.length && !duty.acting.length) { return el('span.soft', {}, duty.kind === 'basic' ? t('ownDuty') : ''); }
    return [el('span.soft', {}, t(duty.kind === 'recalled' ? 'takenBy' : 'declaredBy')), ' ', ...duty.declared.map((one) => body(one, false)), ...duty.acting.map((one) => body(one, true))];
  };
  const text = (page, duty, numbered) => {
    const named = kgSiblings.pieces(duty.title, namedIn(page, duty));
    return el('h2.text', { lang: 'zh' }, named.map((piece) => (piece.number
      ? el('a.named', { href: kgLinks.whole(page.store.matters[piece.matter]), title: kgPanel.matterName(page.store.matters[piece.matter]) }, piece.text, numbered ? el('sup', {}, String(piece.number)) : null)
      : piece.text)));
  };
  const head = (page, duty, numbered) => [
    el('p.which', {}, code(duty), el('a.tag', { href: kgLinks.category(duty.category) }, kgPanel.categoryName(duty.category)), who(duty)),
    text(page, duty, numbered)
  ];

  /* A row a matter. */
  const chip = (finding) => el(`a.chip${finding.view === 'overlaps' ? `.g${finding.grade}` : '.gap'}`, { href: kgLinks.finding(finding), title: kgSay.of(finding.rule) },
    finding.view === 'overlaps' ? kgPanel.gradeName(finding) : kgPanel.kindName(finding));
  const entry = (page, cell, beyond) => {
    const duty = page.store.duties[cell.code];
    if (cell.own) { return el('li.own', {}, kgShape(duty.kind), ' ', t('thisOne')); }
    return el(`li${beyond ? '.beyond' : ''}`, {},
      el('a', { href: kgLinks.duty(duty), title: `${label(duty)} ${duty.title}`, 'aria-label': `${label(duty)} ${duty.title}` }, el(`b.code.${duty.kind}`, {}, kgShape(duty.kind), duty.number), el('span.t', { lang: 'zh' }, duty.title)),
      cell.chips.length ? el('span.chips', {}, cell.chips.map(chip)) : null);
  };
  const cell = (page, row, list) => {
    const found = row.cells[list];
    const name = `${row.number}.${list}`;
    const open = page.at.query.open === name;
    const first = found.length > SHOWN ? SHOWN - 1 : found.length;
    const more = found.length - first;
    return el(`td.${list}`, {}, found.length ? null : el('span.none', {}, '—'),
      el('ul', {}, found.map((one, at) => entry(page, one, at >= first && !open))),
      more ? page.button(open ? t('fewer') : t('moreN', more), { open: open ? '' : name }, `more-${name}`) : null);
  };
  const table = (page, rows) => el('table.matters', {}, el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('ofWhich')),
    kgSiblings.LISTS.map((list) => el(`th.${list}`, { scope: 'col' }, kgShape(list), ' ', t(HEADS[list]), ' ', el('small', {}, t(list)))))),
  el('tbody', {}, rows.map((row) => el('tr', {}, el('th', { scope: 'row' }, el('span.no', {}, String(row.number)), el('a', { href: kgLinks.whole(row.matter) }, kgPanel.matterName(row.matter))),
    kgSiblings.LISTS.map((list) => cell(page, row, list))))));

  /* The two lanes. The record has the bands: each a heading and its steps. */
  const bandOf = (duty, ref) => {
    const step = article(duty).querySelector(`[data-s="s${ref.slice(1)}"]`);
    return step ? step.parentNode.previousElementSibling.textContent : '';
  };
  const handovers = (page, duty) => (page.data.duty.handovers[duty.code] || []).map(([step, band, words]) => ({ step, band, words, to: bandOf(duty, band) }));
  const words = (node, handed) => {
    const found = handed.map((one) => [node.textContent.indexOf(one.words), one]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
    const pieces = [];
    let last = 0;
    for (const [at, one] of found) {
      if (at >= last) {
        pieces.push(node.textContent.slice(last, at), el('span.handed', { title: t('handed', one.to, one.words) }, one.words));
        last = at + one.words.length;
      }
    }
    return [...pieces, node.textContent.slice(last)];
  };
  const step = (page, duty, node, handed) => {
    const ref = node.getAttribute('data-s');
    const mine = handed.filter((one) => one.step === ref);
    const number = node.classList.contains('bare') ? '' : node.getAttribute('data-n') || node.getAttribute('value');
    return el(`li${page.at.parts[2] === ref ? '.here' : ''}`, {},
      el('a.no', { href: kgLinks.duty(duty, ref), 'aria-label': `${t('stepText')} ${number || ref.slice(1)}` }, number || '·'),
      el('span', { lang: 'zh' }, words(node, mine), mine.map((one) => el('button.hand', { type: 'button', title: t('handed', one.to, one.words), onclick: () => show(one.band) }, `→ ${one.to}`, el('small', {}, t('inferredHint'))))),
      el('a.around', { href: kgLinks.near('step', duty.kind, duty.number, ref), title: t('nearStep'), 'aria-label': t('nearStep') }, '◎'));
  };
  const show = (band) => {
    const heading = document.getElementById(`band-${band}`);
    heading.scrollIntoView({ block: 'center' });
    heading.focus({ preventScroll: true });
  };
  const actors = (page, heading) => {
    if (heading.classList.contains('nobody')) { return t('nobody'); }
    return heading.textContent.split('、').map((name, at) => {
      const one = kgStore.departmentNamed(page.store, name);
      return [at ? '、' : '', one ? el('a', { href: kgLinks.department(one) }, name) : name];
    });
  };
  const lane = (page, duty, side, title) => {
    const section = article(duty).querySelector(`section.${side}`);
    const handed = handovers(page, duty);
    const steps = section ? section.querySelectorAll('li').length : 0;
    const bands = section ? [...section.querySelectorAll('ol')].map((list) => {
      const heading = list.previousElementSibling;
      const named = heading && heading.tagName === 'H5' ? heading : null;
      const first = list.querySelector('li').getAttribute('data-s').slice(1);
      return [named ? el(`h4.band${named.classList.contains('nobody') ? '.nobody' : ''}`, { id: `band-b${first}`, tabindex: '-1' }, actors(page, named)) : null,
        el('ol', {}, [...list.children].map((node) => step(page, duty, node, handed)))];
    }) : null;
    return el(`section.lane.${side}`, {}, el('h3', {}, title, steps ? el('small', {}, steps === 1 ? t('stepOne') : t('stepsN', steps)) : null), bands || el('p.soft', {}, t('noSteps')));
  };
  const lanes = (page, duty) => el('div.lanes', {}, lane(page, duty, 'superior', t('superior')), lane(page, duty, 'township', t('township')));
  const method = (page, duty) => (article(duty).querySelector('section.superior') ? el('div.lanes.one', {}, lane(page, duty, 'superior', t('howDone'))) : null);

  const render = (page, duty) => {
    const rows = siblings(page, duty);
    return el('article.duty', { 'data-code': duty.code }, head(page, duty, rows.length > 0), rows.length ? table(page, rows) : null, duty.kind === 'cooperative' ? lanes(page, duty) : method(page, duty));
  };

  /* Beside it */
  const ways = (page, duty) => {
    const codes = page.chosen.includes(duty.code) ? page.chosen : page.store.order;
    const at = codes.indexOf(duty.code);
    const link = (other, rel, sign) => (other ? el('a', { href: kgLinks.duty(page.store.duties[other]), rel, title: page.store.duties[other].title }, sign.replace('#', t(`brief_${page.store.duties[other].kind}`, page.store.duties[other].number))) : null);
    return el('nav.ways', {}, el('a', { href: page.href('duties') }, t('allDuties')), link(codes[at - 1], 'prev', '‹ #'), link(codes[at + 1], 'next', '# ›'));
  };
  const line = (page, one) => {
    const kinds = [...new Set(one.findings.map((finding) => (finding.view === 'overlaps' ? kgPanel.gradeName(finding) : kgPanel.kindName(finding))))];
    const names = one.matters.map((name) => kgPanel.matterOf(page.store, { matter: name }));
    const others = one.others.slice(0, 4).map((other) => page.store.duties[other]);
    return el('li', {}, el('a', { href: kgLinks.finding(one.findings[0]), title: kgSay.of(one.findings[0].rule) }, el('b', {}, kinds.join('、')), names.length ? el('span', {}, names.join('、')) : null,
      others.map(code), one.others.length > 4 ? el('span.soft', {}, `+${one.others.length - 4}`) : null, one.said && one.said.verdict ? el('span.said', {}, t(one.said.verdict)) : null));
  };
  const group = (finding) => el('li', {}, el('a', { href: kgLinks.finding(finding), title: kgSay.of(finding.rule) }, el('b', {}, kgPanel.kindName(finding)), el('span', { lang: 'zh' }, finding.departments.map((one) => one.short).join('、'))));
  /* Groups of departments stand apart: they are about a duty because its departments share it. */
  const groups = (page, duty) => {
    const every = duty.findings.filter((one) => !kgSiblings.told(one));
    return every.length ? [el('p.rest', {}, t('inGroups', every.length)), el('ul.lines.quiet.groups', {}, every.map(group))] : null;
  };
  const findings = (page, duty) => {
    const mine = new Set(duty.findings.filter(kgSiblings.told));
    const counted = new Set(kgBench.counted(page, [...mine]));
    const rows_ = kgBench.all().filter((row) => row.members.some((one) => mine.has(one)));
    const lines = (all) => kgSiblings.heaviest(all.map((row) => Object.assign(kgSiblings.line(duty.code, row.members), { said: kgBench.said(row) })));
    const [shown, hidden] = [lines(rows_.filter((row) => counted.has(row))), lines(rows_.filter((row) => !counted.has(row)))];
    return el('section', {}, el('h3.head', {}, t('about', shown.length), shown.length ? el('a', { href: kgLinks.about(duty) }, `${t('judge')} ›`) : null),
      shown.length ? el('ul.lines', {}, shown.map((one) => line(page, one))) : el('p.soft', {}, t('noneFound')),
      hidden.length ? [el('p.rest', {}, t('rest', hidden.length)), el('ul.lines.quiet', {}, hidden.map((one) => line(page, one)))] : null, groups(page, duty));
  };
  const source = (page, duty) => {
    const node = article(duty);
    return el('section', {}, el('h3.head', {}, t('citation')), el('p.source', { 'data-cite': `${duty.printed} ${duty.title}`, lang: 'zh' }, kgPanel.sourceOf(page.data, node)),
      [...node.querySelectorAll('.correction')].map((one) => one.cloneNode(true)),
      el('div.acts', {}, el('button', { type: 'button', 'data-copy': 'link' }, t('copyLink')), el('button', { type: 'button', 'data-copy': 'citation' }, t('copyCitation')),
        el('a', { href: kgLinks.near('duty', duty.kind, duty.number) }, t('nearHere'))));
  };
  /* What the start page knows of this duty: the edition before, the other townships (kg/outputs/_beside.py). */
  const beside = () => (document.getElementById('beside') ? JSON.parse(document.getElementById('beside').textContent) : {});
  const marked = (pieces, tag) => pieces.map((piece) => (piece.mark ? el(tag, {}, piece.text) : piece.text));
  const formerName = (one) => (kgSay.english() ? `${t(kgStore.KINDS[one.code.charAt(0)])} ${one.code.slice(1)}` : one.label);
  /* A change of a duty: of which kinds, and both titles where they differ; `before` is the edition that it was in. */
  const changeOf = (found, issued, before) => {
    const old = found.new.some((piece) => piece.mark) ? found.old : [];
    return [el('p', {}, found.kinds.map((kind) => el('span.chip', {}, kgSay.of(before.words[kind])))), found.old.length ? null : el('p.soft', {}, t('notBefore', before.issued)),
      old.length ? el('dl.history', { lang: 'zh' }, el('dt', {}, issued), el('dd', {}, marked(found.new, 'ins')), old.map((one) => [el('dt', {}, before.issued), el('dd', {}, el('a', { href: `${before.page}${kgFragment.format('duties', [one.code], { lang: kgSay.english() ? 'en' : '' })}` }, formerName(one)), ' ', marked(one.pieces, 'del'))])) : null,
      found.steps ? el('p.soft', {}, t('stepsChanged', found.steps)) : null];
  };
  const history = (page, duty) => {
    const { before, earlier, id, start } = beside();
    if (!before) { return null; }
    const found = before.duties[duty.code];
    const there = `${start}${kgFragment.format('changes', [id, before.id], { lang: page.at.query.lang })}`;
    return el('section', {}, el('h3.head', {}, t('history'), el('a', { href: there }, `${t('allChanges')} ›`)),
      found ? changeOf(found, page.data.issued, before) : el('p.soft', {}, t('unchanged', before.issued)),
      (earlier || []).map((one) => (one.duties[duty.code] ? [el('h4.then', {}, t('since', one.at)), changeOf(one.duties[duty.code], one.at, one)] : null)));
  };
  const SIGNS = { '=': 0, '~': 1 };
  const held = (list, state, name) => (state in SIGNS
    ? el(`span.sign.${list}`, { title: name }, kgMake.SIGNS[list][SIGNS[state]]) : el('span.sign.none', { title: name }, { '^': '◫', '?': '?', '-': '–' }[state]));
  const spoken = (one) => `${one.name}${kgSay.colon()}${t(`s_${'=~^-?'.indexOf(one.state)}`)}`;
  const others = (page, duty) => {
    const found = beside();
    const states = found.others ? found.others.duties[duty.code] : '';
    if (!states) { return null; }
    const { names, own } = found.others;
    const every = [...states].map((state, at) => ({ state, name: names[at], own: at === own })).filter((one) => !one.own);
    const count = (state) => every.filter((one) => one.state === state).length;
    const told = [['~', 'otherWords'], ['^', 'otherList'], ['-', 'without'], ['?', 'perhaps']].filter(([state]) => count(state)).map(([state, word]) => t(`${word}N`, count(state)));
    const have = every.length - count('-') - count('?');
    return el('section', {}, el('h3.head', {}, t('elsewhere'), el('a', { href: `${found.start}${kgFragment.format('compare', [found.id, duty.kind, duty.number], { lang: page.at.query.lang })}` }, `${t('compareWords')} ›`)),
      el('p.signs', { role: 'img', 'aria-label': kgSay.row(every.map(spoken)) }, every.map((one) => held(duty.kind, one.state, spoken(one)))),
      el('p.soft', {}, [t('haveIt', every.length, have), ...told].join(t('comma'))));
  };
  const matters = (page, duty) => {
    const found = kgSiblings.matters(page.store, namedIn(page, duty));
    return duty.kind === 'cooperative' && found.length ? el('section', {}, el('h3.head', {}, t('matters')), el('p', {}, found.map(({ matter }) => el('a.tag', { href: kgLinks.whole(matter) }, kgPanel.matterName(matter), ` ${matter.duties.length}`)))) : null;
  };
  const panel = (page, duty) => add(el('div.beside'), ways(page, duty), findings(page, duty), history(page, duty), others(page, duty), matters(page, duty), source(page, duty));

  /* What is shown, as rows. */
  const steps = (page, duty) => ['superior', 'township'].flatMap((side) => [...article(duty).querySelectorAll(`section.${side} li`)].map((node) => {
    const heading = node.parentNode.previousElementSibling;
    const number = node.classList.contains('bare') ? '' : node.getAttribute('data-n') || node.getAttribute('value');
    return [t(side), heading && heading.tagName === 'H5' ? heading.textContent : '', number, node.textContent];
  }));
  const rows = (page, duty) => {
    const found = siblings(page, duty);
    const head_ = [[label(duty), duty.title]];
    if (!found.length) { return [...head_, [t('side'), t('actor'), t('number'), t('stepText')], ...steps(page, duty)]; }
    const lines = found.flatMap((row) => kgSiblings.LISTS.flatMap((list) => row.cells[list].map((one) => {
      const other = page.store.duties[one.code];
      return [row.number, kgPanel.matterName(row.matter), t(HEADS[list]), label(other), other.title, one.chips.map(kgPanel.kindName).join('、')];
    })));
    return [...head_, ['', t('ofWhich'), t('listOf'), t('number'), t('title'), t('findings')], ...lines];
  };
  return { find, render, panel, rows, label };
})();
