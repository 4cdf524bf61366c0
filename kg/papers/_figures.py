"""The figures of a list's report: counts of records and findings, and questions' answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import ReadError
from kg.grouping import progress, tallies
from kg.model import DutyList
from kg.papers import Desk
from kg.table import Table, Value
from kg.words import in_chinese, section

Figures = Mapping[str, str | int | float]
"""Name of a figure → figure; the sentences of a paper name them in braces."""


def figures(desk: Desk) -> Figures:
    """Return every figure that the sentences of a list's report may name."""
    return {
        **_of_list(desk.duties),
        **_of_load(desk),
        **_of_burden(desk),
        **_of_findings(desk),
        **_of_recalls(desk),
    }


def chinese(value: Value) -> str:
    """Return a value as a Chinese paper says it.

    >>> chinese("上级部门 superior"), chinese(3), chinese(None)
    ('上级部门', '3', '')
    """
    return str(in_chinese(value)) if value is not None else ""


def edition(issued: str) -> str:
    """Return an edition as people say it.

    >>> edition("2025-07"), edition(""), edition("2025")
    ('2025 年 7 月', '', '2025 年')
    """
    year, _, month = issued.partition("-")
    if not year:
        return ""
    if month.isdigit():
        return f"{year} 年 {int(month)} 月"
    return f"{year} 年"


def share(part: float, whole: float) -> str:
    """Return a percentage with one decimal; a dash if ``whole`` is 0."""
    return f"{100 * part / whole:.1f}" if whole else "—"


def _of_list(duties: DutyList) -> Figures:
    basic, cooperative, recalled = (
        duties.of_kind(kind) for kind in ("basic", "cooperative", "recalled")
    )
    return {
        "place": duties.place.township or duties.title, "county": duties.place.county,
        "title": duties.title, "edition": edition(duties.issued), "duties": len(duties.duties),
        "basic": len(basic), "cooperative": len(cooperative), "recalled": len(recalled),
        "superior_steps": sum(len(duty.superior_steps) for duty in cooperative),
        "township_steps": sum(len(duty.township_steps) for duty in cooperative),
    }  # fmt: skip


def _of_load(desk: Desk) -> Figures:
    rows = list(desk.ask("load"))
    top = [str(row["department"]) for row in rows[:5]]
    cooperative = desk.duties.of_kind("cooperative")
    declared = [{m.name for m in duty.declared_departments} for duty in cooperative]
    by_top = sum(not names.isdisjoint(top) for names in declared)
    return {
        "departments": len(rows), "top": len(top), "top_names": "、".join(top),
        "top_duties": by_top, "top_share": share(by_top, len(cooperative)),
        "shared": sum(len(names) > 1 for names in declared),
    }  # fmt: skip


def _of_burden(desk: Desk) -> Figures:
    kinds = [
        row for row in desk.ask("kinds_of_work") if not chinese(row["kind"]).startswith("以上")
    ]
    kinds.sort(key=lambda row: -_number(row["township"]))
    said = [f"{chinese(r['kind'])}（{r['township']} 步，{r['townshipShare']}%）" for r in kinds[:3]]
    reports = list(desk.ask("reports_to"))
    unstated = {row["step"] for row in reports if chinese(row["recipient"]) == "未写明"}
    return {
        "kinds": "、".join(said), "more": len(desk.ask("township_does_more")),
        "no_means": len(desk.ask("no_means")),
        "reports": len({row["step"] for row in reports}), "unstated": len(unstated),
        "no_means_share": share(len(desk.ask("no_means")), len(desk.duties.of_kind("cooperative"))),
    }  # fmt: skip


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _of_findings(desk: Desk) -> Figures:
    told = Counter(finding.kind for finding in desk.told)
    far = progress(desk.findings)
    found: dict[str, str | int | float] = {f"n_{kind}": told[kind] for kind in section("kind")}
    for grade in (3, 2, 1):
        for kind in ("overlap", "remnant", "handover"):
            found[f"{kind}_{grade}"] = len(desk.of(kind, grades=(grade,)))
    others = sum(tally.others for tally in tallies(desk.findings).values())
    loops = list(desk.analyse("handover"))
    return {
        **found, "loops": len(loops), "closed": sum(not row["grade"] for row in loops),
        "findings": far.findings, "others": others, "total": far.total, "judged": far.judged,
        "unjudged": far.open, "wrong": far.no, "settle": far.settle, "lawful": far.lawful,
    }  # fmt: skip


def _of_recalls(desk: Desk) -> Figures:
    remnants = desk.of("remnant")
    recalled = {iri for finding in remnants for iri in finding.duties if "/recalled/" in iri}
    receivers = {name for duty in desk.duties.of_kind("recalled") for name in duty.departments}
    return {"remaining": len(recalled), "receivers": len(receivers)}


def limits(table: Table) -> list[tuple[str, dict[str, int]]]:
    """Return how many steps of each side have a time limit, by kind of limit.

    Who takes a duty back is on the side of the superior departments, too.
    """
    words = section("side")
    received, superior = words["receiving"][0], words["superior"][0]
    found: dict[str, dict[str, int]] = {}
    for row in table:
        name = chinese(row["side"])
        side = found.setdefault(superior if name == received else name, {})
        limit = chinese(row["limit"])
        side[limit] = side.get(limit, 0) + 1
    return list(found.items())


def filled(sentences: Iterable[str], values: Figures) -> list[str]:
    """Return sentences with their figures put in.

    Raises
    ------
    ReadError
        If a sentence names a figure that there is not.

    >>> filled(["共 {a} 项"], {"a": 3})
    ['共 3 项']
    """
    try:
        return [sentence.format_map(values) for sentence in sentences]
    except (KeyError, ValueError, IndexError) as error:
        raise ReadError(
            f"没有叫 {error} 的数", f"no figure is called {error}", where="data/papers",
            cure=("请改正那一句", "mend the sentence"),
        ) from None  # fmt: skip


class Sentences:
    """The sentences of a report, filled with its figures.

    Parameters
    ----------
    sentences : mapping
        Its file in ``data/papers``.
    figures : mapping
        What every sentence may name.
    """

    def __init__(self, sentences: Mapping[str, Any], figures: Figures) -> None:
        self.sentences = sentences
        self.figures = figures

    def say(self, *path: str, **more: str | int) -> str:
        """Return a sentence, found by the names of the tables that it is in."""
        return self.lines(*path, **more)[0]

    def lines(self, *path: str, **more: str | int) -> list[str]:
        """Return some sentences, found like one."""
        found: Any = self.sentences
        for name in path:
            found = found[name]
        return filled([found] if isinstance(found, str) else found, {**self.figures, **more})
