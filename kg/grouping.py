"""Findings that belong together, and those that are shown without being asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.matters import thesaurus
from kg.model import Finding
from kg.words import section

HIDDEN_BELOW = {"overlap": 2}
"""Kind → least grade that is shown: neighbouring matters, and pairs without a boundary to settle, are for who asks."""


def shown(finding: Finding) -> bool:
    """Tell whether a finding is shown without being asked for.

    >>> shown(Finding("a", "overlap", 1, 0.5, "", "", ())), shown(Finding("b", "silent", 0, 1.0, "", "", ()))
    (False, True)
    """
    return finding.grade >= HIDDEN_BELOW.get(finding.kind, 0)


Row = tuple[Finding, ...]
"""Findings that are one thing to judge, the gravest first."""


def as_rows(findings: Iterable[Finding]) -> list[Row]:
    """Return findings, the gravest first; a pair of duties that several rules found is one row.

    The order is the same on every machine: grade, likeness to four digits, kind, identifier.

    >>> one = Finding("a", "overlap", 2, 0.5, "", "", ("x", "y"))
    >>> other = Finding("b", "remnant", 3, 0.5, "", "", ("y", "x"))
    >>> [[finding.id for finding in row] for row in as_rows([one, other])]
    [['b', 'a']]
    """
    rows: dict[object, list[Finding]] = {}
    for finding in sorted(findings, key=_gravity):
        # a pair is one thing, whoever found it; what is told of another list is another thing
        pair = frozenset(finding.duties)
        name = (finding.list, pair) if len(pair) == 2 else id(finding)
        rows.setdefault(name, []).append(finding)
    return [tuple(row) for row in rows.values()]


def verdict(row: Row) -> str:
    """Return what the reader says of a row: of its gravest finding that has a verdict."""
    return next((finding.verdict for finding in row if finding.verdict), "")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the judging of findings is: what the reader says of those shown, row by row."""

    lawful: int = 0
    settle: int = 0
    no: int = 0
    """Called wrong, and so dropped: judged, and no finding any more."""
    open: int = 0
    pending: int = 0
    """So many of those judged are to be confirmed: an earlier edition was judged."""

    @property
    def findings(self) -> int:
        """How many findings there are: the number of :class:`Tally`, without those dropped."""
        return self.lawful + self.settle + self.open

    @property
    def judged(self) -> int:
        """How many have a verdict, those dropped too."""
        return self.lawful + self.settle + self.no

    @property
    def total(self) -> int:
        """How many were found: findings and dropped ones, and so judged and open ones."""
        return self.judged + self.open


def progress(findings: Iterable[Finding]) -> Progress:
    """Return how far the judging of findings is; those that are only for who asks are left out.

    >>> said = [Finding(id, "silent", 0, 1, "", "", (), verdict=id) for id in ("no", "settle", "")]
    >>> far = progress(said)
    >>> far.findings, far.judged, far.open, far.total
    (2, 2, 1, 3)
    """
    counted: Counter[str] = Counter()
    for row in as_rows(findings):
        if shown(row[0]):
            one = next((finding for finding in row if finding.verdict), row[0])
            counted[one.verdict or "open"] += 1
            counted["pending"] += one.pending
    return Progress(**counted)


def progress_by_kind(findings: Iterable[Finding]) -> dict[str, Progress]:
    """Return kind → how far the judging is; a pair of several rules is of the gravest kind."""
    kinds: dict[str, list[Finding]] = {}
    for row in as_rows(findings):
        kinds.setdefault(row[0].kind, []).extend(row)
    return {kind: progress(some) for kind, some in kinds.items()}


def _gravity(finding: Finding) -> tuple[int, float, int, str]:
    known = list(section("kind"))
    kind = known.index(finding.kind) if finding.kind in known else len(known)
    return (-finding.grade, -round(finding.score, 4), kind, finding.id)


@dataclass(slots=True)
class Tally:
    """How many findings there are of one kind; those that the reader calls wrong are not counted."""

    grades: Counter[int] = field(default_factory=Counter)
    """Grade → number of those that are shown."""
    others: int = 0
    """How many more there are for who asks (``--all``)."""

    @property
    def count(self) -> int:
        """How many are shown: the number of findings, wherever one is said."""
        return self.grades.total()


def tallies(findings: Iterable[Finding]) -> dict[str, Tally]:
    """Return how many findings there are of each kind, kinds in the order of the alphabet.

    A pair of duties that several rules found (:func:`as_rows`) is one, of the gravest kind.
    """
    found: dict[str, Tally] = {}
    for row in as_rows(findings):
        finding = row[0]
        if verdict(row) == "no":
            continue
        tally = found.setdefault(finding.kind, Tally())
        if shown(finding):
            tally.grades[finding.grade] += 1
        else:
            tally.others += 1
    return dict(sorted(found.items()))


def group(finding: Finding) -> str | None:
    """Return what a finding is grouped under: its matter or the wider one that this is part of; None without a matter.

    >>> from kg.matters import MATTER
    >>> group(Finding("a", "overlap", 3, 0.5, "", "", (), matter=MATTER + "fire-safety"))
    '消防安全'
    """
    known = thesaurus()
    if finding.matter not in known.matters:
        return None
    path = known.path(finding.matter)
    return known.matters[path[-2] if len(path) > 1 else path[-1]].zh


def grouped(findings: Iterable[tuple[str, Finding]]) -> list[tuple[str, list[tuple[str, Finding]]]]:
    """Return findings by group, each with its list's identifier: the group of the gravest first, in a group as they come."""
    groups: dict[str, list[tuple[str, Finding]]] = {}
    for id, finding in findings:
        groups.setdefault(group(finding) or "", []).append((id, finding))
    return sorted(groups.items(), key=_gravest)


_BY_FIRST = frozenset({"overlap", "no_lead"})
"""Kinds whose rule says in its first sentence what is the same, and behind it what is not."""


def saying_the_same(findings: Iterable[tuple[str, Finding]]) -> list[list[tuple[str, Finding]]]:
    """Return findings in their order, those together whose kind, grade and rule are the same.

    Of an overlap, and where nobody leads, the first sentence is enough.

    Three items that all have the township look for the same hazard are three pairs, and one thing
    to settle.
    """
    same: dict[tuple[str, int, str], list[tuple[str, Finding]]] = {}
    for id, finding in findings:
        rule, *_ = finding.rule_zh.split("；") if finding.kind in _BY_FIRST else (finding.rule_zh,)
        key = (finding.kind, finding.grade, rule if finding.clauses else finding.id)
        same.setdefault(key, []).append((id, finding))
    return list(same.values())


def _gravest(entry: tuple[str, Sequence[tuple[str, Finding]]]) -> tuple[int, float]:
    """Return what groups are ordered by: the grade and the score of the gravest finding in each."""
    found = [(-finding.grade, -finding.score) for _, finding in entry[1]]
    return min(found)
