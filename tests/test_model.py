"""What records say of themselves in a notebook: their own texts, never taken for markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Clause, Finding, Span, Step
from kg.parse import Parsed

FINDING = Finding("f", "overlap", 3, 0.9, "两项<同>述", "both <say> it", (), ())


def clause(text: str, *words: str) -> Clause:
    return Clause("https://x/list/a/cooperative/42", text, Span(1, "superior", 0, 4), words)


def test_a_duty_shows_both_sides_and_who_acts(real_parsed: Parsed) -> None:
    duty = next(one for one in real_parsed.list.duties if one.key == "cooperative/82")
    html = duty._repr_html_()
    assert html.startswith(f"<p><b>配合 82 {duty.title}</b><br>{duty.category} · ")
    assert html.index("上级部门 superior") < html.index("乡镇 township")
    assert html.count("<td") == 2
    assert html.count("<p>") == 1 + len(duty.steps)
    assert f"<b>{duty.superior_steps[0].actors[0]}" in html


def test_a_duty_without_steps_is_its_heading(real_parsed: Parsed) -> None:
    duty = real_parsed.list.of_kind("basic")[0]
    assert "<table" not in duty._repr_html_()
    assert "<b>基本 1 &lt;i&gt;</b>" in replace(duty, title="<i>")._repr_html_()


def test_a_list_counts_its_duties(real_parsed: Parsed) -> None:
    assert "配合 cooperative 97" in real_parsed.list._repr_html_()


def test_a_finding_marks_the_longest_words_of_its_clauses() -> None:
    shown = replace(FINDING, clauses=(clause("消防安全<检查>", "消防", "消防安全", "<检查>"),))
    html = shown._repr_html_()
    assert html.startswith("<p><b>overlap 3</b> 两项&lt;同&gt;述<br>both &lt;say&gt; it</p>")
    assert "cooperative/42<br><mark>消防安全</mark><mark>&lt;检查&gt;</mark></td>" in html
    assert "<table" not in FINDING._repr_html_()


@pytest.mark.parametrize(
    ("position", "ordinal", "printed", "heading", "number"),
    [
        (3, 3, True, None, "3"),
        (7, 4, True, "二、农药包装废弃物回收清理工作", "二、4"),
        (5, 2, True, "（二）综合利用", "（二）2"),
        (2, 1, False, "二、落户工作", "二"),
        (6, 1, False, "县自然资源局：", "6"),  # nothing is printed: its place says which
        (4, 4, True, "县林业和草原局：", "4"),
        (4, 1, True, "县公安局：", "县公安局 1"),  # numbers begin again
        (2, 2, False, None, "2"),
    ],
)
def test_a_step_is_called_by_what_is_printed(
    position: int, ordinal: int, printed: bool, heading: str | None, number: str
) -> None:
    span = Span(1, "township", 0, 3)
    step = Step("township", position, ordinal, printed, heading, None, "做事。", span)
    assert step.number == number
