"""The matters of several townships: who has which, in which tables, with which departments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from kg.alignment.matters import SharedMatter, shared_matters
from kg.matters import duties_by_matter, thesaurus
from kg.model import Duty, DutyList
from tests.views.county import county

FIRE = "消防安全"


def township(name: str, change: Callable[[Duty], Duty | None] = lambda duty: duty) -> DutyList:
    """Return a list as another township's, each duty of the matter changed or left out."""
    one = county()[0]
    (iri,) = (iri for iri, matter in thesaurus().matters.items() if matter.zh == FIRE)
    about = duties_by_matter(one)[iri]
    duties = [change(duty) if duty.key in about else duty for duty in one.duties]
    place = replace(one.place, township=name)
    kept = tuple(duty for duty in duties if duty is not None)
    return replace(one, id=name, place=place, duties=kept)


def found_in(lists: Sequence[DutyList]) -> SharedMatter:
    (fire,) = (one for one in shared_matters(lists) if one.matter.zh == FIRE)
    return fire


def called_otherwise(duty: Duty) -> Duty:
    """Return a duty whose departments have other names: the same bodies, called otherwise."""
    declared = []
    for mention in duty.declared:
        body = replace(mention.organization, name=f"旧{mention.organization.name}")
        declared.append(replace(mention, organization=body))
    return replace(duty, declared=tuple(declared))


def test_who_departs_from_most_is_told() -> None:
    found = found_in(
        [
            township("甲镇"),
            township("乙镇"),
            township("丙镇", lambda duty: None if duty.kind == "recalled" else duty),
            township("丁镇", lambda duty: replace(duty, declared=duty.declared[:1])),
            township("戊镇", lambda _: None),
        ]
    )
    assert {(one.kind, one.lists, one.ordinary) for one in found.departures} == {
        ("missing", ("戊镇",), False),
        ("table", ("丙镇",), False),
        ("departments", ("丁镇",), False),
    }
    assert [form.lists for form in found.forms] == [("甲镇", "乙镇"), ("丙镇",), ("丁镇",)]
    assert found.forms[0].tables == ("basic", "cooperative", "recalled")
    assert found.forms[1].tables == ("basic", "cooperative")
    assert found.standing == "most"


def test_the_same_bodies_by_other_names_are_alike() -> None:
    found = found_in([township("甲镇"), township("乙镇", called_otherwise)])
    assert (found.standing, len(found.forms), found.departures) == ("alike", 1, ())


def test_of_two_ways_as_common_that_of_the_first_list_is_the_usual() -> None:
    without = township("乙镇", lambda duty: None if duty.kind == "recalled" else duty)
    for lists in ([township("甲镇"), without], [without, township("甲镇")]):
        (one,) = found_in(lists).departures
        assert (one.kind, one.lists) == ("table", (lists[1].id,))


@pytest.mark.parametrize(("holders", "standing"), [(1, "few"), (2, "some"), (4, "most")])
def test_the_groups_go_by_the_share_of_townships(holders: int, standing: str) -> None:
    lists = [township(f"{at}镇") for at in range(holders)]
    lists += [township(f"{at}乡", lambda _: None) for at in range(5 - holders)]
    assert found_in(lists).standing == standing


def test_each_matter_has_the_duties_that_it_has_on_the_lists_pages() -> None:
    lists = county()
    shared = {one.matter.iri: one.duties for one in shared_matters(lists)}
    for one in lists:
        of_list = duties_by_matter(one)
        ours = {iri: duties[one.id] for iri, duties in shared.items() if one.id in duties}
        assert {iri: tuple(d.key for d in found) for iri, found in ours.items()} == of_list
