"""Editions: what changed between two lists, and what became of each duty over several."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.alignment.changes import KINDS, Change, changes
from kg.alignment.facts import Fact, Sum, facts, sums
from kg.alignment.told import NOTHING, Told
from kg.library.chosen import read_lists
from kg.library.paired import told_in
from kg.library.ways import QUIET, has_changed, keys, kinds, row, stations
from kg.model import KIND_ZH, Duty, DutyList
from kg.table import Heading, Table, heading
from kg.terminal import wrapped
from kg.words import section


@dataclass(frozen=True)
class Diff:
    """What changed between two lists: every duty of both is in exactly one of ``changes``."""

    old: DutyList
    new: DutyList
    changes: tuple[Change, ...]

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """How the number of duties of each table came about."""
        return sums(self.old, self.new, self.changes)

    def facts(self, *, everything: bool = False) -> list[Fact]:
        """Return what changed as facts with quotations, by kind; ``everything``: unchanged and typography too."""
        found = [fact for change in self.changes for fact in facts(change)]
        told = [fact for fact in found if everything or fact.kinds not in QUIET]
        return sorted(told, key=_order)

    def counts(self) -> Counter[str]:
        """Return how many changes are of each kind; a change of two kinds counts for both, an unchanged duty for ''."""
        return Counter(kind for change in self.changes for kind in change.kinds or ("",))

    def to_json(self) -> str:
        """Return the contract of ``kg diff -f json``: every duty once, unchanged ones with no kinds."""
        return json.dumps(_as_json(self), ensure_ascii=False, indent=1) + "\n"

    def table(self, *, everything: bool = False) -> Table:
        """Return one row a fact: kinds, both duties, what changed of them, both clauses and both places."""
        rows = tuple(_row(fact) for fact in self.facts(everything=everything))
        notes = [f"{KIND_ZH[one.kind]}：{one.text}" for one in self.sums]
        notes.append("[-…-] 原有而今无，{+…+} 今有而原无 / [-…-] is gone, {+…+} has come")
        return Table(
            "变化", f"Changes {self.old.issued} – {self.new.issued}", _HEADS, rows, tuple(notes)
        )

    def text(self, *, everything: bool = False, widest: int = 0) -> str:
        """Return the changes for a terminal: the sums, how many of each kind, then each with both clauses and places."""
        return "\n".join([*self._head(), *self._body(everything, widest)]) + "\n"

    def _head(self) -> Iterator[str]:
        ends = (self.old, self.new)
        yield " → ".join(f"{one.place.name or one.title} {one.issued}".strip() for one in ends)
        yield ""
        for one in self.sums:
            yield f"  {KIND_ZH[one.kind]} {one.kind:<12}{one.text}"
        yield ""
        counts = self.counts()
        for kind in KINDS:
            if counts[kind]:
                yield f"  {_called(kind)}  {counts[kind]}"
            renamed = sum(change.only_renamed for change in self.changes)
            if kind == "departments" and renamed:
                yield f"    其中机构改革更名 of these, renamed by a reform  {renamed}"
        yield f"  未变 unchanged  {counts['']}"

    def _body(self, everything: bool, widest: int) -> Iterator[str]:
        before: tuple[str, ...] | None = None
        for fact in self.facts(everything=everything):
            if fact.kinds != before:
                before = fact.kinds
                yield ""
                yield "、".join(map(_called, fact.kinds)) or "未变 unchanged"
            yield from _lines(fact, widest)
        if not everything and any(change.kinds in QUIET for change in self.changes):
            yield ""
            yield "未变的和只有文字不同的事项：加 --all / unchanged duties and mere typography: --all"


_HEADS = (
    heading("kind"), Heading("old", "原事项", "old duty"), Heading("new", "新事项", "new duty"), heading("title"),
    Heading("part", "变化之处", "part"), Heading("old_text", "原文（原）", "old clause"),
    Heading("new_text", "原文（新）", "new clause"), Heading("old_place", "出处（原）", "old place"),
    Heading("new_place", "出处（新）", "new place"),
)  # fmt: skip


def _row(fact: Fact) -> tuple[str, ...]:
    return (
        fact.called or "未变", _label(fact.old), _label(fact.new), fact.title, fact.part, fact.old_text, fact.new_text,
        fact.old_place, fact.new_place,
    )  # fmt: skip


def _label(duty: Duty | None) -> str:
    return duty.label if duty else ""


def _called(kind: str) -> str:
    return " ".join(section("change")[kind])


def _order(fact: Fact) -> tuple[list[int], bool]:
    return [KINDS.index(kind) for kind in fact.kinds] or [len(KINDS)], fact.old is None


def _lines(fact: Fact, widest: int) -> Iterator[str]:
    """Yield a fact for a terminal: both duties and the title, then the clauses with their places."""
    labels = " → ".join(filter(None, (_label(fact.old), _label(fact.new))))
    yield from wrapped(f"{labels}  {fact.title}", "  ", widest)
    if not fact.kinds:
        return
    sides = (("原", fact.old_text, fact.old_place), ("新", fact.new_text, fact.new_place))
    for side, text, place in sides:
        if text == fact.title and place:
            yield f"     {side} {place}"
        elif text:
            yield from wrapped(f"{side} {fact.part}：{text}（{place}）", "     ", widest)


def _as_json(one: Diff) -> dict[str, Any]:
    found = [_change_as_json(change) for change in one.changes]
    return {"old": one.old.id, "new": one.new.id, "changes": found}


def _change_as_json(change: Change) -> dict[str, Any]:
    found: dict[str, Any] = {
        "old": keys(change.old),
        "new": keys(change.new),
        "kinds": list(change.kinds),
    }
    if change.renamed:
        found["renamed"] = [
            {"old": one.old.name, "new": one.new.name, "reform": one.reform.id}
            for one in change.renamed
        ]
    return found


def diff(
    old: str | Path,
    new: str | Path,
    *,
    store: str | Path | None = None,
    verdicts: str | Path | None = "verdicts.toml",
) -> Diff:
    """Return what changed between two lists.

    Parameters
    ----------
    old, new : str or Path
        A bundled list's name, a folder, a document; or, with ``store``, what a list of it is called
        (青石镇 2024).
    store : str or Path, optional
        A build folder or an endpoint, for names that no file has.
    verdicts : str or Path, optional
        What readers say of pairs (:func:`kg.library.judge_pair`).

    Raises
    ------
    ReadError, ParseError, UnknownName, AmbiguousName
        If a list is not there, cannot be read, or several are meant.

    Examples
    --------
    >>> import kg
    >>> kg.diff("kanerzi-2025-07", "kanerzi-2025-07").facts()
    []
    """
    before, after = read_lists([old, new], store=store)
    return between(before, after, told=told_in(verdicts))


def between(old: DutyList, new: DutyList, *, told: Told = NOTHING) -> Diff:
    """Return what changed between two lists that have been read, as a reader told of pairs."""
    return Diff(old, new, changes(old, new, told))


@dataclass(frozen=True)
class History:
    """Several editions in a row: the change from each to the next, and each duty's way through all of them."""

    diffs: tuple[Diff, ...]

    @property
    def editions(self) -> tuple[DutyList, ...]:
        """The lists, in the order given."""
        return (self.diffs[0].old, *(one.new for one in self.diffs))

    @cached_property
    def threads(self) -> tuple[tuple[tuple[Change, ...], ...], ...]:
        """The duties' ways: for each, the changes at every transition that belong together; split ones are one way."""
        import networkx as nx

        graph = nx.Graph()
        every: list[tuple[int, Change]] = []
        for step, one in enumerate(self.diffs):
            for change in one.changes:
                node = ("change", len(every))
                every.append((step, change))
                graph.add_edges_from((node, (step, duty.key)) for duty in change.old)
                graph.add_edges_from((node, (step + 1, duty.key)) for duty in change.new)
        found = []
        for part in nx.connected_components(graph):
            ours = sorted(number for kind, number in part if kind == "change")
            ways = (
                [every[number][1] for number in ours if every[number][0] == step]
                for step in range(len(self.diffs))
            )
            found.append((ours[0], tuple(map(tuple, ways))))
        return tuple(ways for _, ways in sorted(found, key=lambda pair: pair[0]))

    def table(self, *, everything: bool = False) -> Table:
        """Return one row a duty: what it is called in each edition, and what changed from each to the next."""
        heads: list[Heading] = [heading("title")]
        editions = self.editions
        for number, one in enumerate(editions):
            heads.append(Heading(one.id, one.issued or one.id))
            if number < len(self.diffs):
                name = f"{one.id}→{editions[number + 1].id}"
                heads.append(
                    Heading(name, f"→ {editions[number + 1].issued or editions[number + 1].id}")
                )
        rows = tuple(row(ways) for ways in self.threads if everything or has_changed(ways))
        notes = [
            f"{one.old.issued} → {one.new.issued} {KIND_ZH[table.kind]}：{table.text}"
            for one in self.diffs
            for table in one.sums
        ]
        return Table("沿革", "History", tuple(heads), rows, tuple(notes))

    def to_json(self) -> str:
        """Return the editions, the changes from each to the next as :meth:`Diff.to_json` gives them, and the ways."""
        ways = [
            {"editions": stations(way), "kinds": [kinds(step) for step in way]}
            for way in self.threads
        ]
        whole = {
            "editions": [one.id for one in self.editions], "diffs": [_as_json(one) for one in self.diffs], "duties": ways,
        }  # fmt: skip
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def history(
    *names: str | Path,
    store: str | Path | None = None,
    verdicts: str | Path | None = "verdicts.toml",
) -> History:
    """Return what became of each duty over several editions, given in their order; the arguments are those of :func:`diff`."""
    lists = read_lists(names, store=store)
    told = told_in(verdicts)
    return History(tuple(between(old, new, told=told) for old, new in pairwise(lists)))
