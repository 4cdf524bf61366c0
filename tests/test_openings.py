"""No match is lost by asking first what a trigger may begin with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.openings import openings, previous
from kg.parse import read_list
from kg.parse.marks import _patterns


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("监督管理(?!局|执法)", {"监督"}), ("各?村委会", {"各", "村委"}), ("(?:甲乙|丙)丁", {"甲乙", "丙"}), ("[甲乙]丙", {"甲", "乙"}),
        ("(?:(?:甲|乙)?丙)*丁戊", {"甲", "乙", "丙", "丁戊"}), ("(?<=[甲)])乙(?:丙|丁)", {"乙"}), (r"\d+日", set("0123456789")),
        ("甲|乙丙", {"甲", "乙丙"}), ("[^甲]乙", {""}), ("甲{0,2}乙", {""}), ("(?:甲){0,2}乙", {""}),
        ("(?:甲){1,2}乙", {"甲"}), (".乙", {""}), ("", {""}),
        ("[甲-乙]", {""}), ("[甲乙]?丙丁", {"甲", "乙", "丙丁"}), ("(?P<name>甲)乙", {"甲"}), ("甲乙?", {"甲"}),
    ],
)  # fmt: skip
def test_openings_of_a_pattern(pattern: str, expected: set[str]) -> None:
    assert openings(pattern) == expected


def test_every_trigger_is_found_where_it_may_begin(real_list: Path) -> None:
    text = (real_list / "source.txt").read_text(encoding="utf-8")
    for pattern, _, _ in _patterns():
        begins, before = openings(pattern), previous(pattern)
        for match in re.finditer(f"(?={pattern})", text):
            at = match.start()
            assert "" in begins or text.startswith(tuple(begins), at), pattern
            assert not before or text[at - 1] in before, pattern


def test_names_are_found_where_they_may_begin(
    real_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = read_list(real_list).directory
    guarded = directory._names.pattern()
    monkeypatch.setattr("kg.names.pattern.beginning", lambda patterns: "")
    everywhere = directory._names.pattern()
    text = (real_list / "source.txt").read_text(encoding="utf-8")
    assert guarded.pattern != everywhere.pattern
    found = [(m.span(), m.lastgroup) for m in guarded.finditer(text)]
    assert found == [(m.span(), m.lastgroup) for m in everywhere.finditer(text)]
