"""Many places: what their lists have in common, what differs, and how many duties each has."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.alignment import burden, concerning
from kg.alignment.common import CommonDuty
from kg.alignment.differences import KINDS, Difference, comparison
from kg.alignment.quoted import Quote, is_taken_back, lines, quotes, sentence
from kg.alignment.standing import FOLDED, standings
from kg.alignment.told import NOTHING, Told
from kg.errors import UnknownName
from kg.library.chosen import left_out, read_many
from kg.library.paired import told_in
from kg.model import KIND_ZH, DutyList
from kg.table import Heading, Table, heading
from kg.terminal import wrapped
from kg.which import Entry, called, meant
from kg.words import section

TABLES = ("counts", "burden")
"""What is asked for like a kind of difference and is a table of figures."""


@dataclass(frozen=True)
class Comparison:
    """Lists beside each other: every duty of every list is in exactly one of ``common``.

    ``left_out`` are lists that were not compared, because a later edition of their place was.
    """

    lists: tuple[DutyList, ...]
    common: tuple[CommonDuty, ...]
    differences: tuple[Difference, ...]
    left_out: tuple[str, ...] = ()

    @cached_property
    def called(self) -> dict[str, str]:
        """What people call each list: id → place, with the edition where a place has several."""
        return called(map(_entry, self.lists))

    def narrowed(
        self,
        *,
        department: str | None = None,
        category: str | None = None,
        matter: str | None = None,
        place: str | Sequence[str] | None = None,
    ) -> Comparison:
        """Return what concerns a department, a category, a matter (by any part of its name), or some places.

        Raises
        ------
        UnknownName
            If no duty has to do with it, or no list is called so.
        """
        common = list(self.common)
        if department is not None:
            common = concerning.about(common, department, concerning.departments)
        if category is not None:
            common = concerning.about(common, category, concerning.categories)
        if matter is not None:
            common = concerning.about(common, matter, concerning.matters)
        kept = {id(one) for one in common}
        told = [one for one in self.differences if id(one.common) in kept]
        if place:
            ours = self._called([place] if isinstance(place, str) else place)
            told = [one for one in told if ours & set(one.lists)]
        return Comparison(self.lists, tuple(common), tuple(told), self.left_out)

    def _called(self, words: Sequence[str]) -> set[str]:
        """Return the ids of the lists that some names mean, any edition."""
        entries = [_entry(one) for one in self.lists]
        return {entry.id for entry in meant(words, entries, edition="all")}

    def of_kind(self, kind: str) -> tuple[Difference, ...]:
        """Return the differences of one kind; ``taken_back``: of the table, one side is 收回.

        Raises
        ------
        UnknownName
            If there is no such kind.
        """
        if kind == "taken_back":
            return tuple(filter(is_taken_back, self.differences))
        if kind not in KINDS:
            known = "、".join((*KINDS, "taken_back", *TABLES))
            raise UnknownName(f"没有 “{kind}” 这种比较", f'no comparison "{kind}"', cure=known)
        return tuple(one for one in self.differences if one.kind == kind)

    def sentence(self, found: Difference) -> str:
        """Return a difference in one Chinese sentence; a name that only older lists have is called a former one."""
        issued = {one.id: one.issued for one in self.lists}
        others = [month for id, month in issued.items() if id not in found.lists and month]
        older = bool(others) and all(issued[id] and issued[id] < min(others) for id in found.lists)
        return sentence(found, self.called, older)

    def to_json(self) -> str:
        """Return the contract of ``kg compare -f json``: ``clusters``, and beside them differences and counts."""
        whole = {
            "lists": [one.id for one in self.lists],
            "clusters": [_cluster(one) for one in self.common],
            "differences": [self._as_json(one) for one in self.differences],
            "counts": [dict(row) for row in self.counts()],
        }
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

    def _as_json(self, found: Difference) -> dict[str, Any]:
        evidence = [_quoted(one) for one in quotes(found)]
        return {
            "kind": found.kind, "title": found.common.title, "lists": list(found.lists), "here": found.here,
            "usual": found.usual, "ordinary": found.ordinary, "fact": self.sentence(found),
            "members": _members(found.common.members), "quotes": evidence,
        }  # fmt: skip

    def table(self, kind: str | None = None) -> Table:
        """Return one row a difference with both sides' clauses and places; or the figures ``counts`` or ``burden``."""
        if kind == "counts":
            return self.counts()
        if kind == "burden":
            return self.burden()
        told = self.differences if kind is None else self.of_kind(kind)
        rows = tuple(self._row(one) for one in sorted(told, key=_order))
        return Table("各地比较", "Comparison", _HEADS, rows, self._notes())

    def _row(self, found: Difference) -> tuple[str, ...]:
        every = list(quotes(found))
        sides = ([one for one in every if one.departs == departs] for departs in (True, False))
        here, usual = (self._quoted(side) for side in sides)
        lists = "、".join(self.called[id] for id in found.lists)
        ordinary = "是" if found.ordinary else ""
        kind = section("difference")[found.kind][0]
        return kind, lists, found.common.title, self.sentence(found), here, usual, ordinary

    def _quoted(self, side: Sequence[Quote]) -> str:
        return "\n".join(lines(side, self.called))

    def _notes(self) -> tuple[str, ...]:
        """Return what is to be known of the figures: what is alike, what leaves doubt, what was not compared."""
        found = standings(self.common, self.differences, len(self.lists))
        alike, all_ = found.count("alike"), len(self.common)
        notes = [
            f"{len(self.lists)} 份清单，{all_} 个共同事项：各地都有，至多写法、类别不同 {alike}，另有不同 {all_ - alike}"
            f" / {len(self.lists)} lists, {all_} common duties: {alike} everywhere, in other words or categories at most",
            "不同不等于错：这些是该问的问题 / a difference is not yet a fault: it is a question to ask",
        ]
        doubtful = sum(bool(one.possible) for one in self.common)
        if doubtful:
            notes.append(
                f"可能相同、请人判断：{doubtful} 个 / possibly the same, to be looked at: {doubtful}"
            )
        if self.left_out:
            others = "、".join(self.left_out)
            notes.append(
                f"每地只比最新一版，未比 {others}（--edition all） / the latest edition of each place"
            )
        return tuple(notes)

    def counts(self) -> Table:
        """Return how many duties each list has, with the median of these lists and the national mean."""
        rows: list[tuple[str | float, ...]] = [
            (self.called[id], *numbers) for id, *numbers in burden.counts(self.lists)
        ]
        rows.append((f"中位数 median（{len(self.lists)}）", *burden.medians(self.lists)))
        national = burden.NATIONAL
        rows.append(("全国平均 national mean", *national.values(), sum(national.values())))
        heads = [Heading(kind, KIND_ZH[kind], kind) for kind in national]
        notes = (
            "全国平均出自一篇转引中央编办的评论文章（2025 年 6 月，约 3.8 万份清单），未见原件 / "
            "National mean: from a commentary quoting the State commission office; the original was not seen",
        )
        columns = (heading("list"), *heads, Heading("all", "合计", "all"))
        return Table("各地项数", "Duties of each list", columns, tuple(rows), notes)

    def burden(self) -> Table:
        """Return what each department asks of each township: duties, those it is alone in, the township's steps."""
        rows = tuple(
            (one.department, self.called[one.list], one.duties, one.sole, one.steps)
            for one in burden.loads(self.lists)
        )
        heads = (
            heading("department"), heading("list"), Heading("duties", "配合事项", "cooperative duties"),
            Heading("sole", "其中只列它", "alone"), Heading("steps", "乡镇步骤", "township steps"),
        )  # fmt: skip
        notes = ("步骤数不是工作量 / the number of steps does not measure work",)
        return Table("谁给谁派活", "Who burdens which township", heads, rows, notes)

    def text(self, *, kind: str | None = None, widest: int = 0) -> str:
        """Return the comparison for a terminal: the counts, then the differences by kind, each with quotations."""
        if kind in TABLES:
            return self.table(kind).to_text(widest=widest)
        lines = [*self._notes(), ""] if kind is None else []
        if kind is None:
            lines += [self.counts().to_text(widest=widest)]
        told = self.differences if kind is None else self.of_kind(kind)
        lines += self._told(sorted(told, key=_order), kind is None, widest)
        return "\n".join(lines) + "\n"

    def _told(self, told: Sequence[Difference], folded: bool, widest: int) -> Iterator[str]:
        number = Counter(one.kind for one in told)
        before = ""
        for one in told:
            if one.kind != before:
                before = one.kind
                yield f"{' '.join(section('difference')[one.kind])}（{number[one.kind]}）"
                if folded and one.kind in FOLDED:
                    yield f"  --kind {one.kind}"
                    yield ""
            if not (folded and one.kind in FOLDED):
                yield from self._one(one, widest)
                yield ""

    def _one(self, found: Difference, widest: int) -> Iterator[str]:
        yield from wrapped(f"{self.sentence(found)}：{found.common.title}", "  ", widest)
        for line in lines(quotes(found), self.called):
            yield from wrapped(line, "     ", widest)


_HEADS = (
    heading("kind"), Heading("lists", "哪里", "where"), heading("title"), Heading("fact", "说明", "in words"),
    Heading("here", "此处原文", "clause there"), Heading("usual", "多数原文", "usual clause"),
    Heading("ordinary", "同类皆无", "ordinary"),
)  # fmt: skip


def _entry(one: DutyList) -> Entry:
    return Entry(one.id, one.place, one.issued)


def _order(found: Difference) -> tuple[int, bool]:
    return KINDS.index(found.kind), found.ordinary


def _cluster(one: CommonDuty) -> dict[str, Any]:
    members, possible = _members(one.members), _members(one.possible)
    return {"title": one.title, "members": members, "possible": possible}


def _quoted(one: Quote) -> dict[str, Any]:
    return {
        "list": one.list,
        "duty": one.duty.key,
        "text": one.text,
        "place": one.place,
        "departs": one.departs,
    }


def _members(of: Any) -> dict[str, list[str]]:
    return {id: list(keys) for id, keys in of.items()}


def compare(
    *names: str | Path,
    store: str | Path | None = None,
    edition: str | None = None,
    verdicts: str | Path | None = "verdicts.toml",
) -> Comparison:
    """Return what lists have in common and what differs between them.

    Parameters
    ----------
    *names : str or Path
        Lists or folders of lists; or, with ``store``, names of places in a build (清河县, 青石镇);
        none: all of the build.
    store : str or Path, optional
        A build folder or an endpoint.
    edition : str, optional
        ``2024``, ``2024-12`` or ``all``; by default the latest of each place. A list that is named
        itself is always taken.
    verdicts : str or Path, optional
        What readers say of pairs (:func:`kg.library.judge_pair`).

    Raises
    ------
    ReadError, ParseError, UnknownName
        If a list is not there or cannot be read, or fewer than two are meant.
    """
    lists, others = read_many(names, store=store, edition=edition)
    return beside(lists, left_out(others), told=told_in(verdicts))


def beside(
    lists: Sequence[DutyList], others: Sequence[str] = (), *, told: Told = NOTHING
) -> Comparison:
    """Return the comparison of lists that have been read; ``others`` are what was left out."""
    if len(lists) < 2:
        raise UnknownName(
            "比较至少要两份清单", "a comparison needs two lists",
            cure=("请写出清单、文件夹或地名", "name lists, folders or places"),
        )  # fmt: skip
    found = comparison(lists, told)
    return Comparison(found.lists, found.common, found.differences, tuple(others))
