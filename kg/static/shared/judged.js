/* What readers say of findings: what the build knows, what this reader says since, and another reader's file put to it. */
const kgJudged = (() => {
  'use strict';
  const VERDICTS = ['lawful', 'settle', 'no'];
  /* What is said of two titles that were taken for one matter. */
  const OF_PAIRS = ['apart', 'same'];
  const people = (said) => (said.by || '').split('、').filter(Boolean);
  const together = (one, other) => [...new Set([...people({ by: one }), ...people({ by: other })])].join('、');
  const same = (one, other) => Boolean(one) && Boolean(other) && (one.verdict || '') === (other.verdict || '') && (one.note || '') === (other.note || '');
  const empty = (said) => !said || (!said.verdict && !said.note);
  const alike = (one, other) => one.length === other.length && one.every((name, place) => name === other[place]);
  const later = (old, given) => !given.when || given.when >= (old.when || '');
  /* The word of two people who say the same: both named, both notes, the later day. */
  const agreed = (old, given) => Object.assign({}, old, {
    verdict: old.verdict || given.verdict || '',
    by: together(old.by, given.by),
    note: (old.note || '').includes(given.note || '') ? old.note || '' : [old.note, given.note].filter(Boolean).join('；'),
    when: (old.when || '') > (given.when || '') ? old.when : given.when || ''
  });
  /* One word put to another, as `kg verdict FILE` does: {said} what holds, {conflict} where two people differ (the known one stays).
     One person's later word goes before the earlier one; two who agree are both named; a note alone is put to what is there. */
  const merge = (old, given) => {
    if (empty(given)) { return { said: null }; }
    if (empty(old)) { return { said: given }; }
    if (alike(people(old), people(given))) { return { said: later(old, given) ? given : old }; }
    if (!old.verdict || !given.verdict || old.verdict === given.verdict) { return { said: agreed(old, given) }; }
    const mine = people(given);
    const outdated = mine.length > 0 && mine.length < people(old).length && mine.every((name) => people(old).includes(name)) && !later(old, given);
    return outdated ? { said: old } : { said: old, conflict: given };
  };
  /* The month of the other edition of this place that a word was given on; an edition is told as place and month. */
  const carried = (said, edition) => {
    const [there, here] = [said.edition || '', edition].map((name) => [name.slice(0, Math.max(0, name.lastIndexOf(' '))), name.slice(name.lastIndexOf(' ') + 1)]);
    return there[0] === here[0] && there[1] !== here[1] ? there[1] : '';
  };
  /* Whether a word holds for a finding of an edition: if it was given on another edition of the place, only where the clauses are unchanged. */
  const holds = (said, finding, edition) => !carried(said, edition) || !said.clauses || said.clauses === finding.wording;
  /* A kind of finding and the clauses that it is about; nothing where no clauses are known. */
  const about = (id, clauses) => (clauses && typeof id === 'string' ? `${id.split('-')[0]} ${clauses}` : '');
  /* Things by their clauses, without those of which there are several: two duties may have the same words. */
  const byClauses = (things, nameOf, valueOf) => {
    const found = new Map();
    const several = new Set();
    for (const thing of things) {
      const name = nameOf(thing);
      if (found.has(name)) { several.add(name); }
      found.set(name, valueOf(thing));
    }
    for (const name of [...several, '']) { found.delete(name); }
    return found;
  };

  /* What a list's page reports to its county's page: how many rows the build had judged (`built`), of how many (`total`), how many are judged
     now, how many of these are called wrong (`dropped`) or to be confirmed (`pending`), and how many of each kind count. The key is the list's. */
  const REPORTS = 'kg-told-';
  /* Whether what another window stored is such a report: it says nothing new of verdicts. */
  const isReport = (event) => (event.key || '').startsWith(REPORTS);
  const isCount = (value) => Number.isInteger(value) && value >= 0;
  const report = (storage, id, told) => { try { storage.setItem(REPORTS + id, JSON.stringify(told)); } catch (error) { /* the county's page says what the build says */ } };
  const reported = (storage, id) => {
    try {
      const told = JSON.parse(storage.getItem(REPORTS + id));
      return [told.built, told.total, told.judged, told.dropped, told.pending, ...Object.values(told.kinds)].every(isCount) ? told : null;
    } catch (error) { return null; }
  };

  const clean = (said) => {
    const kept = {};
    for (const name of ['verdict', 'note', 'by', 'when', 'edition', 'clauses']) { if (typeof said[name] === 'string' && said[name]) { kept[name] = said[name]; } }
    if (kept.verdict && ![...VERDICTS, ...OF_PAIRS].includes(kept.verdict)) { delete kept.verdict; }
    if (Array.isArray(said.duties)) { kept.duties = said.duties.filter((one) => typeof one === 'string'); }
    return kept;
  };
  const parse = (text) => {
    let raw = null;
    try { raw = JSON.parse(text || '{}'); } catch (error) { raw = {}; }
    const state = { name: raw && typeof raw.name === 'string' ? raw.name : null, said: {}, conflicts: {} };
    for (const part of ['said', 'conflicts']) {
      for (const [id, said] of Object.entries((raw && raw[part]) || {})) {
        if (!said || typeof said !== 'object') { continue; }
        state[part][id] = clean(said);
        if (said.base && typeof said.base === 'object') { state[part][id].base = clean(said.base); }
      }
    }
    return state;
  };

  /* findings: [{id, wording, verdict, note, by, when, carried, duties: [key]}] as built; storage may be null or refuse.
     words: what may be said of them; open: a file may speak of what the build does not name (a pair of titles). */
  const make = ({ findings, edition, key, storage, today, words = VERDICTS, open = false }) => {
    const known = new Map(findings.map((finding) => [finding.id, finding]));
    const undone = [];
    let state = parse('');
    let kept = false;
    let version = 0;
    const load = () => {
      try { state = parse(storage.getItem(key)); } catch (error) { /* nothing is kept here */ }
    };
    const save = () => {
      try {
        const text = JSON.stringify(state);
        storage.setItem(key, text);
        kept = storage.getItem(key) === text;
      } catch (error) { kept = false; }
    };
    /* Another window may have written since: what changes is put into what is kept now. */
    const change = (alter) => {
      if (kept) { load(); }
      alter();
      save();
    };
    const plain = new Map(findings.map((finding) => [finding.id, {
      verdict: finding.verdict || '', note: finding.note || '', by: finding.by || '', when: finding.when || '', carried: finding.carried || '', conflict: null
    }]));
    const BLANK = { verdict: '', note: '', by: '', when: '', carried: '', conflict: null };
    const built = (finding) => plain.get(finding.id) || BLANK;
    /* Words that were given on another edition, by the clauses that they were about; what is not plain is left out. */
    const former = () => byClauses(Object.entries(state.said).filter(([, said]) => carried(said, edition)), ([id, said]) => about(id, said.clauses), ([, said]) => said);
    let earlier = new Map();
    const localOf = (finding) => {
      const said = state.said[finding.id];
      if (said && holds(said, finding, edition)) { return said; }
      return earlier.size ? earlier.get(about(finding.id, finding.wording)) || null : null;
    };
    const of = (finding) => {
      const said = localOf(finding);
      const conflict = state.conflicts[finding.id] || null;
      if (!said) { return conflict ? Object.assign({}, built(finding), { conflict }) : built(finding); }
      return { verdict: said.verdict || '', note: said.note || '', by: said.by || '', when: said.when || '', carried: carried(said, edition), conflict };
    };
    const put = (finding, next) => {
      const base = clean(built(finding));
      const unchanged = same(next, base) && !built(finding).carried && (next.by || '') === (base.by || '');
      if ((empty(next) && empty(base)) || unchanged) { delete state.said[finding.id]; } else {
        state.said[finding.id] = Object.assign(clean(next), { edition, clauses: finding.wording, base });
      }
    };
    /* What was said here before the last build, beside what the build says now. */
    const settle = () => {
      for (const [id, said] of Object.entries(state.said)) {
        const finding = known.get(id);
        if (!finding || carried(said, edition)) { continue; }
        const now = clean(built(finding));
        if (same(said, now) && !built(finding).carried) { delete state.said[id]; } else if (!same(said.base || {}, now) && !empty(now)) {
          const { said: next, conflict } = merge(said, now);
          if (conflict) { state.conflicts[id] = conflict; }
          state.said[id] = Object.assign(clean(next), { edition, clauses: finding.wording, base: now });
        }
      }
    };
    const snapshot = (id) => ({ id, said: state.said[id], conflict: state.conflicts[id] });
    const restore = (part, id, value) => { if (value) { state[part][id] = value; } else { delete state[part][id]; } };
    const refresh = () => { earlier = former(); version += 1; };
    /* Say something of the findings of a row: a verdict, a note, or both; `typing` joins what is typed into one step back. */
    const give = (members, said, typing) => {
      change(() => {
        const last = undone[undone.length - 1];
        const going = typing && last && last.typing === typing;
        if (!going) { undone.push({ row: members[0].id, typing: typing || '', parts: members.map((finding) => snapshot(finding.id)) }); }
        for (const finding of members) {
          const now = of(finding);
          // who only adds a note to another's verdict stands beside, not in place of the other
          const by = said.verdict === undefined && now.verdict && now.by ? together(now.by, state.name || '') : state.name || '';
          put(finding, Object.assign({ verdict: now.verdict, note: now.note }, said, { by, when: today() }));
          if (said.verdict !== undefined) { delete state.conflicts[finding.id]; }
        }
        refresh();
      });
    };
    /* Take the last step back; which row it was, or nothing. */
    const undo = () => {
      const last = undone.pop();
      if (!last) { return ''; }
      change(() => {
        for (const part of last.parts) { restore('said', part.id, part.said); restore('conflicts', part.id, part.conflict); }
        refresh();
      });
      return last.row;
    };
    /* The reader's name stands beside what she says from now on, and beside what she said unnamed. */
    const sign = (name) => change(() => {
      state.name = name;
      for (const said of Object.values(state.said)) { if (name && !said.by && !carried(said, edition)) { said.by = name; } }
      refresh();
    });
    /* What a file is to hold of some findings: verdicts, notes alone, and what was taken back. */
    const entries = (some) => {
      const found = [];
      for (const finding of some) {
        const now = of(finding);
        const back = empty(now) && !empty(built(finding));
        if (empty(now) && !back) { continue; }
        found.push({
          finding: finding.id, verdict: back ? 'none' : now.verdict, note: now.note, by: back ? state.name || '' : now.by, when: back ? today() : now.when,
          edition: now.carried ? `${edition.slice(0, edition.lastIndexOf(' '))} ${now.carried}` : edition, clauses: finding.wording, duties: finding.keys
        });
      }
      return found;
    };
    const target = (entry, clauses) => {
      const finding = known.get(entry.finding) || (open && typeof entry.finding === 'string' && entry.finding ? { id: entry.finding, wording: '', keys: entry.duties || [] } : null);
      if (finding && holds(entry, finding, edition)) { return finding; }
      return clauses.get(about(entry.finding, entry.clauses)) || null;
    };
    /* What kg would refuse in an entry (duties = 1): it is told as no verdict, never left out in silence. */
    const TEXTS = ['finding', 'place', 'verdict', 'note', 'by', 'when', 'edition', 'clauses'];
    const isMisshapen = (entry) => TEXTS.some((name) => Array.isArray(entry[name])) || (entry.duties !== undefined && !Array.isArray(entry.duties));
    /* Put another file's words to these: how many were taken, were the same, differ, are of no finding here. */
    const take = (file, place) => {
      const told = { taken: 0, same: 0, differ: 0, unknown: 0, none: 0 };
      const clauses = byClauses(findings, (finding) => about(finding.id, finding.wording), (finding) => finding);
      change(() => {
        const step = { row: '', typing: '', parts: [] };
        for (const entry of file.verdict) {
          if (isMisshapen(entry)) { told.none += 1; continue; }
          const elsewhere = entry.place && place && entry.place !== place;
          const finding = elsewhere ? null : target(entry, clauses);
          if (!finding) { told.unknown += 1; continue; }
          step.row = step.row || finding.id;
          step.parts.push(snapshot(finding.id));
          told[takeOne(finding, entry)] += 1;
        }
        if (step.parts.length) { undone.push(step); }
        refresh();
      });
      return told;
    };
    /* Who says on this edition what was said on another one has confirmed it: that is news. */
    const asBefore = (old, next) => same(old, next) && (!next.by || old.by === next.by) && (!old.carried || Boolean(carried(next, edition)));
    const takeOne = (finding, entry) => {
      const old = of(finding);
      const given = entry.verdict === 'none' ? {} : clean(entry);
      if (entry.verdict && entry.verdict !== 'none' && !words.includes(given.verdict)) { return 'none'; }
      if (asBefore(old, given)) { return 'same'; }
      const { said, conflict } = merge(old, given);
      if (conflict) { state.conflicts[finding.id] = conflict; return 'differ'; }
      if (said && asBefore(old, Object.assign({ edition: given.edition }, said))) { return 'same'; }
      put(finding, said || {});
      if (carried(given, edition) && (said === given || old.carried) && state.said[finding.id]) { state.said[finding.id].edition = given.edition; }
      return 'taken';
    };
    /* Decide between two readers: what stands here, or what the other says; either way both names stay in the file's history. */
    const decide = (members, theirs) => change(() => {
      undone.push({ row: members[0].id, typing: '', parts: members.map((finding) => snapshot(finding.id)) });
      for (const finding of members) {
        const given = state.conflicts[finding.id];
        if (given && theirs) { put(finding, given); }
        delete state.conflicts[finding.id];
      }
      refresh();
    });
    load();
    settle();
    save();
    refresh();
    return {
      of, built: (finding) => built(finding), told: () => Object.entries({ ...state.conflicts, ...state.said }).map(([id, said]) => ({ id, wording: '', keys: said.duties || [] })),
      give, undo, sign, entries, take, decide, name: () => state.name, isKept: () => kept, version: () => version, canUndo: () => undone.length > 0,
      reread: () => { load(); refresh(); }
    };
  };
  return { VERDICTS, OF_PAIRS, merge, holds, carried, parse, make, report, reported, isReport };
})();
if (typeof module !== 'undefined') { module.exports = kgJudged; }
