/* What the analyses found: overlaps with their clauses side by side, gaps, and a place for the reader's verdict. */
const kgCards = (() => {
  'use strict';
  const el = kgMake.el;
  const t = kgSay.t;
  const most = 60;
  function quotation(store, clause) {
    const code = clause[0];
    let text = clause[1];
    if (clause[2] >= 0) {
      const selector = clause[1] === 'title' ? '.title' : `[data-s="${clause[1]}"]`;
      const node = document.getElementById(code).querySelector(selector);
      text = node ? node.textContent.substr(clause[2], clause[3]) : '';
    }
    return text;
  }
  /* A text cut at the stretches to mark (offset, length, offset, length, …): pieces as [text, marked]. */
  function pieces(text, stretches) {
    const out = [];
    let from = 0;
    for (let i = 0; i + 1 < stretches.length; i += 2) {
      const at = stretches[i];
      if (at > from) { out.push([text.slice(from, at), false]); }
      out.push([text.slice(at, at + stretches[i + 1]), true]);
      from = at + stretches[i + 1];
    }
    if (from < text.length) { out.push([text.slice(from), false]); }
    return out;
  }
  /* Where a person finds a clause: its line, or the place that the document's format has. */
  function placeOf(duty, line) {
    const article = document.getElementById(duty.code);
    if (line) { return t('line', line); }
    return article.getAttribute('data-place') || t('line', article.getAttribute('data-line'));
  }
  /* The number that is printed before a step (二、3); its place in the cell where that is the same. */
  function numberOf(duty, place) {
    const node = document.getElementById(duty.code).querySelector(`[data-s="${place}"]`);
    return (node && node.getAttribute('data-n')) || place.slice(1);
  }
  function clauseBox(store, clause) {
    const duty = store.duties[clause[0]];
    const place = clause[2] >= 0 && clause[1] !== 'title' ? clause[1] : '';
    const href = kgPanel.dutyLink(duty, place);
    const superior = duty.kind === 'recalled' ? 'receiving' : 'superior';
    const side = place.charAt(0) === 's' ? superior : 'township';
    const numbered = place ? `${t(side)} ${numberOf(duty, place)}` : '';
    const where = clause[1] === 'title' ? t('title') : numbered;
    return el(`div.clause.${duty.kind}`, {}, [
      el('a', { href }, [el(`span.code.${duty.kind}`, {}, [kgShape(duty.kind), ' ', duty.label]), place ? duty.title : '']),
      el('q', {}, pieces(quotation(store, clause), clause[4]).map((p) => { return p[1] ? el('mark', {}, p[0]) : p[0]; })),
      el('small', {}, [where, where ? ' · ' : '', placeOf(duty, clause[5])])
    ]);
  }
  function verdictBox(finding, verdicts, changed) {
    let now = verdicts[finding.id] || { verdict: finding.verdict, note: finding.note };
    function set(key, value) {
      const next = { verdict: now.verdict, note: now.note };
      next[key] = value;
      now = next;
      changed(finding, next);
    }
    return el('fieldset.verdict', {}, [el('legend', {}, t('verdict'))].concat(['', 'lawful', 'settle', 'no'].map((v) => {
      return el('label', {}, [el('input', { type: 'radio', name: `v-${finding.at}`, value: v, checked: (now.verdict || '') === v, onchange () { set('verdict', v); } }), t(v || 'open')]);
    }), [el('input', { type: 'text', placeholder: t('verdictNote'), 'aria-label': t('verdictNote'), value: now.note || '', oninput (e) { set('note', e.target.value); } })]));
  }
  /* Findings of one kind and grade whose rule begins with the same sentence: one thing to settle. */
  function sayingTheSame(found) {
    const groups = Object.create(null);
    const order = [];
    found.forEach((f) => {
      const key = f.clauses.length && f.view === 'overlaps' ? `${f.grade} ${f.rule[0].split('；')[0]}` : f.id;
      if (!groups[key]) { groups[key] = []; order.push(key); }
      groups[key].push(f);
    });
    return order.map((key) => { return groups[key]; });
  }
  function distinct(all, keyOf) {
    const seen = Object.create(null);
    return all.filter((x) => {
      const key = keyOf(x);
      const fresh = !seen[key];
      seen[key] = true;
      return fresh;
    });
  }
  function every(same, part) { return same.reduce((all, f) => { return all.concat(f[part]); }, []); }
  /* The rule of findings that say the same: three pairs of three items say it of three. */
  function said(same) {
    const english = kgSay.english() ? 1 : 0;
    const mark = english ? '; ' : '；';
    if (same.length === 1) { return same[0].rule[english]; }
    const parts = same.map((f) => { return f.rule[english].split(mark); });
    const items = distinct(every(same, 'duties'), String).length;
    const why = distinct([].concat.apply([], parts.map((p) => { return p.slice(1, -1); })), String);
    const first = parts[0][0].replace('两项', `${items} 项`).replace(/^both have/, `all ${items} have`);
    return [first].concat(why, parts[0].slice(-1)).join(mark);
  }
  function box(store, same, verdicts, changed, here) {
    const finding = same[0];
    const quoted = Object.create(null);
    const clauses = distinct(every(same, 'clauses'), (c) => { return [c[0], c[1], c[2], c[3]].join(' '); });
    clauses.forEach((c) => { quoted[c[0]] = true; });
    const short = !clauses.length;
    const rest = distinct(every(same, 'duties'), String).filter((code) => { return !quoted[code]; });
    const marked = same.some((f) => { return here === f.id; });
    return el(`section.finding${marked ? '.here' : ''}${short ? '.short' : ''}`, { id: `f${finding.at}` }, [
      el('header', {}, [
        finding.grade ? el(`span.grade.g${finding.grade}`, {}, kgPanel.gradeName(finding)) : null,
        finding.matter || finding.view === 'overlaps' ? el('h4', {}, kgPanel.matterOf(store, finding) || kgPanel.kindName(finding)) : null,
        distinct(every(same, 'departments'), (d) => { return d.id; }).map((d) => { return el('a.dep', { href: kgPanel.departmentLink(d) }, d.short); }).slice(0, 12).reduce((f, n) => { f.appendChild(n); return f; }, document.createDocumentFragment())
      ]),
      el('p.why', {}, [said(same), finding.grade && finding.score ? `（${t('score')} ${finding.score}）` : '']),
      el('div.pair', {}, clauses.map((c) => { return clauseBox(store, c); })),
      rest.length ? kgPanel.dutyRows(store, rest) : null
    ].concat(same.map((f) => {
      return el('div', { id: f === finding ? `v${f.at}` : `f${f.at}` }, [
        same.length > 1 ? el('small', {}, f.duties.map((code) => { return store.duties[code].label; }).join(' · ')) : null,
        verdictBox(f, verdicts, changed)
      ]);
    })));
  }
  function visible(store, view) {
    const mark = store.page.at.query.mark;
    return store.findings.filter((f) => {
      return f.view === view && (!mark || f.kind === mark) && (!f.duties.length || f.duties.some((code) => { return kgStore.passes(store, store.duties[code]); }));
    });
  }
  function bar(verdicts, download) {
    return el('div.verdict-bar', {}, [
      el('button.pill', { type: 'button', id: 'save-verdicts', onclick: download }, t('verdicts')),
      el('span.note', {}, [t('verdictsN', Object.keys(verdicts).length), ' · ', t('verdictsHow')])
    ]);
  }
  /* A line of links to the sections below. */
  function jumps(parts) {
    return el('p.jumps', {}, parts.filter((part) => { return part.tagName === 'H3'; }).map((head) => {
      return el('button.pill', { type: 'button', onclick () { head.scrollIntoView(); } }, head.textContent);
    }));
  }
  /* Why a kind of finding matters and what one does about it. */
  function whyOf(f) { return el('p.lead.matters', {}, f.why[kgSay.english() ? 1 : 0]); }
  function sections(store, found, verdicts, changed, here, groupOf, nameOf, leadOf) {
    const out = [];
    const groups = Object.create(null);
    const order = [];
    found.forEach((f) => {
      const g = groupOf(f);
      if (!groups[g]) { groups[g] = []; order.push(g); }
      groups[g].push(f);
    });
    order.forEach((g) => {
      const all = sayingTheSame(groups[g]);
      const holder = el('div', {});
      function fill(from) {
        all.slice(from, from + most).forEach((f) => { holder.appendChild(box(store, f, verdicts, changed, here)); });
        if (all.length > from + most) {
          const more = el('button.pill', { type: 'button', onclick () { holder.removeChild(more); fill(from + most); } }, t('more', all.length - from - most));
          holder.appendChild(more);
        }
      }
      const at = here ? all.map((same) => { return same.some((f) => { return f.id === here; }); }).indexOf(true) : -1;
      if (at >= most) { all.unshift(all.splice(at, 1)[0]); }
      fill(0);
      out.push(el('h3.section', { id: `g-${g}` }, `${nameOf(groups[g][0])} ${groups[g].length}`));
      if (leadOf) { out.push(leadOf(groups[g][0])); }
      out.push(holder);
    });
    return out;
  }
  function page(view, found, parts, foot) {
    return [el('h2', {}, `${t(`${view}Title`)  } ${found.length}`), el('p.lead', {}, t(`${view}Lead`)), found.length ? jumps(parts) : el('p.empty', {}, t('noFindings'))].concat(parts, [foot]);
  }
  /* Pairs by matter, the gravest first; what is not shown by default opens by a click. */
  function overlaps(store, verdicts, changed, download, here) {
    const found = visible(store, 'overlaps').sort((a, b) => { return b.grade - a.grade || b.score - a.score || a.at - b.at; });
    const shown = found.filter((f) => { return f.shown || f.id === here; });
    const rest = found.filter((f) => { return shown.indexOf(f) < 0; });
    function byMatter(some) {
      return sections(store, some, verdicts, changed, here, (f) => { return f.group || ''; }, (f) => { return kgPanel.groupOf(store, f); });
    }
    const parts = byMatter(shown);
    if (rest.length) {
      const holder = el('div', {});
      const open = el('button.pill', { type: 'button', id: 'more-overlaps', onclick () {
        holder.removeChild(open);
        byMatter(rest).forEach((node) => { holder.appendChild(node); });
      } }, t('hidden', rest.length));
      holder.appendChild(open);
      parts.push(holder);
    }
    if (found.length) { parts.unshift(whyOf(found[0])); }
    return page('overlaps', shown, parts, bar(verdicts, download));
  }
  function gaps(store, verdicts, changed, download, here) {
    const order = store.data.findingKinds.map((k) => { return k[0]; });
    const found = visible(store, 'gaps').sort((a, b) => {
      return order.indexOf(a.kind) - order.indexOf(b.kind) || b.grade - a.grade || b.score - a.score || a.at - b.at;
    });
    return page('gaps', found, sections(store, found, verdicts, changed, here, (f) => { return f.kind; }, kgPanel.kindName, whyOf), bar(verdicts, download));
  }
  const switcher = (at) => el('div.switch', {}, ['overlaps', 'gaps'].map((form) => el('a', {
    href: kgLinks.findings(form), 'data-at': `form-${form}`, 'aria-current': at === form ? 'true' : null
  }, t(form))));
  return { switcher, overlaps, gaps, pieces, said, sayingTheSame, visible };
})();
if (typeof module !== 'undefined') { module.exports = kgCards; }
