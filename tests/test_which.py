"""A list is named as people speak: by township, county, edition, folder."""

from __future__ import annotations

import pytest

from kg.errors import AmbiguousName, UnknownName
from kg.model import Place
from kg.which import Entry, called, meant, one

COUNTY = ("新疆维吾尔自治区", "昌吉回族自治州", "清河县")
OLD = Entry("a-2024-12", Place(*COUNTY, "青石镇"), "2024-12")
NEW = Entry("a-2025-07", Place(*COUNTY, "青石镇"), "2025-07")
OTHER = Entry("b", Place(*COUNTY, "白河乡"), "2025-06")
AWAY = Entry("c", Place("甘肃省", "某市", "平川县", "白河乡"), "2025-06")
EVERY = [OLD, NEW, OTHER, AWAY]


@pytest.mark.parametrize(
    ("words", "edition", "wanted"),
    [
        (["青石镇"], None, [NEW]),
        (["青石"], None, [NEW]),
        (["青石镇 2024"], None, [OLD]),
        (["青石镇2024年12月"], None, [OLD]),
        (["清河县青石镇-2025-07"], None, [NEW]),
        (["a-2024-12"], None, [OLD]),
        (["清河县"], None, [NEW, OTHER]),
        (["清河县"], "all", [OLD, NEW, OTHER]),
        (["清河县白河乡", "青石镇"], None, [NEW, OTHER]),
        (["平川县白河乡", "昌吉回族自治州"], None, [NEW, OTHER, AWAY]),
        ([], None, [NEW, OTHER, AWAY]),
        ([], "all", EVERY),
        ([], "2024", [OLD]),
        (["昌吉回族自治州"], None, [NEW, OTHER]),
    ],
)
def test_names_as_people_speak(words: list[str], edition: str | None, wanted: list[Entry]) -> None:
    assert meant(words, EVERY, edition=edition) == wanted


def test_one_list_of_a_name() -> None:
    assert one("青石镇", EVERY) == NEW
    with pytest.raises(AmbiguousName, match="清河县白河乡、甘肃省某市平川县白河乡"):
        one("白河乡", [OTHER, AWAY])


def test_what_is_not_there_answers_with_names() -> None:
    with pytest.raises(UnknownName, match="清河县青石镇 2024-12") as error:
        meant(["红山乡"], EVERY)
    assert "a-2024-12" not in error.value.line
    with pytest.raises(UnknownName, match="2024-12、2025-07"):
        meant(["青石镇 2019"], EVERY)


def test_what_lists_are_called() -> None:
    assert called(EVERY) == {
        "a-2024-12": "清河县青石镇 2024-12", "a-2025-07": "清河县青石镇 2025-07", "b": "清河县白河乡", "c": "平川县白河乡",
    }  # fmt: skip


SAME = ("朝阳区", "城关镇")
FIRST = Entry("x", Place("北京市", "", *SAME, "110105100000"), "2025-07")
SECOND = Entry("y", Place("吉林省", "长春市", *SAME, "220104100000"), "2025-07")


def test_places_of_one_name_are_told_apart_by_address_and_code() -> None:
    for name in ("城关镇", "朝阳区", "朝阳区城关镇"):
        with pytest.raises(AmbiguousName) as caught:
            meant([name], [FIRST, SECOND])
        assert "北京市朝阳区" in caught.value.cure_zh
        assert "吉林省长春市朝阳区" in caught.value.cure_zh
    assert meant(["北京市朝阳区城关镇"], [FIRST, SECOND]) == [FIRST]
    assert meant(["长春市"], [FIRST, SECOND]) == [SECOND]
    assert meant(["220104"], [FIRST, SECOND]) == [SECOND]
    assert meant(["220104100000 2025"], [FIRST, SECOND]) == [SECOND]
    assert called([FIRST, SECOND]) == {
        "x": "北京市朝阳区城关镇",
        "y": "吉林省长春市朝阳区城关镇",
    }


def test_what_an_address_leaves_out_is_no_other_place() -> None:
    short = Entry("z", Place("", "", "清河县", "柳沟乡"), "2025-07")
    assert meant(["清河县"], [NEW, short]) == [NEW, short]
