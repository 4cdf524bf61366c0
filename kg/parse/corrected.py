"""Corrections by people, applied to the duties that were read; one whose text has changed is refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.corrections import Correction
from kg.model import Duty, Mention, Role, Span, Step
from kg.names import Directory
from kg.parse import departments, duties
from kg.parse.reading import Reading, Row
from kg.parse.steps import RawStep

_NUMBER = re.compile(r"(\d{1,3})\s*[.．、)）]\s*$")
_MARKUP = re.compile(r"<[^<>]*>")
_ONLY_NUMBERS = re.compile(r"[\s\d.．、()（）①-⑳⑴-⒇一二三四五六七八九十；;]*")


class _RefusedError(Exception):
    """A correction that does not fit the text any more: why, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def call_aliases(corrections: Sequence[Correction], directory: Directory, reading: Reading) -> None:
    """Let the directory read every alias that people explain; one that no cell holds is refused."""
    named: dict[str, str] = {}
    for one in corrections:
        if one.what != "alias":
            continue
        alias, means = one.values
        if reading.holds(alias):
            named[alias] = means
        else:
            _refuse(reading, one, f"原文没有“{alias}”", f'the text has no "{alias}"')
    if named:
        directory.call(named)


def corrected(
    read: Sequence[Duty], corrections: Sequence[Correction], directory: Directory, reading: Reading
) -> tuple[Duty, ...]:
    """Return the duties as people corrected them, each with what was corrected.

    ``read`` are the duties of ``reading.rows``, in the same order.
    """
    found = list(read)
    places = {duty.label: position for position, duty in enumerate(found)}
    for one in corrections:
        if one.what == "alias":
            found = [_with_alias(duty, one) for duty in found]
            continue
        position = places.get(one.label)
        try:
            if position is None:
                raise _RefusedError(f"没有 {one.label}", f"the list lacks {one.label}")
            changed = _APPLY[one.what](found[position], reading.rows[position], one, directory)
            found[position] = _marked(changed, one)
        except _RefusedError as refused:
            _refuse(reading, one, refused.zh, refused.en)
    return tuple(found)


def _refuse(reading: Reading, one: Correction, zh: str, en: str) -> None:
    reading.report(
        "correction-refused",
        "violation",
        None,
        f"corrections.toml 第 {one.entry} 条（{one.by}，{one.on}）没有采用：{zh}；请核对后改写或删去",
        f"correction {one.entry} ({one.by}, {one.on}) is not applied: {en}; check it, then rewrite or delete it",
    )


def _marked(duty: Duty, one: Correction) -> Duty:
    return replace(duty, corrections=tuple(sorted({*duty.corrections, one.words})))


def _with_alias(duty: Duty, one: Correction) -> Duty:
    """Mark a duty that names somebody by an alias that was explained."""
    printed = {mention.printed for mention in duty.mentions}
    return _marked(duty, one) if one.values[0] in printed else duty


def _quoted(text: str, one: Correction) -> None:
    """Refuse a correction whose quotation is not in the text that it speaks of."""
    if "".join(one.quote.split()) not in "".join(_MARKUP.sub("", text).split()):
        raise _RefusedError(
            f"原文已经不是“{one.quote[:30]}”", f'the text has changed and lacks "{one.quote[:30]}"'
        )


def _actors(duty: Duty, row: Row, one: Correction, directory: Directory) -> Duty:
    """Give a step the actors that people say it has; who is only mentioned in it stays mentioned."""
    side = duty.sides[one.side or "superior"]
    if not 1 <= one.step <= len(side):
        raise _RefusedError(f"没有第 {one.step} 步", f"the side lacks a step {one.step}")
    step = side[one.step - 1]
    _quoted(step.text, one)
    acting = [
        _mention(step, name, "joined" if name in one.more else "performer", directory)
        for name in one.values
    ]
    acting += [
        _mention(step, name, "joined", directory) for name in one.more if name not in one.values
    ]
    named = {mention.name for mention in acting}
    kept = [
        m
        for m in step.participants
        if m.role not in ("performer", "joined", "other", "lead") and m.name not in named
    ]
    changed = replace(step, participants=(*acting, *kept))
    steps = tuple(changed if other is step else other for other in side)
    if one.side == "township":
        return replace(duty, township_steps=steps)
    return replace(duty, superior_steps=steps)


def _mention(step: Step, name: str, role: Role, directory: Directory) -> Mention:
    """Return a mention at the place where the step names the body, else at the whole step."""
    entity = next(
        (e for e in directory.find(step.text) if e.printed == name or e.organization.name == name),
        None,
    )
    organization = directory.resolve(name)
    kept = role if organization.kind in ("department", "class") else "other"
    if entity is None:
        return Mention(organization, name, kept, "corrected", step.span)
    start = step.span.start
    span = Span(step.span.line, step.span.column, start + entity.start, start + entity.end)
    return Mention(organization, entity.printed, kept, "corrected", span)


def _departments(duty: Duty, row: Row, one: Correction, directory: Directory) -> Duty:
    """Give a duty the departments that people say its column names."""
    columns = [c for c in (*departments.DECLARING, "method") if row.text(c).strip()]
    if not columns:
        raise _RefusedError("此事项没有部门栏", "the duty has no column of departments")
    _quoted("".join(row.text(column) for column in columns), one)
    found: list[Mention] = []
    role: Role = "receiving" if duty.kind == "recalled" else "declared"
    for name in (*one.values, *(lead for lead in one.more if lead not in one.values)):
        column = next((c for c in columns if name in row.text(c)), columns[0])
        start = max(row.text(column).find(name), 0)
        end = start + len(name) if name in row.text(column) else len(row.text(column))
        span = Span(row.line, column, start, end)
        organization = directory.resolve(name)
        found.append(Mention(organization, row.text(column)[start:end], role, "column", span))
        if name in one.more:
            found.append(Mention(organization, row.text(column)[start:end], "lead", "column", span))
    return replace(duty, declared=tuple(found))


def _split(duty: Duty, row: Row, one: Correction, directory: Directory) -> Duty:
    """Split a side into the steps that people say it has: its own words, in order, none left out."""
    side = one.side or "superior"
    before = duty.sides[side]
    columns = list(dict.fromkeys(step.span.column for step in before))
    if len(columns) != 1:
        raise _RefusedError(
            "这一方没有文字，或分在几栏", "that side has no text, or stands in several columns"
        )
    raw = row.text(columns[0])
    _quoted(raw, one)
    pieces = list(_pieces(raw, one.values))
    steps = tuple(duties.steps_of(pieces, side, row, columns[0], duty.declared, directory, 0))
    if side == "township":
        return replace(duty, township_steps=steps)
    return replace(duty, superior_steps=steps)


def _pieces(raw: str, texts: Sequence[str]) -> Iterator[RawStep]:
    position = 0
    for ordinal, text in enumerate(texts, 1):
        start = raw.find(text, position)
        if start < 0:
            raise _RefusedError(
                f"原文没有这一步：“{text[:30]}”", f'the text has no such step: "{text[:30]}"'
            )
        _nothing_lost(raw[position:start])
        number = _NUMBER.search(raw[position:start])
        position = start + len(text)
        yield RawStep(
            int(number[1]) if number else ordinal, bool(number), None, 0, 0, text, start, position
        )
    _nothing_lost(raw[position:])


def _nothing_lost(between: str) -> None:
    """Refuse a splitting that leaves out words."""
    left = _MARKUP.sub("", between).strip()
    if not _ONLY_NUMBERS.fullmatch(left):
        raise _RefusedError(f"漏了“{left[:30]}”", f'"{left[:30]}" is left out')


_APPLY: dict[str, Callable[[Duty, Row, Correction, Directory], Duty]] = {
    "actors": _actors,
    "departments": _departments,
    "steps": _split,
}
