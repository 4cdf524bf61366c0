"""Everything a page counts, looked up once: who carries which duty, in which category, with which findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.matters import MATTER
from kg.model import Duty, DutyList, Finding, Organization
from kg.names.short import without_place
from kg.rdf.iris import BASE, key, list_id


@dataclass(frozen=True, slots=True)
class Department:
    """A body of the list as the pages show it.

    ``declared`` are the codes of the duties whose column names it (a recalled duty: that it
    receives), ``acting`` of those whose text gives it a step although the column does not name it.
    """

    id: str
    name: str
    short: str
    kind: str
    aliases: tuple[str, ...]
    declared: tuple[str, ...]
    acting: tuple[str, ...]

    @property
    def duties(self) -> tuple[str, ...]:
        """Declared duties, then those it only acts in."""
        return self.declared + self.acting

    @property
    def load(self) -> str:
        """What stands beside the name: declared duties, and ``+`` those it only acts in."""
        extra = f"+{len(self.acting)}" if self.acting else ""
        return (str(len(self.declared)) if self.declared or not extra else "") + extra


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the document with the codes of its duties."""

    id: str
    name: str
    english: str
    brief: str
    """The English where there is little room."""
    duties: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """A list and what was found in it, indexed.

    ``aliases`` are department → other spellings, for the search; ``category_en`` category → English
    label, and a short one; ``matters`` matter (IRI) → keys of the duties whose title names it or a part of it
    (the same as the question ``matter``); ``matter_names`` matter → its Chinese and its English
    label; ``base`` begins the IRIs of the list.
    """

    duty_list: DutyList
    findings: tuple[Finding, ...] = ()
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    category_en: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    matters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    matter_names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    base: str = BASE

    @cached_property
    def duties(self) -> dict[str, Duty]:
        """Duties by code, in the document's order."""
        return {duty.code: duty for duty in self.duty_list.duties}

    @cached_property
    def codes(self) -> dict[str, str]:
        """Duty key → code."""
        return {duty.key: duty.code for duty in self.duty_list.duties}

    def code(self, iri: str) -> str:
        """Return the code of the duty of an IRI; empty if it is not one of this list's."""
        return self.codes.get(key(iri), "") if list_id(iri) == self.duty_list.id else ""

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """Categories in the order in which they first stand in the document."""
        members: dict[str, list[str]] = {}
        for code, duty in self.duties.items():
            members.setdefault(duty.category, []).append(code)
        return tuple(
            Category(f"k{index}", name, *self.category_en.get(name, ("", "")), tuple(codes))
            for index, (name, codes) in enumerate(members.items())
        )

    @cached_property
    def departments(self) -> tuple[Department, ...]:
        """Bodies that a column names or a step lets act: most declared duties first, ties by name."""
        declared: dict[str, list[str]] = {}
        acting: dict[str, list[str]] = {}
        bodies: dict[str, Organization] = {}
        for code, duty in self.duties.items():
            for mention in duty.declared:
                bodies.setdefault(mention.name, mention.organization)
                if code not in declared.setdefault(mention.name, []):
                    declared[mention.name].append(code)
            for mention in duty.acting_departments:
                bodies.setdefault(mention.name, mention.organization)
                if mention.name not in duty.departments:
                    acting.setdefault(mention.name, []).append(code)
        names = sorted(
            bodies, key=lambda n: (-len(declared.get(n, ())), -len(acting.get(n, ())), n)
        )
        shorts = _shorts(bodies)
        return tuple(
            Department(
                f"d{index}",
                name,
                shorts[name],
                bodies[name].kind,
                tuple(self.aliases.get(name, ())),
                tuple(declared.get(name, ())),
                tuple(acting.get(name, ())),
            )
            for index, name in enumerate(names)
        )

    def matter(self, name: str) -> tuple[str, str]:
        """Return the Chinese and the English label of a matter; what has none is called by the end of its IRI."""
        return self.matter_names.get(name) or (name.rstrip("/#").rpartition("/")[2], "")

    @cached_property
    def about(self) -> dict[str, tuple[str, ...]]:
        """Matter → keys of the duties that are about it, by the order of the Chinese label.

        A matter that no title names is that of the duties that a finding says so of.
        """
        found = {name: list(keys) for name, keys in self.matters.items()}
        for finding in self.findings:
            if finding.matter and finding.matter not in self.matters:
                found.setdefault(finding.matter, []).extend(
                    key(iri) for iri in finding.duties if self.code(iri)
                )
        order = {duty.key: place for place, duty in enumerate(self.duty_list.duties)}
        names = sorted(found, key=lambda name: (self.matter(name)[0], name))
        return {
            name: tuple(sorted(order.keys() & found[name], key=order.__getitem__)) for name in names
        }

    def named(self, duty: Duty) -> list[tuple[str, int, int]]:
        """Return the matters that a title names, each with the start and end of its word."""
        before = duty.title_span.start
        marks = [mark for mark in duty.marks if mark.scheme == "matter"]
        return [
            (MATTER + mark.concept, mark.span.start - before, mark.span.end - before)
            for mark in marks
        ]

    @cached_property
    def department(self) -> dict[str, Department]:
        """Departments by name."""
        return {department.name: department for department in self.departments}

    @cached_property
    def carriers(self) -> dict[str, tuple[Department, ...]]:
        """Duty code → departments that its column names, in printed order, then those that only act in it."""
        found: dict[str, tuple[Department, ...]] = {}
        for code, duty in self.duties.items():
            names = [*duty.departments, *(mention.name for mention in duty.acting_departments)]
            found[code] = tuple(self.department[name] for name in dict.fromkeys(names))
        return found

    @cached_property
    def category_of(self) -> dict[str, Category]:
        """Duty code → category."""
        found: dict[str, Category] = {}
        for category in self.categories:
            found |= dict.fromkeys(category.duties, category)
        return found

    def shared(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return pairs of department ids with the codes of the duties whose column names both (:attr:`Duty.pairs`)."""
        pairs: dict[tuple[str, str], list[str]] = {}
        for code, duty in self.duties.items():
            for pair in duty.pairs:
                ids = (self.department[mention.name].id for mention in pair)
                one, other = sorted(ids, key=lambda id: int(id[1:]))
                pairs.setdefault((one, other), []).append(code)
        return {
            pair: tuple(pairs[pair])
            for pair in sorted(pairs, key=lambda p: (int(p[0][1:]), int(p[1][1:])))
        }


def _shorts(bodies: Mapping[str, Organization]) -> dict[str, str]:
    """Return names without their jurisdiction, unless two bodies would then look alike."""
    short = {name: without_place(name, body.jurisdiction) or name for name, body in bodies.items()}
    seen = list(short.values())
    return {name: value if seen.count(value) == 1 else name for name, value in short.items()}
