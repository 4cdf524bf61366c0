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
  function lineOf(duty) { return document.getElementById(duty.code).getAttribute('data-line'); }
  function clauseBox(store, clause) {
    var duty = store.duties[clause[0]];
    var place = clause[2] >= 0 && clause[1] !== 'title' ? clause[1] : '';
    var href = kgPanel.dutyLink(duty) + (place ? '/' + place : '');
    var where = clause[1] === 'title' ? t('title') : place ? t(place.charAt(0) === 's' ? (duty.kind === 'recalled' ? 'receiving' : 'superior') : 'township') + ' ' + place.slice(1) : '';
    return el('div.clause.' + duty.kind, {}, [
      el('a', { href: href }, [el('span.code.' + duty.kind, {}, [kgDom.shape(duty.kind), ' ', duty.label]), place ? duty.title : '']),
      el('q', {}, pieces(quotation(store, clause), clause[4]).map(function (p) { return p[1] ? el('mark', {}, p[0]) : p[0]; })),
      el('small', {}, [where, where ? ' · ' : '', t('line', clause[5] || lineOf(duty))])
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
  function box(store, finding, verdicts, changed, here) {
    var quoted = Object.create(null);
    finding.clauses.forEach(function (c) { quoted[c[0]] = true; });
    var short = !finding.clauses.length;
    var rest = finding.duties.filter(function (code) { return !quoted[code]; });
    return el('section.finding' + (here === finding.id ? '.here' : '') + (short ? '.short' : ''), { id: 'f' + finding.at }, [
      el('header', {}, [
        finding.grade ? el('span.grade.g' + finding.grade, {}, kgPanel.gradeName(finding)) : null,
        finding.matter || finding.view === 'overlaps' ? el('h4', {}, kgPanel.matterOf(store, finding) || kgPanel.kindName(finding)) : null,
        finding.departments.map(function (d) { return el('a.dep', { href: kgPanel.departmentLink(d) }, d.short); }).slice(0, 12).reduce(function (f, n) { f.appendChild(n); return f; }, document.createDocumentFragment())
      ]),
      el('p.why', {}, [finding.rule[kgWords.english() ? 1 : 0], finding.grade && finding.score ? '（' + t('score') + ' ' + finding.score + '）' : '']),
      el('div.pair', {}, finding.clauses.map(function (c) { return clauseBox(store, c); })),
      rest.length ? kgPanel.dutyRows(store, rest) : null,
      verdictBox(finding, verdicts, changed)
    ]);
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
  function sections(store, found, verdicts, changed, here, groupOf, nameOf) {
    var out = [];
    var groups = Object.create(null);
    var order = [];
    found.forEach(function (f) {
      var g = groupOf(f);
      if (!groups[g]) { groups[g] = []; order.push(g); }
      groups[g].push(f);
    });
    order.forEach(function (g) {
      var all = groups[g];
      var holder = el('div', {});
      function fill(from) {
        all.slice(from, from + most).forEach(function (f) { holder.appendChild(box(store, f, verdicts, changed, here)); });
        if (all.length > from + most) {
          var more = el('button.pill', { type: 'button', onclick: function () { holder.removeChild(more); fill(from + most); } }, t('more', all.length - from - most));
          holder.appendChild(more);
        }
      }
      var at = here ? all.map(function (f) { return f.id; }).indexOf(here) : -1;
      if (at >= most) { all.unshift(all.splice(at, 1)[0]); }
      fill(0);
      out.push(el('h3.section', { id: 'g-' + g }, nameOf(all[0]) + ' ' + all.length), holder);
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
    return page('overlaps', shown, parts, bar(verdicts, download));
  }
  function gaps(store, verdicts, changed, download, here) {
    var order = store.data.findingKinds.map(function (k) { return k[0]; });
    var found = visible(store, 'gaps').sort(function (a, b) {
      return order.indexOf(a.kind) - order.indexOf(b.kind) || b.grade - a.grade || b.score - a.score || a.at - b.at;
    });
    return page('gaps', found, sections(store, found, verdicts, changed, here, function (f) { return f.kind; }, kgPanel.kindName), bar(verdicts, download));
  }
  return { overlaps: overlaps, gaps: gaps, pieces: pieces, visible: visible };
}());
if (typeof module !== 'undefined') { module.exports = kgFindings; }
