"""Corrections by people: ``corrections.toml`` beside a list says what was misread, who says so, and when.

An entry names the place and quotes the text that it speaks of::

    [[correction]]
    at = "配合 92 上级部门 1"        # a duty, with a step's side and position where it is about a step
    quote = "根据上报问题线索"        # must still stand there: else the entry is refused, with a sentence
    actors = ["奇台县公安局"]         # or: departments = […], lead = […], steps = ["…", "…"]
    by = "张三"
    on = 2026-01-05

    [[correction]]
    alias = "县文旅局"               # a spelling, everywhere in the list
    means = "奇台县文化和旅游局"
    by = "张三"
    on = 2026-01-05
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kg import files
from kg.errors import ReadError, around
from kg.model import KIND_ZH, LIST_KINDS, Side, side_words

What = Literal["actors", "departments", "steps", "alias"]
_PLACE = re.compile(
    r"(?P<kind>基本|配合|收回|basic|cooperative|recalled)\s*[/ ]?\s*(?P<mark>@?\d+)"
    r"(?:\s*(?P<side>上级部门|上级|承接部门|乡镇|superior|township)\s*(?P<step>\d+)?)?"
)
_LISTS = ("actors", "joined", "departments", "lead", "steps")
_KNOWN = frozenset({"at", "quote", "alias", "means", "by", "on", "note", *_LISTS})
_TO_FILL = ("…", "...")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry.

    Attributes
    ----------
    entry : int
        Its place in the file, from 1.
    what : str
        ``actors`` of a step, ``departments`` of a duty, how a cell is split into ``steps``, what an
        ``alias`` means.
    label : str
        The duty, as a reader knows it (``配合 92``); empty for an alias.
    side, step : str, int
        The side and the position of the step; 0 where the whole side is meant.
    quote : str
        Words of the text that it speaks of.
    values : tuple of str
        The actors, departments or steps; the alias and what it means.
    more : tuple of str
        Those of the actors that only join, or those of the departments that lead.
    by, on, note : str
        Who says so, when, and why.
    """

    entry: int
    what: What
    label: str
    side: Side | None
    step: int
    quote: str
    values: tuple[str, ...]
    more: tuple[str, ...]
    by: str
    on: str
    note: str = ""

    @property
    def words(self) -> str:
        """The entry in one sentence, as graph, page and papers show it."""
        values = "、".join(self.values)
        if self.what == "steps":
            values = f"{len(self.values)} 步"
        what = {"actors": "执行者", "departments": "部门", "steps": "分步"}.get(self.what, "别名")
        about = ""
        if self.side:
            kind = next(kind for kind in LIST_KINDS if self.label.startswith(KIND_ZH[kind]))
            about = side_words(kind, self.side)[0]
        place = f"{about} {self.step} " if self.step else f"{about} ".lstrip()
        because = around("（", self.note, "）")
        return f"人工更正（{self.by}，{self.on}）：{place}{what}：{values}{because}"


def load(path: Path) -> tuple[Correction, ...]:
    """Read a file of corrections; one that is not there holds none.

    Raises
    ------
    ReadError
        If it is not TOML, or an entry is not complete.
    """
    where = f"{path.parent.name}/{path.name}"
    if not path.is_file():
        return ()
    raw = files.read_toml(path)
    entries = raw.get("correction", [])
    if (
        set(raw) - {"correction"}
        or not isinstance(entries, list)
        or not all(isinstance(e, dict) for e in entries)
    ):
        raise ReadError(
            "只能有 [[correction]]",
            "holds something else than [[correction]]",
            where=where,
            cure=("每条更正以 [[correction]] 开头", "begin every entry with [[correction]]"),
        )
    return tuple(_correction(number, entry, where) for number, entry in enumerate(entries, 1))


def _correction(number: int, entry: Mapping[str, Any], where: str) -> Correction:
    """Return one entry, checked."""
    texts = {
        name: _text(entry.get(name))
        for name in ("at", "quote", "alias", "means", "by", "on", "note")
    }
    lists = {name: _texts(entry.get(name)) for name in _LISTS}
    place = _PLACE.fullmatch(texts["at"].strip())
    wrong = _wrong(entry, texts, lists, has_place=place is not None)
    if wrong:
        zh, en = wrong
        raise ReadError(
            f"第 {number} 条更正：{zh}",
            f"correction {number}: {en}",
            where=where,
            cure=("写法见 kg check 打印的条目", "kg check prints entries to fill in"),
        )
    common = (texts["by"], texts["on"], texts["note"])
    if texts["alias"]:
        values = (texts["alias"], texts["means"])
        return Correction(number, "alias", "", None, 0, texts["quote"], values, (), *common)
    assert place is not None
    what = _what(lists)
    more = lists["joined"] if what == "actors" else lists["lead"]
    label = f"{_kind(place['kind'])} {place['mark']}"
    step = int(place["step"] or 0)
    return Correction(
        number, what, label, _side(place["side"]), step, texts["quote"], lists[what], more, *common
    )


def _what(lists: Mapping[str, tuple[str, ...]]) -> What:
    if lists["actors"]:
        return "actors"
    return "departments" if lists["departments"] else "steps"


def _wrong(
    entry: Mapping[str, Any],
    texts: Mapping[str, str],
    lists: Mapping[str, tuple[str, ...]],
    *,
    has_place: bool,
) -> tuple[str, str] | None:
    """Return what is wrong with an entry, in Chinese and English; None if nothing is."""
    unknown = sorted(set(entry) - _KNOWN)
    given = [name for name in ("actors", "departments", "steps") if lists[name]] + ["alias"] * bool(
        texts["alias"]
    )
    blank = _blank(texts, lists)
    if unknown:
        return f"不认识 {unknown[0]}", f"{unknown[0]} is not known"
    if blank:
        return f"{blank[0]} 还没有填", f"{blank[0]} is not filled in"
    if not texts["by"] or not texts["on"]:
        return "要写明是谁（by）、何时（on）更正的", "by and on must say who corrects, and when"
    if len(given) != 1:
        return (
            "要且只能写 actors、departments、steps、alias 之一",
            "write one of actors, departments, steps, alias",
        )
    if texts["alias"]:
        if texts["means"]:
            return None
        return ("means 要写明别名指谁", "means must say what the alias stands for")
    if not has_place:
        return (
            "at 要写成“配合 92”或“配合 92 上级部门 1”",
            'at must read "配合 92" or "配合 92 上级部门 1"',
        )
    if not texts["quote"]:
        return "quote 要引所更正的原文", "quote must give the words that are corrected"
    return None


def _blank(texts: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the names of the fields that still hold what ``kg check`` printed for the reader to fill in."""
    blank = [name for name, value in texts.items() if value in _TO_FILL]
    return blank + [name for name, values in lists.items() if set(values) & set(_TO_FILL)]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _texts(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list) else [value]
    return tuple(str(one).strip() for one in found if one is not None and str(one).strip())


def _kind(word: str) -> str:
    return next((KIND_ZH[kind] for kind in LIST_KINDS if kind == word), word)


def _side(word: str | None) -> Side | None:
    if not word:
        return None
    if word in ("乡镇", "township"):
        return "township"
    return "superior"
