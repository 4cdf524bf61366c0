"""The start page: leads to everything that was built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg import outputs
from kg.outputs import Built, Whole

if TYPE_CHECKING:
    from kg.views.index import Entry, Section

FILE = "index.html"
TITLE = ("起始页：所有清单", "the start page: every list")


def of_all(whole: Whole, path: Path) -> None:
    """Write the page that lists the lists, with the files that there are of each."""
    from kg.pages import start_page

    path.write_bytes(start_page([_section(whole, one) for one in whole.lists], _unread(whole)))


def _unread(whole: Whole) -> list[tuple[str, str, str]]:
    """Return the files that were not read: name, reason and cure, in Chinese and in English."""
    found = []
    for one in whole.unread:
        name = Path(one.path).name
        zh = one.zh + (f"；{one.cure_zh}" if one.cure_zh else "")
        en = one.en + (f"; {one.cure_en}" if one.cure_en else "")
        found.append((name, zh, en))
    return found


def _section(whole: Whole, one: Built) -> Section:
    from kg.views.index import Entry, Section

    basic, cooperative, recalled = one.duties
    county = f"{one.place.region}{one.place.prefecture}{one.place.county}"
    note = f"{county}{one.place.township} · {one.issued} · 基本 {basic} · 配合 {cooperative} · 收回 {recalled}"
    entries = []
    for _, output in outputs.every():
        if outputs.is_of_list(output):
            found = outputs.files(output, whole.folder / one.folder)
            entries += [Entry(quote(f"{one.folder}/{href}"), zh, en) for href, zh, en in found]
    return Section(one.title, note, tuple(_first_the_page(entries)), county)


def _first_the_page(entries: list[Entry]) -> list[Entry]:
    """Return the entries with the page in front, which a person is to open, and the data behind."""
    return sorted(
        entries, key=lambda entry: (not entry.href.endswith(".html"), entry.href.endswith(".gz"))
    )
