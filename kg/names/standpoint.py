"""Where a list speaks from: what 县, 州局, 省厅 and 本乡 mean in a text of one place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import Place
from kg.names.jurisdiction import Jurisdiction, levels
from kg.names.places import places

_TOWNSHIPS = ("街道", "苏木", "镇", "乡")
_PROVINCES = ("省", "自治区")


class Standpoint:
    """A list's township and the levels above it, each with the forms by which a name may begin.

    Attributes
    ----------
    place : Place
        The list's own.
    home : Jurisdiction
        Its county, called as the department columns (``declared``) call it.
    prefixes : dict
        What a department's name may begin with → whose it is, the longest form first; of two, the
        nearer level.
    """

    def __init__(
        self,
        place: Place,
        declared: Counter[str],
        not_behind: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.place = place
        self._not_behind = not_behind or {}
        self._levels = list(levels(place)) or [Jurisdiction("", "县", ("县", "区", "市"))]
        self._levels[0] = _as_printed(self._levels[0], place.county, declared)
        self.home = self._levels[0]
        self.prefixes = _by_form(self._levels)
        self._read: dict[str, tuple[Jurisdiction | None, str]] = {}

    @property
    def above(self) -> Sequence[Jurisdiction]:
        """The levels above the county, nearest first."""
        return self._levels[1:]

    @property
    def provinces(self) -> str:
        """The forms of the list's province, as a regular expression."""
        forms = set(_PROVINCES)
        for level in self._levels:
            if level.level in _PROVINCES:
                forms.update(level.forms)
        return either(forms)

    def fill(self, pattern: str) -> str:
        """Return a pattern of the data with ``{county}``, ``{higher}`` and ``{township}`` filled in."""
        higher = {form for level in self.above for form in short_forms(level)} or {"市", "州"}
        forms = {"county": self.home.forms, "higher": higher, "township": self._township_forms()}
        for name, of_level in forms.items():
            filled = self.whole_words(of_level) if name == "county" else either(of_level)
            pattern = pattern.replace(f"{{{name}}}", f"(?:{filled})")
        return pattern

    def whole_words(self, forms: Iterable[str]) -> str:
        """Return a pattern for forms of places; a level's word (区) does not end another (社区)."""
        return "|".join(self._guard(form) + re.escape(form) for form in longest_first(forms))

    def _guard(self, form: str) -> str:
        before = self._not_behind.get(form, ())
        single = "".join(word for word in before if len(word) == 1)
        longer = "|".join(word for word in before if len(word) == 2)
        return (f"(?<![{single}])" if single else "") + (f"(?<!{longer})" if longer else "")

    def _township_forms(self) -> set[str]:
        name = self.place.township
        plain = name.removesuffix("办事处")
        kind = next((kind for kind in _TOWNSHIPS if plain.endswith(kind)), "乡")
        return {form for form in (name, plain, f"本{kind}") if form}

    def split(self, printed: str) -> tuple[Jurisdiction | None, str]:
        """Return whose department a printed name is, None if it does not say, and the rest of the name."""
        known = self._read.get(printed)
        if known is None:
            known = self._read[printed] = self._parted(printed)
        return known

    def _parted(self, printed: str) -> tuple[Jurisdiction | None, str]:
        for form, level in self.prefixes.items():
            if printed.startswith(form) and len(printed) > len(form):
                return level, printed[len(form) :]
        place, rest = places().split(printed)
        if place:
            return (Jurisdiction(place, place[-1], (place,)), rest)
        return (None, printed)


def longest_first(words: Iterable[str]) -> list[str]:
    """Return words in the order in which a pattern must try them."""
    return sorted(words, key=lambda word: (-len(word), word))


def either(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "|".join(map(re.escape, longest_first(words)))


def short_forms(level: Jurisdiction) -> set[str]:
    """Return what a level is called, its bare word (州) among it."""
    return {*level.forms, level.level[-1:]} - {""}


def _by_form(jurisdictions: Sequence[Jurisdiction]) -> dict[str, Jurisdiction]:
    """Return the jurisdictions by what a name begins with, the longest form first; of two, the nearer one."""
    found: dict[str, Jurisdiction] = {}
    for jurisdiction in reversed(jurisdictions):
        found |= dict.fromkeys(jurisdiction.forms, jurisdiction)
    return {form: found[form] for form in longest_first(found)}


def _as_printed(home: Jurisdiction, county: str, printed: Counter[str]) -> Jurisdiction:
    """Return the list's county with the name that its columns use: 某县 or, in full, 某某族自治县."""
    full = sum(count for name, count in printed.items() if name.startswith(county))
    short = sum(count for name, count in printed.items() if name.startswith(home.name))
    if county != home.name and full > short:
        return replace(home, name=county)
    return home
