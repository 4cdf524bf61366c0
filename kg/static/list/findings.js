/* 发现: what the analyses found, for a person to judge. */
(() => {
  'use strict';
  const { by } = kgMake;
  const { t } = kgSay;
  const formOf = (page) => (page.at.query.form === 'gaps' ? 'gaps' : 'overlaps');
  let verdicts = null;
  const kept = (page) => {
    if (!verdicts) { verdicts = kgVerdicts.make(page.store); }
    return verdicts;
  };
  const changed = (page) => (finding, next) => {
    kept(page).set(finding, next);
    const count = by('sheet').querySelector('.verdict-bar .note');
    if (count) { count.textContent = `${t('verdictsN', kept(page).count())} · ${t('verdictsHow')}`; }
  };
  kgViews.findings = {
    title: (page) => t(formOf(page)),
    render: (page) => kgCards[formOf(page)](page.store, kept(page).all, changed(page), kept(page).download, page.at.parts[0]),
    filters: (page) => kgCards.switcher(formOf(page)),
    panel: (page) => kgPanel.list(page.store, kgViews.findings.codes(page)),
    settle: () => {
      const here = by('sheet').querySelector('.finding.here');
      if (here) { here.scrollIntoView({ block: 'center' }); }
    },
    codes: (page) => {
      const found = new Set();
      for (const one of kgCards.visible(page.store, formOf(page))) { one.duties.forEach((code) => found.add(code)); }
      return page.chosen.filter((code) => found.has(code));
    }
  };
})();
