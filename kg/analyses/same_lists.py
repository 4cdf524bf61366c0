"""Which lists of the same things several departments ask the township for: one of them would do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations, groupby
from typing import Any, Final

from kg.analyses._finding import clause, distinct, finding
from kg.lexicon import read
from kg.model import Finding, Step
from kg.network import Entry, Network
from kg.table import Heading, Table, Value, heading
from kg.words import kinds

TITLE: Final = (
    "同一份底数，哪几个部门各要一份",
    "The same list: which departments each ask the township for it",
)
PLACES: Final = "within"
KINDS: Final = kinds("asked_twice")
_HEADINGS: Final = (
    Heading("list", "底数", "list of"),
    heading("duty"),
    heading("title"),
    heading("departments"),
    Heading("words", "用词", "words"),
    heading("evidence"),
)
_BETWEEN: Final = "[^，。；,;]{0,6}"


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of list: its name, the words that ask for it, what step or title must speak of."""

    id: str
    zh: str
    en: str
    words: re.Pattern[str]
    about: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A township step that asks for a list; ``by`` are those told, else those declared."""

    sort: Sort
    entry: Entry
    step: Step
    word: str
    by: tuple[str, ...]


def run(network: Network) -> Table:
    """Return the township steps of each sort of list that several departments ask for.

    Parameters
    ----------
    network : Network
        Township steps of the cooperative duties, with their recipients and the departments of the
        column.

    Returns
    -------
    Table
        One row a step, by sort of list, then in the order of the lists. Unit: township step. A sort
        is there only where two duties ask for it whose departments have none in common.

    Notes
    -----
    O(steps × sorts). The sorts are those of ``data/lexicon/same_lists.toml``: lists of the same
    things whoever asks. A survey with a purpose of its own (who wants a job, who may apply) is left
    out; question ``same_object_listed`` shows the wider field.

    Examples
    --------
    >>> len(run(Network([])))
    0
    """
    groups = list(several(network))
    rows = tuple(map(_row, chain.from_iterable(groups)))
    return Table(*TITLE, _HEADINGS, rows, _notes(network, groups))


def _row(asked: Asked) -> tuple[Value, ...]:
    return (
        asked.sort.zh,
        asked.entry.iri,
        asked.entry.duty.title,
        "、".join(asked.by),
        asked.word,
        asked.entry.step(asked.step),
    )


def _notes(network: Network, groups: Sequence[Sequence[Asked]]) -> tuple[str, ...]:
    """Return what is counted, of how many, and by which rule."""
    steps = sum(len(group) for group in groups)
    every = sum(len(entry.duty.township_steps) for entry in network.of_kind("cooperative"))
    return (
        f"单位：乡镇步骤 {steps} 个，分母：配合事项乡镇步骤 {every} 个；几家各要的底数 "
        f"{len(groups)} 种"
        f" / Unit: township step, {steps} of {every}; {len(groups)} sorts of lists that several "
        "ask for",
        "规则：步骤要求列清单、建台账或摸清同一种底数，且至少两个事项的部门互不相同；"
        "步骤写明报给谁的以它为准，否则以部门栏为准"
        " / Rule: steps that ask for a list of the same things, of at least two duties whose "
        "departments differ; who is told counts, else who is declared",
    )


def findings(network: Network) -> list[Finding]:
    """Return one finding a sort of list that several departments ask for."""
    return distinct(map(_finding, several(network)))


def _finding(group: Sequence[Asked]) -> Finding:
    by_duty = {asked.entry.iri: asked for asked in group}
    entries = [asked.entry for asked in by_duty.values()]
    sort = group[0].sort
    zh = "、".join(f"{a.entry.duty.label}（{'、'.join(a.by)}）" for a in by_duty.values())
    en = ", ".join(f"{a.entry.duty.english} ({', '.join(a.by)})" for a in by_duty.values())
    rule = (
        f"{len(entries)} 个事项各要乡镇报一份“{sort.zh}”：{zh}",
        f"{len(entries)} duties each ask the township for a list of {sort.en}: {en}",
    )
    return finding(
        "asked_twice",
        rule,
        entries,
        about=[sort.id],
        departments=list(dict.fromkeys(name for asked in group for name in asked.by)),
        clauses=[clause(asked.entry, asked.step, [asked.word]) for asked in group],
    )


def several(network: Network) -> Iterator[list[Asked]]:
    """Yield the steps of each sort of list that duties of different departments ask for."""
    for _, group in groupby(network.of_kind("cooperative"), key=lambda entry: entry.list.id):
        found = [asked for entry in group for asked in _asked(entry)]
        for sort in sorts():
            same = [asked for asked in found if asked.sort is sort]
            if any(_apart(one, other) for one, other in combinations(same, 2)):
                yield same


def _apart(one: Asked, other: Asked) -> bool:
    """Whether two steps are of different duties and serve departments of which none is the same."""
    return one.entry is not other.entry and not {*one.by} & {*other.by}


def _asked(entry: Entry) -> Iterator[Asked]:
    for step in entry.duty.township_steps:
        for sort in sorts():
            match = sort.words.search(step.text)
            if match and sort.about.search(f"{step.text}\n{entry.duty.title}"):
                yield Asked(sort, entry, step, match[0], _by(entry, step))


def _by(entry: Entry, step: Step) -> tuple[str, ...]:
    """Return the departments for which a step is done."""
    declared = tuple(mention.name for mention in entry.duty.declared_departments)
    told = tuple(name for name in step.named("recipient") if name in declared)
    return told or declared


@cache
def sorts() -> tuple[Sort, ...]:
    """Return the sorts of lists of ``data/lexicon/same_lists.toml``."""
    raw = read("same_lists")
    usual = {key: raw[key] for key in ("lists", "counts", "surveys")}
    return tuple(_sort({**usual, **one}) for one in raw["list"])


def _sort(raw: Mapping[str, Any]) -> Sort:
    """Return a sort: the things beside a word of listing, or a survey of how many there are."""
    of, lists, counts, surveys = (
        "|".join(raw[key]) for key in ("of", "lists", "counts", "surveys")
    )
    listed = f"(?:{of})(?:的)?{_BETWEEN}(?:{lists})"
    counted = f"(?:{surveys}){_BETWEEN}(?:{of})(?:的)?(?:{counts}|(?=[，。；、,;]))"
    about = "|".join(raw.get("about", [""]))
    return Sort(
        raw["id"], raw["zh"], raw["en"], re.compile(f"{listed}|{counted}"), re.compile(about)
    )
