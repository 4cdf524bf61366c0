"""The page that leads to everything that was built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.views.page import environment
from kg.views.shell import asset, dense, policy


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was built: where it is from the index, what it is (zh, en)."""

    href: str
    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What was built from one list: its title, a line about it, and its files; the first is the one to open."""

    title: str
    note: str
    entries: tuple[Entry, ...]
    group: str = ""
    """The county that it belongs to: many lists are shown county by county."""


FEW = 6
"""Up to so many lists each has a paragraph of its own; more are rows of a table."""


def render_index(
    sections: Sequence[Section],
    shared: Sequence[Entry] = (),
    *,
    title: str = "履职事项图谱",
    unread: Sequence[tuple[str, str, str]] = (),
) -> str:
    """Return the start page of a build.

    Parameters
    ----------
    sections : Sequence[Section]
        The lists, in the order in which they are to stand.
    shared : Sequence[Entry]
        Files that belong to no single list.
    title : str
        Head of the page.
    unread : Sequence[tuple[str, str, str]]
        Files that were not read: name, reason with cure in Chinese and in English.

    Returns
    -------
    str
        HTML. Write it as UTF-8.
    """
    style = dense(asset("page.css", "index.css"))
    template = environment().get_template("index.html")
    return template.render(
        title=title,
        sections=sections,
        few=len(sections) <= FEW,
        shared=shared,
        unread=unread,
        policy=policy((), (style,)),
        style=Markup(style),  # noqa: S704 - a file of ours, read as text
    )
