"""Findings as a table and as an overview, with the words they rest on marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg import grouping, show
from kg.findings.between import PREFIX
from kg.findings.verdicts import VERDICT_ZH, VERDICTS
from kg.grouping import Progress, Tally, as_rows, group, shown, tallies
from kg.matters import thesaurus
from kg.model import Clause, Finding
from kg.rdf import iris
from kg.rdf.iris import label, labels
from kg.table import Heading, Table, Value, heading, records
from kg.words import section

GRADES = (3, 2, 1)
"""From the gravest down; 0 is not graded."""
Names = Mapping[str, tuple[str, str]]
"""Kind of finding → its name (zh, en): :func:`kg.findings.kinds`."""


def as_table(
    findings: Sequence[tuple[str, Finding]],
    names: Names,
    *,
    title: tuple[str, str] = ("分析发现", "Findings"),
    owners: Mapping[str, str] | None = None,
    editions: Mapping[str, str] | None = None,
) -> Table:
    """Return findings, each with its list's identifier, as a table; the clauses stand in it, with their places.

    ``owners`` (:func:`kg.model.owners`) says whose each duty is, where there are several lists;
    ``editions`` what the edition of each list is called in a verdict
    (:func:`kg.findings.holding.edition`).
    """
    owned, issued = owners or {}, editions or {}
    rows = [_row(id, finding, names, owned, issued.get(id)) for id, finding in findings]
    wrong = sum(finding.verdict == "no" for _, finding in findings)
    counted = tallies(finding for _, finding in findings)
    by_kind = "；".join(
        _told(kind, names.get(kind, (kind, ""))[0], counted[kind]) for kind in counted
    )
    notes = (
        f"单位：发现，共 {len(findings)} 条，其中读者判为不成立 {wrong} 条（不计入下列各数）"
        f" / Unit: finding, {len(findings)} in all; {wrong} that the reader calls wrong are left "
        "out of the counts",
        f"各类 by kind：{by_kind}",
        *_together([finding for _, finding in findings], names),
        "等级 3 最重，空为未评级；分值只在同类中可比；【】内是据以判断的词。kg verdict 编号 "
        "lawful|settle|no 记下判断"
        " / Grade 3 is the gravest, empty: not graded; scores compare within one kind; 【】 marks "
        "the words it rests on. kg verdict ID lawful|settle|no records what you think of it",
        *_why(finding.kind for _, finding in findings),
    )
    headings = (
        heading("finding"),
        heading("kind"),
        heading("grade"),
        heading("duties"),
        heading("departments"),
        heading("matter"),
        heading("rule"),
        heading("quote"),
        heading("place"),
        Heading("score", "分值", "score"),
        heading("verdict"),
        heading("note"),
        heading("by"),
        heading("when"),
        heading("carried"),
        heading("pending"),
        heading("edition"),
        heading("wording"),
        Heading("group", "组", "group"),
        Heading("shown", "默认列出", "shown"),
        heading("list"),
        heading("evidence"),
    )
    return Table(*title, headings, tuple(rows), notes)


def _row(
    id: str, finding: Finding, names: Names, owners: Mapping[str, str], edition: str | None
) -> tuple[Value, ...]:
    """Return the row of a finding; its list's identifier and edition are told by the others."""
    zh, en = names.get(finding.kind, (finding.kind, ""))
    iri = iris.finding(finding.id, finding.duties, finding.list)
    clauses = [f"{label(c.duty, owners)}：{marked(c)}" for c in finding.clauses]
    return (
        finding.id,
        f"{zh} {en}".strip(),
        finding.grade or None,
        labels(finding.duties, owners),
        "、".join(finding.departments) or None,
        matter_of(finding),
        finding.rule_zh,
        "\n".join(clauses) or None,
        "\n".join(show.place(c.span) for c in finding.clauses) or None,
        round(finding.score, 3),
        *_judged(finding),
        edition,
        finding.wording or None,
        group(finding),
        shown(finding),
        owners.get(iris.list_of(iri), id),
        iri,
    )


def matter_of(finding: Finding) -> str | None:
    """Return the name of the matter that a finding speaks of, if the thesaurus has it."""
    matter = thesaurus().matters.get(finding.matter)
    if matter is None:
        return None
    return matter.zh


def _judged(finding: Finding) -> tuple[str | None, ...]:
    """Return what a reader said of a finding: verdict, note, who, when, of which edition."""
    word = VERDICT_ZH.get(finding.verdict)
    pending = " ".join(section("state")["to_confirm"]) if finding.pending else ""
    said = (word, finding.note, finding.by, finding.when, finding.carried, pending)
    return tuple(text or None for text in said)


def _told(kind: str, name: str, tally: Tally) -> str:
    """Return how many findings of a kind there are, by grade where it has grades."""
    told = f"{name} {tally.count}"
    if set(tally.grades) - {0}:
        told += f"（{_grades(tally.grades)}）"
    if tally.others:
        told += f"，{tally.others} {section('others')[kind][0]}"
    return told


def _why(kinds: Iterable[str]) -> list[str]:
    """Return, kind by kind, why it matters and what one does about it."""
    why, called = section("why"), section("kind")
    every = list(dict.fromkeys(kinds))
    known = [kind for kind in every if kind in why]
    told = [
        f"{called[kind][0]}：{why[kind][0]} / {called[kind][1]}: {why[kind][1]}" for kind in known
    ]
    if any(kind.startswith(PREFIX) for kind in every):
        between = section("between")
        (zh, en), (why_zh, why_en) = between["place"], between["why"]
        told.append(f"{zh}：{why_zh} / {en}: {why_en}")
    return told


def overview(findings: Sequence[Finding], names: Names) -> Table:
    """Return how many findings there are of each kind and grade, and, once there are any, how many the reader has judged."""
    far = grouping.progress(findings)
    given = [verdict for verdict in VERDICTS if getattr(far, verdict)]
    judged = grouping.progress_by_kind(findings)
    counted = tallies(findings)
    headings = [
        heading("kind"),
        Heading("zh", "名称", "in Chinese"),
        Heading("en", "英文名称", "in English"),
        Heading("findings", "条数", "findings"),
    ]
    headings += [Heading(f"grade_{grade}", f"{grade} 级", f"grade {grade}") for grade in GRADES]
    if any(tally.others for tally in counted.values()):
        headings.append(Heading("others", "另有未列", "not listed"))
    headings += [Heading(verdict, VERDICT_ZH[verdict], verdict) for verdict in given]
    rows = []
    for kind in sorted({finding.kind for finding in findings}):
        zh, en = names.get(kind, (kind, kind))
        numbers = _numbers(counted.get(kind, Tally()))
        told = judged.get(kind, Progress())
        verdicts = {verdict: getattr(told, verdict) or None for verdict in given}
        rows.append({"kind": kind, "zh": zh, "en": en, **numbers, **verdicts})
    notes = (
        "单位：发现；条数不含读者判为不成立的 / Unit: finding; those the reader calls wrong are not counted",
        *_others(counted),
        *_together(findings, names),
        *_far(far),
        *_between(counted),
        "",
        "kg findings --kind overlap --grade 3     逐条列出，连同原文 one by one, with the clauses",
        'kg findings --duty "配合 42"             某一事项的 those about one duty',
        "kg findings -o 发现.xlsx                 全部，存为 Excel all of them, as Excel",
    )
    return replace(records("分析发现", "Findings", rows, headings), notes=notes)


def _between(counted: Mapping[str, Tally]) -> list[str]:
    """Tell how many findings say how a place differs: pages have them where places are compared."""
    count = sum(tally.count for kind, tally in counted.items() if kind.startswith(PREFIX))
    if not count:
        return []
    return [
        f"其中各地不同 {count} 条，在县首页的“对比”里，不在各清单的“发现”里"
        f" / {count} of them say how places differ: on the county's page under Compare"
    ]


def _far(far: Progress) -> list[str]:
    """Tell how far the judging is, once anything is judged; the figures add up."""
    if not far.judged:
        return []
    pending = (f"，其中待确认 {far.pending}", f", {far.pending} of them to be confirmed")
    zh, en = pending if far.pending else ("", "")
    return [
        f"已判断 {far.judged} 条，共 {far.total} 条：依法如此 {far.lawful}、需要理顺 {far.settle}、"
        f"不成立 {far.no}{zh}；未判断 {far.open} 条；不成立的不计入条数，余 {far.findings} 条"
        f" / {far.judged} of {far.total} judged: lawful {far.lawful}, to be settled {far.settle}, "
        f"not so {far.no}{en}; {far.open} open; without those not so {far.findings} are left"
    ]


def _numbers(tally: Tally) -> dict[str, int | None]:
    """Return a kind's numbers by the names of the overview's columns; a number that is 0 is left empty."""
    grades = {f"grade_{grade}": tally.grades[grade] or None for grade in GRADES}
    return {"findings": tally.count, **grades, "others": tally.others or None}


def _others(counted: Mapping[str, Tally]) -> list[str]:
    """Return, kind by kind, what is not listed unless asked for."""
    words = section("others")
    return [
        f"另有未列：{tally.others} {words[kind][0]}，加 --kind {kind} --all 列出"
        f" / Not listed: {tally.others} {words[kind][1]}; --kind {kind} --all lists them"
        for kind, tally in counted.items()
        if tally.others
    ]


def _together(findings: Iterable[Finding], names: Names) -> list[str]:
    """Tell of which kinds some are counted under a graver kind: a pair that two rules found is one."""
    beside: Counter[str] = Counter()
    for row in as_rows(findings):
        if grouping.verdict(row) != "no":
            beside.update(finding.kind for finding in row[1:])
    if not beside:
        return []
    told = [(names.get(kind, (kind, kind)), count) for kind, count in sorted(beside.items())]
    zh = "、".join(f"{name[0]} {count}" for name, count in told)
    en = ", ".join(f"{name[1]} {count}" for name, count in told)
    return [
        f"与更重的一条同指一对事项，只在那一类计数：{zh}"
        f" / of the same two duties as a graver one, counted there alone: {en}"
    ]


def _grades(grades: Counter[int]) -> str:
    return "，".join(
        f"{grade} 级 {grades[grade]}" for grade in sorted(grades, reverse=True) if grade
    )


def marked(clause: Clause) -> str:
    """Return a clause with the words it is quoted for in 【】.

    >>> from kg.model import Span
    >>> marked(Clause("basic/1", "秸秆禁烧和秸秆利用", Span(1, "title", 0, 9), ("秸秆禁烧", "秸秆")))
    '【秸秆禁烧】和【秸秆】利用'
    """
    text, out, at = clause.text, "", 0
    words = sorted(filter(None, clause.words), key=len, reverse=True)
    while places := [place for word in words if (place := text.find(word, at)) >= 0]:
        first = min(places)
        word = next(word for word in words if text.startswith(word, first))
        out += f"{text[at:first]}【{word}】"
        at = first + len(word)
    return out + text[at:]
