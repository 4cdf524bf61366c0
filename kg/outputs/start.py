"""The start page: leads to everything that was built."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg import outputs
from kg.errors import around
from kg.outputs import Built, Whole, _asked, _beside, _siblings

if TYPE_CHECKING:
    from kg.model import DutyList
    from kg.views.county.built import Entry, Listed

FILE = "index.html"
PAPERS = "papers"
"""Where in a list's folder ``kg report`` puts its papers."""
TITLE = ("起始页：所有清单", "the start page: every list")
UNREAD = b'<section class="files" id="unread">'
"""In a page whose build could not read every file."""


def of_all(whole: Whole, path: Path) -> None:
    """Write the page of all lists: figures, what they have in common, what changed."""
    from kg.findings import opinions
    from kg.pages import start_page

    _siblings.tell(whole)
    if old := _same(whole):
        outputs.link(old, path)
        return
    lists = [_listed(whole, one) for one in whole.lists]
    asked = _before_asked(whole) or _asked.of(whole)
    graph = _asked.graph(whole) if whole.engine else None
    made = start_page(
        lists,
        _reader(whole),
        _unread(whole),
        _before(whole),
        asked,
        graph,
        whole.base,
        opinions(whole.verdicts),
    )
    path.write_bytes(made)
    _beside.tell(whole, made)


def _same(whole: Whole) -> Path | None:
    """Return the page of the old build if nothing that this one would say is different."""
    if whole.old is None or whole.unread or whole.old.lists != whole.lists:
        return None
    found = whole.old.find(FILE)
    if found is None or len(whole.same) < len(whole.lists):
        return None
    return None if UNREAD in found.read_bytes() else found


def _before(whole: Whole) -> tuple[bytes, frozenset[str]] | None:
    """Return the page of the old build, and the lists that are as they were then."""
    found = whole.old.find(FILE) if whole.old is not None else None
    if found is None:
        return None
    same = frozenset(one.id for one in whole.lists) if whole.is_alike else whole.same
    return found.read_bytes(), same


def _before_asked(whole: Whole) -> bytes | None:
    """Return the page of the old build if its answers are those of these lists: none is of verdicts."""
    if whole.old is None or not whole.is_alike or whole.engine:
        return None
    found = whole.old.find(FILE)
    return found.read_bytes() if found is not None else None


def _reader(whole: Whole) -> Callable[[str], DutyList | None]:
    """Return what reads a list of the build by its id: a county's lists at a time, not all."""
    lists = {one.id: one for one in whole.lists}
    return lambda id: whole.records(lists[id])


def _unread(whole: Whole) -> list[tuple[str, str, str]]:
    """Return the files that were not read: name, reason and cure, in Chinese and in English."""
    found = []
    for one in whole.unread:
        name = Path(one.path).name
        zh = one.zh + (around("；", one.cure_zh))
        en = one.en + (around("; ", one.cure_en))
        found.append((name, zh, en))
    return found


def _listed(whole: Whole, one: Built) -> Listed:
    from kg.views.county.built import Entry, Listed

    entries = []
    for _, output in outputs.every():
        if outputs.is_of_list(output):
            found = outputs.files(output, whole.folder / one.folder)
            entries += [Entry(quote(f"{one.folder}/{href}"), zh, en) for href, zh, en in found]
    return Listed(
        id=one.id,
        title=one.title,
        place=one.place,
        issued=one.issued,
        entries=tuple(_first_the_page(entries)),
        duties=one.duties,
        steps=(one.superior_steps, one.township_steps),
        departments=one.departments,
        findings=tuple((kind, count) for kind, count, _ in one.findings),
        judged=one.judged,
        open=one.open,
        dropped=one.dropped,
        pending=one.pending,
        papers=paper_links(one.folder, whole.kept),
    )


def paper_links(folder: str, paths: Iterable[str]) -> str:
    """Return links to the papers of a list, as HTML between two marks by which they are found.

    Parameters
    ----------
    folder : str
        The list's folder in the build.
    paths : iterable of str
        Paths in the build; those in the list's folder of papers are linked, a folder there once.
    """
    within = f"{folder}/{PAPERS}/"
    inside = [path.removeprefix(within) for path in paths if path.startswith(within)]
    names = [name for name in inside if not name.startswith(".")]
    links = []
    for name in sorted({name.partition("/")[0] for name in names}):
        is_folder = not any(name == one for one in names)
        href = quote(f"{within}{name}{'/' if is_folder else ''}")
        links.append(f'<li><a href="{href}">{escape(Path(name).stem)}</a></li>')
    first, last = _marks(folder)
    return f"{first}{''.join(links)}{last}"


def _marks(folder: str) -> tuple[str, str]:
    """Return the marks around the links to a list's papers."""
    return f"<!--papers {quote(folder)}-->", f"<!--/papers {quote(folder)}-->"


def with_papers(page: str, folder: str, paths: Iterable[str]) -> str:
    """Return the start page with links to the papers that a list has now."""
    first, last = _marks(folder)
    before, mark, rest = page.partition(first)
    if not mark:
        return page
    return before + paper_links(folder, paths) + rest.partition(last)[2]


def _first_the_page(entries: list[Entry]) -> list[Entry]:
    """Return the entries with the page in front, which a person is to open, and the data behind."""
    return sorted(
        entries, key=lambda entry: (not entry.href.endswith(".html"), entry.href.endswith(".gz"))
    )
