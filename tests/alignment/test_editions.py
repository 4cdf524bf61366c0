"""What changed between editions, and what a county's lists have in common, against lists of known truth."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from kg.alignment import likeness
from kg.alignment.changes import Change, changes
from kg.alignment.common import CommonDuty, common_duties
from kg.alignment.differences import Difference, differences
from kg.model import Duty, DutyList
from kg.parse import read_list

EDITIONS = Path(__file__).resolve().parent.parent / "editions"
Pair: TypeAlias = tuple[str | None, str | None]


def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EDITIONS / name / "truth.json").read_text(encoding="utf-8"))
    return found


def f1(wanted: set[Any], got: set[Any]) -> float:
    hit = len(wanted & got)
    return 2 * hit / (len(wanted) + len(got)) if wanted or got else 1.0


def pairs(one: Iterable[str], other: Iterable[str]) -> list[Pair]:
    olds: list[str | None] = [*one] or [None]
    news: list[str | None] = [*other] or [None]
    return [(a, b) for a in olds for b in news]


def kinds_of(
    found: Iterable[tuple[Iterable[str], Iterable[str], Iterable[str]]],
) -> dict[Pair, set[str]]:
    return {
        pair: set(kinds) - {"typography"} for old, new, kinds in found for pair in pairs(old, new)
    }


@pytest.fixture(scope="module", params=["dev-1", "dev-2", "renumbered"])
def edition(
    request: pytest.FixtureRequest, real_list: Path
) -> tuple[dict[Pair, set[str]], tuple[Change, ...]]:
    wanted = kinds_of((c["old"], c["new"], c["kinds"]) for c in truth(request.param)["changes"])
    return wanted, changes(read_list(real_list).list, read_list(EDITIONS / request.param).list)


def ours(found: Iterable[Change]) -> dict[Pair, set[str]]:
    return kinds_of(([d.key for d in c.old], [d.key for d in c.new], c.kinds) for c in found)


def test_every_duty_is_in_one_change(
    edition: tuple[dict[Pair, set[str]], tuple[Change, ...]],
) -> None:
    for side in ("old", "new"):
        keys = [duty.key for change in edition[1] for duty in getattr(change, side)]
        assert len(keys) == len(set(keys)) > 200


def test_links(edition: tuple[dict[Pair, set[str]], tuple[Change, ...]]) -> None:
    wanted, got = ({p for p in found if None not in p} for found in (edition[0], ours(edition[1])))
    assert f1(wanted, got) >= 0.98


def test_kinds(edition: tuple[dict[Pair, set[str]], tuple[Change, ...]]) -> None:
    told = [
        {(pair, kind) for pair, kinds in found.items() for kind in kinds}
        for found in (edition[0], ours(edition[1]))
    ]
    assert f1(*told) >= 0.95


def test_what_is_unchanged_is_called_so(
    edition: tuple[dict[Pair, set[str]], tuple[Change, ...]],
) -> None:
    got = ours(edition[1])
    quiet = [pair for pair, kinds in edition[0].items() if not kinds]
    false = [pair for pair in quiet if got.get(pair, {"?"})]
    assert len(false) <= 0.02 * len(quiet)


def test_a_list_that_is_only_renumbered_is_unchanged(real_list: Path) -> None:
    found = changes(read_list(real_list).list, read_list(EDITIONS / "renumbered").list)
    assert [c for c in found if c.kinds] == []


def test_backwards_mirrors_forwards(real_list: Path) -> None:
    old, new = read_list(real_list).list, read_list(EDITIONS / "dev-1").list
    there = {p for p in ours(changes(old, new)) if None not in p}
    back = {(b, a) for a, b in ours(changes(new, old)) if a and b}
    assert f1(there, back) >= 0.99


@pytest.fixture(scope="module")
def county() -> tuple[list[DutyList], tuple[CommonDuty, ...]]:
    lists = [
        read_list(EDITIONS / "county-dev" / name).list for name in truth("county-dev")["lists"]
    ]
    return lists, common_duties(lists)


def together(clusters: Iterable[dict[str, Any]]) -> tuple[set[Any], set[Any]]:
    """Return pairs of duties of different lists, and those that a merged duty puts beside each other by chance."""
    found: set[Any] = set()
    ignored: set[Any] = set()
    for cluster in clusters:
        members = [
            (place, key)
            for place, keys in sorted(cluster["members"].items())
            for key in sorted(keys)
        ]
        matters = cluster.get("matters")
        for a, b in combinations(members, 2):
            if a[0] != b[0]:
                apart = matters and not set(matters[a[0]][a[1]]) & set(matters[b[0]][b[1]])
                (ignored if apart else found).add((a, b))
    return found, ignored


def test_common_duties(county: tuple[list[DutyList], tuple[CommonDuty, ...]]) -> None:
    wanted, ignored = together(truth("county-dev")["clusters"])
    got = together([{"members": c.members} for c in county[1]])[0] - ignored
    assert f1(wanted, got) >= 0.99


def test_every_duty_of_every_list_is_common_once(
    county: tuple[list[DutyList], tuple[CommonDuty, ...]],
) -> None:
    lists, common = county
    keys = [(id, key) for c in common for id, found in c.members.items() for key in found]
    assert sorted(keys) == sorted((one.id, duty.key) for one in lists for duty in one.duties)


def facts(
    found: Iterable[Difference], number: dict[tuple[str, str], int]
) -> set[tuple[str, int, str]]:
    told: set[tuple[str, int, str]] = set()
    for one in found:
        first = next(
            (number[id, key] for id, keys in one.common.members.items() for key in keys), -1
        )
        told |= {(one.kind, first, id) for id in one.lists}
    return told


def test_differences_that_an_official_should_be_told(
    county: tuple[list[DutyList], tuple[CommonDuty, ...]],
) -> None:
    lists, common = county
    known = truth("county-dev")
    number = {
        (id, key): n
        for n, c in enumerate(known["clusters"])
        for id, keys in c["members"].items()
        for key in keys
    }
    every = [d for d in known["differences"] if d["cluster"] is not None]
    wanted = {
        (d["kind"], d["cluster"], id)
        for d in every
        for id in d["townships"]
        if not d.get("ordinary")
    }
    true = {(d["kind"], d["cluster"], id) for d in every for id in d["townships"]}
    told = facts(
        (d for d in differences(common, lists) if d.kind not in {"wording", "category", "names"}),
        number,
    )
    assert len(wanted & told) >= 0.95 * len(wanted)
    assert len(told - true) <= 0.05 * len(told)


def test_a_short_duty_that_a_long_title_takes_up_is_merged(real_list: Path) -> None:
    old = read_list(real_list).list
    whole, part = (
        next(d for d in old.duties if d.key == key) for key in ("basic/105", "basic/100")
    )
    assert len(part.title) < 0.2 * len(whole.title)
    title = f"{whole.title}，{part.title}"
    new = [replace(d, title=title) if d is whole else d for d in old.duties if d is not part]
    found = changes(old, replace(old, duties=tuple(new)))
    told = [c for c in found if c.kinds]
    assert [([d.key for d in c.old], c.kinds) for c in told] == [
        (["basic/100", "basic/105"], ("merged",))
    ]


def test_texts_are_compared_once_however_many_lists_have_them(
    real_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand lists of few texts cost what the texts cost: one profile a distinct text."""
    real = read_list(real_list).list
    made = Counter[str]()
    profile = likeness._profile

    def counted(duty: Duty, text: str, *vectors: Any) -> Any:
        made[text] += 1
        return profile(duty, text, *vectors)

    monkeypatch.setattr(likeness, "_profile", counted)
    lists = [
        replace(real, id=str(n), place=replace(real.place, township=f"第{n}镇")) for n in range(9)
    ]
    common = common_duties(lists)
    assert set(made.values()) == {1}
    assert [len(one.members) for one in common] == [9] * len(real.duties)
    assert [one.members["0"] for one in common] == [(d.key,) for d in real.duties]  # as printed
