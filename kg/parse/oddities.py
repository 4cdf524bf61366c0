"""Defects of the source: kept as they stand, reported with their place, never mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.lexicon import acts, any_method
from kg.model import COLUMN_ZH, KIND_ZH, Duty, ListKind, Oddity, Severity
from kg.names import Directory, Spellings
from kg.resources import data_path, read_toml

_SHORTEST_METHOD = 12
"""A method that only names who does it (县民政局) says nothing of what is done."""
_DOUBLED = re.compile(r"([一-龥]{2})\1(?![一-龥]{0,6}化)")


@cache
def _slips() -> dict[str, str]:
    slips: dict[str, str] = read_toml(data_path() / "names" / "slips.toml")["slip"]
    return slips


def _odd(
    document: str,
    duty: Duty,
    code: str,
    severity: Severity,
    zh: str,
    en: str,
    column: str = "",
    paste: str = "",
) -> Oddity:
    where = f"{document}, {duty.place or f'line {duty.line}'}, {duty.label}" + (
        f", column {COLUMN_ZH.get(column, column)}" if column else ""
    )
    return Oddity(code, severity, where, zh, en, duty.line, column, duty.key, paste)


def of_names(
    document: str, duties: Sequence[Duty], directory: Directory, spellings: Spellings
) -> Iterator[Oddity]:
    """Report departments and categories that no file of names knows, each once, as TOML ready to paste."""
    seen: set[str] = set()
    for duty in duties:
        if (
            duty.category
            and duty.category not in spellings.categories
            and duty.category not in seen
        ):
            seen.add(duty.category)
            yield _odd(
                document, duty, "unknown-category", "warning", f"不认识的类别“{duty.category}”",
                f'unknown category "{duty.category}"; add it to data/names/categories.toml', "category",
                f'"{duty.category}" = {{ id = "…", en = "…" }}',
            )  # fmt: skip
        for mention in duty.mentions:
            organization = mention.organization
            if (
                mention.role == "lead"
                or organization.kind != "department"
                or organization.function in seen
            ):
                continue
            if directory.knows(mention.printed):
                continue
            seen.add(organization.function)
            yield _odd(
                document, duty, "unknown-department", "warning", f"不认识的部门“{mention.printed}”",
                f'unknown department "{mention.printed}"; add it to data/names/departments.toml', mention.span.column,
                f'[[department]]\nname = "{organization.function}"\nbranch = "government"',
            )  # fmt: skip


def of_duty(document: str, duty: Duty) -> Iterator[Oddity]:
    """Report what is odd inside one row: slips, a repeated step, numbering that jumps, a method off its title."""
    for cell in duty.cells:
        for slip, meant in _slips().items():
            if slip in cell.text:
                yield _odd(
                    document, duty, "slip", "info", f"原文“{slip}”，疑为“{meant}”",
                    f'the text has "{slip}", perhaps "{meant}" is meant', cell.column,
                )  # fmt: skip
        for doubled in dict.fromkeys(match[0] for match in _DOUBLED.finditer(cell.text)):
            if doubled not in _slips():
                yield _odd(
                    document, duty, "doubled-words", "info", f"原文“{doubled}”，疑为重复",
                    f'the text has "{doubled}", perhaps doubled by mistake', cell.column,
                )  # fmt: skip
    for steps in (duty.superior_steps, duty.township_steps):
        seen: dict[str, int] = {}
        under: tuple[str | None, int] = (None, 0)
        for step in steps:
            column = step.span.column
            if step.text in seen:
                yield _odd(
                    document, duty, "repeated-step", "warning", f"第 {step.ordinal} 步与第 {seen[step.text]} 步文字相同",
                    f"step {step.ordinal} repeats step {seen[step.text]} word for word", column,
                )  # fmt: skip
            seen.setdefault(step.text, step.ordinal)
            expected = under[1] + 1 if under[0] == step.heading else 1
            if step.ordinal not in (expected, 1):
                yield _odd(
                    document, duty, "step-number", "warning", f"步骤编号从 {expected - 1} 跳到 {step.ordinal}",
                    f"the steps' numbering jumps from {expected - 1} to {step.ordinal}", column,
                )  # fmt: skip
            under = (step.heading, step.ordinal)
    if duty.kind == "recalled" and _off_title(duty):
        yield _odd(
            document, duty, "off-title", "warning", "工作方式与事项名称不对应", "the method is about something else than the title",
            duty.superior_steps[0].span.column,
        )  # fmt: skip


def _off_title(duty: Duty) -> bool:
    """Tell whether a recalled duty's method does not do the act that its title names."""
    text = "".join(step.text for step in duty.superior_steps)
    text = text if any(len(step.text) > _SHORTEST_METHOD for step in duty.superior_steps) else ""
    methods = [
        words
        for act in acts().values()
        for named, words in act.methods.items()
        if named in duty.title
    ]
    methods.append(any_method())
    return bool(text and methods[1:]) and not any(
        word in text for words in methods for word in words
    )


def of_counts(
    document: str, duties: Sequence[Duty], expected: Mapping[ListKind, int]
) -> Iterator[Oddity]:
    """Report where the number of duties is not the one that ``list.toml`` expects."""
    for kind, count in expected.items():
        found = sum(duty.kind == kind for duty in duties)
        if found != count:
            yield Oddity(
                "count", "violation", f"{document}, {KIND_ZH[kind]}", f"应有 {count} 项，读出 {found} 项",
                f"{count} {kind} duties expected, {found} read",
            )  # fmt: skip
