/* 不是同一件事: what readers say of two titles that were taken for one matter; the next build follows it. */
const kgOpinions = (() => {
  'use strict';
  const { el, add, clear, by, chinese } = kgMake;
  const { t } = kgSay;
  const WORDS = { apart: 'saidApart', same: 'saidSame' };
  let judged = null;
  let built = [];
  const storage = () => { try { return window.localStorage; } catch (error) { return null; } };
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  };
  const open = (page) => {
    if (judged) { return; }
    built = page.data.pairs.map((one) => Object.assign({}, one, { id: one.pair, wording: '', keys: one.titles }));
    const key = `kg-pairs-${page.data.counties.map((one) => one.name).join('+')}`;
    judged = kgJudged.make({ findings: built, edition: '', key, storage: storage(), today, words: kgJudged.OF_PAIRS, open: true });
  };

  /* Pairs: a part or a duty goes by `text`, what of it is compared; it is not there where nothing can be said. */
  const textOf = (one) => one.pieces.map((piece) => piece.text).join('');
  const nameOf = (one, other) => `pair-${[one.text, other.text].sort().join('-')}`;
  const pairs = (some, others) => {
    const found = new Map();
    for (const one of some) {
      for (const other of others) {
        if (one.text && other.text && one.text !== other.text) { found.set(nameOf(one, other), { id: nameOf(one, other), wording: '', keys: [textOf(one), textOf(other)] }); }
      }
    }
    return [...found.values()];
  };
  /* All of which anything is said, by the build or here. */
  const told = () => {
    const found = new Map(built.map((one) => [one.id, one]));
    for (const one of judged.told()) { if (!found.has(one.id)) { found.set(one.id, one); } }
    return [...found.values()];
  };
  const given = () => told().filter((one) => { const said = judged.of(one); return said.verdict || said.note || said.conflict; });
  /* The rows that may be the same duty as a row: those whose possible ones are its duties, and the other way round. */
  const doubts = (row, rows) => {
    const isAt = (one, { column, codes }) => codes.split(' ').some((code) => kgCells.codes(one, column).includes(code));
    const mine = rows.filter((one) => one !== row && (row.possible || []).some((at) => isAt(one, at)));
    return mine.concat(rows.filter((one) => one !== row && !mine.includes(one) && (one.possible || []).some((at) => isAt(row, at))));
  };

  const signed = (said) => [said.by || t('unsigned'), said.when].filter(Boolean).join(' ');
  const tell = (page, members, verdict) => {
    for (const one of members) { judged.give([one], { verdict, duties: one.keys, note: verdict ? judged.of(one).note : '' }); }
    page.renew();
  };
  const button = (page, members, verdict, text) => el('button.plain', { type: 'button', 'data-at': `${verdict || 'back'}-${members[0].id}`, onclick: () => tell(page, members, verdict) }, text);
  const conflict = (page, members, said) => (said.conflict ? el('p.doubt', {}, t('pairDiffer', `${signed(said.conflict)} ${said.conflict.verdict ? t(said.conflict.verdict === 'apart' ? 'notSame' : 'isSame') : ''}`), ' ',
    el('button.plain', { type: 'button', 'data-at': `keep-${members[0].id}`, onclick: () => { judged.decide(members, false); page.renew(); } }, t('keepMine')), ' ',
    el('button.plain', { type: 'button', 'data-at': `take-${members[0].id}`, onclick: () => { judged.decide(members, true); page.renew(); } }, t('takeTheirs'))) : null);
  const why = (page, members, said) => el('input.why', { type: 'text', value: said.note, 'aria-label': t('whyPair'), placeholder: t('whyPair'), 'data-at': `why-${members[0].id}`,
    oninput: (event) => { for (const one of members) { judged.give([one], { note: event.target.value, duties: one.keys }, `why-${one.id}`); } } });
  /* What is said of a pair (of the parts of two duties), and what can be said; `open`: the program left it open. */
  const say = (page, members, isOpen) => {
    open(page);
    if (!members.length) { return null; }
    const said = judged.of(members[0]);
    if (!said.verdict) {
      return el('div.opinion', {}, button(page, members, 'apart', t('notSame')), isOpen ? button(page, members, 'same', t('isSame')) : null, conflict(page, members, said));
    }
    const isNew = judged.built(members[0]).verdict !== said.verdict;
    return el('div.opinion.said', {}, el('p', {}, el('b', {}, t(WORDS[said.verdict])), ' ', el('span.note', {}, signed(said)), ' ', button(page, members, '', t('takeBack'))),
      isNew ? el('p.note', {}, t('nextBuild')) : null, why(page, members, said), conflict(page, members, said));
  };
  /* The titles from which some titles were set apart by the build: where that is seen and taken back. */
  const apart = (page, parts) => {
    open(page);
    const names = new Set(parts.map((one) => one.text).filter(Boolean));
    const found = built.filter((one) => one.verdict === 'apart' && one.id.split('-').slice(1).some((text) => names.has(text)));
    const mine = new Set(parts.map(textOf));
    return found.map((one) => {
      const said = judged.of(one);
      const other = one.keys.find((title) => !mine.has(title)) || one.keys[0];
      const back = said.verdict === 'apart' ? button(page, [one], '', t('takeBack')) : [el('span.note', {}, t('nextBuild')), ' ', button(page, [one], 'apart', t('notSame'))];
      return el('div.opinion.said', {}, el('p', {}, el('span.note', {}, t('setApart')), chinese(other || one.id), ' ', el('span.note', {}, signed(said)), ' ', back), said.note ? el('p.note', { lang: 'zh' }, said.note) : null, conflict(page, [one], said));
    });
  };

  /* The file: what is said, for `kg verdict` and for a colleague; what a colleague said. */
  const message = (page, text) => { page.say(text); const node = by('pairs-told'); if (node) { node.textContent = text; } };
  const take = (page, text) => {
    let file = null;
    try { file = kgToml.read(text); } catch (error) { message(page, error.line ? t('pairNotFile', error.line) : t('pairUnreadable')); return; }
    const byTitles = new Map(told().map((one) => [[...one.keys].sort().join('\n'), one.id]));
    const entries = file.pair.map((one) => {
      const titles = Array.isArray(one.titles) ? one.titles : [];
      return Object.assign({}, one, { finding: one.pair || byTitles.get([...titles].sort().join('\n')) || '', duties: titles });
    });
    const found = judged.take({ verdict: entries }, '');
    page.renew();
    message(page, t('pairTook', found.taken, found.same, found.differ, found.none + found.unknown) + (file.verdict.length ? t('pairOthers', file.verdict.length) : ''));
  };
  const read = (page, chosen) => kgSheet.take(chosen, (text) => take(page, text), () => message(page, t('pairUnreadable')));
  const save = (page) => kgSheet.file(kgToml.writePairs(page.name, judged.entries(told())), 'application/toml', `${kgSheet.safe(page.name)}-pairs.toml`);
  const line = (page, one) => {
    const said = judged.of(one);
    return el('li', {}, el('b', {}, said.verdict ? t(said.verdict === 'apart' ? 'notSame' : 'isSame') : ''), ' ', el('span.note', {}, signed(said)), ' ', said.verdict ? button(page, [one], '', t('takeBack')) : null,
      one.keys.map((title) => el('p.wording', { lang: 'zh' }, title)), conflict(page, [one], said));
  };
  const choices = (page) => {
    const some = given();
    const input = el('input', { type: 'file', id: 'pair-file', accept: '.toml', onchange: (event) => { read(page, event.target.files[0]); event.target.value = ''; } });
    const count = judged.entries(told()).length;
    return [
      el('label', {}, t('pairName'), el('input', { type: 'text', id: 'pair-name', value: judged.name() || '', onchange: (event) => { judged.sign(event.target.value.trim()); page.renew(); } })),
      el('button', { type: 'button', id: 'save-pairs', disabled: !count, onclick: () => save(page) }, t('pairExport', count)), el('label.file', {}, t('pairImport'), input),
      judged.canUndo() ? el('button', { type: 'button', id: 'undo-pair', onclick: () => { judged.undo(); page.renew(); } }, t('pairUndo')) : null,
      judged.isKept() ? null : el('p.doubt', {}, t('notKept')),
      some.length ? el('ul.pairs', {}, some.map((one) => line(page, one))) : el('p.note', {}, t('pairNone')), el('p.note', { id: 'pairs-told', role: 'status' })
    ];
  };
  let isOpen = false;
  const menu = (page) => {
    open(page);
    const inner = el('div.choices');
    const node = el('details.menu', { id: 'pair-files', open: isOpen, ontoggle: (event) => { isOpen = event.target.open; if (!isOpen) { clear(inner); } else if (!inner.firstChild) { add(inner, choices(page)); } } },
      el('summary', { 'data-at': 'pair-files' }, t('pairFiles'), given().length ? ` ${given().length}` : ''), inner);
    if (isOpen) { add(inner, choices(page)); }
    return node;
  };
  /* Another window of the page may have written since; a click elsewhere shuts the menu. */
  const bind = (page) => {
    window.addEventListener('storage', (event) => { if (judged && !kgJudged.isReport(event)) { judged.reread(); page.renew(); } });
    document.addEventListener('click', (event) => { const node = by('pair-files'); if (node && node.open && document.contains(event.target) && !node.contains(event.target)) { isOpen = false; node.open = false; } });
  };
  const version = () => (judged ? judged.version() : 0);
  return { pairs, doubts, say, apart, menu, bind, version };
})();
