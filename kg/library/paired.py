"""Pairs of duties that were taken for one matter: which there are, and what readers say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kg.alignment.told import NOTHING, Told
from kg.errors import AmbiguousName, UnknownName

if TYPE_CHECKING:
    from kg.alignment.paired import Paired
    from kg.findings import Verdict, Verdicts
    from kg.model import DutyList
    from kg.table import Table


@dataclass(frozen=True, slots=True)
class Pair:
    """Two titles that were taken for one matter, and what a reader says of it.

    ``name`` goes by the words alone: it is the same in every build and edition. ``where`` says of
    each title which duty of which list it is (empty if only the file of verdicts knows the pair);
    ``possible`` that the program left it open. ``verdict`` is ``apart``, ``same`` or empty.
    """

    name: str
    titles: tuple[str, str]
    where: tuple[str, str] = ("", "")
    possible: bool = False
    verdict: str = ""
    note: str = ""
    by: str = ""
    when: str = ""


class Pairs(tuple[Pair, ...]):
    """Pairs of duties: a tuple of :class:`Pair` that can also be a table."""

    def table(self) -> Table:
        """Return one row a pair: name, both titles, where they stand, what is said of it."""
        from kg.table import Heading, Table
        from kg.words import chinese

        words = {"": "", **chinese("pair")}
        heads = (
            Heading("pair", "编号", "pair"), Heading("one", "甲", "one title"),
            Heading("one_where", "甲在", "where"), Heading("other", "乙", "other title"),
            Heading("other_where", "乙在", "where"), Heading("possible", "存疑", "in doubt"),
            Heading("verdict", "判断", "verdict"), Heading("note", "理由", "why"),
            Heading("by", "判断人", "by"), Heading("when", "日期", "when"),
        )  # fmt: skip
        rows = tuple(
            (
                one.name, one.titles[0], one.where[0], one.titles[1], one.where[1],
                "是" if one.possible else "", words[one.verdict], one.note, one.by, one.when,
            )
            for one in self
        )  # fmt: skip
        return Table("认作一事的事项", "Pairs taken for one matter", heads, rows)

    @classmethod
    def of(cls, found: Iterable[Pair]) -> Self:
        """Return pairs, each name once, those a reader has judged first."""
        named: dict[str, Pair] = {}
        for one in found:
            named.setdefault(one.name, one)
        return cls(sorted(named.values(), key=lambda one: not one.verdict))


def told_in(verdicts: str | Path | None) -> Told:
    """Return what a file of verdicts says of pairs; a missing one says nothing."""
    if verdicts is None or not Path(verdicts).is_file():
        return NOTHING
    from kg import findings

    return findings.told_of_pairs(findings.read_verdicts(Path(verdicts)))


def pairs(
    *names: str | Path,
    store: str | Path | None = None,
    verdicts: str | Path | None = "verdicts.toml",
) -> Pairs:
    """Return the pairs of titles taken for one matter, and those a reader said something of.

    Parameters
    ----------
    *names, store
        Lists, folders or places as for :func:`kg.library.compare`; every edition is looked at: the
        latest of each place beside each other, and each edition with the next one.
    verdicts : str or Path, optional
        What readers say; the pairs that they set apart are listed too.

    Raises
    ------
    ReadError, ParseError, UnknownName
        If a list is not there or cannot be read.
    """
    from kg import findings
    from kg.library.chosen import read_many

    given = findings.read_verdicts(Path(verdicts)) if verdicts else {}
    lists, _ = read_many(names, store=store, edition="all")
    told = findings.told_of_pairs(given)
    known = {one.name: one for one in map(_shown, _paired(lists, told))}
    said = (_judged(known.get(name), name, one) for name, one in _of_pairs(given))
    return Pairs.of([*said, *known.values()])


def judge_pair(
    pair: str,
    verdict: str,
    note: str = "",
    *,
    lists: Sequence[str | Path] = (),
    by: str = "",
    when: str | None = None,
    store: str | Path | None = None,
    verdicts: str | Path = "verdicts.toml",
) -> Pair:
    """Keep in a file what a reader says of a pair of duties; builds and comparisons honour it.

    Parameters
    ----------
    pair : str
        Its name (:func:`pairs`), or the beginning of it.
    verdict : str
        ``apart``: not the same matter; ``same``: the same, without doubt; ``none`` takes it back.
    note, by, when
        Why, who, and the day: today if none is given, ``""`` for none.
    lists, store, verdicts
        See :func:`pairs`.

    Raises
    ------
    UnknownName, AmbiguousName
        If no pair or several have that name, or ``verdict`` cannot be said of a pair.
    ReadError
        If ``when`` is not a date.
    """
    from kg import findings
    from kg.library import judging
    from kg.swap import alone_with

    day = judging.day(when)
    judging.allowed(verdict, findings.PAIR_WORDS, ("两个事项", "two duties"))
    known = findings.read_verdicts(Path(verdicts))
    listed = [_judged(None, name, one) for name, one in _of_pairs(known)]
    if not any(one.name == pair for one in listed):
        listed = [*pairs(*lists, store=store, verdicts=verdicts)]
    one = _pick(listed, pair)
    said = findings.Verdict(verdict, note, one.titles, by.strip(), day)
    is_back = verdict == findings.TAKEN_BACK
    with alone_with(Path(verdicts)):
        known = {**findings.read_verdicts(Path(verdicts)), one.name: said}
        if is_back:
            del known[one.name]
        findings.write_verdicts(Path(verdicts), known)
    if is_back:
        said = findings.Verdict("")
    return _judged(one, one.name, said)


def _pick(listed: Sequence[Pair], pair: str) -> Pair:
    found = [one for one in listed if one.name.startswith(pair)]
    exact = [one for one in found if one.name == pair]
    if not found:
        raise UnknownName(
            f"没有这一对事项：{pair}", f"no such pair: {pair}",
            cure=("kg verdict --pairs 列出各对", "kg verdict --pairs lists them"),
        )  # fmt: skip
    if len(found) > 1 and not exact:
        names = "、".join(one.name for one in found[:6])
        raise AmbiguousName(f"{pair} 有几对", f"{pair} is several", cure=(names, names))
    return (exact or found)[0]


def _of_pairs(given: Verdicts) -> Iterator[tuple[str, Verdict]]:
    from kg import findings

    yield from ((name, said) for name, said in given.items() if findings.is_pair(name))


def _judged(known: Pair | None, name: str, said: Verdict) -> Pair:
    """Return a pair with what is said of it; if it is not aligned the file knows its titles."""
    one, other = said.duties if len(said.duties) == 2 else ("", "")
    pair = known or Pair(name, (one, other))
    return replace(pair, verdict=said.verdict, note=said.note, by=said.by, when=said.when)


def _paired(lists: Sequence[DutyList], told: Told) -> Iterator[Paired]:
    """Yield the pairs of the latest editions of all places, and of each edition with the next."""
    from kg.alignment import paired
    from kg.alignment.changes import changes
    from kg.alignment.common import common_duties
    from kg.which import Entry, latest

    by_id = {one.id: one for one in lists}
    newest = {entry.id for entry in latest([Entry(o.id, o.place, o.issued) for o in lists])}
    if len(newest) > 1:
        common = common_duties([one for one in lists if one.id in newest], told)
        yield from paired.of_common(common, by_id)
    homes: dict[object, list[DutyList]] = {}
    for one in lists:
        homes.setdefault(one.place if one.place.name else one.id, []).append(one)
    for editions in homes.values():
        for old, new in pairwise(sorted(editions, key=lambda one: one.issued)):
            yield from paired.of_changes(changes(old, new, told), old, new)


def _shown(one: Paired) -> Pair:
    titles = tuple(duty.title for duty in one.duties)
    where = (
        f"{which.place.name or which.id} {which.issued} {duty.label}"
        for which, duty in zip(one.lists, one.duties, strict=True)
    )
    return Pair(one.name, (titles[0], titles[1]), (next(where), next(where)), one.possible)
