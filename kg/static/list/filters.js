/* Which duties the address leaves: the one definition of a filter, read by every view and every count. */
const kgFilters = (() => {
  'use strict';
  const keys = typeof module === 'undefined' ? kgAddress.FILTERS : require('./address.js').FILTERS;
  const carry = (duty) => duty.declared.concat(duty.acting);
  const { list } = typeof module === 'undefined' ? kgFound : require('./found.js');
  /* The findings have facets with several values; a name may hold a comma itself. */
  const several = (value) => new Set([...list(value), value]);
  /* A finding that is listed only for who asks for all is no mark: a count is what it opens. */
  const TESTS = {
    list: (value) => { const kinds = value.split(','); return (duty) => kinds.includes(duty.kind); },
    category: (value) => { const some = several(value); return (duty) => some.has(duty.category.name); },
    department: (value) => { const some = several(value); return (duty) => carry(duty).some((one) => some.has(one.name)); },
    mark: (value) => { const some = several(value); return (duty) => duty.findings.some((one) => one.shown && some.has(one.kind)); },
    matter: (value, store) => {
      const found = store.matters.find((one) => one.name === value);
      const codes = new Set(found ? found.duties : []);
      return (duty) => codes.has(duty.code);
    },
    q: (value, store, find) => {
      const codes = new Set(find(value).map((hit) => hit.code));
      return (duty) => codes.has(duty.code);
    }
  };
  /* What a duty counts for in the choice of a filter. */
  const VALUES = {
    list: (duty) => [duty.kind],
    category: (duty) => [duty.category.name],
    department: (duty) => [...new Set(carry(duty).map((one) => one.name))],
    mark: (duty) => [...new Set(duty.findings.filter((one) => one.shown).map((one) => one.kind))]
  };
  /* Duty → the matters that it is about, for their counts. */
  const abouts = (store) => {
    const found = new Map(store.order.map((code) => [code, []]));
    for (const matter of store.matters) { for (const code of matter.duties) { found.get(code).push(matter.name); } }
    return (duty) => found.get(duty.code);
  };
  /* query: of the address; find: words → hits. Returns {passes, chosen, filtered, counts}. */
  const read = (store, query, find) => {
    const used = keys.filter((key) => query[key]);
    const tests = used.map((key) => [key, TESTS[key](query[key], store, find)]);
    const duties = store.order.map((code) => store.duties[code]);
    const left = (except) => {
      const rest = tests.filter(([key]) => key !== except).map(([, test]) => test);
      return rest.length ? duties.filter((duty) => rest.every((test) => test(duty))) : duties;
    };
    const chosen = left('').map((duty) => duty.code);
    const codes = new Set(chosen);
    /* How many duties each value of a filter would leave, under the other filters. */
    const counted = new Map();
    const counts = (key) => {
      if (!counted.has(key)) { counted.set(key, count(key)); }
      return counted.get(key);
    };
    const count = (key) => {
      const found = new Map();
      const values = key === 'matter' ? abouts(store) : VALUES[key];
      for (const duty of left(key)) {
        for (const value of values(duty)) { found.set(value, (found.get(value) || 0) + 1); }
      }
      return found;
    };
    return { passes: (duty) => codes.has(duty.code), chosen, filtered: used.length > 0, counts };
  };
  /* The value of the list filter after a click on a list: none of them is as good as all. */
  const toggle = (value, kind, kinds) => {
    const on = value ? value.split(',') : kinds;
    const next = kinds.filter((one) => on.includes(one) !== (one === kind));
    return next.length === kinds.length ? '' : next.join(',');
  };
  return { read, toggle };
})();
if (typeof module !== 'undefined') { module.exports = kgFilters; }
