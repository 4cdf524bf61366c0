"""What stands together in one list: by one act, by one matter, by one conduct.

Questions 14, 15 and 16 read what is found here from the graph (docs/decisions/0033-ties.md).
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import DutyList, Finding
from kg.rdf.iris import BASE, Iris
from kg.rdf.ties import Tie
from kg.ties import acts, conduct, matters

__all__ = ["of_list"]


def of_list(duties: DutyList, findings: Iterable[Finding] = (), *, base: str = BASE) -> list[Tie]:
    """Return the ties of a list, kind by kind, in the order of the list.

    Parameters
    ----------
    findings : iterable of Finding
        Those of the list: where two duties overlap, matters that the thesaurus relates are one.
    """
    names = Iris(duties.id, duties.place, base)
    return [
        *acts.ties(duties, names),
        *matters.ties(duties, names, findings),
        *conduct.ties(duties, names),
    ]
