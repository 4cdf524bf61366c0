"""``kg compare`` and its twin: the contract, what is told and quoted, narrowing, figures, places and editions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

import kg
from kg.alignment.differences import comparison
from kg.errors import UnknownName
from kg.library import Comparison
from kg.resources import data_path

COUNTY = Path(__file__).resolve().parent / "editions" / "county-dev"
Command = Callable[..., Result]


@pytest.fixture(scope="module")
def found() -> Comparison:
    return kg.compare(COUNTY)


def test_the_command_says_what_the_library_gives(command: Command) -> None:
    county = data_path() / "examples" / "example-county"
    found = kg.compare(county)
    assert command("compare", county, "-f", "json").stdout == found.to_json()
    assert command("compare", county).stdout == found.text()
    assert command("compare", county, "--kind", "missing").stdout == found.text(kind="missing")
    burden = command("compare", county, "--kind", "burden", "-f", "md").stdout
    assert burden == found.table("burden").to_markdown()
    narrowed = found.narrowed(department="公安局", place="乙水乡")
    assert (
        command("compare", county, "--department", "公安局", "--place", "乙水乡").stdout
        == narrowed.text()
    )


def test_every_duty_is_in_one_cluster(found: Comparison) -> None:
    told = json.loads(found.to_json())
    keys = Counter(
        (id, key)
        for one in told["clusters"]
        for id, every in one["members"].items()
        for key in every
    )
    assert keys == Counter((one.id, duty.key) for one in found.lists for duty in one.duties)
    assert {id for id, _ in keys} == {path.name for path in COUNTY.iterdir() if path.is_dir()}


def test_each_difference_is_a_sentence_with_quotations(found: Comparison) -> None:
    for one in json.loads(found.to_json())["differences"]:
        assert one["quotes"], one["fact"]
        assert any(quote["text"] and quote["place"] for quote in one["quotes"])
        assert not any(id in one["fact"] for id in one["lists"])


def test_a_renamed_department_is_told_once(found: Comparison) -> None:
    names = [found.sentence(one) for one in found.of_kind("names")]
    assert names == [
        "黑山乡仍用旧称“红泉县文化体育广播电视和旅游局”，多数称“红泉县文化和旅游局”",
        "黑山乡仍用旧称“红泉县消防救援大队”，多数称“红泉县消防救援局”",
    ]


def test_what_a_street_office_lacks_is_ordinary(found: Comparison) -> None:
    ordinary = [one for one in found.of_kind("missing") if one.ordinary]
    assert {id for one in ordinary for id in one.lists} == {"hongyan-2025-06"}
    assert len(ordinary) >= 60


def test_steps_of_one_township_only(found: Comparison) -> None:
    steps = found.of_kind("steps")
    texts = {one.id: "".join(s.text for d in one.duties for s in d.steps) for one in found.lists}
    for one in steps:
        (id,) = one.lists
        assert [other for other, text in texts.items() if one.here in text] == [id]


def test_counts_and_burden(found: Comparison) -> None:
    counts = found.counts()
    for row, one in zip(counts.rows, found.lists, strict=False):
        assert row[1:] == (
            *(len(one.of_kind(k)) for k in ("basic", "cooperative", "recalled")),
            len(one.duties),
        )
    police = [row for row in found.table("burden").rows if str(row[0]).endswith("县公安局")]
    assert len(police) == len(found.lists)


def test_narrowing(found: Comparison) -> None:
    fire = found.narrowed(matter="消防")
    assert 0 < len(fire.common) < len(found.common)
    with pytest.raises(UnknownName):
        found.narrowed(department="没有这个局")
    with pytest.raises(UnknownName):
        found.of_kind("colour")
    with pytest.raises(UnknownName, match="两份"):
        kg.compare(COUNTY / "dahe-2025-06")


def test_the_latest_edition_of_each_place(tmp_path: Path, real_list: Path) -> None:
    for name in ("2025", "2026", "other"):
        (tmp_path / name).mkdir()
    sources = {"2025": real_list, "2026": COUNTY.parent / "dev-1", "other": COUNTY / "dahe-2025-06"}
    for name, source in sources.items():
        for file in ("list.toml", "source.txt"):
            (tmp_path / name / file).write_bytes((source / file).read_bytes())
    latest = kg.compare(tmp_path)
    assert ([one.id for one in latest.lists], len(latest.left_out)) == (["2026", "other"], 1)
    assert "未比" in latest.text()
    assert [one.id for one in kg.compare(tmp_path, edition="all").lists] == [
        "2025",
        "2026",
        "other",
    ]


def test_the_last_comparison_is_kept_for_the_very_same_lists_only(found: Comparison) -> None:
    first = comparison(found.lists)
    assert comparison(list(found.lists)) is first
    fewer = comparison(found.lists[:2])
    assert fewer.lists == found.lists[:2]
    assert comparison(found.lists) == first
    copies = tuple(replace(one) for one in found.lists)
    assert comparison(copies).lists[0] is copies[0]
