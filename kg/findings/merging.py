"""The verdicts of several readers in one file: what they agree on, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.findings.holding import place_of
from kg.findings.verdicts import Verdict, Verdicts


@dataclass(frozen=True, slots=True)
class Conflict:
    """A finding of which two people say different things: ``name`` as :func:`kg.findings.reach` has it."""

    name: str
    known: Verdict
    given: Verdict


def merged(
    known: Verdicts, given: Mapping[str, Verdict | None], *, over: bool = False
) -> tuple[dict[str, Verdict], tuple[Conflict, ...]]:
    """Return the verdicts of a file with another's put in, and the conflicts between the two.

    One person's later word goes before the earlier one. Two people who agree are both named, and a
    note alone is put to the other's verdict. Where
    two people differ, the verdict that is known stays, or with ``over`` the one that is given is
    taken; either way the conflict is returned. ``None`` takes a verdict back.
    """
    found, conflicts = dict(known), []
    for name, new in given.items():
        old = known.get(name)
        if new is None:
            found.pop(name, None)
        elif old is None or _people(old) == _people(new):
            found[name] = new if old is None or _is_later(old, new) else old
        elif old.verdict == new.verdict or not (old.verdict and new.verdict):
            found[name] = _agreed(old, new)
        elif not _is_outdated(old, new):
            conflicts.append(Conflict(name, old, new))
            if over:
                found[name] = new
    return found, tuple(conflicts)


def _is_later(old: Verdict, new: Verdict) -> bool:
    """Tell whether a word is the later one of the same person; one without a day is taken for it."""
    return not new.when or new.when >= old.when


def _is_outdated(old: Verdict, new: Verdict) -> bool:
    """Tell whether a word is an earlier one of somebody who has agreed with others since."""
    mine = set(_people(new))
    return bool(mine) and mine < set(_people(old)) and not _is_later(old, new)


def _agreed(old: Verdict, new: Verdict) -> Verdict:
    """Return the verdict of two people who say the same: both named, both notes, the later day.

    It is of the later edition: who says the same there has confirmed it.
    """
    people = dict.fromkeys((*_people(old), *_people(new)))
    notes = [old.note] if new.note in old.note else [old.note, new.note]
    latest = new if new.verdict and _is_of_later(old, new) else old
    return replace(
        old,
        edition=latest.edition,
        clauses=latest.clauses,
        verdict=old.verdict or new.verdict,
        by="、".join(people),
        note="；".join(filter(None, notes)),
        when=max(old.when, new.when),
        duties=old.duties or new.duties,
    )


def _is_of_later(old: Verdict, new: Verdict) -> bool:
    """Tell whether a word is of a later edition of the place, or alone in naming an edition."""
    (here, before), (place, month) = place_of(old.edition), place_of(new.edition)
    return not old.edition or (place == here and month > before)


def _people(verdict: Verdict) -> list[str]:
    """Return who gave a verdict, one by one."""
    return [name for name in verdict.by.split("、") if name]
