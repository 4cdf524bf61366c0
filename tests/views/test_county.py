"""What the start page is told: the same facts and numbers as ``kg compare`` and ``kg diff``, in the shape of its schema."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import chain
from statistics import median
from typing import Any

import jsonschema
import pytest

from kg.alignment.changes import KINDS
from kg.alignment.matters import shared_matters
from kg.analyses import burden
from kg.library.county import beside
from kg.library.editions import between
from kg.model import DutyList, Place
from kg.network import Network
from kg.outputs import start
from kg.outputs._county import successions
from kg.views.county.built import counties, editions
from kg.views.county.desk import families
from kg.views.county.groups import GROUPS
from kg.views.county.payload import MOST_COLUMNS, payload
from kg.views.shell import STATIC
from kg.words import section
from tests.views import county as pages
from tests.views.hostile import CORPUS

SCHEMA = json.loads((STATIC / "county" / "schema.json").read_text(encoding="utf-8"))


def text(pieces: list[dict[str, Any]]) -> str:
    return "".join(piece["text"] for piece in pieces)


@pytest.fixture(scope="module")
def six() -> Any:
    return pages.data_of(pages.page(pages.county(), pages.UNREAD))


@pytest.fixture(scope="module")
def three() -> Any:
    return pages.data_of(pages.page(pages.editions()))


def test_the_burden_of_each_township_is_that_of_the_analysis(six: Any) -> None:
    (one,) = six["counties"]
    told = one["comparison"]["burden"]
    for column, duties in enumerate(pages.county()):
        network = Network.of(duties)
        table = burden.run(network)
        assert [kind["id"] for kind in told["kinds"]] == [c.name for c in table.columns[3:-1]]
        rows = {network.departments[str(row[0])].name: row for row in table.rows[1:]}
        shown = {six["texts"][row["title"]]: row["held"][column] for row in told["rows"]}
        assert {name for name, held in shown.items() if held} == {*rows}
        for name, row in rows.items():
            assert shown[name] == [*row[2:-1]]


@pytest.mark.parametrize("name", ["six", "three", "one", "forty"])
def test_the_data_have_the_shape_of_the_schema(name: str) -> None:
    lists = {
        "six": pages.county(),
        "three": pages.editions(),
        "one": pages.county()[:1],
        "forty": pages.forty(),
    }[name]
    jsonschema.validate(pages.data_of(pages.page(lists, pages.UNREAD)), SCHEMA)


def test_the_comparison_is_that_of_the_command(six: Any) -> None:
    found = beside(pages.county())
    (one,) = six["counties"]
    rows = one["comparison"]["rows"]
    codes = {(duty.id, d.key): d.code for duty in pages.county() for d in duty.duties}
    ids = [six["lists"][number]["id"] for number in one["comparison"]["lists"]]
    for row, common in zip(rows, found.common, strict=True):
        held = {id: codes for id, codes in zip(ids, row["held"], strict=True) if codes}
        assert held == {
            id: " ".join(codes[id, key] for key in keys) for id, keys in common.members.items()
        }
    ours = Counter(
        (difference["kind"], tuple(sorted(ids[column] for column in difference["columns"])))
        for row in rows
        for difference in row["differences"]
    )
    assert ours == Counter((one.kind, tuple(sorted(one.lists))) for one in found.differences)


def test_the_standings_part_the_duties_and_are_said_by_the_command(six: Any) -> None:
    rows = six["counties"][0]["comparison"]["rows"]
    counts = Counter(row["standing"] for row in rows)
    assert counts.total() == len(beside(pages.county()).common)
    assert f"至多写法、类别不同 {counts['alike']}，" in beside(pages.county()).text()
    for row in rows:
        everybody = all(row["held"])
        unfolded = {one["kind"] for one in row["differences"]} - {"wording", "category"}
        share = sum(map(bool, row["held"])) / len(row["held"])
        assert (row["standing"] == "alike") == (everybody and not unfolded and not row["doubtful"])
        assert (row["standing"] == "few") == (share < 0.25)
        assert (row["standing"] == "some") == (0.25 <= share < 0.75)


def test_the_matters_are_those_of_the_comparison_with_every_duty_in_a_wording(six: Any) -> None:
    """What the drawer quotes it finds by column and code among the wordings."""
    texts = six["texts"]
    comparison = six["counties"][0]["comparison"]
    shared = shared_matters(pages.county())
    assert [texts[row["title"]] for row in comparison["matters"]] == [x.matter.zh for x in shared]
    quoted = set()
    for row in comparison["rows"]:
        for column, codes in enumerate(row["held"]):
            quoted |= {(column, code) for code in codes.split()}
    for row, one in zip(comparison["matters"], shared, strict=True):
        for column, (codes, list_) in enumerate(zip(row["held"], pages.county(), strict=True)):
            assert codes.split() == [duty.code for duty in one.duties.get(list_.id, ())]
            assert {(column, code) for code in codes.split()} <= quoted
        assert row["standing"] == one.standing
        assert texts[row["category"]] in six["words"]["field"]


def test_the_forms_of_a_matter_part_the_townships_that_have_it(six: Any) -> None:
    kinds = {"B": "basic", "C": "cooperative", "R": "recalled"}
    rows = six["counties"][0]["comparison"]["matters"]
    for row in rows:
        columns = [column for form in row["forms"] for column in form["columns"]]
        assert sorted(columns) == [at for at, codes in enumerate(row["held"]) if codes]
        for form in row["forms"]:
            for column in form["columns"]:
                assert {kinds[code[0]] for code in row["held"][column].split()} == {*form["tables"]}
        everybody = len(columns) == len(row["held"])
        assert (row["standing"] == "alike") == (everybody and len(row["forms"]) == 1)
    assert {row["standing"] for row in rows} == {"few", "some", "most", "alike"}


def test_wordings_hold_each_township_once(six: Any) -> None:
    texts = six["texts"]
    for row in six["counties"][0]["comparison"]["rows"]:
        columns = [column for form in row["forms"] for column in form["columns"]]
        assert sorted(columns) == [at for at, codes in enumerate(row["held"]) if codes]
        assert len(row["forms"][0]["columns"]) == max(len(form["columns"]) for form in row["forms"])
        assert text(row["forms"][0]["parts"][0]["pieces"]) == texts[row["title"]]
        for form in row["forms"]:
            assert sorted(chain(*(one["columns"] for one in form["departments"]))) == sorted(
                form["columns"]
            )
            assert all(part["pieces"] for part in form["parts"])
        assert row["forms"][0]["likeness"] is None


def test_marked_words_make_up_the_title(six: Any) -> None:
    titles = {(one.id, duty.code): duty.title for one in pages.county() for duty in one.duties}
    ids = [six["lists"][number]["id"] for number in six["counties"][0]["comparison"]["lists"]]
    for row in six["counties"][0]["comparison"]["rows"]:
        for form in row["forms"]:
            column = form["columns"][0]
            codes = row["held"][column].split()
            for code, part in zip(codes, form["parts"], strict=True):
                assert text(part["pieces"]) == titles[ids[column], code]


@pytest.mark.parametrize(("old", "new"), [(0, 1), (0, 2), (1, 2)])
def test_changes_are_those_of_the_command(three: Any, old: int, new: int) -> None:
    lists = pages.editions()
    found = between(lists[old], lists[new])
    (one,) = [
        diff
        for diff in three["counties"][0]["changes"]
        if (three["lists"][diff["old"]]["id"], three["lists"][diff["new"]]["id"])
        == (lists[old].id, lists[new].id)
    ]
    counts = Counter(kind for row in one["rows"] for kind in row["kinds"])
    assert counts + Counter({"": one["same"]}) == found.counts()
    for ours, theirs in zip(one["sums"], found.sums, strict=True):
        steps = [(step["kind"], step["count"]) for step in ours["steps"]]
        assert (ours["before"], steps, ours["after"]) == (
            theirs.before,
            list(theirs.steps),
            theirs.after,
        )
        assert ours["before"] + sum(count for _, count in steps) == ours["after"]
        moved: Counter[tuple[str, bool]] = Counter()
        for row in one["rows"]:
            for move in row["moves"]:
                if move["list"] == ours["list"]:
                    moved[move["kind"], move["count"] > 0] += move["count"]
        assert dict(moved) == {(kind, count > 0): count for kind, count in steps}


def test_every_duty_is_in_one_row_and_its_words_are_whole(three: Any) -> None:
    for diff in three["counties"][0]["changes"]:
        for side in ("old", "new"):
            id = three["lists"][diff[side]]["id"]
            (one,) = [each for each in pages.editions() if each.id == id]
            titles = {duty.code: duty.title for duty in one.duties}
            shown = [duty for row in diff["rows"] for duty in row[side]]
            assert len({duty["code"] for duty in shown}) == len(shown)
            assert len(shown) + diff["same"] == len(titles)
            for duty in shown:
                assert text(duty["pieces"]) == titles[duty["code"]]


def test_a_change_stands_in_the_heaviest_group_of_its_kinds(three: Any) -> None:
    assert sorted(chain(*(kinds for _, kinds in GROUPS))) == sorted(KINDS)
    for diff in three["counties"][0]["changes"]:
        for row in diff["rows"]:
            groups = [name for name, kinds in GROUPS if set(kinds) & set(row["kinds"])]
            assert row["group"] == groups[0]
    words = {**section("change"), **section("change_group")}
    assert all(name in words for name, _ in GROUPS)


def test_medians_are_over_the_newest_lists(six: Any) -> None:
    (one,) = six["counties"]
    rows = [six["lists"][number] for number in one["lists"]]
    for key in ("basic", "cooperative", "recalled", "superior", "township", "departments"):
        assert one["medians"][key] == median(row[key] for row in rows)
    assert one["medians"]["findings"] == median(sum(row["findings"].values()) for row in rows)


def test_families_are_all_findings() -> None:
    kinds = dict.fromkeys(section("kind"), 2)
    assert sum(families(kinds).values()) == 2 * len(kinds)
    assert list(families({})) == list(section("family"))


def test_editions_of_a_place_are_one_row(three: Any) -> None:
    (one,) = three["counties"]
    assert [three["lists"][number]["issued"] for number in one["lists"]] == ["2026-09"]
    newest = three["lists"][one["lists"][0]]
    assert [three["lists"][number]["issued"] for number in newest["former"]] == [
        "2026-03",
        "2025-07",
    ]
    assert one["comparison"] is None


def test_lists_of_one_month_do_not_follow_each_other() -> None:
    """As in the graph, where none of them precedes or follows; the page says so."""
    lists = [pages.listed(one) for one in pages.editions()]
    same = [replace(one, issued="2026-03") for one in lists[1:]]
    (one,) = counties([lists[0], *same])
    assert [each.id for each in one.newest] == ["dev-1", "dev-2"]
    assert not editions(one)
    assert not editions(counties(same)[0])
    assert not list(successions([lists[0], *same]))
    data: Any = payload([lists[0], *same], lambda _: None)
    jsonschema.validate(data["lists"], {**SCHEMA, **SCHEMA["properties"]["lists"], "required": []})
    assert [row.get("twin") for row in data["lists"]] == [None, 1, 1]


def test_counties_are_apart_unless_nothing_is_nearer() -> None:
    first, second, third = (pages.listed(one) for one in pages.county()[:3])
    other = replace(third, place=Place("", "", "清河县", "青石镇"))
    assert [one.name for one in counties([first, second, other])] == ["红泉县", "清河县"]
    assert [one.name for one in counties([other, first, second])] == ["红泉县", "清河县"]
    assert [one.name for one in counties([first, other])] == [""]
    assert [one.name for one in counties([first, second])] == ["红泉县"]


def test_counties_of_one_name_are_told_apart() -> None:
    first, second, third = (pages.listed(one) for one in pages.county()[:3])
    places = [Place("甲省", prefecture, "鼓楼区", "") for prefecture in ("东州市", "西州市")]
    lists = [
        replace(one, place=replace(places[of], township=one.place.township))
        for one, of in ((first, 0), (second, 1), (third, 1))
    ]
    names = [one.name for one in counties(lists)]
    assert len(names) == 2
    assert "西州市" in names[0], names
    assert "东州市" in names[1], names


def test_lists_are_read_county_by_county() -> None:
    lists = [pages.listed(one) for one in pages.county()]
    for number, one in enumerate(lists):
        lists[number] = replace(one, place=replace(one.place, county=f"第{number // 2}县"))
    records = {one.id: one for one in pages.county()}
    asked: list[str] = []

    def read(id: str) -> DutyList:
        asked.append(id)
        return records[id]

    data: Any = payload(lists, read)
    assert [one["comparison"] is not None for one in data["counties"]] == [True] * 3
    assert [sorted(asked[at : at + 2]) for at in (0, 2, 4)] == [
        sorted(one.id for one in lists[at : at + 2]) for at in (0, 2, 4)
    ]


def test_more_townships_than_a_page_holds_are_not_compared() -> None:
    one = pages.listed(pages.county()[0])
    many = [
        replace(one, id=str(number), place=replace(one.place, township=f"{number}乡"))
        for number in range(MOST_COLUMNS + 1)
    ]
    data: Any = payload(many, lambda _: pytest.fail("nothing is read"))
    assert data["counties"][0]["comparison"] is None
    assert len(data["counties"][0]["lists"]) == MOST_COLUMNS + 1


def test_forty_townships_in_two_editions_are_not_too_many_to_ask() -> None:
    lists = [
        replace(one, id=f"{one.id}-{issued}", issued=issued)
        for one in map(pages.listed, pages.forty())
        for issued in ("2025-07", "2026-07")
    ]
    data: Any = payload(lists, lambda _: None)
    assert len(data["counties"][0]["lists"]) == 40
    assert data["most"]["answers"] >= len(data["lists"]) == 80


def test_hostile_names_stay_text() -> None:
    one, other = (replace(each, duties=each.duties[:3]) for each in pages.county()[:2])
    for word in CORPUS:
        place = replace(one.place, township=word)
        html = pages.page(
            [replace(one, title=word, place=place, issued=word), other], [(word, word, word)]
        )
        data = pages.data_of(html)
        assert data["lists"][0]["title"] == word
        assert data["unread"][0]["name"] == word
        assert html.count("<script") == pages.page([one, other]).count("<script")


def test_the_page_is_the_same_bytes_again() -> None:
    assert pages.page(pages.county()) == pages.page(pages.county())
    assert len(pages.page(pages.forty()).encode()) < 400_000  # scripts and data are packed


def test_a_page_of_unread_files_is_known_by_its_section() -> None:
    """Such a page is not taken over by the next build, which may read them."""
    lists = pages.county()[:1]
    assert start.UNREAD in pages.page(lists, pages.UNREAD).encode()
    assert start.UNREAD not in pages.page(lists).encode()
