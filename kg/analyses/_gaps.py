"""What a duty leaves open: who leads, who acts of those that are declared, and to whom a step is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.analyses._finding import all_of, all_of_english, clause, column, steps_of
from kg.lexicon import body_kind, signs
from kg.model import Clause, Duty, Mention, Step, side_words
from kg.network import Entry, Network


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


def gaps(network: Network) -> Iterator[Gap]:
    """Yield every gap, duty by duty."""
    for entry in network.of_kind("cooperative", "recalled"):
        if entry.duty.kind == "cooperative":
            yield from _leads(entry)
            yield from _declared(entry)
        yield from _undeclared(entry)
        yield from _steps(entry)


def _leads(entry: Entry) -> Iterator[Gap]:
    """Yield a duty of several departments that has no lead, or one for some steps while others do the rest."""
    duty, several = entry.duty, listed(entry.duty)
    if len(several) < 2:
        return
    evidence = tuple(entry.mention(m) for m in several)
    if not duty.leads:
        first = several[0].name
        rule = (
            f"列了 {len(several)} 个部门，全文没有写明由谁牵头；按排序推定为{first}",
            f"{len(several)} departments are declared and nothing says who leads; {first}, "
            "named first, is presumed to",
        )
        yield Gap("no_lead", entry, rule, several, evidence=evidence, clauses=(column(entry),))
        return
    led = _led_steps(duty)
    if led and _others_act(duty, led):
        where_zh, where_en = steps_of(led)
        rule = (
            f"{all_of(duty.leads)}只在上级部门{where_zh} 牵头，其余步骤由别的部门各做各的",
            f"led by {all_of_english(duty.leads)} in superior {where_en} only; other departments "
            "do the other steps",
        )
        clauses = (column(entry), *(clause(entry, step, ("牵头",)) for step in led))
        steps = tuple(entry.step(step) for step in led)
        yield Gap("partial_lead", entry, rule, several, led, (*evidence, *steps), clauses)


def listed(duty: Duty) -> tuple[Mention, ...]:
    """Return whom the column lists, each once.

    其他……部门 is not one department: it says that there are more than one.
    """
    found: dict[str, Mention] = {}
    for mention in duty.declared:
        if mention.role != "lead" and (
            mention.of_department or mention.organization.kind == "class"
        ):
            found.setdefault(mention.name, mention)
    return tuple(found.values())


def _led_steps(duty: Duty) -> tuple[Step, ...]:
    """Return the steps that a department leads; none, if the column or the text says that it leads the whole duty."""
    led = tuple(step for step in duty.superior_steps if step.named("lead"))
    whole = any(signs("gaps")["whole_lead"].search(step.text) for step in led)
    if whole or any(mention.role == "lead" for mention in duty.declared):
        return ()
    return led


def _others_act(duty: Duty, led: Sequence[Step]) -> bool:
    """Whether a department that leads nothing performs a step that nobody leads."""
    rest = [step for step in duty.superior_steps if step not in led]
    return any(name not in duty.leads for step in rest for name in step.actors)


def _declared(entry: Entry) -> Iterator[Gap]:
    """Yield the declared departments that perform no step, or only join.

    Where a step names nobody, or 其他部门, it may be the silent one's: nothing is said of it.
    """
    steps = entry.duty.superior_steps
    elided = any(map(is_unassigned, steps)) or any(map(_of_the_rest, steps))
    for mention in entry.duty.declared_departments:
        acting = [step for step in entry.duty.superior_steps if mention.name in step.actors]
        if not acting and elided:
            continue
        if not acting:
            yield _silent(entry, mention)
        elif all(mention.name in step.joined for step in acting):
            yield _joining(entry, mention, acting)


def _of_the_rest(step: Step) -> bool:
    """Whether the departments that no other step names perform a step: 其他部门按职责分工."""
    return any(signs("gaps")["the_rest"].match(mention.printed) for mention in step.participants)


def _silent(entry: Entry, mention: Mention) -> Gap:
    duty, name = entry.duty, mention.name
    steps = len(duty.superior_steps)
    named = tuple(step for step in duty.superior_steps if name in step.mentions)
    zh = f"{name}列为对应上级部门，{steps} 个步骤中没有一个由其执行"
    en = f"{name} is declared and performs none of {steps} steps"
    if named:
        zh += "；只在别的部门的步骤中被提到"
        en += "; it is only mentioned in another's step"
    clauses = (column(entry), *(_mark(entry, step, name) for step in named))
    evidence = (entry.mention(mention), *map(entry.step, named))
    return Gap("silent", entry, (zh, en), (mention,), named, evidence, clauses)


def _joining(entry: Entry, mention: Mention, acting: Sequence[Step]) -> Gap:
    name, (where_zh, where_en) = mention.name, steps_of(acting)
    rule = (
        f"{name}列为对应上级部门，只在{where_zh} 参与（会同、联合、被组织或协调），没有自己的步骤",
        f"{name} is declared and only joins in {where_en}; it has no step of its own",
    )
    clauses = (column(entry), *(_mark(entry, step, name) for step in acting))
    evidence = (entry.mention(mention), *map(entry.step, acting))
    return Gap("joined_only", entry, rule, (mention,), tuple(acting), evidence, clauses)


def _undeclared(entry: Entry) -> Iterator[Gap]:
    """Yield the departments that perform or join a step although the column does not name them."""
    duty = entry.duty
    declared = {mention.name for mention in duty.declared}
    columns = {
        "cooperative": ("对应上级部门", "declared department"),
        "recalled": ("承接部门", "receiving department"),
    }
    column_zh, column_en = columns[duty.kind]
    for mention in duty.acting_departments:
        name = mention.name
        if name in declared:
            continue
        steps = tuple(step for step in duty.superior_steps if name in step.actors)
        where_zh, where_en = steps_of(steps)
        joins = all(name in step.joined for step in steps)
        rule = (
            f"{name}{'参与' if joins else '执行'}{where_zh}，{column_zh}没有列它",
            f"{name} {'joins' if joins else 'performs'} {where_en} and is not a {column_en}",
        )
        clauses = [column(entry)] if duty.declared else []
        clauses += [_mark(entry, step, name) for step in steps]
        evidence = tuple(entry.mention(m, step) for step in steps for m in _acting(step, name))
        yield Gap("undeclared", entry, rule, (mention,), steps, evidence, tuple(clauses))


def _acting(step: Step, name: str) -> list[Mention]:
    return [mention for mention in step.participants if mention.acts and mention.name == name]


def _steps(entry: Entry) -> Iterator[Gap]:
    """Yield the superior steps that name nobody, and those that are given to a body without a name."""
    side_zh, side_en = side_words(entry.duty.kind, "superior")
    for step in entry.duty.superior_steps:
        if is_unassigned(step):
            yield _unassigned(entry, step)
        elif bodies := unnamed(step):
            names = "、".join(bodies)
            rule = (
                f"{side_zh}步骤 {step.number} 由“{names}”执行，没有写明是哪个部门",
                f"{side_en} step {step.number} is given to “{', '.join(bodies)}”, which is nobody "
                "in particular",
            )
            yield _of_step("vague", entry, step, rule, bodies)


def _unassigned(entry: Entry, step: Step) -> Gap:
    why_zh, why_en = (
        ("列名部门又不止一个", "several departments are")
        if entry.duty.declared_departments
        else ("又没有列名部门", "no department is")
    )
    side_zh, side_en = side_words(entry.duty.kind, "superior")
    zh = f"{side_zh}步骤 {step.number} 没有主语，没有部门小标题，{why_zh}"
    en = f"{side_en} step {step.number} has no subject and no heading, and {why_en} declared"
    if step.joined:
        zh += f"；只写了同{all_of(step.joined)}一起做"
        en += f"; it only says who joins: {all_of_english(step.joined)}"
    return _of_step("unassigned", entry, step, (zh, en), step.other_actors)


def _of_step(
    kind: str, entry: Entry, step: Step, rule: tuple[str, str], words: Sequence[str]
) -> Gap:
    declared = entry.duty.declared_departments
    return Gap(
        kind, entry, rule, declared, (step,), (entry.step(step),), (clause(entry, step, words),)
    )


def is_unassigned(step: Step) -> bool:
    """Whether nobody performs a step; with whom it is done does not say who does it."""
    return not step.named("performer") and not step.other_actors


def unnamed(step: Step) -> tuple[str, ...]:
    """Return the bodies without a name that perform a step, as printed (各行业主管部门).

    Those that only join it (会同相关部门) count where no department performs it either.
    """
    found = [mention for mention in step.participants if _is_unnamed(mention)]
    if any(mention.rule != "partner" for mention in found):
        found = [mention for mention in found if mention.rule != "partner"]
    elif step.actors or len(found) < len(step.other_actors):
        return ()
    return tuple(dict.fromkeys(mention.printed for mention in found))


def _is_unnamed(mention: Mention) -> bool:
    body = mention.organization
    acts = mention.acts or mention.role == "other"
    return acts and body.kind in ("class", "external") and body_kind(body) == "unnamed"


def _mark(entry: Entry, step: Step, name: str) -> Clause:
    return clause(entry, step, (p.printed for p in step.participants if p.name == name))
