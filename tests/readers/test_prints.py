"""What a print (PDF) shows without saying it: struck-through text, and lines that end before the cell does."""

from __future__ import annotations

from typing import Any

from kg.readers._crossed import crossed
from kg.readers._page import Box, cell_text

SIZE = 10.0


def written(text: str, x: float = 10.0, top: float = 100.0) -> list[dict[str, Any]]:
    return [
        {
            "text": sign,
            "x0": x + at * SIZE,
            "x1": x + (at + 1) * SIZE,
            "top": top,
            "bottom": top + SIZE,
            "size": SIZE,
        }
        for at, sign in enumerate(text)
    ]


def rule(x0: float, x1: float, top: float) -> dict[str, Any]:
    return {"orientation": "h", "x0": x0, "x1": x1, "top": top, "bottom": top}


def parts(edges: list[dict[str, Any]]) -> tuple[str, str]:
    shown, struck = crossed(written("负责旧的培训"), edges)
    return "".join(c["text"] for c in shown), "".join(c["text"] for c in struck)


def test_a_rule_through_words_strikes_them() -> None:
    assert parts([rule(30, 50, 105.5)]) == ("负责培训", "旧的")
    box = [rule(30, 50, 105.2), rule(30, 50, 105.9)]  # drawn as a thin box: two edges
    assert parts(box) == ("负责培训", "旧的")


def test_other_rules_strike_nothing() -> None:
    assert parts([rule(30, 50, 109.5)])[1] == ""  # underlined
    assert parts([rule(0, 400, 105.5)])[1] == ""  # a table's rule that touches the words
    assert parts([{**rule(30, 50, 105.5), "orientation": "v"}])[1] == ""


def cell(*lines: str, width: float) -> str:
    box = Box(0.0, 0.0, width, 500.0)
    for at, line in enumerate(lines):
        box.chars += written(line, 7.0, 10.0 + 12 * at)
    return cell_text(box)


def test_a_line_that_ends_before_the_cell_does_is_a_line() -> None:
    assert cell("县公安局", "县司法局", width=120) == "县公安局 县司法局"
    assert cell("统筹全县的禁毒宣传", "教育", width=110) == "统筹全县的禁毒宣传教育"
    assert cell("违法建设查处", "局：依法查处。", width=100) == "违法建设查处局：依法查处。"
    assert cell("每年召开会议不少", "1234567次", width=110) == "每年召开会议不少1234567次"
