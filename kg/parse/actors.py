"""Who acts in a step, who joins, who is only named (the rules: docs/decisions/0003-steps.md).

For a step of the superior side the first rule that applies: the organisations that its sentence has
as subject; the heading it stands under; the duty's only declared department; nobody. Partners (会同
X, 联合 X, 与 X, 组织 X + verb, 协调 X + verb) perform it too, joined. Whoever is informed, asked,
assisted or urged is mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Mention, Organization, Role, Rule, Side, Span
from kg.names import Directory, Entity
from kg.parse.steps import RawStep

# What joins names that have one role: 公安局、教育局和民政局.
_COORDINATION = re.compile(r"\s*(?:、|和|及|及其|以及|或|或者)\s*")
# Before a partner: 会同公安局, 与公安局.
_PARTNER = re.compile(r"(?:会同|联合|协同|会商|商|与|同|配合联合)$")
# Before one who is made to act: 组织公安局开展, 统筹协调有关专家、公安局.
_ORGANISE = re.compile(
    r"(?:组织|协调|组织协调|统筹协调|统筹|牵头组织)(?:[、和并]?(?:指导|督促))?(?:(?:有关|相关)?(?:专家|人员))?、?$"
)
# 由公安局处理; not 交由, 报由, 转由 (it is handed on), nor the nouns 理由, 事由, 缘由 and 自由.
_BY = re.compile(r"(?<![交报转经自理事缘])由$")
# Before one who is told: 上报给公安局, 移交至公安局, 报请公安局.
_RECIPIENT = re.compile(
    r"(?:(?:上?报|报送|报告|上交|上缴|反馈|移送|移交|转交|提交|递交|送|推送|印发|抄送|通报|报备|告知|通知)(?:给|至|到|请)?|报请|交由)$"
)
# 向公安局 tells somebody only with a word of telling behind the name: 向公安局报告.
_TOWARDS = re.compile(r"(?:向|给)$")
_REPORTED_AFTER = re.compile(
    r"^[^，。；]{0,24}(?:报告|上报|报送|反馈|提交|申报|报|移交|移送|递交|推送)"
)
# Where a clause begins, so that a name there is its subject; its number or 是 may stand between.
_CLAUSE_START = re.compile(
    r"(?:^|[，。；：,;:！!]|[。；;，]\s+)\s*(?:[（(]?[一二三四五六七八九十\d]+[）)是、.]\s*)?$"
)
# Words that may stand before a subject: 同时公安局负责, 必要时公安局到场.
_OPENERS = re.compile(
    r"(?:同时|必要时|其中|并且|最后|随后|然后|此外|另外|再|并|日常工作中|情况属实的|后)$"
)
# Behind a name that is not a subject: 公安局的意见, 公安局反馈的线索, 公安局等部门预算; 公安局反馈给乡镇 is one.
_NOT_SUBJECT_AFTER = re.compile(
    r"^(?:(?:报告|上报|报送|提供|推送|提交|反馈|反映)?的|等的|[，,。；;）)]|等?(?:信息|意见|材料|数据|要求|反馈(?!给)|联合发文|部门?预算)|$)"
)
# A second name that assists the first: 民政局负责，公安局配合.
_ASSISTS = re.compile(r"^(?:积极|予以|依法|做好)?(?:配合|协助|参与)(?:[。；;，,]|$|做好|开展|工作)")
_LEAD = re.compile("牵头")
_AROUND = 100
"""Characters before and after a name that give it its role; the whole of a long cell would cost its square."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the duty while one of its cells is read."""

    directory: Directory
    column: str
    line: int
    declared: Sequence[Mention]


@dataclass(slots=True)
class _Group:
    """Organisations that stand together (A、B和C) and so have one role."""

    entities: list[Entity]
    start: int
    end: int
    role: Role | None = None
    rule: Rule = "context"


def _groups(text: str, entities: Sequence[Entity]) -> list[_Group]:
    groups: list[_Group] = []
    for entity in entities:
        last = groups[-1] if groups else None
        between = text[last.end : entity.start] if last else ""
        if last is not None and (_COORDINATION.fullmatch(between) or between == "等"):
            last.entities.append(entity)
            last.end = entity.end
        else:
            groups.append(_Group([entity], entity.start, entity.end))
    return groups


def _place(text: str, group: _Group) -> tuple[Role, Rule] | None:
    """Return the role that the words around a group give it; None for a bare noun."""
    left = text[max(0, group.start - _AROUND) : group.start].rstrip()
    right = text[group.end : group.end + _AROUND]
    may_act = not _NOT_SUBJECT_AFTER.match(right)
    if _PARTNER.search(left) and not re.match(r"^(?:签订|签署)", right):
        return "joined", "partner"
    if may_act and _ORGANISE.search(left):
        return "joined", "partner"
    if may_act and _BY.search(left):
        return "performer", "subject"
    if _RECIPIENT.search(left) or (_TOWARDS.search(left) and _REPORTED_AFTER.match(right)):
        return "recipient", "context"
    if (may_act or re.match(r"^\s*[：:]", right)) and _starts_clause(left, group):
        return "performer", "subject"
    return "mentioned", "context"


def _starts_clause(left: str, group: _Group) -> bool:
    """Tell whether a group is the first word of a clause; a department may follow 同时 or 必要时."""
    if _CLAUSE_START.search(left):
        return True
    return bool(_OPENERS.search(left)) and group.entities[0].organization.kind == "department"


def _open_class(organization: Organization, declared: Sequence[Mention]) -> Organization:
    """Return the open class (其他负有…职责的部门) that the duty declares for one that a step names."""
    if organization.kind == "class":
        return next(
            (m.organization for m in declared if m.organization.kind == "class"), organization
        )
    return organization


def _mentions(
    raw: RawStep, side: Side, groups: Sequence[_Group], context: Context
) -> list[Mention]:
    found = []
    for group in groups:
        if group.role is None:
            continue
        for entity in group.entities:
            organization = _open_class(entity.organization, context.declared)
            role: Role = group.role
            if organization.kind in ("township", "external") and role in ("performer", "joined"):
                role = "other"
            elif (organization.kind == "external" and not entity.named) or (
                organization.kind == "township" and side == "township"
            ):
                continue
            span = Span(
                context.line, context.column, raw.start + entity.start, raw.start + entity.end
            )
            found.append(Mention(organization, entity.printed, role, group.rule, span))
    return found


def _from_heading(raw: RawStep, context: Context) -> list[Mention]:
    if raw.heading is None:
        return []
    return [
        Mention(
            _open_class(e.organization, context.declared),
            e.printed,
            "performer" if e.organization.kind != "external" else "other",
            "heading",
            Span(
                context.line, context.column, raw.heading_start + e.start, raw.heading_start + e.end
            ),
        )
        for e in context.directory.find(raw.heading)
        if e.organization.kind in ("department", "class", "external")
    ]


def who(raw: RawStep, side: Side, context: Context) -> tuple[Mention, ...]:
    """Return everybody a step names, each with the role and the rule that gave it.

    A department that performs the step is not listed again as mentioned; a township step has
    mentions only.
    """
    groups = _groups(raw.text, list(context.directory.find(raw.text)))
    performers = False
    for group in groups:
        place = _place(raw.text, group)
        if place is None:
            continue
        group.role, group.rule = place
        if side == "township" and group.role in ("performer", "joined"):
            group.role, group.rule = "mentioned", "context"
        elif (
            group.role == "performer"
            and performers
            and _ASSISTS.match(raw.text[group.end : group.end + _AROUND])
        ):
            group.role, group.rule = "joined", "partner"
        performers = performers or group.role == "performer"
    found = _mentions(raw, side, groups, context)
    if side == "superior":
        if not any(m.rule == "subject" for m in found):
            found = [*(_from_heading(raw, context) or _only_declared(context)), *found]
        found = [*found, *_leads(raw, found, context)]
    return _once(found)


def _only_declared(context: Context) -> list[Mention]:
    named = {m.name for m in context.declared if m.role != "lead"}
    if len(named) != 1:
        return []
    only = next(m for m in context.declared if m.role != "lead")
    return [Mention(only.organization, only.printed, "performer", "only-declared", only.span)]


def _leads(raw: RawStep, found: Sequence[Mention], context: Context) -> list[Mention]:
    """Where the text says 牵头, the performer named last before the word leads."""
    match = _LEAD.search(raw.text)
    if match is None and raw.heading is not None and (match := _LEAD.match(raw.heading)):
        span = Span(
            context.line, context.column, raw.heading_start, raw.heading_start + match.end()
        )
        return [
            Mention(m.organization, match[0], "lead", "heading", span)
            for m in found
            if m.rule == "heading"
        ][:1]
    if match is None:
        return []
    word = raw.start + match.start()
    before = [
        m for m in found if m.role == "performer" and (m.rule != "subject" or m.span.start < word)
    ]
    if not before:
        return []
    last = before[-1]
    span = Span(context.line, context.column, word, raw.start + match.end())
    return [
        Mention(last.organization, raw.text[match.start() : match.end()], "lead", last.rule, span)
    ]


def _once(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Keep each mention of another role; drop a mention of somebody who acts in the same step."""
    acting = {m.name for m in found if m.role in ("performer", "joined")}
    leading = {m.name for m in found if m.role == "performer"}
    kept = []
    for mention in found:
        if mention.role in ("mentioned", "recipient") and mention.name in acting:
            continue
        if mention.role == "joined" and mention.name in leading:
            continue
        kept.append(mention)
    return tuple(kept)
