"""Which body a printed name means, and what that body is called throughout a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import Organization, OrganizationKind, Place
from kg.names.pattern import FIELD_END, compiled
from kg.names.spellings import Function, Spellings
from kg.names.standpoint import Standpoint, longest_first, short_forms

_HALF_WIDTH = str.maketrans("（）", "()")


class CanonicalNames:
    """The departments of one place by jurisdiction and function, each with one name.

    Attributes
    ----------
    at : Standpoint
        The place.
    functions : dict
        Departments by each spelling, those that only this list names among them.
    fields : dict
        Departments by the field that they are called by: 民政 of 民政部门.
    unknown : dict
        Names of the department columns whose function no file knows, in the order of the alphabet.
    """

    def __init__(
        self,
        spellings: Spellings,
        place: Place,
        declared: Counter[str],
        cells: Iterable[Sequence[str]],
    ) -> None:
        self.at = Standpoint(place, declared, spellings.not_behind)
        self.unlisted = spellings.unlisted
        self.functions = _by_spelling(spellings.functions)
        self.fields: dict[str, Function] = {}
        for function in spellings.functions:
            self.fields |= dict.fromkeys(_fields_of(function), function)
        self.unknown: dict[str, None] = {}
        self._offices: list[tuple[str, re.Pattern[str]]] = []
        for office in spellings.branch_offices:
            patterns = map(re.compile, map(self.at.fill, office.patterns))
            self._offices += [(office.name, pattern) for pattern in patterns]
        self._bodies: list[tuple[str, str]] = []
        for body in spellings.bodies:
            self._bodies += [(body.kind, self.at.fill(pattern)) for pattern in body.patterns]
        self._explained: dict[str, str] = {}
        self._resolved: dict[str, Organization] = {}
        for names in cells:
            if len(names) > 1:
                self._tell_apart(names)
        self._part_forces(declared)
        for name in sorted(declared):
            self._add_unknown(name)
        self._names = self._as_declared(declared)

    # --- what a list says of its own bodies ---

    def _tell_apart(self, names: Sequence[str]) -> None:
        """Make departments of their own of the spellings of one function that one cell lists side by side."""
        read = [(self.identify(name), self.at.split(name)[1]) for name in names]
        beside: dict[tuple[str, str], set[str]] = {}
        for (jurisdiction, function, _), rest in read:
            beside.setdefault((jurisdiction, function), set()).add(rest)
        for (jurisdiction, function, known), rest in read:
            several = len(beside[jurisdiction, function]) > 1
            if known and several and rest in self.functions and rest != function:
                self.functions[rest] = replace(self.functions[rest], name=rest, spellings=(rest,))

    def _part_forces(self, declared: Iterable[str]) -> None:
        """Part 区城管执法局 from 区城管委: a commission's enforcement bureau is another body."""
        for name in sorted(declared):
            _, field, known = self.identify(name)
            if not known or not name.endswith(("委", "委员会")):
                continue
            of_field = [s for s, function in self.functions.items() if function.name == field]
            forces = [spelling for spelling in of_field if spelling.endswith("执法局")]
            if forces:
                full = "综合行政执法局" if "综合行政执法局" in forces else max(forces, key=len)
                force = replace(self.functions[full], name=full, spellings=tuple(forces))
                self.functions |= dict.fromkeys(forces, force)

    def _add_unknown(self, printed: str) -> None:
        _, rest, known = self.identify(printed)
        if not known and self._kind_of_body(printed) is None:
            self.functions[rest] = Function(rest, "", (rest,), False, ())
            self.unknown[printed] = None

    def _as_declared(self, declared: Counter[str]) -> dict[tuple[str, str], str]:
        """Return the names as the columns print them in full, the commonest form first."""
        forms: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
        for name, count in declared.items():
            jurisdiction, function, _ = self.identify(name)
            full = self._office_name(name, function) or self._in_full(name)
            forms.setdefault((jurisdiction, function), []).append((-count, -len(full), full))
        return {key: min(candidates)[2] for key, candidates in forms.items()}

    def _in_full(self, name: str) -> str:
        """Return a name with the place's own in front where it has only a bare word: 县公安局."""
        level, rest = self.at.split(name)
        if level is None or level.name == level.level:
            return name
        is_bare_word = len(name) - len(rest) in (1, len(level.level))
        return level.name + rest if is_bare_word else name

    def add_explained(self, aliases: Mapping[str, str]) -> None:
        """Read spellings as people explain them (人工更正): alias → the body that it means."""
        self._explained |= aliases
        self._resolved.clear()

    def add_printed(self, named: Iterable[tuple[str, Organization]]) -> None:
        """Call a department that no column prints as the texts print it: 县水务局 does not become a 水利局.

        ``named`` are the bodies of the texts, as printed. The commonest form is taken; one that
        only says what a body does (水利部门), or shortens its name (人社局), is left out.
        """
        # A field office is named by the place above and the place that it serves.
        offices = {name for name, _ in self._offices}
        forms: dict[tuple[str, str], Counter[str]] = {}
        for printed, body in named:
            key = (body.jurisdiction, body.function)
            if body.kind != "department" or key in self._names or body.function in offices:
                continue
            rest = self.at.split(printed)[1]
            if self._is_own_name(rest, body.function):
                forms.setdefault(key, Counter())[rest] += 1
        for (jurisdiction, function), counts in forms.items():
            rest = min(counts, key=lambda form: (-counts[form], -len(form), form))
            self._names[jurisdiction, function] = jurisdiction + rest
        self._resolved.clear()

    def _is_own_name(self, printed: str, function: str) -> bool:
        """Tell whether a spelling neither says what a body does nor shortens the usual name."""
        if printed.endswith(self.unlisted.generic):
            return False
        letters = iter(function)
        return not all(letter in letters for letter in printed)

    # --- what is asked ---

    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of all names (:func:`kg.names.pattern.compiled`)."""
        return compiled(
            self.at,
            self.functions,
            self.fields,
            self._offices,
            self._bodies,
            self._explained,
            self.unlisted,
        )

    def identify(self, printed: str) -> tuple[str, str, bool]:
        """Return jurisdiction, function and whether a file knows the function."""
        home = self.at.home
        for name, pattern in self._offices:
            if pattern.fullmatch(printed):
                return home.name, name, True
        level, rest = self.at.split(printed)
        if printed in self.functions:
            return home.name, self.functions[printed].name, True
        if rest in self.functions:
            if level is not None and level is not home:
                return level.name, rest, True
            return home.name, self.functions[rest].name, True
        if level is None:
            return "", rest, False
        return level.name, rest, level.level in ("省", "自治区")

    def resolve(self, printed: str) -> Organization:
        """Return the organisation a printed name means; a body that is not a department keeps its printed name."""
        known = self._resolved.get(printed)
        if known is None:
            known = self._resolved[printed] = self._meant(printed)
        return known

    def _meant(self, printed: str) -> Organization:
        printed = self._explained.get(printed, printed)
        kind = self._kind_of_body(printed)
        if kind is not None:
            return self.body(kind, printed)
        jurisdiction, function, _ = self.identify(printed)
        name = self._names.get((jurisdiction, function))
        if name is None:
            name = self._office_name(printed, function) or jurisdiction + function
        return Organization(name, jurisdiction, function, "department")

    def _kind_of_body(self, printed: str) -> str | None:
        """Return the kind of a body that is not a department, None for a department."""
        matching = (kind for kind, pattern in self._bodies if re.fullmatch(pattern, printed))
        return next(matching, None)

    def body(self, kind: str, printed: str) -> Organization:
        """Return a body that is not a department; the list's own township has its own name."""
        place = self.at.place
        if kind == "township" and place.township:
            return Organization(place.name, place.county, place.township, "township")
        kinds: dict[str, OrganizationKind] = {"class": "class", "township": "township"}
        return Organization(printed, "", printed, kinds.get(kind, "external"))

    def _office_name(self, printed: str, function: str) -> str:
        """Return the full name of a field office (州某局某县分局), empty for any other ``function``."""
        patterns = (pattern for name, pattern in self._offices if name == function)
        if not any(pattern.fullmatch(printed) for pattern in patterns):
            return ""
        for level in self.at.above:
            for form in longest_first(short_forms(level)):
                if printed.startswith(form):
                    return level.name + printed[len(form) :]
        home = self.at.home
        if any(form in printed for form in home.forms):
            return printed
        return home.name + printed

    def of_field(self, field: str) -> Organization:
        """Return the county's department of a field, or the prefecture's branch office where the county has that."""
        county, function = self.at.home.name, self.fields[field].name
        branch = f"{function}分局"
        if (county, function) not in self._names and (county, branch) in self._names:
            function = branch
        name = self._names.get((county, function)) or county + function
        return Organization(name, county, function, "department")


def _by_spelling(functions: Iterable[Function]) -> dict[str, Function]:
    """Return functions by each spelling, with brackets of full and of half width."""
    found: dict[str, Function] = {}
    for function in functions:
        for spelling in function.spellings:
            found[spelling] = found[spelling.translate(_HALF_WIDTH)] = function
    return found


def _fields_of(function: Function) -> Iterator[str]:
    """Yield the fields that departments are called by: 民政 of 民政部门."""
    for spelling in function.spellings:
        field = spelling.removesuffix("部门")
        if field != spelling and len(field) > 1:
            yield FIELD_END.sub("", spelling)
