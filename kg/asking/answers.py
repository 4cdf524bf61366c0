"""The answers of one list to every question that any list answers, asked once for its page.

The whole answer of each question is kept, and the rule by which its rows are narrowed
(:func:`kg.asking.slots.rule`); where there is none, the answers for every value of a parameter
at once (:func:`kg.asking.slots.opened`).
"""

from __future__ import annotations

import json
import re
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kg import rdf
from kg.asking.questions import Question, questions
from kg.asking.slots import SLOTS, Aside, Rule, aside, opened, rule
from kg.engines.answer import STRING, Cells, Term
from kg.graph.sparql import with_prefixes
from kg.graph.store import Embedded, Store
from kg.rdf.iris import BASE, text_of

EVIDENCE: Final = "evidence"
Ask = Callable[[str], tuple[Sequence[str], Iterable[Cells]]]
"""Runs a SELECT: the names of its columns, and its rows."""
Duties = Mapping[str, Mapping[str, Sequence[str]]]
"""IRI of a duty → relation (``declared``, ``receiving``, ``category``, ``matter``) → IRIs."""
_NAMES: Final = """SELECT DISTINCT ?x ?name ?language WHERE {
  { ?x a duty:Department ; rdfs:label ?name }
  UNION { ?x a duty:OpenClass ; rdfs:label ?name }
  UNION { ?x a duty:ExternalActor ; rdfs:label ?name }
  UNION { ?x a duty:Township ; rdfs:label ?name }
  UNION { ?x a duty:DutyList ; dct:title ?name }
  UNION { ?x skos:prefLabel ?name }
  BIND(LANG(?name) AS ?language)
}"""
_UNASKED: Final = re.compile("#(?:alt|hidden)Label>")
"""Statements of the thesaurus that no question asks for."""
_BROADER: Final = "SELECT ?narrow ?wide WHERE { ?narrow skos:broader ?wide }"
_DUTIES: Final = """SELECT ?duty ?relation ?x WHERE {
  { ?duty duty:declaredDepartment ?x BIND("declared" AS ?relation) }
  UNION { ?duty duty:receivingDepartment ?x BIND("receiving" AS ?relation) }
  UNION { ?duty duty:category ?x BIND("category" AS ?relation) }
  UNION { ?duty duty:matter ?x BIND("matter" AS ?relation) }
  ?duty a duty:Duty .
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, and what each rests on: the IRIs of duties and steps."""

    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    evidence: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Answered:
    """A question with its whole answer.

    ``rules`` say for a parameter which rows stay; ``opened`` holds for the others the answer for
    each value (a term).
    """

    question: Question
    whole: Answer
    rules: Mapping[str, Rule]
    opened: Mapping[str, Mapping[str, Answer]]


@dataclass(frozen=True)
class Answers:
    """All answers of a list, and what narrowing them needs.

    Attributes
    ----------
    names : mapping
        IRI → names by language (``zh``, ``en``, or empty).
    wider : mapping
        Matter → the wider one.
    """

    questions: tuple[Answered, ...]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wider: Mapping[str, str] = field(default_factory=dict)
    duties: Duties = field(default_factory=dict)


def of_data(data: bytes, base: str = BASE) -> Answers | None:
    """Return the answers of a list given as N-Quads; None where no store is installed."""
    try:
        import pyoxigraph
    except ImportError:
        return None
    store = pyoxigraph.Store()
    quads = pyoxigraph.RdfFormat.N_QUADS
    store.load(input=data + _thesaurus(base), format=quads, lenient=True)  # in bulk it takes longer
    return of_store(Embedded(store, base))


@cache
def _thesaurus(base: str) -> bytes:
    """Return what questions ask of the thesaurus."""
    asked = (line for line in rdf.thesaurus_lines(base) if not _UNASKED.search(line))
    return "".join(asked).encode()


def of_store(store: Store, asked: Sequence[Question] | None = None) -> Answers:
    """Return the answers of the lists of a store to some questions, by default of its one list."""
    return of(asking(store), asked)


def asking(store: Store) -> Ask:
    """Return what runs questions on a store."""

    def ask(text: str) -> tuple[Sequence[str], Iterable[Cells]]:
        if isinstance(store, Embedded):
            return store.written(text)
        found = store.select(text)
        rows = (tuple([None if x is None else _written(x) for x in row]) for row in found.rows)
        return found.variables, rows

    return ask


def of(ask: Ask, asked: Sequence[Question] | None = None, duties: Duties | None = None) -> Answers:
    """Return a store's answers to all questions that any list answers, or to those named.

    Of those named, one that any list answers is not asked anew for each value of a parameter;
    ``duties`` are those of the store, where they are known.
    """
    over = asked is not None
    asked = asked if asked is not None else [one for one in questions() if not one.scope]
    duties = _duties(ask) if duties is None else duties
    names: dict[str, dict[str, str]] = {}
    for iri, name, language in _all(ask, _NAMES):
        names.setdefault(iri, {}).setdefault(language, name)
    wider = {row[0]: row[1] for row in _all(ask, _BROADER)}
    answered = tuple(_answered(ask, one, anew=not over or bool(one.scope)) for one in asked)
    return Answers(answered, names, dict(sorted(wider.items())), duties)


def _duties(ask: Ask) -> Duties:
    duties: dict[str, dict[str, list[str]]] = {}
    for duty, relation, thing in _all(ask, _DUTIES):
        insort(duties.setdefault(duty, {}).setdefault(relation, []), thing)
    return duties


def decode(term: str) -> tuple[str, str]:
    """Return the text of a term and what it is, as :data:`kg.engines.answer.Term` has it.

    >>> decode("<http://a/b>"), decode('"3"^^<http://a/int>'), decode('"甲"@zh')
    (('http://a/b', 'iri'), ('3', 'http://a/int'), ('甲', 'text'))
    """
    if not term.startswith('"'):
        return term.strip("<>"), "iri"
    end = term.rindex('"')
    text, kind = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = json.loads(f'"{text}"', strict=False)
    if kind.startswith("^^"):
        return text, kind[3:-1]
    return text, "text" if kind else STRING


def _written(term: Term) -> str:
    text, kind = term
    if kind == "iri":
        return f"<{text}>"
    return json.dumps(text, ensure_ascii=False) + ("@zh" if kind == "text" else f"^^<{kind}>")


def _all(ask: Ask, text: str) -> Iterator[tuple[str, ...]]:
    """Yield the complete rows of a question of ours, as texts."""
    _, rows = ask(with_prefixes(text))
    for row in rows:
        yield tuple(decode(cell)[0] for cell in row if cell is not None)


def _answered(ask: Ask, asked: Question, *, anew: bool) -> Answered:
    slots = [one.name for one in asked.parameters if one.name in SLOTS]
    kept = rules(asked)
    asked_for = [slot for slot in slots if slot not in kept and slot not in asked.apart]
    whole, every = _for_values(ask, asked, asked_for if anew else ())
    return Answered(asked, whole, kept, every)


def rules(asked: Question) -> dict[str, Rule]:
    """Return the parameters of a question by which its rows are narrowed, each with its rule."""
    slots = [one.name for one in asked.parameters if one.name in SLOTS]
    found = ((slot, rule(asked, slot)) for slot in slots)
    return {slot: one for slot, one in found if one is not None}


def _for_values(
    ask: Ask, asked: Question, slots: Iterable[str]
) -> tuple[Answer, dict[str, dict[str, Answer]]]:
    """Return a question's answer, and parameter → value → the answer for it."""
    every: dict[str, dict[str, Answer]] = {}
    things: dict[str, Aside] = {}
    for slot in slots:
        thing = aside(asked, slot)
        if thing is None:
            every[slot] = _by_value(slot, *ask(_declared(opened(asked, slot))))
        else:
            things[slot] = thing
    whole, by_thing = _by_thing(ask, things)
    return whole or _whole(ask, asked, every), every | by_thing


def _by_thing(
    ask: Ask, things: Mapping[str, Aside]
) -> tuple[Answer | None, dict[str, dict[str, Answer]]]:
    """Return a question's answer, and that for each value of parameters, asked once for all.

    A thing that has two of the values stands in the answers for both.
    """
    whole = None
    every: dict[str, dict[str, Answer]] = {}
    for text in dict.fromkeys(one.text for one in things.values()):
        names, found = ask(_declared(text))
        rows = tuple(found)
        whole = _answer(names[1:], (row[1:] for row in rows))
        for slot, thing in things.items():
            if thing.text == text:
                values = _values(ask, thing, slot, {row[0] for row in rows})
                opened = ((one, *row[1:]) for row in rows for one in values.get(row[0], ()))
                every[slot] = _by_value(slot, [slot, *names[1:]], opened)
    return whole, every


def _values(
    ask: Ask, thing: Aside, slot: str, things: set[str | None]
) -> dict[str | None, list[str | None]]:
    """Return thing → its values of a parameter, as terms."""
    values: dict[str | None, list[str | None]] = {}
    if named := sorted(one for one in things if one is not None):
        where = f"WHERE {{ VALUES ?{thing.variable} {{ {' '.join(named)} }}"
        text = with_prefixes(f"SELECT ?{thing.variable} ?{slot} WHERE {{ {thing.pattern} }}")
        _, pairs = ask(text.replace("WHERE {", where, 1))
        for one, value in pairs:
            values.setdefault(one, []).append(value)
    return values


def _whole(ask: Ask, asked: Question, every: Mapping[str, Mapping[str, Answer]]) -> Answer:
    """Return the answer as the question stands; that of its example is among those of every value."""
    for slot, answers in every.items():
        example = re.search(rf"(?<!#)VALUES \?{slot} {{ (<\S+>) }}", asked.text)
        if example and example[1] in answers:
            return answers[example[1]]
    return _answer(*ask(_declared(asked.text)))


def _declared(text: str) -> str:
    """Return a question with the usual prefixes; ours declare their own, which is quicker."""
    return text if "PREFIX duty:" in text else with_prefixes(text)


def _answer(names: Sequence[str], rows: Iterable[Cells]) -> Answer:
    """Return an answer: what a row rests on apart from what a reader sees."""
    if EVIDENCE not in names:
        found = tuple(rows)
        return Answer(tuple(names), found, ((),) * len(found))
    at = names.index(EVIDENCE)
    shown, rested = [], []
    for row in rows:
        shown.append((*row[:at], *row[at + 1 :]))
        rested.append(_texts(row[at]))
    return Answer((*names[:at], *names[at + 1 :]), tuple(shown), tuple(rested))


@cache
def _texts(cell: str | None) -> tuple[str, ...]:
    """Return the duties and steps in which the things of a cell of evidence stand, sorted."""
    if cell is None:
        return ()
    found = set(map(text_of, decode(cell)[0].split()))
    return tuple(sorted(found - {""}))


def _by_value(slot: str, names: Sequence[str], rows: Iterable[Cells]) -> dict[str, Answer]:
    at = names.index(slot)
    found: dict[str, list[Cells]] = {}
    for row in rows:
        value = row[at]
        if value is not None:
            found.setdefault(value, []).append((*row[:at], *row[at + 1 :]))
    shown = [*names[:at], *names[at + 1 :]]
    return {value: _answer(shown, of_it) for value, of_it in sorted(found.items())}
