"""Word's automatic numbers: what is printed before a paragraph and stands nowhere in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kg.readers._package import attributes, local

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
     "taiwaneseCountingThousand", "chineseLegalSimplified", "koreanCounting"}
)  # fmt: skip
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def chinese(value: int) -> str:
    """Return a numeral below 1000 as it is counted in Chinese.

    >>> chinese(3), chinese(10), chinese(12), chinese(20), chinese(105)
    ('三', '十', '十二', '二十', '一百零五')
    """
    if not 0 < value < 1000:
        return str(value)
    hundreds, rest = divmod(value, 100)
    tens, units = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units else "")


def _letters(value: int) -> str:
    """Return Word's letters: a … z, aa, bb."""
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (value // worth)
        value %= worth
    return text


def printed(value: int, form: str) -> str:
    """Return a number in one of Word's forms.

    >>> printed(2, "decimal"), printed(2, "chineseCounting"), printed(3, "decimalEnclosedCircleChinese")
    ('2', '二', '③')
    """
    if value < 1 or value > 20_000:
        return str(value)
    if form in _CHINESE:
        return chinese(value)
    if form.startswith("decimalEnclosedCircle") and value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalEnclosedParen" and value <= 20:
        return chr(0x2474 + value - 1)
    forms = {
        "lowerLetter": _letters(value), "upperLetter": _letters(value).upper(),
        "lowerRoman": _roman(value).lower(), "upperRoman": _roman(value),
        "decimalZero": f"{value:02d}", "bullet": "", "none": "",
    }  # fmt: skip
    return forms.get(form, str(value))


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    """One ``w:num``: its abstract list, and what it overrides."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of ``numbering.xml``; it counts as the paragraphs come."""

    def __init__(self, tree: Element | None) -> None:
        self.lists: dict[str, _List] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.started: set[tuple[str, int]] = set()
        if tree is not None:
            self._read(tree)

    def _read(self, tree: Element) -> None:
        abstracts: dict[str, dict[int, _Level]] = {}
        for element in tree:
            named = attributes(element)
            if local(element.tag) == "abstractNum":
                abstracts[named.get("abstractNumId", "")] = _levels(element)
            elif local(element.tag) == "num":
                value = _value(element, "abstractNumId")
                found = _List(value, dict(abstracts.get(value, {})))
                _override(element, found)
                self.lists[named.get("numId", "")] = found

    def label(self, list_id: str, level: int) -> str:
        """Count one paragraph and return its number as Word prints it; empty for a bullet or an unknown list."""
        found = self.lists.get(list_id)
        if found is None or level not in found.levels:
            return ""
        counts = self.counts.setdefault(found.abstract, {})
        restart = found.restarts.get(level)
        if restart is not None and (list_id, level) not in self.started:
            counts[level] = restart
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels[level].start
        self.started.add((list_id, level))
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if found.levels[level].form == "bullet":
            return ""
        return re.sub(
            r"%(\d)",
            lambda match: self._part(found, counts, int(match[1]) - 1),
            found.levels[level].text,
        )

    @staticmethod
    def _part(found: _List, counts: dict[int, int], level: int) -> str:
        one = found.levels.get(level, _Level())
        return printed(counts.setdefault(level, one.start), one.form)


def _value(element: Element, name: str) -> str:
    child = next((child for child in element if local(child.tag) == name), None)
    if child is not None:
        return attributes(child).get("val", "")
    return ""


def _levels(element: Element) -> dict[int, _Level]:
    found = {}
    for child in element:
        if local(child.tag) == "lvl":
            # mc:AlternateContent holds the forms that old versions lack; the plain one is good
            # enough.
            start = _value(child, "start") or "1"
            form = _value(child, "numFmt") or "decimal"
            found[int(attributes(child).get("ilvl", "0"))] = _Level(
                int(start), form, _value(child, "lvlText")
            )
    return found


def _override(element: Element, found: _List) -> None:
    for child in element:
        if local(child.tag) != "lvlOverride":
            continue
        level = int(attributes(child).get("ilvl", "0"))
        found.levels.update(_levels(child))
        start = _value(child, "startOverride")
        if start:
            found.restarts[level] = int(start)
