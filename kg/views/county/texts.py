"""Texts of the start page: each once, and cut into pieces where one differs from another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from kg.alignment import marking
from kg.views.scene import Json

_SHARED: Final = 3
"""So many characters that stand in both texts are shown as shared; fewer say nothing."""


class Texts:
    """A pool: each text once, told by its number."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text; a new one gets the next."""
        return self._known.setdefault(text, len(self._known))

    def numbers(self, texts: Iterable[str]) -> list[Json]:
        """Return the numbers of some texts, in their order."""
        return list(map(self.number, texts))

    def pack(self) -> list[Json]:
        """Return the texts in the order of their numbers."""
        return [*self._known]


def plain(text: str) -> list[Json]:
    """Return a text as one piece without a mark."""
    return [{"text": text}] if text else []


def whole(text: str) -> list[Json]:
    """Return a text as one piece that is marked."""
    return [{"text": text, "mark": 1}] if text else []


def differing(old: str, new: str) -> tuple[list[Json], list[Json]]:
    """Return the pieces of two texts, what only one has marked; the pieces make up the text.

    >>> differing("负责犬只管理", "犬只管理")
    ([{'text': '负责', 'mark': 1}, {'text': '犬只管理'}], [{'text': '犬只管理'}])
    """
    before: list[Json] = []
    after: list[Json] = []
    for same, one, other in marking.pieces(old, new):
        before += plain(one) if same else whole(one)
        after += plain(other) if same else whole(other)
    return before, after


def shared(one: str, parts: Sequence[str]) -> tuple[list[Json], list[list[Json]]]:
    """Return the pieces of a text and of its parts; what the first shares has mark 2.

    >>> shared("全民阅读及电影放映", ["电影放映", "全民阅读工作"])[1]
    [[{'text': '电影放映', 'mark': 2}], [{'text': '全民阅读', 'mark': 3}, {'text': '工作'}]]
    """
    of_one = [0] * len(one)
    of_parts = [[0] * len(part) for part in parts]
    for number, part in enumerate(parts):
        matcher = SequenceMatcher(None, one, part, autojunk=False)
        for block in matcher.get_matching_blocks():
            place = slice(block.a, block.a + block.size)
            if block.size < _SHARED or any(of_one[place]):
                continue
            of_one[place] = [number + 2] * block.size
            of_parts[number][block.b : block.b + block.size] = [number + 2] * block.size
    cut = [_cut(part, marks) for part, marks in zip(parts, of_parts, strict=True)]
    return _cut(one, of_one), cut


def _cut(text: str, marks: Sequence[int]) -> list[Json]:
    """Return a text as pieces, characters of one mark together."""
    pieces: list[Json] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and marks[end] == marks[start]:
            continue
        piece: dict[str, Json] = {"text": text[start:end]}
        if marks[start]:
            piece["mark"] = marks[start]
        pieces.append(piece)
        start = end
    return pieces
