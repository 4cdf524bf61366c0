"""What the analyses found, and what the reader says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType

from kg import plugins
from kg.errors import UnknownName
from kg.findings import between
from kg.findings.between import is_between
from kg.findings.holding import between_lists, concerning, edition, given_on, judged, put_on
from kg.findings.tables import as_table, marked, overview
from kg.findings.texts import as_text, signed
from kg.findings.verdicts import (
    FILE,
    PAIR_WORDS,
    PAIR_ZH,
    TAKEN_BACK,
    VERDICT_ZH,
    VERDICTS,
    Verdict,
    Verdicts,
    is_day,
    is_pair,
    is_taken_back,
    opinions,
    reach,
    read_given,
    read_verdicts,
    told_of_pairs,
)
from kg.findings.written import write_verdicts
from kg.graph import dataset
from kg.graph.store import Store
from kg.model import DutyList, Finding
from kg.network import Network
from kg.rdf.findings import read_findings
from kg.rdf.iris import BASE, key, label, labels
from kg.table import Table
from kg.words import section

__all__ = [
    "FILE", "PAIR_WORDS", "PAIR_ZH", "TAKEN_BACK", "VERDICTS", "VERDICT_ZH", "Verdict", "Verdicts",
    "analyse", "analyses", "as_table", "as_text", "between_lists", "concerning", "edition",
    "expect",
    "given_on", "is_between", "is_day", "is_pair", "is_taken_back", "judged",
    "key", "kinds", "label", "labels", "marked", "of_list", "opinions",
    "overview", "pick",
    "put_on", "reach",
    "read", "read_all", "read_given", "read_verdicts", "signed", "title",
    "told_of_pairs", "write_verdicts",
]  # fmt: skip


def of_list(
    duties: DutyList, verdicts: Verdicts | None = None, *, base: str = BASE
) -> tuple[Finding, ...]:
    """Return every finding of a list, analysis by analysis, each with its reader's verdict."""
    network = Network([duties], base)
    making = [module for module in analyses().values() if module.KINDS]
    found = [finding for module in making for finding in module.findings(network)]
    place = duties.place.name or duties.id
    return tuple(judged(found, verdicts or {}, place, duties.issued))


def analyses() -> dict[str, ModuleType]:
    """Return the analyses: name → module, sorted; a new file in ``kg/analyses`` is one more."""
    return {name: _analysis(name) for name in plugins.names("kg.analyses")}


def expect(name: str) -> None:
    """Refuse a name that no analysis has, before anything is read.

    Raises
    ------
    UnknownName
        With those whose titles hold the word, or else with all.
    """
    known = plugins.names("kg.analyses")
    if name in known:
        return
    titles = [f"{one} {title(one)[0].partition('：')[0]}" for one in known]
    listed = "、".join([one for one in titles if name and name in one] or titles)
    raise UnknownName(
        f"没有分析 “{name}”", f'no analysis "{name}"',
        cure=(f"可用：{listed}", f"one of: {listed}"),
    )  # fmt: skip


def _analysis(name: str) -> ModuleType:
    """Return an analysis that keeps the contract of :mod:`kg.analyses`."""
    expect(name)
    module = plugins.load("kg.analyses", name, "TITLE", "KINDS", "run")
    if module.KINDS:
        plugins.load("kg.analyses", name, "findings")
    return module


def analyse(network: Network, name: str) -> Table:
    """Run one analysis; over several lists a note says what its figures then mean.

    Raises
    ------
    UnknownName
        If there is none of that name; the message lists them all.
    """
    module = _analysis(name)
    table: Table = module.run(network)
    if len(network.lists) > 1 and (word := getattr(module, "PLACES", "")):
        table = replace(table, notes=(*table.notes, " / ".join(section("places")[word])))
    return table


def title(name: str) -> tuple[str, str]:
    """Return what an analysis is called in the menu (zh, en)."""
    zh, en = _analysis(name).TITLE
    return zh, en


def kinds() -> dict[str, tuple[str, str]]:
    """Return the kinds of findings, of lists and between places: word → name (zh, en)."""
    found: dict[str, tuple[str, str]] = {}
    for module in analyses().values():
        found |= module.KINDS
    return found | between.kinds()


def read(store: Store, name: str | None = None) -> tuple[Finding, ...]:
    """Return the findings of a store as they were built: of all its lists, or of the one that is named."""
    return tuple(finding for _, finding in read_all(store, name))


def read_all(store: Store, name: str | None = None) -> list[tuple[str, Finding]]:
    """Return the findings of a store, each with its list's identifier; by kind, the gravest first.

    Raises
    ------
    UnknownName
        If the store has no list of that name.
    """
    known = dataset.lists(store)
    if name is not None and name not in known:
        some = ", ".join(list(known)[:8])
        raise UnknownName(
            f"图谱中没有清单 “{name}”", f'the store has no list "{name}"', where=store.location,
            cure=(f"现有 {some}", f"one of: {some}"),
        )  # fmt: skip

    ask = dataset.asker(store)
    wanted = known if name is None else [name]
    return [(id, finding) for id in wanted for finding in read_findings(ask, known[id])]


def pick(findings: Iterable[Finding], name: str) -> Finding:
    """Return the finding of an id, or of the only id that begins so.

    Raises
    ------
    UnknownName
        If none or several do.
    """
    every = list(findings)
    exact = [finding for finding in every if finding.id == name]
    near = exact or [finding for finding in every if finding.id.startswith(name)]
    if len({finding.id for finding in near}) == 1:
        return near[0]
    if not near:
        raise UnknownName(
            f"没有以 “{name}” 开头的发现", f'no finding begins with "{name}"',
            cure=("kg findings 列出全部", "kg findings lists them"),
        )  # fmt: skip
    several = ", ".join(sorted(finding.id for finding in near)[:5])
    raise UnknownName(
        f"有 {len(near)} 条发现以 “{name}” 开头", f'{len(near)} findings begin with "{name}"',
        cure=(f"可用：{several}", f"one of: {several}"),
    )  # fmt: skip
