"""Of several lists: one report, one sheet a department, the papers of each list in a folder of its own."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

import kg
from kg.library import Dataset
from kg.names.short import without_place
from kg.resources import data_path
from tests.papers.conftest import paragraphs, tables

EDITIONS = Path(__file__).parent.parent / "editions"
REPORT = "各地比较报告.docx"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Return two townships of one county."""
    folder = tmp_path_factory.mktemp("county")
    for name in ("dahe-2025-06", "hongyan-2025-06"):
        shutil.copytree(EDITIONS / "county-dev" / name, folder / name)
    return kg.open(folder)


@pytest.fixture(scope="module")
def files(county: Dataset) -> Mapping[str, bytes]:
    """Return its report, those of its lists and the departments' sheets."""
    return county.report("analysis", "department")


def test_a_county_has_one_report_and_the_lists_have_theirs(
    county: Dataset, files: Mapping[str, bytes]
) -> None:
    assert REPORT in files
    assert len([name for name in files if name.endswith("/分析报告.docx")]) == 2
    assert all(name.startswith("部门分发单/") for name in files if "部门分发单" in name)
    report, compared = files[REPORT], county.compare()
    counts, burden, differences, *_ = tables(report)
    expected = [[str(number) for number in row[1:]] for row in compared.counts().rows]
    assert [row[1:] for row in counts[1:]] == expected
    assert not any(sign.isascii() and sign.isalpha() for row in counts for sign in row[0])
    duties: Counter[str] = Counter()
    place = county.lists[0].place.county
    for row in compared.burden():
        duties[without_place(str(row["department"]), place)] += int(row["duties"] or 0)
    assert {row[0]: int(row[2]) for row in burden[1:]}.items() <= duties.items()
    kinds = Counter(str(row["kind"]) for row in compared.table())
    assert {row[0]: int(row[1]) for row in differences[1:]} == kinds
    assert len(paragraphs(report, "Heading3")) == len(compared.differences)
    (name, most) = duties.most_common(1)[0]
    (sheet,) = (file for path, file in files.items() if path.endswith(f"{name}.docx"))
    rows = tables(sheet)[0][1:]
    assert len(rows) == most
    assert {row[0].split("　")[0] for row in rows} <= {one.place.township for one in county.lists}


def test_the_report_of_a_list_stands_beside_the_median_of_its_county(
    files: Mapping[str, bytes],
) -> None:
    report = next(file for name, file in files.items() if name.endswith("/分析报告.docx"))
    names = [row[0] for row in tables(report)[0]]
    assert names[-2].startswith("中位数") and names[-1] == "全国平均"


def test_what_changed_since_the_edition_before() -> None:
    data = kg.open(data_path() / "examples" / "example-county")
    captions = paragraphs(data.report("analysis")[REPORT], "Caption")
    assert any("2024-12 至 2025-12" in caption for caption in captions)
