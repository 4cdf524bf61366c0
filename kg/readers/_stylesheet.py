"""What the style sheets of a web page hide or strike through."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def hides(style: str) -> bool:
    """Tell whether a style, in small letters, hides what it is given to."""
    return bool(_HIDES.search(style))


def strikes(style: str) -> bool:
    """Tell whether a style, in small letters, strikes a text through."""
    return "line-through" in style


def hiding_rules(page: str) -> dict[str, str]:
    """Return the rules of a page's style sheets that hide or strike through, by class or element."""
    found: dict[str, str] = {}
    for sheet in _sheets(page):
        for names, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
            style = rules.lower()
            if not hides(style) and not strikes(style):
                continue
            for name in names.split(","):
                simple = re.fullmatch(r"\s*(?:\w*\.)?([\w-]+)\s*", name)
                if simple:
                    found[simple[1]] = found.get(simple[1], "") + style
    return found


def _sheets(page: str) -> Iterator[str]:
    """Yield the style sheets of a page."""
    lower = page.lower()
    start = lower.find("<style")
    while start >= 0:
        end = lower.find("</style", start)
        if end < 0:
            return
        yield page[page.find(">", start) + 1 : end]
        start = lower.find("<style", end)
