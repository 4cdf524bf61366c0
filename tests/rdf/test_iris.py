from __future__ import annotations

from kg.model import Duty, Organization, Place
from kg.names import load
from kg.rdf import Iris
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
    assert Iris("x", PLACE).organization(department) != Iris("x", elsewhere).organization(department)


def test_an_unknown_category_has_an_iri_too() -> None:
    assert category("别的类别", load()).isascii()


def test_what_is_no_character_is_replaced() -> None:
    assert escape("\ud800\x00\x7f\n") == "\ufffd\\u0000\\u007F\\n"
    lines = Lines("http://g")
    lines.text("http://s", "http://p", '"\\')
    assert lines.sorted() == ['<http://s> <http://p> "\\"\\\\" <http://g> .\n']
