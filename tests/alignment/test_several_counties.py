"""Lists of several counties; duties that no two townships have alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.alignment.common import common_duties
from kg.alignment.differences import Difference, differences
from kg.alignment.matters import shared_matters
from kg.alignment.quoted import sentence
from kg.alignment.standing import standings
from kg.model import Duty, DutyList, Mention
from tests.views.county import county


def moved(name: str, home: str) -> DutyList:
    """Return a list as a township of another county would have published it."""
    one = county()[0]

    def body(mention: Mention) -> Mention:
        own = mention.organization
        named = replace(
            own,
            name=own.name.replace(one.place.county, home),
            jurisdiction=own.jurisdiction.replace(one.place.county, home),
        )
        return replace(mention, organization=named)

    duties = [replace(duty, declared=tuple(map(body, duty.declared))) for duty in one.duties]
    place = replace(one.place, county=home, township=name)
    return replace(one, id=f"{home}{name}", place=place, duties=tuple(duties))


def told(lists: Sequence[DutyList]) -> list[Difference]:
    return list(differences(common_duties(lists), lists))


def test_each_county_has_bureaus_of_its_own() -> None:
    lists = [moved("甲镇", "东县"), moved("乙镇", "东县"), moved("丙镇", "西县")]
    assert not [one.kind for one in told(lists) if one.kind in ("departments", "first", "names")]
    departures = [one for matter in shared_matters(lists) for one in matter.departures]
    assert not [one for one in departures if one.kind == "departments"]


def test_another_bureau_of_another_county_is_told_as_each_calls_its_own() -> None:
    lists = [moved("甲镇", "东县"), moved("乙镇", "东县"), moved("丙镇", "西县")]
    (fewer, *_) = (duty for duty in lists[2].duties if len(duty.declared) > 1)
    lists[2] = with_duty(lists[2], replace(fewer, declared=fewer.declared[:1]))
    (found,) = (one for one in told(lists) if one.kind == "departments")
    assert found.lists == ("西县丙镇",)
    assert "东县" not in found.usual and "西县" not in found.here
    assert found.here in found.usual


def with_duty(one: DutyList, changed: Duty) -> DutyList:
    duties = tuple(changed if duty.key == changed.key else duty for duty in one.duties)
    return replace(one, duties=duties)


def test_where_no_two_agree_that_is_told_and_nobody_is_called_most() -> None:
    lists = [moved(name, "东县") for name in ("甲镇", "乙镇", "丙镇")]
    (several, *_) = (duty for duty in lists[0].duties if len(duty.declared) > 2)
    for place, count in enumerate((1, 2)):
        fewer = replace(several, declared=several.declared[:count])
        lists[place] = with_duty(lists[place], fewer)
    common = common_duties(lists)
    found = [one for one in differences(common, lists) if one.kind == "departments"]
    assert [one.lists for one in found] == [("东县乙镇",), ("东县丙镇",)]
    called = {one.id: one.place.township for one in lists}
    assert all("多数" not in sentence(one, called) for one in found)
    assert sentence(found[0], called).startswith("乙镇的部门是“")
    assert "，别处是“" in sentence(found[0], called)
    standing = standings(common, found, len(lists))
    (about,) = {one.common.title for one in found}
    assert [how for one, how in zip(common, standing, strict=True) if one.title == about] == [
        "most"
    ]
