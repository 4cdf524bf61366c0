/* What a button copies: a link to what is shown, or the citation of a text. */
const kgCopy = (() => {
  'use strict';
  const { el, by } = kgMake;
  const { t } = kgSay;
  const citation = () => {
    const source = by('panel').querySelector('.source');
    const title = by('panel').querySelector('article h3');
    return (title ? `${title.textContent.replace(/\s+/g, ' ').trim()}。` : '') + (source ? source.textContent : '');
  };
  const copy = (page, text, button) => {
    const done = () => {
      const old = button.textContent;
      button.textContent = t('copied');
      page.say(t('copied'));
      window.setTimeout(() => { button.textContent = old; }, 1600);
    };
    const plain = () => {
      const area = el('textarea.out', { readonly: true });
      area.value = text;
      document.body.append(area);
      area.select();
      try { document.execCommand('copy'); done(); } finally { area.remove(); button.focus(); }
    };
    if (window.navigator.clipboard && window.isSecureContext) { window.navigator.clipboard.writeText(text).then(done, plain); } else { plain(); }
  };
  const bind = (page) => document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-copy]');
    if (button) { copy(page, button.getAttribute('data-copy') === 'link' ? window.location.href : citation(), button); }
  });
  return { bind };
})();
