"""Which verdict holds for which finding: by its name, and in the next edition by its clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from kg.findings.between import PREFIX
from kg.findings.verdicts import Verdict, Verdicts, is_pair, reach
from kg.model import Finding, is_pending

_Key = tuple[str, str]
"""A kind of finding and the digest of its clauses."""
_BETWEEN: Final = " "


def edition(place: str, issued: str) -> str:
    """Return by what name an edition goes in a verdict: the place, and the month.

    >>> edition("清河县青石镇", "2025-07")
    '清河县青石镇 2025-07'
    """
    return f"{place}{_BETWEEN}{issued}"


def place_of(edition: str) -> tuple[str, str]:
    """Return the place and the month of what :func:`edition` made.

    >>> place_of("清河县青石镇 2025-07")
    ('清河县青石镇', '2025-07')
    """
    place, _, month = edition.rpartition(_BETWEEN)
    return place, month


def given_on(verdict: Verdict, one: Finding, place: str, issued: str) -> Verdict:
    """Return a verdict that says of which edition, and of which words, it is."""
    return replace(verdict, edition=edition(place, issued), clauses=one.wording)


def judged(
    findings: Iterable[Finding], verdicts: Verdicts, place: str = "", issued: str = ""
) -> list[Finding]:
    """Return the findings of a place's edition with the verdicts put on them.

    One without a verdict keeps what it had.

    A verdict that was given on another edition of the place holds if the clauses are unchanged,
    under whatever name and number, and is marked as taken over (:attr:`~kg.model.Finding.carried`);
    if that edition is an earlier one, it is to be confirmed (:attr:`~kg.model.Finding.pending`).
    """
    every = list(findings)
    earlier = _by_clauses(verdicts, place, issued)
    alike = Counter((one.kind, one.wording) for one in every)
    found = []
    for finding in every:
        one = finding
        said = verdicts.get(reach(one.id, place)) or verdicts.get(one.id)
        is_of_another = bool(said and _other(said, place, issued))
        if said and is_of_another and said.clauses and said.clauses != one.wording:
            said = None
        key = (one.kind, one.wording)
        if said is None and alike[key] == 1:
            said = earlier.get(key)
        if said is not None:
            one = put_on(one, said, _other(said, place, issued), issued)
        found.append(one)
    return found


def between_lists(verdicts: Verdicts) -> dict[str, Verdict]:
    """Return the verdicts on what stands between lists: pairs of duties, places that differ."""
    names = [name for name in verdicts if is_pair(name) or name.startswith(PREFIX)]
    return {name: verdicts[name] for name in names}


def concerning(verdicts: Verdicts, ids: Iterable[str], place: str) -> dict[str, Verdict]:
    """Return the verdicts that :func:`judged` looks at for a place's findings of some names.

    Another verdict makes none of these findings another; nor does one that names no place where
    the place has its own on the same finding.
    """
    own = {id: reach(id, place) for id in ids}
    names: Collection[str] = {name if name in verdicts else id for id, name in own.items()}
    return {
        name: said
        for name, said in verdicts.items()
        if name in names or place_of(said.edition)[0] == place
    }


def put_on(finding: Finding, said: Verdict, carried: str = "", issued: str = "") -> Finding:
    """Return a finding of an edition with a verdict on it, ``carried`` over from another one."""
    return replace(
        finding,
        verdict=said.verdict,
        note=said.note,
        by=said.by,
        when=said.when,
        carried=carried,
        pending=is_pending(carried, issued),
    )


def _other(said: Verdict, place: str, issued: str) -> str:
    """Return the month of another edition of the place that a verdict is of, or nothing."""
    where, month = place_of(said.edition)
    return month if where == place and month != issued else ""


def _by_clauses(verdicts: Verdicts, place: str, issued: str) -> dict[_Key, Verdict]:
    """Return the verdicts on other editions of a place by their clauses.

    Words that stand twice are left out.
    """
    found: dict[_Key, list[Verdict]] = {}
    for name, said in verdicts.items():
        if said.clauses and _other(said, place, issued):
            found.setdefault((name.partition("-")[0], said.clauses), []).append(said)
    return {key: some[0] for key, some in found.items() if len(some) == 1}
