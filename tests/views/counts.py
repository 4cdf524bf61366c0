"""Figures that lie: a number of a table and the length of what it opens, under any filter and in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from playwright.sync_api import Page

CELLS = (
    "nodes => nodes.map(n => [n.getAttribute('data-at'), n.getAttribute('href'), n.textContent])"
)
#: Columns of the burden whose figures are duties; those of the others are steps.
DUTIES = ("duties", "means", "asked", "taken")


#: Gives every third finding a verdict: what is called wrong leaves lists, pictures and counts.
JUDGED = """() => {
  kgBench.now(kgPage);
  const given = ['no', 'settle', 'no', 'lawful'];
  const some = kgBench.all().filter((row, at) => at % 3 === 0);
  some.forEach((row, at) => kgBench.judged().give(row.members, { verdict: given[at % given.length] }));
}"""
#: What the numbers of a tab say, and where they lead.
LINKS = """() => {
  const told = (node) => /([\\d,]+)$/.exec(node.textContent.trim());
  const far = (node) => /([\\d,]+)/.exec(node.textContent);
  const all = (some, read) => [...document.querySelectorAll(some)].map((node) => [node.closest('a').getAttribute('href'), read(node)]);
  return [...all('#sheet a.chip, #panel a .n, #panel h3.head a, #panel .who a.dep, #panel p a.dep', told), ...all('.far a, a.wrong', far)]
    .filter(([href, found]) => found && !href.startsWith('#/findings/')).map(([href, found]) => [href, Number(found[1].replace(/,/g, ''))]);
}"""
#: What an address shows, counted as a reader would: rows of its list, duties in its panel.
OPENED = """() => {
  const listed = [...document.querySelectorAll('#panel ul.rows:not(.deps)')].map((list) => list.children.length);
  const runs = [0];  // duties under each head of a drawer
  for (const node of document.querySelectorAll('#panel h3.head, #panel section.clauses')) {
    if (node.tagName === 'H3') { runs.push(0); } else { runs[runs.length - 1] += 1; }
  }
  if (kgPage.at.view === 'findings') { return [kgBench.now(kgPage).order.length]; }
  const sum = listed.reduce((all, one) => all + one, 0);
  return [...listed, ...runs.slice(1), sum, kgPage.at.view === 'overview' ? kgPage.chosen.length : -1];
}"""
#: Values of the facets in which none is ticked, with their numbers; an address that ticks one.
FACETS = """() => {
  const free = [...document.querySelectorAll('#sheet fieldset.facet')].filter((one) => !one.querySelector(':checked'));
  return [].concat(...free.map((one) => [...one.querySelectorAll('label.option')])).map((one) => {
    const [, name] = /^f-([a-z]+)-/.exec(one.querySelector('input').dataset.at);
    const query = Object.assign({}, kgPage.at.query, { [name]: one.querySelector('input').value });
    return [kgPage.href('findings', [], query), Number(one.querySelector('b').textContent.replace(/,/g, ''))];
  });
}"""
#: The lists that can be chosen, with the duties that the other filters leave of each.
KINDS = """() => (kgPage.at.view === 'findings' ? [] : ['basic', 'cooperative', 'recalled'].map((kind) => {
  const told = /([\\d,]+)$/.exec(document.querySelector(`[data-at=kind-${kind}], #kind-${kind}`).textContent.trim());
  const query = Object.assign({}, kgPage.at.query, { list: kind });
  return [kgPage.href('overview', [], query), Number(told[1].replace(/,/g, ''))];
}))"""


def cells(page: Page, name: str) -> list[list[str]]:
    """Return the figures of a table: key, address, text of each."""
    found: list[list[str]] = page.eval_on_selector_all(f"{name} td a", CELLS)
    return found


def _of_burden(page: Page, key: str) -> int:
    duties = key.rpartition("-")[2] in DUTIES
    return page.locator("#panel .clauses" if duties else "#panel .clauses li").count()


def _of_loads(page: Page, _: str) -> int:
    return page.locator("#panel .clauses, #panel .rows li").count()


def _of_cells(page: Page, _: str) -> int:
    return page.locator("#panel .clauses").count()


#: Each table and how long what one of its figures opened is.
TABLES: dict[str, Callable[[Page, str], int]] = {
    ".burden": _of_burden,
    ".loads": _of_loads,
    ".cells tbody": _of_cells,
}


def judge(page: Page) -> None:
    """Give verdicts to some findings of a list's page, half of them that they are wrong; what is drawn next counts by them."""
    page.evaluate(JUDGED)


def strays(page: Page, go: Callable[[Page, str], None], most: int = 4) -> Iterator[str]:
    """Yield the numbers of the open tab that are not the length of what they open: of some of each kind, first to last."""
    kinds: list[list[tuple[str, int]]] = [page.evaluate(one) for one in (LINKS, FACETS, KINDS)]
    for links in kinds:
        for href, told in links[:: max(1, len(links) // most)]:
            go(page, href)
            found = page.evaluate(OPENED)
            if told not in found:
                yield f"{href}: {told} opens {found}"


def lies(page: Page, go: Callable[[Page, str], None], most: int = 5) -> Iterator[str]:
    """Yield the figures of the page's table that are not the length of what they open: of some, first to last."""
    for name, opened in TABLES.items():
        figures = [one for one in cells(page, name) if re.fullmatch(r"[\d:]+", one[2])]
        for key, href, text in figures[:: max(1, len(figures) // most)]:
            go(page, href)
            told = sum(int(part) for part in text.split(":"))
            if opened(page, key) != told:
                yield f"{href}: {text} opens {opened(page, key)}"
