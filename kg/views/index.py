"""The county's start page: leads to all that was built, and shows the lists together."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kg.views.county.asked import Asked
from kg.views.county.asked import block as block_of_answers
from kg.views.county.built import Listed
from kg.views.county.earlier import EarlierPage
from kg.views.county.payload import Read, payload
from kg.views.page import environment
from kg.views.shell import asset, block, dense, packed, policy

#: Scripts in the order in which they need each other.
SCRIPTS = tuple(
    f"{name}.js"
    for name in ("shared/dom", "shared/say", "shared/address", "shared/table", "shared/save",
                 "shared/xlsx", "shared/search", "shared/suggest", "shared/answers",
                 "shared/asking", "shared/answertable",
                 "county/words", "county/address", "county/rows", "county/cells", "county/diffs",
                 "county/counties", "county/desk", "county/pairwise", "county/wordings", "county/burden", "county/compare",
                 "county/flow", "county/changes", "county/known", "county/ask", "county/askbox",
                 "county/main")
)  # fmt: skip
STYLES = ("shared/base.css", "county/frame.css", "county/desk.css", "county/compare.css",
          "county/burden.css", "county/changes.css", "shared/answer.css", "county/ask.css",
          "county/print.css")  # fmt: skip
LIVE = "live.js"
#: The script that unpacks the data and all others, and runs them.
BOOT = "shared/data.js"
#: What is not ours: it unpacks the data, and packs a workbook.
LIBRARY = "fflate.min.js"


def render_index(
    lists: Sequence[Listed],
    read: Read = lambda _: None,
    *,
    title: str = "履职事项图谱",
    unread: Sequence[tuple[str, str, str]] = (),
    before: EarlierPage | None = None,
    asked: Asked | None = None,
) -> str:
    """Return the start page of a build.

    Parameters
    ----------
    lists : Sequence[Listed]
        The lists, in the order in which they are to stand.
    read : callable, optional
        Id → what was read of a list: without it there is no comparison and no change.
    title : str
        Head of the page.
    unread : Sequence[tuple[str, str, str]]
        Files that were not read: name, reason with cure in Chinese and in English.
    before : EarlierPage, optional
        What the page of an earlier build says of lists that are as they were.
    asked : Asked, optional
        The answers to the questions over all lists; without them the page has no question box.

    Returns
    -------
    str
        HTML. Write it as UTF-8.
    """
    live, library = asset(LIVE), asset(LIBRARY)
    script, style = dense(asset(*SCRIPTS)), dense(asset(*STYLES))
    boot = f"{dense(asset(BOOT))}\nkgData.run('scripts');"
    data = payload(lists, read, unread, before)
    template = environment().get_template("index.html")
    return template.render(
        title=title,
        head=_head(lists) or title,
        lists=lists,
        unread=unread,
        data=block(data),
        asked=_asked(lists, read, asked),
        policy=policy((live, library, boot, script), (style,)),
        live=Markup(live),  # noqa: S704 - files of ours, read as text
        library=Markup(library),  # noqa: S704
        boot=Markup(boot),  # noqa: S704
        scripts=packed(script),
        style=Markup(style),  # noqa: S704
    )


def _asked(lists: Sequence[Listed], read: Read, asked: Asked | None) -> Markup | str:
    """Return what the question box knows, packed; nothing where a list cannot be read."""
    known = [found for one in lists if (found := read(one.id)) is not None] if asked else []
    return packed(block_of_answers(known, asked)) if asked and len(known) == len(lists) else ""


def _head(lists: Sequence[Listed]) -> str:
    """Return whose lists these are: the county, or the township if there is no other."""
    counties = {one.place.county for one in lists}
    names = {one.place.name for one in lists}
    if len(names) == 1:
        return names.pop()
    return counties.pop() if len(counties) == 1 else ""
