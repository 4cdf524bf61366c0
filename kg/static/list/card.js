/* One finding in full: why, its clauses side by side, what is said of it and by whom, what stands beside it. */
const kgCard = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const VERDICTS = ['lawful', 'settle', 'no'];
  const text = (clause) => kgClauses.pieces(kgClauses.whole(clause), clause.text ? 0 : clause.start, clause.text ? clause.text.length : clause.length, clause.marks)
    .map((piece) => { const inner = piece.mark ? el('mark', {}, piece.text) : piece.text; return piece.found ? el('span.found', {}, inner) : inner; });
  const SIDES = { t: 'township' };
  const sideOf = (duty, at) => SIDES[at.charAt(0)] || (duty.kind === 'recalled' ? 'receiving' : 'superior');
  /* Where a clause stands: title, cell of departments, or the step by its printed number; and the line of the document. */
  const placeOf = (page, clause) => {
    const duty = page.store.duties[clause.duty];
    const article = document.getElementById(clause.duty);
    const line = clause.line ? t('line', clause.line) : article.getAttribute('data-place') || t('line', article.getAttribute('data-line'));
    if (clause.text) { return `${line} · ${t('columnDepartments')}`; }
    if (clause.at === 'title') { return `${line} · ${t('title')}`; }
    const node = kgClauses.nodeOf(clause.duty, clause.at);
    return `${line} · ${t(sideOf(duty, clause.at))} ${(node && node.getAttribute('data-n')) || clause.at.slice(1)}`;
  };
  const bodies = (duty) => {
    const some = duty.declared.concat(duty.acting);
    if (!some.length) { return el('p.bodies', {}, t('townshipItself')); }
    return el('p.bodies', { lang: 'zh' }, some.map((one) => el('a.dep', { href: kgLinks.department(one), 'data-acts': duty.acting.includes(one), title: one.name }, one.short)));
  };
  /* The clauses of one duty in one box: its title whole, then each text that a clause stands in. */
  const side = (page, code, clauses) => {
    const duty = page.store.duties[code];
    const title = clauses.find((clause) => clause.at === 'title');
    const rest = clauses.filter((clause) => clause !== title);
    const step = rest.find((clause) => clause.at);
    return el(`section.side.${duty.kind}`, {},
      el('header', {}, el(`span.code.${duty.kind}`, {}, kgShape(duty.kind), ' ', duty.label), el('span.category', {}, kgPanel.categoryName(duty.category)),
        el('a', { href: kgLinks.duty(duty, step ? step.at : ''), 'data-at': `open-${code}` }, t('openDuty'), ' ›')),
      el('p.title', { lang: 'zh' }, title ? text(title) : duty.title),
      title ? el('p.place', {}, placeOf(page, title)) : null,
      rest.map((clause) => [el('blockquote', { lang: 'zh' }, text(clause)), el('p.place', {}, placeOf(page, clause))]),
      bodies(duty));
  };
  const sides = (page, row) => {
    const by = new Map();
    for (const finding of row.members) {
      for (const clause of finding.clauses) {
        const some = by.get(clause.duty) || [];
        const known = some.some((one) => one.at === clause.at && one.start === clause.start && one.length === clause.length && one.text === clause.text);
        if (!known) { by.set(clause.duty, [...some, clause]); }
      }
    }
    const rest = row.duties.filter((code) => !by.has(code));
    return [el(`div.sides${by.size === 1 ? '.one' : ''}`, {}, [...by].map(([code, clauses]) => side(page, code, clauses))),
      rest.length ? kgPanel.dutyRows(page.store, rest) : null];
  };
  const chips = (row, page) => row.members.map((finding) => el(`span.grade.g${finding.grade}`, {}, kgFacets.kindName(page, finding.kind), finding.grade ? ` · ${finding.kind === 'overlap' ? t(`grade${finding.grade}`) : t('level', finding.grade)}` : ''));
  /* What a finding of no matter is about: the departments of a group, else the duties. */
  const about = (page, row) => {
    const [finding] = row.members;
    if (finding.view === 'groups') { return finding.departments.slice(0, 4).map((one) => one.short).join('、') + (finding.departments.length > 4 ? '…' : ''); }
    return row.duties.slice(0, 3).map((code) => page.store.duties[code].label).join(kgSay.english() ? ', ' : '、');
  };
  const heading = (page, row) => {
    const matter = row.members.map((finding) => finding.matter).find(Boolean);
    const name = matter ? kgPanel.matterOf(page.store, { matter }) : about(page, row);
    return el('div.heading', {}, el('h2', {}, name), chips(row, page));
  };
  const rules = (row) => [row.members.length > 1 ? el('p.note', {}, t('bothRules')) : null, row.members.map((finding) => el('p.rule', {}, kgSay.of(finding.rule)))];
  const whys = (row, page) => [...new Set(row.members.map((finding) => finding.kind))].map((kind) => {
    const found = page.data.findingKinds.find((one) => one.id === kind);
    return found && found.why[0] ? el('p.why', {}, el('strong', {}, t('whyMatters')), ' ', kgSay.of(found.why)) : null;
  });
  const signature = (said) => [said.by || t('unsigned'), said.when].filter(Boolean).join(' ');
  const status = (page, said) => {
    const bench = kgBench.judged();
    const any = said.verdict || said.note;
    return el('p.status', {},
      any ? el('span.who', {}, signature(said)) : t('nothingYet'),
      any && bench.isKept() ? el('span.kept', {}, t('keptHere')) : null,
      bench.isKept() ? null : el('span.lost', {}, t('notKept')),
      bench.name() ? el('button.link', { type: 'button', 'data-at': 'rename', onclick: () => kgViews.findings.rename(page) }, t('nameChange', bench.name())) : null);
  };
  const conflict = (page, row, said) => {
    if (!said.conflict) { return null; }
    const line = (one, key, theirs) => el('li', {}, el(`span.chip.${one.verdict || 'noted'}`, {}, one.verdict ? t(one.verdict) : t('noVerdictYet')), ` ${signature(one)}`, one.note ? `${kgSay.colon()}${one.note}` : '', ' ',
      el('button.pill', { type: 'button', 'data-at': key, onclick: () => kgViews.findings.decide(page, row, theirs) }, t(key)));
    return el('div.differ', { role: 'group', 'aria-label': t('differ') }, el('strong', {}, t('differ')), el('ul', {}, line(said, 'keepMine', false), line(said.conflict, 'takeTheirs', true)));
  };
  /* Esc, and Enter in a note, lead back to the verdicts: what was typed is kept already. */
  const leave = (event) => {
    if (event.key !== 'Escape' && (event.key !== 'Enter' || event.target.id !== 'note' || event.isComposing)) { return; }
    event.preventDefault();
    event.stopPropagation();
    document.querySelector('[data-at="say-lawful"]').focus({ preventScroll: true });
  };
  const ask = (page) => {
    const bench = kgBench.judged();
    if (!kgViews.findings.asks()) { return null; }
    const input = el('input', { type: 'text', id: 'reader', 'data-at': 'reader', maxlength: '40', value: bench.name() || '', autocomplete: 'off', 'aria-keyshortcuts': 'S', onkeydown: leave });
    return el('form.ask', { onsubmit: (event) => { event.preventDefault(); kgViews.findings.sign(page, input.value.trim()); } }, el('label', { for: 'reader' }, t('yourName')), input, el('button.pill', { type: 'submit', 'data-at': 'sign' }, t('nameOk')));
  };
  const foot = (page, said) => el('div.foot', {}, status(page, said), el('button.link', { type: 'button', 'data-at': 'undo', disabled: !kgBench.judged().canUndo(), 'aria-keyshortcuts': 'U', onclick: () => kgViews.findings.undo(page) }, t('undo'), el('kbd', {}, 'U')));
  /* What a note changes of a card, whose fields stay under the hand. */
  const freshen = (page, card, said) => {
    card.querySelector('.foot').replaceWith(foot(page, said));
    const carried = card.querySelector('.carried');
    if (carried && !said.carried) { carried.remove(); }
  };
  const verdict = (page, row, said) => {
    const button = (key, value) => el(`button.say.${value || 'leave'}`, {
      type: 'button', 'data-at': `say-${value || 'leave'}`, 'aria-pressed': value ? String(said.verdict === value) : null, 'aria-keyshortcuts': key, onclick: () => kgViews.findings.judge(page, row, value)
    }, el('kbd', {}, key), t(value || 'leave'));
    const note = el('input', {
      type: 'text', id: 'note', 'data-at': 'note', value: said.note, placeholder: t('noteHere'), 'aria-label': t('c_note'), autocomplete: 'off', 'aria-keyshortcuts': 'N', onkeydown: leave, oninput: (event) => kgViews.findings.note(page, row, event.target.value)
    });
    return el('section.verdict', { 'aria-label': t('verdict') },
      el('h3', {}, t('sayIt')), conflict(page, row, said),
      said.carried ? el('p.carried', {}, t(said.later ? 'judgedLater' : 'carriedFrom', said.carried)) : null,
      el('div.says', {}, VERDICTS.map((value, place) => button(String(place + 1), value)), button('0', '')),
      note,
      foot(page, said),
      ask(page), el('p.keys', {}, t('keysHelp')));
  };
  const others = (page, row) => {
    const along = { lang: page.at.query.lang || '' };
    const rows = [];
    const asked = (name, query) => {
      const count = kgBench.count(page, query);
      if (count > 1) { rows.push(el('li', {}, el('a', { href: kgAddress.format('findings', [], Object.assign(query, along)) }, el('span.t', {}, name), el('span.n', {}, String(count))))); }
    };
    if (row.group) { asked(t('allOn', kgFacets.groupName(page, row.group)), { group: kgFound.joined([row.group]), all: '1' }); }
    for (const code of row.duties.slice(0, 4)) { asked(t('othersOn', page.store.duties[code].label), { duty: code, all: '1' }); }
    const matter = page.store.matters.find((one) => row.matters.includes(one.name));
    const duties = matter ? page.counts('matter').get(matter.name) : 0;
    if (duties) { rows.push(el('li', {}, el('a', { href: kgLinks.matter(matter) }, el('span.t', {}, t('aboutMatter', kgPanel.matterName(matter))), el('span.n', {}, String(duties))))); }
    return rows.length ? el('section.beside', {}, el('h3', {}, t('evidenceHead')), el('ul.rows.deps', {}, rows)) : null;
  };
  const steps = (page, now, row) => {
    const place = now.order.indexOf(row);
    const go = (key, name, step) => {
      const other = now.order[place < 0 ? 0 : place + step];
      return el('button.pill', { type: 'button', 'data-at': `go-${key}`, 'aria-keyshortcuts': key, disabled: !other, onclick: () => kgViews.findings.move(page, step) }, t(name), el('kbd', {}, key));
    };
    return el('div.steps', {},
      el('a.back', { href: page.href('findings', [], page.at.query), 'data-at': 'to-list' }, t('toList')),
      el('p', {}, place < 0 ? t('notAmong') : [el('strong', {}, t('nth', place + 1)), ` ${t('ofAll', now.order.length)}`]),
      go('K', 'previousOne', -1), go('J', 'nextOne', 1),
      el('button.link.copy', { type: 'button', 'data-copy': 'link', 'data-at': 'copy-link' }, t('copyLink')));
  };
  const render = (page, now, row) => [steps(page, now, row), el('article.found-here', { 'aria-label': t('findings') }, heading(page, row), rules(row), sides(page, row), whys(row, page)), verdict(page, row, now.said(row)), others(page, row)];
  /* The same for paper: nothing to press, the verdict and the note in words. */
  const paper = (page, now, row, place) => {
    const said = now.said(row);
    const spoken = [said.verdict ? t(said.verdict) : t('noVerdictYet'), said.carried ? t(said.later ? 'judgedLater' : 'carried', said.carried) : '', said.verdict || said.note ? signature(said) : ''].filter(Boolean).join(' · ');
    return el('article.printed', {}, el('div.heading', {}, el('span.no', {}, `${place + 1}`), [...heading(page, row).childNodes]), rules(row), sides(page, row),
      el('p.spoken', {}, el('strong', {}, t('verdict')), ` ${spoken}`, el('span.noted', {}, ` ${t('c_note')}${kgSay.colon()}${said.note || ''}`)));
  };
  return { render, freshen, paper, placeOf, signature };
})();
