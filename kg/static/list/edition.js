/* Which edition this is, and a menu of the others: each opens at the duty that is shown here; the way up to the county. */
const kgEdition = (() => {
  'use strict';
  const { el, add, clear, by } = kgMake;
  const { t } = kgSay;
  const others = () => (by('editions') ? JSON.parse(by('editions').textContent) : []);
  /* Where the duty of this page is in another edition: [kind, number]; null if it is not there, or no duty is shown. */
  const there = (edition, page) => {
    const [kind, number] = page.at.view === 'duties' ? page.at.parts : [];
    if (!number) { return null; }
    const key = `${kind}/${number}`;
    const other = Object.prototype.hasOwnProperty.call(edition.moved, key) ? edition.moved[key] : key;
    return other ? other.split('/') : null;
  };
  const href = (edition, page) => {
    const duty = there(edition, page);
    const shown = duty ? kgAddress.format('duties', duty, { lang: page.at.query.lang }) : kgAddress.format(page.at.view, [], { lang: page.at.query.lang });
    return edition.page + shown;
  };
  /* A telephone has room for the date only. */
  const named = (issued, now) => (issued && now.startsWith(issued) ? [issued, el('span.word', {}, now.slice(issued.length))] : now);
  const fill = (page) => {
    const now = page.data.issued ? t('editionOf', page.data.issued) : '';
    const found = others();
    const up = document.querySelector('a.up');
    if (up) { up.setAttribute('href', `../index.html${kgSay.english() ? '#/desk?lang=en' : ''}`); }
    const choices = found.map((one) => el('a', { href: href(one, page) }, t(there(one, page) ? 'sameDuty' : 'editionOf', one.issued)));
    add(clear(by('edition')), found.length ? el('details.menu', {}, el('summary', { 'aria-label': `${now} · ${t('editions')}` }, named(page.data.issued, now)), el('div.choices', {}, choices)) : now);
  };
  return { fill, href };
})();
