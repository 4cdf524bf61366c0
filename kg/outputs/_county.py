"""What is said between lists: what changed over a township's editions, what differs in a county."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

from kg.model import DutyList, Place
from kg.rdf import edition_lines
from kg.rdf.adjustments import Adjustment, Succession, adjustment_lines
from kg.rdf.differences import Common, Told, difference_lines
from kg.which import Entry, called, latest

if TYPE_CHECKING:  # a build of one list loads nothing that compares
    from kg.alignment.changes import Change
    from kg.alignment.differences import Difference
    from kg.alignment.facts import Fact
    from kg.alignment.told import Told as Opinions
    from kg.findings import Verdicts
    from kg.model import Finding


class Issued(Protocol):
    """A list of which place and month are known."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def place(self) -> Place:
        """Its place."""

    @property
    def issued(self) -> str:
        """Its month."""


Of = TypeVar("Of", bound=Issued)


def successions(lists: Iterable[Of]) -> Iterator[tuple[Of, Of]]:
    """Yield each edition with the next one; of two of one month neither follows the other."""
    by_place: dict[Place, dict[str, list[Of]]] = {}
    for one in lists:
        if one.issued and one.place.township:
            by_place.setdefault(one.place, {}).setdefault(one.issued, []).append(one)
    for months in by_place.values():
        for before, after in pairwise(sorted(months)):
            if len(months[before]) == len(months[after]) == 1:
                yield months[before][0], months[after][0]


def succession(old: DutyList, new: DutyList, told: Opinions | None = None) -> Succession:
    """Return what became of each duty from one edition to the next, with both clauses."""
    from kg.alignment.changes import changes
    from kg.alignment.told import NOTHING

    found = changes(old, new, told or NOTHING)
    return Succession(old, new, [_adjustment(change) for change in found])


def _adjustment(change: Change) -> Adjustment:
    from kg.alignment.facts import facts

    kinds: list[str] = [kind for kind in change.kinds if kind != "typography"]
    if change.only_renamed:
        kinds[kinds.index("departments")] = "renamed"
    if not kinds:
        return Adjustment(change.old, change.new, ())
    told = [fact for fact in facts(change) if set(fact.kinds) - {"typography"}]
    said = []
    for fact in told:
        sides = [text for text in (fact.old_text, fact.new_text) if text]
        said.append(f"{fact.called} {fact.part}：{' → '.join(sides)}")
    old = "\n".join(_clauses(told, old=True))
    new = "\n".join(_clauses(told, old=False))
    renamed = [(one.old, one.new, one.reform) for one in change.renamed]
    return Adjustment(change.old, change.new, kinds, said, old, new, renamed)


def _clauses(told: Iterable[Fact], *, old: bool) -> Iterator[str]:
    for fact in told:
        text, place = (fact.old_text, fact.old_place) if old else (fact.new_text, fact.new_place)
        if text:
            yield f"{fact.part}：{text}（{place}）"


def counties(lists: Iterable[Of]) -> list[list[Of]]:
    """Return the latest editions, county by county; one of a single township is left out."""
    every = {one.id: one for one in lists}
    entries = [Entry(one.id, one.place, one.issued) for one in every.values()]
    by_county: dict[tuple[str, str, str], list[Of]] = {}
    for entry in latest(entries):
        place = entry.place
        if place.township:
            above = (place.region, place.prefecture, place.county)
            by_county.setdefault(above, []).append(every[entry.id])
    return [group for group in by_county.values() if len({one.place for one in group}) > 1]


def differing(
    lists: Sequence[DutyList], *, base: str, verdicts: Verdicts | None = None
) -> list[str]:
    """Return what the townships of a county share and what differs, as lines of N-Quads.

    A difference where a person should look is a finding of its township too, with the reader's
    verdict; what the reader says of pairs of duties holds.
    """
    from kg.alignment.differences import comparison
    from kg.findings import told_of_pairs

    found = comparison(lists, told_of_pairs(verdicts or {}))
    shown = called(Entry(one.id, one.place, one.issued) for one in lists)
    common = {id(one): Common(one.title, one.duties) for one in found.common}
    told = (_told(common, one, where, shown) for one in found.differences for where in one.lists)
    lines = difference_lines(lists, common.values(), told, base=base)
    return lines + _as_findings(found.differences, lists, shown, base, verdicts or {})


def sharing(lists: Sequence[DutyList], *, base: str, verdicts: Verdicts | None = None) -> list[str]:
    """Return what the townships of a county share, as lines of N-Quads, and not what differs."""
    from kg.alignment.common import common_duties
    from kg.findings import told_of_pairs

    common = common_duties(lists, told_of_pairs(verdicts or {}))
    found = (Common(one.title, one.duties) for one in common)
    return difference_lines(lists, found, (), base=base)


def _as_findings(
    every: Sequence[Difference],
    lists: Sequence[DutyList],
    shown: Mapping[str, str],
    base: str,
    verdicts: Verdicts,
) -> list[str]:
    from kg.findings import judged, places
    from kg.rdf.findings import compared_lines

    by_list = places.findings(every, lists, shown, base=base)
    whose = {one.id: (one.place.name or one.id, one.issued) for one in lists}
    found: list[Finding] = []
    for id, told in by_list.items():
        found += judged(told, verdicts, *whose[id])
    return compared_lines(lists, found, base=base)


def _told(
    common: Mapping[int, Common], found: Difference, where: str, shown: Mapping[str, str]
) -> Told:
    from kg.alignment.quoted import in_chinese, quotes, sentence

    said = sentence(replace(found, lists=(where,)), shown)
    sides: dict[bool, list[str]] = {True: [], False: []}
    for quote in quotes(found, where):
        sides[quote.departs].append(f"{shown[quote.list]} {quote.line}")
    here, usual = (in_chinese(found, text) for text in (found.here, found.usual))
    if found.kind == "missing":
        here = "同类都没有" if found.ordinary else "没有"
        usual = f"{len(shown)} 地中 {len(found.common.members)} 地有"
    whole: Common = common[id(found.common)]
    texts = ("\n".join(sides[True]), "\n".join(sides[False]))
    return Told(found.kind, whole, where, said, here, usual, *texts)


def between(lists: Sequence[DutyList], *, base: str) -> list[str]:
    """Return all that is said between some lists, changes and differences, as N-Quads."""
    made = (succession(old, new) for old, new in successions(lists))
    lines = adjustment_lines(made, base=base)
    if lines:
        lines += edition_lines(((one.id, one.place, one.issued) for one in lists), base=base)
    for county in counties(lists):
        lines += differing(county, base=base)
    return lines
