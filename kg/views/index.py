"""The county's start page: leads to all that was built, and shows the lists together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from markupsafe import Markup

from kg.alignment.told import Opinion
from kg.model import LIST_KINDS
from kg.views import engine as engines
from kg.views.county.asked import Asked
from kg.views.county.asked import block as block_of_answers
from kg.views.county.built import Listed, counties
from kg.views.county.earlier import EarlierPage
from kg.views.county.payload import Read, payload
from kg.views.page import environment
from kg.views.shell import asset, block_in, dense, packed, policy
from kg.words import section

#: Scripts in the order in which they need each other.
SCRIPTS = tuple(
    f"{name}.js"
    for name in ("shared/dom", "shared/say", "shared/address", "shared/table", "shared/save",
                 "shared/views", "shared/xlsx", "shared/search", "shared/suggest",
                 "shared/answers",
                 "shared/asking", "shared/rest", "shared/answertable", "shared/copy", "shared/free",
                 "shared/scene", "shared/paint", "shared/svg", "shared/pictures",
                 "county/words", "county/address", "county/rows", "county/cells", "county/diffs",
                 "county/counties", "county/desk", "county/pairwise",
                 "shared/toml", "shared/judged",
                 "county/heard", "county/opinions", "county/wordings",
                 "county/commons", "county/mattercards", "county/matters",
                 "county/burden", "county/compare",
                 "county/flow", "county/changes", "county/known", "county/ask", "county/askbox",
                 "county/free",
                 "county/main")
)  # fmt: skip
#: Of a page with the query engine: what its answers and pictures need, and the engine's own.
ENGINE = ("shared/lines.js", "county/picture.js", "county/places.js", *engines.SCRIPTS)  # fmt: skip
STYLES = ("shared/base.css", "county/frame.css", "county/desk.css", "county/compare.css",
          "county/matters.css", "county/burden.css", "county/changes.css", "shared/answer.css",
          "county/ask.css",
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
    asked: Asked | bytes | None = None,
    engine: engines.Engine | None = None,
    is_crowd: bool = False,
    opinions: Sequence[Opinion] = (),
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
        The answers to the questions over all lists, or an earlier page that has them; without them
        the page has no question box.
    engine : Engine, optional
        The query engine with the graphs of the latest editions
        (:func:`kg.views.engine.county_engine`). A page that would be larger than
        :data:`kg.views.engine.LARGEST` with it is one without.
    is_crowd : bool
        Whether their graphs are too large for a page, so that it says where else to ask.
    opinions : Sequence[Opinion]
        What readers say of pairs of duties: the comparison and the changes follow it.

    Returns
    -------
    str
        HTML. Write it as UTF-8.
    """
    values = {
        "title": title,
        "head": _head(lists) or title,
        "kinds": [section("list")[kind] for kind in LIST_KINDS],
        "lists": lists,
        "unread": unread,
        "asked": _asked(lists, read, asked),
    }
    data = payload(lists, read, unread, before, opinions)
    if engine is not None:
        page = _page({**values, "data": packed(data), "engine": engine})
        if len(page.encode("utf-8", "replace")) <= engines.LARGEST:
            return page
    too_many = is_crowd or engine is not None
    data["tooMany"] = sum(len(county.newest) for county in counties(lists)) if too_many else 0
    return _page({**values, "data": packed(data), "engine": None})


def _page(values: Mapping[str, object]) -> str:
    with_engine = values["engine"] is not None
    template = environment().get_template("index.html")
    return template.render({**values, **_fixed(with_engine)})


@cache
def _fixed(with_engine: bool) -> dict[str, str]:
    """Return what is the same in every page: scripts, styles, and the policy that names them."""
    live, library = asset(LIVE), asset(LIBRARY)
    boot = f"{dense(asset(BOOT))}\nkgData.run('scripts');"
    *before, main = SCRIPTS
    script = dense(asset(*before, *(ENGINE if with_engine else ()), main))
    style = dense(asset(*STYLES, *((engines.STYLE,) if with_engine else ())))
    editor = (engines.editor(),) if with_engine else ()
    return {
        "policy": policy((live, library, boot, script, *editor), (style,), wasm=with_engine),
        "live": Markup(live),  # noqa: S704 - files of ours, read as text
        "library": Markup(library),  # noqa: S704
        "boot": Markup(boot),  # noqa: S704
        "scripts": packed(script),
        "style": Markup(style),  # noqa: S704
    }


def _asked(lists: Sequence[Listed], read: Read, asked: Asked | bytes | None) -> Markup | str:
    """Return what the question box knows, packed; nothing where a list cannot be read."""
    if asked is None:
        return ""
    if isinstance(asked, bytes):
        return Markup(block_in(asked, "asked"))  # noqa: S704 - letters, digits, +/=, as packed
    every = (asked.outlines.get(one.id) or read(one.id) for one in lists)
    known = [one for one in every if one is not None]
    return packed(block_of_answers(known, asked)) if len(known) == len(lists) else ""


def _head(lists: Sequence[Listed]) -> str:
    """Return whose lists these are: the county, or the township if there is no other."""
    counties = {one.place.county for one in lists}
    names = {one.place.name for one in lists}
    if len(names) == 1:
        return names.pop()
    return counties.pop() if len(counties) == 1 else ""
