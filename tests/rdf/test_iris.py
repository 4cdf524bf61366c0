from __future__ import annotations

import pytest

from kg.model import Duty, Organization, Place
from kg.names import load
from kg.parse import rows_named
from kg.rdf import Iris, iris
from kg.rdf.iris import category, digest
from kg.rdf.nquads import Lines, escape

PLACE = Place("某省", "某某市", "青河区", "东山街道")


def test_white_space_changes_no_iri() -> None:
    assert digest("青河区", "公安局") == digest("青河 区", " 公安局\n")
    assert digest("甲", "乙") != digest("甲乙")


def test_renumbering_keeps_the_stable_iri() -> None:
    names = Iris("x", PLACE)
    old, new = (Duty("cooperative", number, "", "群租房整治", 1, ()) for number in (3, 8))
    assert names.stable(old) == names.stable(new)
    assert names.duty(old.key) != names.duty(new.key)


def test_short_and_full_names_are_one_jurisdiction() -> None:
    names = Iris("x", Place("新疆维吾尔自治区", "昌吉回族自治州", "石城侗族自治县", "白水乡"))
    assert names.jurisdiction("昌吉州") == names.jurisdiction("昌吉回族自治州")
    assert names.jurisdiction("石城县") == names.jurisdiction("石城侗族自治县")


def test_the_same_name_in_another_county_is_another_department() -> None:
    department = Organization("青河区公安局", "青河区", "公安局", "department")
    elsewhere = Place("别省", "", "青河区", "东山街道")
    assert Iris("x", PLACE).organization(department) != Iris("x", elsewhere).organization(
        department
    )


def test_an_unknown_category_has_an_iri_too() -> None:
    assert category("别的类别", load()).isascii()


def test_what_is_no_character_is_replaced() -> None:
    assert escape("\ud800\x00\x7f\n") == "\ufffd\\u0000\\u007F\\n"
    lines = Lines("http://g")
    lines.text("http://s", "http://p", '"\\')
    assert lines.sorted() == ['<http://s> <http://p> "\\"\\\\" <http://g> .\n']


@pytest.mark.parametrize(
    "name", ["kanerzi-2025-07", "清河县青石镇-2025-07", "xn--a", "a b%c", "中 /?#", "é"]
)
def test_a_list_of_any_name_has_an_ascii_iri_that_gives_the_name_back(name: str) -> None:
    names = Iris(name, PLACE, "https://example.org/lists/")
    step = f"{names.duty('cooperative/@7')}/superior/1/mention/2"
    assert step.isascii()
    assert iris.list_id(step) == iris.list_id(names.list) == name
    assert iris.list_of(step) == names.list
    assert iris.base_of(step) == names.base
    found = iris.duty_of(step)
    assert found is not None
    assert (found.key, found.label, found.code) == ("cooperative/@7", "配合 @7", "C@7")


def test_a_label_says_whose_duty_it_is_once_a_list() -> None:
    one, other = Iris("甲", PLACE), Iris("乙", PLACE)
    duties = [one.duty("basic/1"), one.duty("cooperative/2"), other.duty("recalled/3")]
    assert iris.labels(duties) == "基本 1、配合 2、收回 3"
    assert (
        iris.labels(duties, {one.list: "甲乡", other.list: "乙乡"})
        == "甲乡 基本 1、配合 2、乙乡 收回 3"
    )
    assert iris.label("https://example.org/other") == "https://example.org/other"


def test_a_finding_lies_with_its_list_or_apart() -> None:
    one, other = Iris("甲", PLACE), Iris("乙", PLACE)
    assert iris.finding("silent-1", [one.duty("basic/1")]) == f"{one.findings}/silent-1"
    assert (
        iris.finding("lacks-1", [one.duty("basic/1"), other.duty("basic/1")])
        == f"{iris.BASE}findings/lacks-1"
    )


def test_a_number_that_is_missing_or_repeats_is_told_by_its_row() -> None:
    duties = [Duty("basic", number, "", "事", 1, ()) for number in (1, 2, 2, None)]
    assert [duty.key for duty in rows_named(duties)] == [
        "basic/1",
        "basic/2",
        "basic/@3",
        "basic/@4",
    ]
