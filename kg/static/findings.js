/* What the analyses found: overlaps with their clauses side by side, gaps, and a place for the reader's verdict. */
var kgFindings = (function () {
  'use strict';
  var el = kgDom.el;
  var t = kgWords.t;
  var most = 60;
  function quotation(store, clause) {
    var code = clause[0];
    var text = clause[1];
    if (clause[2] >= 0) {
      var selector = clause[1] === 'title' ? '.title' : '[data-s="' + clause[1] + '"]';
      var node = document.getElementById(code).querySelector(selector);
      text = node ? node.textContent.substr(clause[2], clause[3]) : '';
    }
    return text;
  }
  /* A text cut at the stretches to mark (offset, length, offset, length, …): pieces as [text, marked]. */
  function pieces(text, stretches) {
    var out = [];
    var from = 0;
    for (var i = 0; i + 1 < stretches.length; i += 2) {
      var at = stretches[i];
      if (at > from) { out.push([text.slice(from, at), false]); }
      out.push([text.slice(at, at + stretches[i + 1]), true]);
      from = at + stretches[i + 1];
    }
    if (from < text.length) { out.push([text.slice(from), false]); }
    return out;
  }
  /* Where a person finds a clause: its line, or the place that the document's format has. */
  function placeOf(duty, line) {
    var article = document.getElementById(duty.code);
    if (line) { return t('line', line); }
    return article.getAttribute('data-place') || t('line', article.getAttribute('data-line'));
  }
  /* The number that is printed before a step (二、3); its place in the cell where that is the same. */
  function numberOf(duty, place) {
    var node = document.getElementById(duty.code).querySelector('[data-s="' + place + '"]');
    return (node && node.getAttribute('data-n')) || place.slice(1);
  }
  function clauseBox(store, clause) {
    var duty = store.duties[clause[0]];
    var place = clause[2] >= 0 && clause[1] !== 'title' ? clause[1] : '';
    var href = kgPanel.dutyLink(duty) + (place ? '/' + place : '');
    var where = clause[1] === 'title' ? t('title') : place ? t(place.charAt(0) === 's' ? (duty.kind === 'recalled' ? 'receiving' : 'superior') : 'township') + ' ' + numberOf(duty, place) : '';
    return el('div.clause.' + duty.kind, {}, [
      el('a', { href: href }, [el('span.code.' + duty.kind, {}, [kgDom.shape(duty.kind), ' ', duty.label]), place ? duty.title : '']),
      el('q', {}, pieces(quotation(store, clause), clause[4]).map(function (p) { return p[1] ? el('mark', {}, p[0]) : p[0]; })),
      el('small', {}, [where, where ? ' · ' : '', placeOf(duty, clause[5])])
    ]);
  }
  function verdictBox(finding, verdicts, changed) {
    var now = verdicts[finding.id] || { verdict: finding.verdict, note: finding.note };
    function set(key, value) {
      var next = { verdict: now.verdict, note: now.note };
      next[key] = value;
      now = next;
      changed(finding, next);
    }
    return el('fieldset.verdict', {}, [el('legend', {}, t('verdict'))].concat(['', 'lawful', 'settle', 'no'].map(function (v) {
      return el('label', {}, [el('input', { type: 'radio', name: 'v-' + finding.at, value: v, checked: (now.verdict || '') === v, onchange: function () { set('verdict', v); } }), t(v || 'open')]);
    }), [el('input', { type: 'text', placeholder: t('verdictNote'), 'aria-label': t('verdictNote'), value: now.note || '', oninput: function (e) { set('note', e.target.value); } })]));
  }
  /* Findings of one kind and grade whose rule begins with the same sentence: one thing to settle. */
  function sayingTheSame(found) {
    var groups = Object.create(null);
    var order = [];
    found.forEach(function (f) {
      var key = f.clauses.length && f.view === 'overlaps' ? f.grade + ' ' + f.rule[0].split('；')[0] : f.id;
      if (!groups[key]) { groups[key] = []; order.push(key); }
      groups[key].push(f);
    });
    return order.map(function (key) { return groups[key]; });
  }
  function distinct(all, keyOf) {
    var seen = Object.create(null);
    return all.filter(function (x) {
      var key = keyOf(x);
      var fresh = !seen[key];
      seen[key] = true;
      return fresh;
    });
  }
  function every(same, part) { return same.reduce(function (all, f) { return all.concat(f[part]); }, []); }
  /* The rule of findings that say the same: three pairs of three items say it of three. */
  function said(same) {
    var english = kgWords.english() ? 1 : 0;
    var mark = english ? '; ' : '；';
    if (same.length === 1) { return same[0].rule[english]; }
    var parts = same.map(function (f) { return f.rule[english].split(mark); });
    var items = distinct(every(same, 'duties'), String).length;
    var why = distinct([].concat.apply([], parts.map(function (p) { return p.slice(1, -1); })), String);
    var first = parts[0][0].replace('两项', items + ' 项').replace(/^both have/, 'all ' + items + ' have');
    return [first].concat(why, parts[0].slice(-1)).join(mark);
  }
  function box(store, same, verdicts, changed, here) {
    var finding = same[0];
    var quoted = Object.create(null);
    var clauses = distinct(every(same, 'clauses'), function (c) { return [c[0], c[1], c[2], c[3]].join(' '); });
    clauses.forEach(function (c) { quoted[c[0]] = true; });
    var short = !clauses.length;
    var rest = distinct(every(same, 'duties'), String).filter(function (code) { return !quoted[code]; });
    var marked = same.some(function (f) { return here === f.id; });
    return el('section.finding' + (marked ? '.here' : '') + (short ? '.short' : ''), { id: 'f' + finding.at }, [
      el('header', {}, [
        finding.grade ? el('span.grade.g' + finding.grade, {}, kgPanel.gradeName(finding)) : null,
        finding.matter || finding.view === 'overlaps' ? el('h4', {}, kgPanel.matterOf(store, finding) || kgPanel.kindName(finding)) : null,
        distinct(every(same, 'departments'), function (d) { return d.id; }).map(function (d) { return el('a.dep', { href: kgPanel.departmentLink(d) }, d.short); }).slice(0, 12).reduce(function (f, n) { f.appendChild(n); return f; }, document.createDocumentFragment())
      ]),
      el('p.why', {}, [said(same), finding.grade && finding.score ? '（' + t('score') + ' ' + finding.score + '）' : '']),
      el('div.pair', {}, clauses.map(function (c) { return clauseBox(store, c); })),
      rest.length ? kgPanel.dutyRows(store, rest) : null
    ].concat(same.map(function (f) {
      return el('div', { id: f === finding ? 'v' + f.at : 'f' + f.at }, [
        same.length > 1 ? el('small', {}, f.duties.map(function (code) { return store.duties[code].label; }).join(' · ')) : null,
        verdictBox(f, verdicts, changed)
      ]);
    })));
  }
  function visible(store, view) {
    var mark = store.filter.mark;
    return store.findings.filter(function (f) {
      return f.view === view && (!mark || f.kind === mark) && (!f.duties.length || f.duties.some(function (code) { return kgStore.passes(store, store.duties[code]); }));
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
    return el('p.jumps', {}, parts.filter(function (part) { return part.tagName === 'H3'; }).map(function (head) {
      return el('button.pill', { type: 'button', onclick: function () { head.scrollIntoView(); } }, head.textContent);
    }));
  }
  /* Why a kind of finding matters and what one does about it. */
  function whyOf(f) { return el('p.lead.matters', {}, f.why[kgWords.english() ? 1 : 0]); }
  function sections(store, found, verdicts, changed, here, groupOf, nameOf, leadOf) {
    var out = [];
    var groups = Object.create(null);
    var order = [];
    found.forEach(function (f) {
      var g = groupOf(f);
      if (!groups[g]) { groups[g] = []; order.push(g); }
      groups[g].push(f);
    });
    order.forEach(function (g) {
      var all = sayingTheSame(groups[g]);
      var holder = el('div', {});
      function fill(from) {
        all.slice(from, from + most).forEach(function (f) { holder.appendChild(box(store, f, verdicts, changed, here)); });
        if (all.length > from + most) {
          var more = el('button.pill', { type: 'button', onclick: function () { holder.removeChild(more); fill(from + most); } }, t('more', all.length - from - most));
          holder.appendChild(more);
        }
      }
      var at = here ? all.map(function (same) { return same.some(function (f) { return f.id === here; }); }).indexOf(true) : -1;
      if (at >= most) { all.unshift(all.splice(at, 1)[0]); }
      fill(0);
      out.push(el('h3.section', { id: 'g-' + g }, nameOf(groups[g][0]) + ' ' + groups[g].length));
      if (leadOf) { out.push(leadOf(groups[g][0])); }
      out.push(holder);
    });
    return out;
  }
  function page(view, found, parts, foot) {
    return [el('h2', {}, t(view + 'Title') + ' ' + found.length), el('p.lead', {}, t(view + 'Lead')), found.length ? jumps(parts) : el('p.empty', {}, t('noFindings'))].concat(parts, [foot]);
  }
  /* Pairs by matter, the gravest first; what is not shown by default opens by a click. */
  function overlaps(store, verdicts, changed, download, here) {
    var found = visible(store, 'overlaps').sort(function (a, b) { return b.grade - a.grade || b.score - a.score || a.at - b.at; });
    var shown = found.filter(function (f) { return f.shown || f.id === here; });
    var rest = found.filter(function (f) { return shown.indexOf(f) < 0; });
    function byMatter(some) {
      return sections(store, some, verdicts, changed, here, function (f) { return f.group || ''; }, function (f) { return kgPanel.groupOf(store, f); });
    }
    var parts = byMatter(shown);
    if (rest.length) {
      var holder = el('div', {});
      var open = el('button.pill', { type: 'button', id: 'more-overlaps', onclick: function () {
        holder.removeChild(open);
        byMatter(rest).forEach(function (node) { holder.appendChild(node); });
      } }, t('hidden', rest.length));
      holder.appendChild(open);
      parts.push(holder);
    }
    if (found.length) { parts.unshift(whyOf(found[0])); }
    return page('overlaps', shown, parts, bar(verdicts, download));
  }
  function gaps(store, verdicts, changed, download, here) {
    var order = store.data.findingKinds.map(function (k) { return k[0]; });
    var found = visible(store, 'gaps').sort(function (a, b) {
      return order.indexOf(a.kind) - order.indexOf(b.kind) || b.grade - a.grade || b.score - a.score || a.at - b.at;
    });
    return page('gaps', found, sections(store, found, verdicts, changed, here, function (f) { return f.kind; }, kgPanel.kindName, whyOf), bar(verdicts, download));
  }
  return { overlaps: overlaps, gaps: gaps, pieces: pieces, said: said, sayingTheSame: sayingTheSame, visible: visible };
}());
if (typeof module !== 'undefined') { module.exports = kgFindings; }
