"""``kg diff`` and its twin: the contract, the sums, what is told with which words marked, and histories."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import kg
from kg import library
from kg.alignment.marking import marked
from kg.library import Diff
from kg.resources import data_path

EDITIONS = Path(__file__).resolve().parent / "editions"
NEW = EDITIONS / "dev-1"
Command = Callable[..., Result]


@pytest.fixture(scope="module")
def found(real_list: Path) -> Diff:
    return kg.diff(real_list, NEW)


def test_the_command_says_what_the_library_gives(
    command: Command, found: Diff, real_list: Path
) -> None:
    assert command("diff", real_list, NEW, "-f", "json").stdout == found.to_json()
    assert command("diff", real_list, NEW).stdout == found.text()
    assert command("diff", real_list, NEW, "-f", "csv", "--all").stdout.replace("\r", "") == (
        found.table(everything=True).to_csv().replace("\r", "")
    )


def test_every_duty_is_told_once(found: Diff) -> None:
    told = json.loads(found.to_json())
    assert set(told) == {"old", "new", "changes"}
    for side, one in (("old", found.old), ("new", found.new)):
        assert told[side] == one.id
        assert Counter(key for change in told["changes"] for key in change[side]) == Counter(
            d.key for d in one.duties
        )


def test_the_sums_come_out(found: Diff) -> None:
    for one in found.sums:
        assert one.before + sum(count for _, count in one.steps) == one.after
        assert one.text.endswith(f"= {one.after}")


def test_each_fact_quotes_what_is_there(found: Diff) -> None:
    for fact in found.facts(everything=True):
        assert fact.old_text or fact.new_text
        assert bool(fact.old_place) == bool(fact.old_text)
        assert bool(fact.new_place) == bool(fact.new_text)
    kinds = {kind for fact in found.facts() for kind in fact.kinds}
    assert {
        "added",
        "removed",
        "recalled",
        "devolved",
        "moved",
        "split",
        "merged",
        "steps",
    } <= kinds
    assert "typography" not in kinds


def test_differing_words_are_marked() -> None:
    assert marked("由县公安局负责", "由县公安局、司法局负责") == (
        "由县公安局负责",
        "由县公安局{+、司法局+}负责",
    )
    assert marked("甲", "甲") == ("甲", "甲")


def test_a_history_of_three_editions(command: Command, real_list: Path, tmp_path: Path) -> None:
    ways = library.history(real_list, EDITIONS / "renumbered", NEW)
    told = json.loads(ways.to_json())
    for number, one in enumerate(ways.editions):
        keys = [key for way in told["duties"] for key in way["editions"][number]]
        assert sorted(keys) == sorted(duty.key for duty in one.duties)
    assert not any(way["kinds"][0] for way in told["duties"])
    lines = [tuple(row.values()) for row in ways.table()]
    assert any("取消" in str(row[4]) and row[5] == "" for row in lines)
    target = tmp_path / "沿革.xlsx"
    assert command("diff", real_list, EDITIONS / "renumbered", NEW, "-o", target).exit_code == 0
    assert target.stat().st_size > 5000


def test_what_is_missing_is_said(command: Command, real_list: Path) -> None:
    assert command("diff", real_list).exit_code == 2
    result = command("diff", real_list, "没有这份", "--store", "nowhere")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "没有这份清单" in result.stderr


def test_a_new_number_changes_no_answer(real_list: Path) -> None:
    changed = library.answers(real_list, EDITIONS / "renumbered")
    assert changed.rows == ()
    assert changed.notes[0].startswith("没有一个答案变了")


def test_what_if(command: Command, tmp_path: Path) -> None:
    """One duty less: the answers say so, by the department that had it."""
    small = data_path() / "examples" / "example-county" / "hill-2025-12"
    text = (small / "source.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "水土保持监督管理" not in line]
    (tmp_path / "设想").mkdir()
    (tmp_path / "设想" / "source.txt").write_text("\n".join(lines), encoding="utf-8")
    changed = library.answers(small, tmp_path / "设想")
    assert {row[2] for row in changed.rows} == {"−", "+"}
    told = [str(row[3]) for row in changed.rows if row[0] == 1]
    assert any("示例县水利局" in row for row in told)
    said = command("diff", small, tmp_path / "设想", "--answers", "-f", "json").stdout
    assert said == changed.to_json()
