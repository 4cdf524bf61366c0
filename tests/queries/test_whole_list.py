"""Question 25 on the real list, and what holds for every question from 14 to 25."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.asking import query
from kg.graph.store import open_store
from tests.queries.asking import answer

QUESTIONS = {
    14: "same_act_same_object",
    15: "basic_and_cooperative_matter",
    16: "same_object_different_power",
    17: "recalled",
    18: "remnants",
    19: "methods",
    20: "demand_or_take_back",
    21: "return_step",
    22: "township_in_power",
    23: "time_limits",
    24: "no_means",
    25: "categories",
    26: "matter",
    27: "portfolio",
    28: "own_powers",
    29: "leads",
    30: "about",
    31: "no_law",
}

# Counted in the column 事项类别 of the three tables: basic, cooperative, recalled.
CATEGORIES = {
    "党的建设": (22, 11, 0),
    "乡村振兴": (11, 12, 4),
    "自然资源": (7, 11, 6),
    "社会保障": (9, 8, 7),
    "城乡建设": (5, 6, 9),
    "应急管理及消防": (3, 11, 3),
    "生态环保": (5, 7, 1),
    "民生服务": (5, 4, 4),
    "平安法治": (8, 4, 0),
    "文化和旅游": (4, 7, 0),
    "综合政务": (6, 2, 0),
    "经济发展": (5, 2, 0),
    "卫生健康": (3, 3, 1),
    "市场监管": (2, 5, 0),
    "精神文明建设": (4, 0, 0),
    "社会管理": (2, 2, 0),
    "交通运输": (1, 1, 2),
    "民族宗教": (2, 0, 0),
    "教育培训监管": (0, 1, 0),
    "投资促进": (1, 0, 0),
}


def test_categories(built: Path) -> None:
    rows = answer(built, "categories")
    counted = {
        row["category"]: (row["basic"], row["cooperative"], row["recalled"]) for row in rows[:-2]
    }
    assert counted == CATEGORIES
    assert [row["total"] for row in rows[:-2]] == sorted(
        (sum(c) for c in CATEGORIES.values()), reverse=True
    )


def test_categories_in_one_list_only(built: Path) -> None:
    only = {row["category"]: row["only"] for row in answer(built, "categories") if row["only"]}
    assert only == {
        "精神文明建设": "基本 basic",
        "民族宗教": "基本 basic",
        "投资促进": "基本 basic",
        "教育培训监管": "配合 cooperative",
    }


def test_categories_total_and_national_mean(built: Path) -> None:
    *_, total, mean = answer(built, "categories")
    assert [total[k] for k in ("category", "basic", "cooperative", "recalled", "total")] == [
        "合计 total",
        105,
        97,
        37,
        239,
    ]
    assert [mean[k] for k in ("basic", "cooperative", "recalled", "total")] == [117, 99, 124, 340]
    assert any("未见原件" in note for note in query.question("categories").notes)


@pytest.mark.parametrize(("number", "name"), QUESTIONS.items())
def test_header(number: int, name: str) -> None:
    asked = query.question(name)
    assert asked.number == number
    assert asked.zh and asked.en and asked.why_zh and asked.why_en
    assert any(note.startswith("单位：") and "Unit:" in note for note in asked.notes)
    assert all(heading.zh and heading.en for heading in asked.headings)


@pytest.mark.parametrize("name", QUESTIONS.values())
def test_every_row_has_evidence_that_is_in_the_graph(built: Path, name: str) -> None:
    store = open_store(built)
    table = query.run(store, query.question(name))
    assert [heading.name for heading in table.columns][-1] == "evidence"
    assert all(heading.zh for heading in table.columns[:-1])
    iris = set()
    for row in table.rows:
        assert row[-1]
        iris |= set(str(row[-1]).split(" "))
    values = " ".join(f"<{iri}>" for iri in sorted(iris))
    known = store.select(f"SELECT DISTINCT ?x WHERE {{ VALUES ?x {{ {values} }} ?x ?p ?o }}")
    assert len(known.rows) == len(iris)


@pytest.mark.parametrize("name", [name for number, name in QUESTIONS.items() if number != 25])
def test_every_parameter_narrows(built: Path, name: str) -> None:
    everything = len(answer(built, name))
    for parameter in query.question(name).parameters:
        assert (
            len(answer(built, name, {parameter.name: ["<https://w3id.org/duties/nothing>"]}))
            == 0
            < everything
        )


def test_a_department_narrows_to_its_duties(built: Path) -> None:
    store = open_store(built)
    (row,) = store.select(
        'SELECT DISTINCT ?o WHERE { ?o a <https://w3id.org/duties#Department> ; ?p "奇台县公安局"@zh }'
    ).rows
    assert row[0] is not None
    rows = answer(built, "return_step", {"department": [f"<{row[0][0]}>"]})
    assert [row["duty"] for row in rows] == [
        f"配合 {n}" for n in (15, 19, 21, 60, 66, 89, 90, 92, 97)
    ]
