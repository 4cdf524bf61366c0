"""What the pages say in Chinese where Python writes it; the English stands in ``static/words.js``."""

from __future__ import annotations

from collections.abc import Iterable

from kg.words import section

#: Kind of finding → the view it belongs to; one that is not named here belongs to the gaps.
_VIEW = {"overlap": "overlaps", "community": "groups"}


def finding_kind(kind: str) -> tuple[str, str, str, str, str]:
    """Return what a kind of finding is called (zh, en), in which view it stands and why it matters (zh, en).

    A kind that ``data/words.toml`` does not know is called by its own word.

    >>> finding_kind("novel")
    ('novel', 'novel', 'gaps', '', '')
    """
    zh, en = section("kind").get(kind, (kind, kind))
    return zh, en, _VIEW.get(kind, "gaps"), *section("why").get(kind, ("", ""))


def page_words() -> dict[str, tuple[str, str]]:
    """Return the words of verdicts, grades and sides for the page's scripts."""
    found = {f"grade{grade}": words for grade, words in section("grade").items()} | dict(
        section("verdict")
    )
    sides = {f"side_{side}": words for side, words in section("side").items()}
    return {key: (zh, en.capitalize()) for key, (zh, en) in found.items()} | sides


def in_order(kinds: Iterable[str]) -> list[str]:
    """Return kinds of findings, each once, in the order in which a page shows them; unknown ones last.

    >>> in_order(["novel", "silent", "overlap", "silent"])
    ['overlap', 'silent', 'novel']
    """
    known = list(section("kind"))
    return sorted(
        set(kinds), key=lambda kind: (known.index(kind) if kind in known else len(known), kind)
    )
