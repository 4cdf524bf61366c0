"""The comparison by matter: one row a matter, for each township the duties whose titles name it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.alignment.matters import Departure, Form, SharedMatter, shared_matters
from kg.matters import thesaurus
from kg.model import DutyList
from kg.views.county.texts import Texts
from kg.views.scene import Json


def matters(lists: Sequence[DutyList], texts: Texts) -> list[Json]:
    """Return a row a matter as the script reads it; columns are the lists in the order given."""
    shown = _Shown({one.id: number for number, one in enumerate(lists)}, texts)
    return [shown.row(one) for one in shared_matters(lists)]


class _Shown:
    """The columns that rows speak of, and the pool of texts."""

    def __init__(self, columns: dict[str, int], texts: Texts) -> None:
        self._column = columns
        self._texts = texts

    def row(self, shared: SharedMatter) -> dict[str, Json]:
        """Return a matter: where it is, how each township has it, who departs from most."""
        known = thesaurus()
        held = [""] * len(self._column)
        for id, duties in shared.duties.items():
            held[self._column[id]] = " ".join(one.code for one in duties)
        matter = shared.matter
        return {
            "title": self._texts.number(matter.zh),
            "english": matter.en,
            "words": "|".join(word for word in (*matter.words, *matter.asked) if word != matter.zh),
            "category": self._texts.number(known.matters[known.field(matter.iri)].zh),
            "standing": shared.standing,
            "held": [*held],
            "forms": [self._form(one) for one in shared.forms],
            "differences": [self._difference(one) for one in shared.departures],
        }

    def _columns(self, ids: Iterable[str]) -> list[Json]:
        return [*sorted(self._column[id] for id in ids)]

    def _form(self, form: Form) -> dict[str, Json]:
        return {
            "tables": [*form.tables],
            "names": self._texts.numbers(form.departments),
            "columns": self._columns(form.lists),
        }

    def _difference(self, one: Departure) -> dict[str, Json]:
        ordinary: dict[str, Json] = {"ordinary": True} if one.ordinary else {}
        return {"kind": one.kind, "columns": self._columns(one.lists), **ordinary}
