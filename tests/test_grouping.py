"""What is listed without being asked for, under what, and which findings say the same."""

from __future__ import annotations

from kg.findings import as_text
from kg.grouping import group, grouped, saying_the_same, shown
from kg.matters import MATTER
from kg.model import Clause, Finding, Span
from kg.rdf.iris import BASE

NAMES = {"overlap": ("职责重叠", "overlaps"), "silent": ("列名而不做", "silent")}


def overlap(
    one: int,
    other: int,
    grade: int,
    matter: str = "fire-safety",
    score: float = 0.9,
    who: str = "甲",
) -> Finding:
    iris = tuple(f"{BASE}list/a/cooperative/{number}" for number in (one, other))
    clauses = tuple(Clause(iri, f"排查{iri[-1]}", Span(1, "township", 0, 3)) for iri in iris)
    rule = f"两项都要求乡镇就“消防安全”排查；{who}；疑似重复"
    return Finding(
        f"f{one}-{other}", "overlap", grade, score, rule, rule, iris, (), clauses, MATTER + matter
    )


def test_neighbours_are_for_who_asks() -> None:
    assert [shown(overlap(1, 2, grade)) for grade in (1, 2, 3)] == [False, True, True]
    assert shown(Finding("s", "silent", 0, 1.0, "", "", ()))


def test_a_part_is_grouped_under_the_wider_matter() -> None:
    assert (
        group(overlap(1, 2, 3, "geological-disaster"))
        == group(overlap(1, 2, 3, "flood-drought"))
        == "防灾减灾救灾"
    )
    assert group(Finding("s", "silent", 0, 1.0, "", "", ())) is None


def test_groups_come_by_their_gravest_finding() -> None:
    found = [overlap(1, 2, 2), overlap(3, 4, 3, "marriage", 0.5), overlap(5, 6, 3, "marriage", 0.8)]
    names = [
        (name, [finding.id for _, finding in members])
        for name, members in grouped(("a", f) for f in found)
    ]
    assert [ids for _, ids in names] == [["f3-4", "f5-6"], ["f1-2"]]


def test_pairs_that_say_the_same_are_one_thing_to_settle() -> None:
    found = [overlap(1, 2, 3), overlap(1, 3, 3, who="乙"), overlap(2, 3, 2)]
    assert [[f.id for _, f in same] for same in saying_the_same(("a", f) for f in found)] == [
        ["f1-2", "f1-3"],
        ["f2-3"],
    ]
    text = as_text([("a", f) for f in found[:2]], NAMES)
    assert "  3 项都要求乡镇就“消防安全”排查；甲；乙；疑似重复\n" in text
    assert text.count("配合 1：") == 1


def test_what_is_not_listed_is_counted() -> None:
    found = [("a", overlap(1, 2, 3)), ("a", overlap(1, 3, 1)), ("a", overlap(1, 4, 1))]
    text = as_text(found, NAMES)
    assert "另有 2 对" in text
    assert "f1-3" not in text
    assert "f1-3" in as_text(found, NAMES, every=True)
    assert "另有" not in as_text(found, NAMES, every=True)
