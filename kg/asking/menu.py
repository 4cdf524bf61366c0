"""The questions in plain sight: the menu, and what each asks."""

from __future__ import annotations

from collections.abc import Iterator

from kg.asking.questions import Question, over_places, questions

_SHOWN = 4
"""How many ways of asking the help of a question shows."""


def menu() -> str:
    """Return the questions as a menu in plain words, grouped."""
    return "\n".join(_menu()) + "\n"


def _menu() -> Iterator[str]:
    group = None
    for asked in questions():
        if asked.group != group:
            if group is not None:
                yield ""
            group = asked.group
            yield group
        yield f"  {asked.number:>2}  {asked.name:<26} {asked.zh}  {asked.en}"
    yield ""
    yield "“县：”各问要有几地或几版的清单 those of a county need several places or editions"
    yield ""
    yield "kg query NAME                       答案 the answer"
    yield "kg query NAME --evidence -o 答案.xlsx  连同原文，存为 Excel with quotations, as Excel"
    yield "kg query NAME --help                问的是什么，可如何缩小范围 what it asks and how to narrow it"


def help_text(asked: Question) -> str:
    """Return what a question asks, why, how to narrow it, its columns and rules."""
    return "\n".join(_help(asked)) + "\n"


def _help(asked: Question) -> Iterator[str]:
    yield f"{asked.name}  {asked.zh}  {asked.en}"
    for why in (asked.why_zh, asked.why_en):
        if why:
            yield f"  {why}"
    if asked.asked:
        yield f"  也可以这样问 also asked as: {'；'.join(asked.asked[:_SHOWN])}"
    yield ""
    yield "缩小范围 narrow it:" if asked.parameters else "没有参数 no parameters"
    for parameter in asked.parameters:
        yield f"  --{parameter.name:<12} {parameter.zh}  {parameter.en}"
    yield ""
    yield "列 columns:"
    for heading in asked.headings:
        if heading.name != "evidence":
            yield f"  {heading.name:<14} {heading.zh}  {heading.en}"
    if asked.notes or asked.places:
        yield ""
        yield from asked.notes
    if asked.places:
        yield over_places(asked.places)
