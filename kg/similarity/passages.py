"""Cut duties into passages: the clauses of the title and the steps, department names masked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kg.model import Duty, Side, Span, Step
from kg.similarity.acts import set_phrases

MASK: Final = "\ue000"
BOILERPLATE_FROM: Final = 3
"""A step that stands word for word in so many duties is boilerplate."""

_FULL: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_HALF = re.compile(r"(?<!\d),|,(?!\d)|[;:()]")
_CLAUSE = re.compile(r"[^，。；;]+[，。；;]?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause of a title, or a step; ``masked`` is ``text`` with names of departments and set phrases blanked out."""

    duty: int
    side: Literal["title"] | Side
    position: int
    text: str
    masked: str
    span: Span

    @property
    def is_title(self) -> bool:
        """Whether it is part of the duty's title."""
        return self.side == "title"


def passages(duties: Sequence[Duty], keep: Collection[str] = ()) -> list[Passage]:
    """Cut every duty into passages, in printed order, without the boilerplate.

    ``keep`` are words that are never masked, although a department bears them too (红十字会 names a
    matter).
    """
    names = _names(duties, frozenset(keep))
    shared = _boilerplate(duties)
    found: list[Passage] = []
    for index, duty in enumerate(duties):
        found += _title(index, duty, names)
        for step in duty.steps:
            if _bare(step) not in shared:
                found.append(
                    Passage(
                        index,
                        step.side,
                        step.position,
                        step.text,
                        mask(step.text, names),
                        step.span,
                    )
                )
    return found


def clauses_of(text: str) -> list[tuple[int, int]]:
    """Return where each clause of a text begins and ends.

    >>> [("开展宣传，及时上报。")[start:end] for start, end in clauses_of("开展宣传，及时上报。")]
    ['开展宣传，', '及时上报。']
    """
    return [found.span() for found in _CLAUSE.finditer(in_full_width(text))]


def mask(text: str, names: re.Pattern[str]) -> str:
    """Blank out the names of departments, character for character; punctuation becomes Chinese.

    >>> mask("报县民政局审核", re.compile("县民政局")).replace(MASK, "□")
    '报□□□□审核'
    """
    return in_full_width(names.sub(lambda found: MASK * len(found[0]), text))


def in_full_width(text: str) -> str:
    """Return a text with the punctuation that a Chinese keyboard gives, so that one rule reads both.

    >>> in_full_width("排查(巡查),上报;约1,000人")
    '排查（巡查），上报；约1,000人'
    """
    return _HALF.sub(lambda found: _FULL[found[0]], text)


def _names(duties: Sequence[Duty], keep: frozenset[str]) -> re.Pattern[str]:
    words = set(set_phrases().blanked)
    for duty in duties:
        named = [*duty.declared]
        for step in duty.steps:
            named += step.participants
        for mention in named:
            if mention.organization.kind == "department":
                words |= {
                    name
                    for name in (mention.printed, mention.name)
                    if len(name) > 2 and name not in keep
                }
    usable = sorted(words, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, usable)) or r"(?!)")


def _boilerplate(duties: Sequence[Duty]) -> frozenset[str]:
    seen: dict[str, set[int]] = {}
    for index, duty in enumerate(duties):
        for step in duty.steps:
            seen.setdefault(_bare(step), set()).add(index)
    return frozenset(text for text, where in seen.items() if len(where) >= BOILERPLATE_FROM)


def _bare(step: Step) -> str:
    return re.sub(r"\W", "", step.text)


def _title(index: int, duty: Duty, names: re.Pattern[str]) -> Iterator[Passage]:
    raw = next((cell.text for cell in duty.cells if cell.column == "title"), duty.title)
    offset = max(raw.find(duty.title), 0)
    masked = mask(duty.title, names)
    for position, clause in enumerate(clauses_of(duty.title), 1):
        start, end = clause
        span = Span(duty.line, "title", offset + start, offset + end, duty.place)
        text = duty.title[start:end]
        yield Passage(index, "title", position, text, masked[start:end], span)
