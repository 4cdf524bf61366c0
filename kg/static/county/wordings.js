/* The drawer of the comparison: each wording of a duty once, with its townships and departments. */
const kgWordings = (() => {
  'use strict';
  const { el, sign, chinese, pieces } = kgMake;
  const { t } = kgSay;
  const SHOWN = ['missing', 'own', 'table', 'wording', 'departments'];

  const number = (count) => (count === 1 ? t('townshipOne') : t('townshipsN', count));
  const towns = (tools, row, columns) => el('p.towns', {}, columns.map((column, at) => {
    const one = tools.townships[column];
    const [code] = kgCells.codes(row, column);
    return [at ? '、' : '', code ? el('a', { href: tools.duty(column, code), lang: 'zh', title: tools.label(code), 'data-at': `town-${row.at}-${column}` }, one.name) : chinese(one.name)];
  }));
  const departments = (page, group, marked) => {
    const { texts } = page.data;
    const more = marked ? group.more : [];
    const chips = group.names.map((name) => el(`span.chip${more.includes(name) ? '.come' : ''}`, { lang: 'zh', title: texts[name] }, more.includes(name) ? '＋' : '', page.short(texts[name])));
    const gone = (marked ? group.fewer : []).map((name) => el('span.chip.gone', { lang: 'zh', title: texts[name] }, el('s', {}, page.short(texts[name]))));
    return el('div.chips', {}, chips.length ? chips : el('span.note', {}, t('noDepartments')), gone);
  };
  /* What can be said of a wording and the commonest one; of a duty that may be another list's. */
  const judge = (page, form, usual) => kgOpinions.say(page, kgOpinions.pairs(form.parts, usual.parts));
  const doubts = (page, tools, row) => kgOpinions.doubts(row, page.county.comparison.rows).map((other) => el('article.card', {},
    el('p.note', {}, t('maybeSame')), el('p.wording', {}, el('a', { href: tools.link(other), lang: 'zh', 'data-at': `doubt-${other.at}` }, page.data.texts[other.title])),
    kgOpinions.say(page, kgOpinions.pairs(row.forms[0].parts, other.forms[0].parts), true)));
  const card = (page, tools, row, form, first) => {
    const marks = kgCells.marks(row);
    const of = (kind) => form.columns.some((column) => marks[column][kind]);
    const lists = [...new Set(form.parts.map((part) => part.list))];
    const some = form.departments.length > 1;
    return el('article.card', {},
      el('header', {}, lists.map((list) => [sign(list, of('wording')), ' ', el('b', {}, kgSay.of(page.data.words.list[list])), ' ']), el('span.note', {}, number(form.columns.length)),
        first && row.forms.length > 1 && !of('table') ? el('span.badge', {}, t('commonest')) : null,
        of('table') ? el('span.badge.elsewhere', {}, t('elsewhere')) : null,
        form.likeness === null ? null : el('span.badge', { title: t('likenessScale') }, t('byLikeness', form.likeness.toFixed(2)))),
      form.parts.map((part) => el('p.wording', { lang: 'zh' }, form.parts.length > 1 ? [sign(part.list), ' '] : null, pieces(part.pieces, 'mark'))),
      form.departments.map((group) => [
        departments(page, group, group.columns.some((column) => marks[column].departments)),
        some ? el('p.note', {}, number(group.columns.length)) : null,
        towns(tools, row, group.columns)
      ]), first ? null : judge(page, form, row.forms[0]));
  };
  const absent = (page, tools, row) => {
    const marks = kgCells.marks(row);
    const without = row.held.map((_, column) => column).filter((column) => !row.held[column]);
    const box = (name, sign_, text, columns) => (columns.length ? el('article.card.absent', {}, el('header', {}, el(`b.${name}`, { 'aria-hidden': 'true' }, sign_), ' ', el('b', {}, t(text)), ' ', el('span.note', {}, number(columns.length))), towns(tools, row, columns)) : null);
    return [
      box('missing', '−', 'absent', without.filter((column) => !marks[column].ordinary && !marks[column].possible)),
      box('ordinary', '−', 'absentOrdinary', without.filter((column) => marks[column].ordinary && !marks[column].possible)),
      box('possible', '?', 'possibleHere', without.filter((column) => marks[column].possible))
    ];
  };
  /* What the cells do not show: another lead, an older name, a step that one township alone is asked for … */
  const others = (page, tools, row) => {
    const found = row.differences.filter((one) => !SHOWN.includes(one.kind));
    if (!found.length) { return null; }
    const { texts, words } = page.data;
    return el('section', {}, el('h3', {}, t('otherDifferences')), found.map((one) => el('article.card.other', {},
      el('b', {}, kgSay.of(words.difference[one.kind])), ' ', chinese(one.columns.map((column) => tools.townships[column].name).join('、')),
      el('p', {}, t('here'), kgSay.colon(), chinese(texts[one.here])),
      texts[one.usual] ? el('p.note', {}, t('usual'), kgSay.colon(), chinese(texts[one.usual])) : null)));
  };
  /* Two townships side by side, what differs between these two marked. */
  const formOf = (row, column) => row.forms.find((form) => form.columns.includes(column));
  const textOf = (part) => part.pieces.map((piece) => piece.text).join('');
  const half = (page, tools, row, column, { texts, names, theirs, key, pair }) => {
    const [code] = kgCells.codes(row, column);
    const holding = tools.townships.map((one, at) => [one, at]).filter(([, at]) => row.held[at]);
    const at = key === 'one' ? 0 : 1;
    const choose = el('select', { 'aria-label': t(key === 'one' ? 'pairOne' : 'pairOther'), 'data-at': `two-${key}`, onchange: (event) => page.set({ two: pair.map((id, place) => (place === at ? event.target.value : id)).join(',') }) },
      holding.map(([one]) => el('option', { value: one.id, selected: one.id === pair[at] }, one.name)));
    return el('article.card.half', {}, el('header', {}, choose, ' ', el('a', { href: tools.duty(column, code), title: tools.label(code) }, tools.label(code))),
      texts.map((found) => el('p.wording', { lang: 'zh' }, pieces(found, 'mark'))),
      el('div.chips', {}, names.map((name) => el(`span.chip${theirs.includes(name) ? '' : '.come'}`, { lang: 'zh', title: page.data.texts[name] }, theirs.includes(name) ? '' : '＋', page.short(page.data.texts[name])))));
  };
  const pairwise = (page, tools, row) => {
    if (row.held.filter(Boolean).length < 2) { return null; }
    const columns = kgPairwise.chosen(row, tools.townships.map((one) => one.id), page.at.query);
    const forms = columns.map((column) => formOf(row, column));
    const names = forms.map((form, at) => form.departments.find((group) => group.columns.includes(columns[at])).names);
    const texts = [[], []];
    for (let at = 0; at < Math.max(...forms.map((form) => form.parts.length)); at += 1) {
      const both = forms.map((form) => (form.parts[at] ? textOf(form.parts[at]) : ''));
      kgPairwise.diff(both[0], both[1]).forEach((found, side) => { if (both[side]) { texts[side].push(found); } });
    }
    const pair = columns.map((column) => tools.townships[column].id);
    const same = textOf({ pieces: texts[0].flat() }) === textOf({ pieces: texts[1].flat() });
    return el('section.pairwise', {}, el('h3', {}, t('pairwise')), same ? el('p.note', {}, t('pairSame')) : null,
      el('div.halves', {}, ['one', 'other'].map((key, at) => half(page, tools, row, columns[at], { texts: texts[at], names: names[at], theirs: names[1 - at], key, pair }))));
  };
  const copy = (page, event) => {
    const button = event.target;
    const done = () => { button.textContent = t('copied'); page.say(t('copied')); };
    const area = el('textarea.out', { readonly: true });
    area.value = window.location.href;
    document.body.append(area);
    area.select();
    try { if (document.execCommand('copy')) { done(); } } finally { area.remove(); button.focus(); }
  };
  /* What can be done with a row that is open: shut it, copy its link, go on. */
  const acts = (page, row, tools) => {
    const at = tools.rows.indexOf(row);
    const step = (other, text, name) => (other ? el('a', { href: tools.link(other), 'data-at': name }, text) : null);
    return el('nav.acts', {}, el('a', { href: page.href('compare', [], page.at.query), 'data-at': 'close' }, '✕ ', t('close')),
      el('button.plain', { type: 'button', onclick: (event) => copy(page, event) }, t('copyLink')),
      at > 0 ? step(tools.rows[at - 1], ['‹ ', t('previousRow')], 'previous') : null, at >= 0 ? step(tools.rows[at + 1], [t('nextRow'), ' ›'], 'next') : null);
  };
  const render = (page, row, tools) => {
    const held = row.held.filter(Boolean).length;
    return [
      acts(page, row, tools),
      el('h2', { lang: 'zh' }, page.data.texts[row.title]),
      el('p.note', {}, page.category(page.data.texts[row.category]), ' · ', row.forms.length > 1 ? t('heldOf', held, row.held.length, row.forms.length) : t('heldAlike', held, row.held.length)),
      row.doubtful ? el('p.doubt', {}, t('doubtful')) : null,
      row.forms.map((form, place) => card(page, tools, row, form, place === 0)),
      doubts(page, tools, row), kgOpinions.apart(page, row.forms.flatMap((form) => form.parts)),
      absent(page, tools, row), pairwise(page, tools, row), others(page, tools, row)
    ];
  };
  return { render, acts, absent };
})();
