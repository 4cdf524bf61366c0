"""The comparison: one row a common duty, one column a township, as ``kg compare`` has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.alignment.common import CommonDuty
from kg.alignment.differences import Difference, comparison
from kg.alignment.likeness import Profile, likeness, profiles
from kg.alignment.standing import standings
from kg.alignment.texts import title
from kg.alignment.told import NOTHING, Told, digest
from kg.model import Duty, DutyList
from kg.views.county.texts import Texts, differing, plain
from kg.views.scene import Json

_SHOWN_AS_CELLS = frozenset(("missing", "own", "table", "departments", "wording"))
"""Kinds of difference that the cells and the wordings show by themselves."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One wording of a common duty: the columns that have it, with their duties."""

    columns: tuple[int, ...]
    duties: Mapping[int, tuple[Duty, ...]]

    @property
    def first(self) -> tuple[Duty, ...]:
        return self.duties[self.columns[0]]


def compared(lists: Sequence[DutyList], texts: Texts, told: Told = NOTHING) -> dict[str, Json]:
    """Return the comparison as the script reads it; columns are the lists in the order given.

    Parameters
    ----------
    lists : sequence of DutyList
        At least two, one a township.
    texts : Texts
        Where titles, departments and categories are put; the rows have their numbers.
    told : Told
        What readers say of pairs of duties.
    """
    found = comparison(lists, told)
    common, differences = found.common, found.differences
    of: dict[int, list[Difference]] = {}
    for one in differences:
        of.setdefault(id(one.common), []).append(one)
    known = _Known(lists, texts, told)
    stands = standings(common, differences, len(lists))
    rows: list[Json] = []
    for duty, stand in zip(common, stands, strict=True):
        rows.append(known.row(duty, stand, of.get(id(duty), [])))
    return {"lists": [one.id for one in lists], "rows": rows}


class _Known:
    """The lists that are compared, and what is looked up of them again and again."""

    def __init__(self, lists: Sequence[DutyList], texts: Texts, told: Told) -> None:
        self._told = told
        self._lists = lists
        self._texts = texts
        self._column = {one.id: number for number, one in enumerate(lists)}
        self._profiles: dict[tuple[int, str], Profile] = {}
        for number, found in enumerate(profiles(lists)):
            for profile in found:
                self._profiles[number, profile.key] = profile

    def row(self, duty: CommonDuty, standing: str, told: Sequence[Difference]) -> dict[str, Json]:
        """Return a common duty: where it stands, its wordings, and what else differs."""
        held = [""] * len(self._lists)
        for id, duties in duty.duties.items():
            held[self._column[id]] = " ".join(one.code for one in duties)
        forms = self._forms(duty)
        departments = _most_departments(forms[0])
        judged = self._is_judged(duty, forms)
        return {
            "title": self._texts.number(forms[0].first[0].title),
            "category": self._texts.number(forms[0].first[0].category),
            "standing": standing,
            "doubtful": duty.doubtful,
            "held": held,
            "possible": self._possible(duty),
            "forms": [self._form(form, forms[0], departments, judged) for form in forms],
            "differences": [self._difference(one) for one in told],
        }

    def _is_judged(self, duty: CommonDuty, forms: Sequence[_Form]) -> bool:
        """Tell whether a reader may say, or has said, whether its titles are one matter."""
        texts = {one.text for form in forms for one in self._of(form)}
        is_open = len(texts) > 1 or bool(duty.possible) or duty.doubtful
        return is_open or any(map(self._told.names, texts))

    def _possible(self, duty: CommonDuty) -> list[Json]:
        found: list[Json] = []
        for id, keys in duty.possible.items():
            one = self._lists[self._column[id]]
            codes = " ".join(duty.code for duty in one.duties if duty.key in keys)
            found.append({"column": self._column[id], "codes": codes})
        return found

    def _forms(self, duty: CommonDuty) -> list[_Form]:
        """Return the wordings, the commonest first; of two as common the one of the first column."""
        found: dict[tuple[tuple[str, str], ...], dict[int, tuple[Duty, ...]]] = {}
        for id, duties in duty.duties.items():
            column = self._column[id]
            place = self._lists[column].place
            form = tuple((one.kind, title(one, place)) for one in duties)
            found.setdefault(form, {})[column] = duties
        forms = [_Form(tuple(members), members) for members in found.values()]
        return sorted(forms, key=lambda form: (-len(form.columns), form.columns[0]))

    def _form(
        self, form: _Form, usual: _Form, departments: tuple[str, ...], judged: bool
    ) -> dict[str, Json]:
        base = usual.first[0].title
        parts: list[Json] = []
        for one, profile in zip(form.first, self._of(form), strict=True):
            pieces = plain(one.title) if form is usual else differing(base, one.title)[1]
            part: dict[str, Json] = {"list": one.kind, "pieces": pieces}
            parts.append(part | ({"text": digest(profile.text)} if judged else {}))
        return {
            "parts": parts,
            "columns": list(form.columns),
            "likeness": self._likeness(form, usual),
            "departments": [*self._departments(form, departments)],
        }

    def _likeness(self, form: _Form, usual: _Form) -> float | None:
        """Return how alike a wording is to the commonest one; None if its titles are that one's."""
        ours, others = self._of(form), self._of(usual)
        if {one.text for one in ours} == {one.text for one in others}:
            return None
        best = 0.0
        for one in ours:
            best = max([best, *(likeness(one, other).score for other in others)])
        return round(best, 2)

    def _of(self, form: _Form) -> list[Profile]:
        return [self._profiles[form.columns[0], duty.key] for duty in form.first]

    def _departments(self, form: _Form, usual: tuple[str, ...]) -> Iterator[Json]:
        """Yield the departments that townships with one wording name, the same ones together."""
        found: dict[tuple[str, ...], list[int]] = {}
        for column in form.columns:
            found.setdefault(_names(form.duties[column]), []).append(column)
        for names, columns in found.items():
            yield {
                "names": self._texts.numbers(names),
                "more": self._texts.numbers(name for name in names if name not in usual),
                "fewer": self._texts.numbers(name for name in usual if name not in names),
                "columns": list(columns),
            }

    def _difference(self, one: Difference) -> dict[str, Json]:
        found: dict[str, Json] = {
            "kind": one.kind,
            "columns": sorted(self._column[id] for id in one.lists),
        }
        if one.ordinary:
            found["ordinary"] = True
        if one.kind not in _SHOWN_AS_CELLS:
            found["here"] = self._texts.number(one.here)
            found["usual"] = self._texts.number(one.usual)
        return found


def _names(duties: Sequence[Duty]) -> tuple[str, ...]:
    """Return the departments of some duties, each once, in printed order."""
    found: dict[str, None] = {}
    for duty in duties:
        found |= dict.fromkeys(duty.departments)
    return tuple(found)


def _most_departments(form: _Form) -> tuple[str, ...]:
    """Return the departments that most townships with a wording name, else the first's."""
    count: dict[tuple[str, ...], int] = {}
    for column in form.columns:
        names = _names(form.duties[column])
        count[names] = count.get(names, 0) + 1
    return max(count, key=lambda names: count[names])
