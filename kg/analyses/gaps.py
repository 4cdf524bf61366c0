"""What the list leaves open: no lead, silent or only joining departments, undeclared actors, unassigned steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.analyses._finding import clause, column, distinct, finding
from kg.model import Clause, Duty, Finding, Mention, Step
from kg.network import Entry, Network
from kg.table import Heading, Table

TITLE: Final = ("职责缺口：谁牵头、谁在做、谁没做", "Gaps: who leads, who acts, who does not")
KINDS: Final = {
    "no_lead": ("多部门而无牵头", "several departments, no lead"),
    "partial_lead": ("牵头只及一步", "a lead for one step only"),
    "silent": ("列名而不做", "declared, but silent"),
    "joined_only": ("列名而只参与", "declared, but only joining"),
    "undeclared": ("做而未列名", "acting, but undeclared"),
    "unassigned": ("步骤无人执行", "step given to nobody"),
    "vague": ("执行者不指名", "step given to an unnamed body"),
}

_WHOLE = re.compile(r"牵头[^，。；,;]{0,8}作用|牵头(?:单位|部门)|总牵头")
_UNNAMED = re.compile(r"(?:部门|单位|机关)$")
"""Performers that the text does not name: 各行业主管部门, 项目审批单位; a company (通信企业) is named well enough."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: what it concerns, and the IRIs it rests on."""

    kind: str
    entry: Entry
    rule: tuple[str, str]
    departments: tuple[Mention, ...] = ()
    steps: tuple[Step, ...] = ()
    evidence: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = field(default=())


def run(network: Network) -> Table:
    """Return every gap of the lists.

    Parameters
    ----------
    network : Network
        Duties with their declared departments and the performers of each superior step.

    Returns
    -------
    Table
        One row a gap, by kind, then in the order of the lists. Unit: duty, department of a duty, or step, as the kind
        has it.

    Notes
    -----
    O(steps). A gap is one of the text, not of the law or of what is done: 列名而不做 says that no step of the cell
    names the department, not that it does nothing. A cell whose steps name nobody leaves every department silent; the
    rule says so.

    Examples
    --------
    >>> len(run(Network([])))
    0
    """
    order = list(KINDS)
    found = sorted(gaps(network), key=lambda gap: order.index(gap.kind))
    cooperative, recalled = network.of_kind("cooperative"), network.of_kind("recalled")
    columns = tuple(len(_named(e.duty)) for e in cooperative)
    steps = sum(len(e.duty.superior_steps) for e in (*cooperative, *recalled))
    counts = {kind: sum(gap.kind == kind for gap in found) for kind in KINDS}
    duties = {kind: len({gap.entry.iri for gap in found if gap.kind == kind}) for kind in KINDS}
    several = sum(len(_named(e.duty)) > 1 for e in cooperative)
    notes = (
        f"单位：配合事项；“其他……部门”这样的一类部门不算一个部门。无牵头 {counts['no_lead']} 项、牵头只及一步 "
        f"{counts['partial_lead']} 项；分母：列有两个以上部门的配合事项 {several} 项（共 {len(cooperative)} 项）"
        f" / Unit: cooperative duty; an open class (“other departments”) is no department; {counts['no_lead']} without "
        f"a lead and {counts['partial_lead']} with a lead for one step, of {several} that declare several departments "
        f"({len(cooperative)} in all)",
        f"单位：某事项的某部门。列名而不做 {counts['silent']}（{duties['silent']} 项）、只参与 "
        f"{counts['joined_only']}（{duties['joined_only']} 项）；分母：配合事项列名部门 {sum(columns)} 个次"
        f" / Unit: department of a duty; {counts['silent']} silent ({duties['silent']} duties) and "
        f"{counts['joined_only']} only joining ({duties['joined_only']} duties), of {sum(columns)} declared",
        f"单位：某事项的某部门。做而未列名 {counts['undeclared']}（{duties['undeclared']} 项，含收回事项中未列为承接部门者）"
        f" / Unit: department of a duty; {counts['undeclared']} act undeclared ({duties['undeclared']} duties; a "
        "recalled duty's are those that do not receive it)",
        f"单位：步骤。无人执行 {counts['unassigned']}、执行者不指名 {counts['vague']}；分母：上级部门步骤 {steps}"
        f" / Unit: step; {counts['unassigned']} given to nobody and {counts['vague']} to an unnamed body, of {steps} superior steps",
        "规则：执行者依次为句子主语、所在小标题的部门、唯一列名的部门，否则记为无人执行；会同、联合、组织、协调所带的部门算参与，只写同谁做的步骤也无人执行"
        " / Rule: a step's performer is its subject, else its heading's department, else the only declared one, else "
        "nobody; who is brought in by 会同, 联合, 组织, 协调 joins, and a step that only says with whom is given to nobody",
    )
    headings = (
        Heading("kind", "缺口", "gap"),
        Heading("duty", "事项", "duty"),
        Heading("title", "事项名称", "title"),
        Heading("departments", "部门", "departments"),
        Heading("rule", "依据", "why"),
        Heading("evidence", "证据", "evidence"),
    )
    rows = tuple(
        (
            "{} {}".format(*KINDS[gap.kind]),
            gap.entry.iri,
            gap.entry.duty.title,
            "、".join(dict.fromkeys(m.name for m in gap.departments)) or None,
            gap.rule[0],
            " ".join(gap.evidence),
        )
        for gap in found
    )
    return Table(*TITLE, headings, rows, notes)


def findings(network: Network) -> list[Finding]:
    """Return every gap as a finding, by kind."""
    order = list(KINDS)
    return distinct(
        finding(
            gap.kind,
            gap.rule,
            [gap.entry],
            about=[*(m.name for m in gap.departments), *(step.text for step in gap.steps if gap.kind in _BY_STEP)],
            departments=list(dict.fromkeys(m.name for m in gap.departments)),
            clauses=gap.clauses,
        )
        for gap in sorted(gaps(network), key=lambda gap: order.index(gap.kind))
    )


_BY_STEP = ("unassigned", "vague")


def gaps(network: Network) -> Iterator[Gap]:
    """Yield every gap, duty by duty."""
    for entry in network.of_kind("cooperative", "recalled"):
        if entry.duty.kind == "cooperative":
            yield from _leads(entry)
            yield from _declared(entry)
        yield from _undeclared(entry)
        yield from _unassigned(entry)


def _named(duty: Duty) -> tuple[Mention, ...]:
    """Return the declared departments, each once; an open class of departments is none."""
    found = {m.name: m for m in reversed(duty.declared) if m.role != "lead" and m.organization.kind == "department"}
    return tuple(reversed(found.values()))


def _leads(entry: Entry) -> Iterator[Gap]:
    """Yield a duty of several departments and no lead, or a lead for one step while other departments have steps of their own."""
    duty, several = entry.duty, _named(entry.duty)
    if len(several) < 2:
        return
    evidence = tuple(entry.mention(m) for m in several)
    if not duty.leads:
        first = several[0].name
        rule = (
            f"列了 {len(several)} 个部门，全文没有写明由谁牵头；按排序推定为{first}",
            f"{len(several)} departments are declared and nothing says who leads; the order presumes {first}",
        )
        yield Gap("no_lead", entry, rule, several, evidence=evidence, clauses=(column(entry),))
        return
    led = [step for step in duty.superior_steps if step.named("lead")]
    if any(m.role == "lead" for m in duty.declared) or len(led) != 1 or _WHOLE.search(led[0].text):
        return
    if any(name not in duty.leads for step in duty.superior_steps if step is not led[0] for name in step.actors):
        lead = duty.leads[0]
        rule = (
            f"{lead}只在上级部门步骤 {led[0].position} 牵头，其余步骤由别的部门各做各的",
            f"{lead} leads in superior step {led[0].position} only; other departments do the other steps",
        )
        clauses = (column(entry), clause(entry, led[0], ("牵头",)))
        yield Gap("partial_lead", entry, rule, several, (led[0],), (*evidence, entry.step(led[0])), clauses)


def _declared(entry: Entry) -> Iterator[Gap]:
    """Yield the declared departments that perform no step, or only join."""
    duty = entry.duty
    open_steps = sum(_open(step) for step in duty.superior_steps)
    for mention in _named(duty):
        name = mention.name
        acting = [step for step in duty.superior_steps if name in step.actors]
        if not acting:
            named = tuple(step for step in duty.superior_steps if name in step.mentions)
            rule = (
                f"{name}列为对应上级部门，{len(duty.superior_steps)} 个步骤中没有一个由其执行"
                + (f"；其中 {open_steps} 个步骤没有写明执行者" if open_steps else "")
                + ("；只在别的部门的步骤中被提到" if named and not open_steps else ""),
                f"{name} is declared and performs none of {len(duty.superior_steps)} steps"
                + (f"; {open_steps} of them name nobody" if open_steps else "")
                + ("; it is only mentioned in another's step" if named and not open_steps else ""),
            )
            clauses = (column(entry), *(_mark(entry, step, name) for step in named))
            evidence = (entry.mention(mention), *(entry.step(step) for step in named))
            yield Gap("silent", entry, rule, (mention,), named, evidence, clauses)
        elif all(name in step.joined for step in acting):
            where = "、".join(str(step.position) for step in acting)
            rule = (
                f"{name}列为对应上级部门，只在步骤 {where} 参与（会同、联合、被组织或协调），没有自己的步骤",
                f"{name} is declared and only joins in step {where}; it has no step of its own",
            )
            clauses = (column(entry), *(_mark(entry, step, name) for step in acting))
            evidence = (entry.mention(mention), *(entry.step(step) for step in acting))
            yield Gap("joined_only", entry, rule, (mention,), tuple(acting), evidence, clauses)


def _undeclared(entry: Entry) -> Iterator[Gap]:
    """Yield the departments that perform or join a step and stand in no column."""
    duty, declared = entry.duty, {mention.name for mention in entry.duty.declared}
    acting: dict[str, list[tuple[Step, Mention]]] = {}
    for step in duty.superior_steps:
        for mention in step.participants:
            if (
                mention.role in ("performer", "joined")
                and mention.organization.kind == "department"
                and mention.name not in declared
            ):
                acting.setdefault(mention.name, []).append((step, mention))
    column_zh, column_en = (
        ("承接部门", "receiving department") if duty.kind == "recalled" else ("对应上级部门", "declared department")
    )
    for name, places in acting.items():
        steps = tuple(dict.fromkeys(step for step, _ in places))
        where = "、".join(str(step.position) for step in steps)
        joined = all(name in step.joined for step in steps)
        rule = (
            f"{name}{'参与' if joined else '执行'}步骤 {where}，{column_zh}没有列它",
            f"{name} {'joins' if joined else 'performs'} step {where} and is no {column_en}",
        )
        clauses = (column(entry), *(_mark(entry, step, name) for step in steps)) if duty.declared else ()
        evidence = tuple(entry.mention(mention, step) for step, mention in places)
        yield Gap("undeclared", entry, rule, (places[0][1],), steps, evidence, clauses)


def _unassigned(entry: Entry) -> Iterator[Gap]:
    """Yield the superior steps that name nobody, and those that name only a kind of body."""
    duty = entry.duty
    for step in duty.superior_steps:
        others = step.other_actors
        if _open(step):
            why = (
                ("列名部门又不止一个", "several departments are")
                if _named(duty)
                else ("又没有列名部门", "no department is")
            )
            partners = "、".join(step.joined)
            rule = (
                f"上级部门步骤 {step.position} 没有主语，没有部门小标题，{why[0]}"
                + (f"；只写了同{partners}一起做" if partners else ""),
                f"superior step {step.position} has no subject and no heading, and {why[1]} declared"
                + (f"; it only says with whom: {partners}" if partners else ""),
            )
            kind: str = "unassigned"
        elif not step.actors and all(_UNNAMED.search(name) for name in others):
            rule = (
                f"上级部门步骤 {step.position} 由“{'、'.join(others)}”执行，没有写明是哪个部门",
                f"superior step {step.position} is given to “{', '.join(others)}”, which is nobody in particular",
            )
            kind = "vague"
        else:
            continue
        declared: Sequence[Mention] = _named(duty)
        evidence = (entry.step(step),)
        yield Gap(kind, entry, rule, tuple(declared), (step,), evidence, (clause(entry, step, others),))


def _open(step: Step) -> bool:
    """Whether nobody performs a step; with whom it is done does not say who does it."""
    return not step.named("performer") and not step.other_actors


def _mark(entry: Entry, step: Step, name: str) -> Clause:
    return clause(entry, step, (p.printed for p in step.participants if p.name == name))
