"""What differs in a county, as findings of the township that departs: those of ``kg compare``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.alignment.differences import Difference
from kg.alignment.quoted import Quote, in_chinese, is_taken_back, quotes, sentence, worth_a_look
from kg.analyses._finding import column_of, distinct, identity
from kg.findings.between import PREFIX, kinds
from kg.model import Clause, Duty, DutyList, Finding
from kg.rdf.iris import Iris

_OF_DEPARTMENTS: Final = frozenset(("departments", "first", "lead", "names"))


def findings(
    told: Iterable[Difference], lists: Sequence[DutyList], called: Mapping[str, str], *, base: str
) -> dict[str, list[Finding]]:
    """Return the differences where a person should look as findings: list (id) → its own.

    Parameters
    ----------
    told : iterable of Difference
        What :func:`kg.alignment.differences.differences` gives for the lists.
    lists : sequence of DutyList
        The lists that were compared.
    called : mapping
        Id → what a list is called.
    base : str
        Where IRIs begin.

    Notes
    -----
    A finding's name is made of what differs and not of who departs, so that a verdict reaches every
    township of which the same is true, unless it is kept to one place.
    """
    names = {one.id: Iris(one.id, one.place, base) for one in lists}
    found: dict[str, list[Finding]] = {}
    for one in filter(worth_a_look, told):
        for id in one.lists:
            found.setdefault(id, []).append(_finding(one, id, names, called))
    return {id: distinct(every) for id, every in found.items()}


def _finding(
    found: Difference, id: str, names: Mapping[str, Iris], called: Mapping[str, str]
) -> Finding:
    said = replace(found, lists=(id,))
    title = found.common.title
    kind = f"{PREFIX}{'taken_back' if is_taken_back(found) else found.kind}"
    quoted = list(quotes(found, id))
    ours = [names[id].duty(duty.key) for duty in found.common.duties.get(id, ())]
    peers = [names[quote.list].duty(quote.duty.key) for quote in quoted]
    return Finding(
        identity(kind, title, found.here, found.usual), kind, 0, 1.0,
        f"{sentence(said, called)}：{title}", _in_english(said, called, kind),
        tuple(ours or dict.fromkeys(peers)), _departments(found, id),
        tuple(_clauses(found, quoted, names)), list="" if ours else names[id].list,
    )  # fmt: skip


def _in_english(found: Difference, called: Mapping[str, str], kind: str) -> str:
    (id,) = found.lists
    sides = "; here {}, usually {}" if found.here and found.usual else ""
    texts = (in_chinese(found, text) for text in (found.here, found.usual))
    return f"{called[id]}: {kinds()[kind][1]}{sides.format(*texts)}"


def _departments(found: Difference, id: str) -> tuple[str, ...]:
    """Return the departments that the difference is about: those here and those that are usual."""
    if found.kind in ("departments", "first", "names"):
        here, usual = found.here.split("、"), found.usual.split("、")
        return tuple(dict.fromkeys((*here, *usual)))
    duties = found.common.duties.get(id, ())
    return tuple(dict.fromkeys(name for duty in duties for name in duty.departments))


def _clauses(
    found: Difference, quoted: Sequence[Quote], names: Mapping[str, Iris]
) -> Iterator[Clause]:
    for quote in quoted:
        iri = names[quote.list].duty(quote.duty.key)
        yield _clause(found, quote.duty, iri)


def _clause(found: Difference, duty: Duty, iri: str) -> Clause:
    """Return the words of the document that show it: a step, the departments, or the title."""
    if found.kind == "steps":
        step = next((step for step in duty.township_steps if step.text == found.here), None)
        if step is not None:
            return Clause(iri, step.text, step.span)
    if found.kind in _OF_DEPARTMENTS and duty.declared:
        return column_of(iri, duty)
    return Clause(iri, duty.title, duty.title_span)
