"""The pairs of titles that were taken for one matter: what a reader may contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.alignment import told
from kg.alignment.changes import Change
from kg.alignment.common import CommonDuty
from kg.alignment.texts import title
from kg.model import Duty, DutyList


@dataclass(frozen=True, slots=True)
class Paired:
    """Two duties with other titles, each with its list; ``possible``: it was left open."""

    lists: tuple[DutyList, DutyList]
    duties: tuple[Duty, Duty]
    possible: bool = False

    @property
    def name(self) -> str:
        """By what the pair goes, whichever of the two is the first."""
        texts = (title(duty, one.place) for one, duty in zip(self.lists, self.duties, strict=True))
        return told.pair(*texts)


_Held = tuple[DutyList, Duty]


def of_common(every: Iterable[CommonDuty], lists: Mapping[str, DutyList]) -> Iterator[Paired]:
    """Yield the commonest title of each duty with each other one, and with what is in doubt."""
    for common in every:
        forms: dict[str, list[_Held]] = {}
        for id, duties in common.duties.items():
            for duty in duties:
                held = (lists[id], duty)
                forms.setdefault(title(duty, lists[id].place), []).append(held)
        usual = max(forms, key=lambda text: len(forms[text]))  # of two as common the first
        first = forms.pop(usual)[0]
        for some in forms.values():
            yield _paired(first, some[0])
        for id, keys in common.possible.items():
            for duty in lists[id].duties:
                if duty.key in keys and title(duty, lists[id].place) != usual:
                    yield _paired(first, (lists[id], duty), possible=True)


def of_changes(changes: Iterable[Change], old: DutyList, new: DutyList) -> Iterator[Paired]:
    """Yield the pairs of two editions: an old title with each new one that is otherwise."""
    for change in changes:
        for one in change.old:
            for other in change.new:
                if title(one, old.place) != title(other, new.place):
                    yield _paired((old, one), (new, other))


def _paired(one: _Held, other: _Held, *, possible: bool = False) -> Paired:
    return Paired((one[0], other[0]), (one[1], other[1]), possible)
