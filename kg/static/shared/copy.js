/* What a button copies: a link to what is shown, or the citation of a text. */
const kgCopy = (() => {
  'use strict';
  const { el } = kgMake;
  const { t } = kgSay;
  const citation = () => {
    const source = document.querySelector('main [data-cite]');
    return source ? `${source.getAttribute('data-cite')}。${source.textContent}` : '';
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
    const texts = { link: () => window.location.href, citation, text: () => button.getAttribute('data-copy-text') };
    if (button) { copy(page, texts[button.getAttribute('data-copy')](), button); }
  });
  return { bind };
})();
