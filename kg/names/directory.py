"""Who is meant: find and resolve the organisations that a text names, for one place.

A department is a jurisdiction and a function (奇台县 + 公安局). Short forms of any county are
resolved by rule (县X局 → the list's county), irregular ones by data; nothing here knows a place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Organization, Place
from kg.names.canonical import CanonicalNames
from kg.names.pattern import FIELD_END
from kg.names.places import outside, places
from kg.names.spellings import Spellings

_OF_DEPARTMENTS = ("office", "provincial", "department", "bare", "unknown")
"""Groups of the pattern (:mod:`kg.names.pattern`) that are one department."""


_LEVEL_WORDS = frozenset("县区市旗盟州省")


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation found in a text, at ``start``:``end``.

    ``known`` is false if no file names its function; ``named`` is true for a single body, false for
    a kind of bodies.
    """

    start: int
    end: int
    printed: str
    organization: Organization
    known: bool = True
    named: bool = True


class Directory:
    """The organisations of one place: ``declared`` are the names its department columns print.

    ``cells`` are the names that stand together in one cell: two spellings of one function there are
    two departments.

    Examples
    --------
    >>> from kg.names import load
    >>> place = Place("某省", "", "青河区", "东山街道")
    >>> directory = Directory(load(), place, ["青河区公安局", "青河区卫健局"])
    >>> directory.resolve("区卫健委").name, directory.resolve("公安机关").name, directory.resolve("区教育局").name
    ('青河区卫健局', '青河区公安局', '青河区教育局')
    """

    def __init__(
        self,
        spellings: Spellings,
        place: Place,
        declared: Iterable[str] = (),
        cells: Iterable[Sequence[str]] = (),
    ) -> None:
        self.place = place
        self._names = CanonicalNames(spellings, place, Counter(declared), cells)
        self._outside: dict[str, str] = {}
        for one in outside():
            self._outside |= dict.fromkeys(one.prefixes, one.name)
        self._pattern = self._names.pattern()
        self._found: dict[str, tuple[Entity, ...]] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Call a department that no column prints as the texts print it."""
        entities = [entity for text in texts for entity in self._scan(text)]
        self._names.add_printed((entity.printed, entity.organization) for entity in entities)
        self._found.clear()

    def call(self, aliases: Mapping[str, str]) -> None:
        """Read spellings as people explain them: alias → the body that it means."""
        self._names.add_explained(aliases)
        self._pattern = self._names.pattern()
        self._found.clear()

    # --- one name ---

    @property
    def unknown(self) -> Iterable[str]:
        """Names of the department columns whose function no file knows."""
        return self._names.unknown

    def resolve(self, printed: str) -> Organization:
        """Return the organisation a printed name means; a body that is not a department keeps its printed name."""
        return self._names.resolve(printed)

    def knows(self, printed: str) -> bool:
        """Tell whether a file names this department's function, or the field by which it is called (农业、林草等部门)."""
        if FIELD_END.sub("", printed) in self._names.fields:
            return True
        known = self._names.identify(printed)[2]
        return known and printed not in self._names.unknown

    def branch(self, function: str) -> str:
        """Return the branch of power (party, government, …) of a function, empty if not known."""
        known = self._names.functions.get(function)
        return known.branch if known else ""

    def aliases(self, organization: Organization) -> tuple[str, ...]:
        """Return other spellings of a department's function, for search."""
        known = self._names.functions.get(organization.function)
        spellings = known.spellings if known else ()
        return tuple(spelling for spelling in spellings if spelling != organization.function)

    # --- a text ---

    def find(self, text: str) -> tuple[Entity, ...]:
        """Return the organisations that ``text`` names, left to right, none inside another."""
        known = self._found.get(text)
        if known is None:
            known = self._found[text] = tuple(self._scan(text))
        return known

    def _scan(self, text: str) -> Iterator[Entity]:
        before = 0
        for match in self._pattern.finditer(text):
            start, end, printed = match.start(), match.end(), match[0]
            group = (match.lastgroup or "").rstrip("0123456789")
            if group == "unknown" and self._names.unlisted.not_inside.search(printed):
                continue
            if group == "joined":
                yield from self._joined(start, printed)
            elif group == "called":
                yield Entity(start, end, printed, self.resolve(printed))
            elif group == "outside":
                yield Entity(start, end, printed, _of_nation(printed))
            elif group in _OF_DEPARTMENTS:
                found = self._department(text, start, end, before, known=group != "unknown")
                if group != "bare" or not self._of_another(text, found, start):
                    yield found
            else:
                body = self._names.body(group, printed)
                yield Entity(start, end, printed, body, named=group != "external")
            before = end

    def _department(self, text: str, start: int, end: int, before: int, *, known: bool) -> Entity:
        """Return a department; one whose name goes on to the left (界首市公安局, 国家统计局) is another place's.

        It does not reach over ``before``, where the entity on the left ends.
        """
        printed = text[start:end]
        level, rest = self._names.at.split(printed)
        begins, place = places().before(text, end - len(rest))
        if before <= begins < start and place not in self._names.at.prefixes:
            return Entity(begins, end, text[begins:end], _of_place(place, rest), known)
        if level is None:
            for prefix, owner in self._outside.items():
                if text.endswith(prefix, before, start):
                    begins = start - len(prefix)
                    body = Organization(prefix + rest, owner, rest, "department")
                    return Entity(begins, end, text[begins:end], body, known)
        return Entity(start, end, printed, self.resolve(printed), known)

    def _of_another(self, text: str, bare: Entity, start: int) -> bool:
        """Tell whether a name is of a place that nothing knows: 两江新区公安分局 is not ours."""
        own = bare.start < start or bare.printed.endswith(self._names.unlisted.generic)
        return not own and text[start - 1 : start] in _LEVEL_WORDS

    def _joined(self, start: int, printed: str) -> Iterator[Entity]:
        """Yield the departments of 民政、财政部门, each at its own words."""
        for part in re.split("[、和与及]", printed):
            end = start + len(part)
            named, _, others = part.partition("等")
            body = self._names.of_field(FIELD_END.sub("", part))
            yield Entity(start, start + len(named), named, body)
            if others:  # 等有关部门: some more, without a name
                body = self._names.body("external", others)
                yield Entity(end - len(others), end, others, body, named=False)
            start = end + 1


def _of_place(place: str, rest: str) -> Organization:
    """Return another place's body; it keeps the name it is printed with."""
    return Organization(place + rest, place, rest, "department")


def _of_nation(printed: str) -> Organization:
    owner = next(one.name for one in outside() if printed.startswith(one.bodies))
    return Organization(printed, owner, printed, "department")
