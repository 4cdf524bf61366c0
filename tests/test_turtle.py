"""Flat Turtle is read as a whole parser reads it; anything more is refused, never half read."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal

from kg.resources import data_path
from kg.turtle import NotFlat, Triple, triples

HEAD = "@prefix e: <http://e/> .\n"


def test_the_thesaurus_is_what_rdflib_reads() -> None:
    text = (data_path() / "matters.ttl").read_text(encoding="utf-8")
    graph = Graph().parse(data=text, format="turtle")
    expected = {
        (str(s), str(p), str(o), (o.language or "") if isinstance(o, Literal) else None)
        for s, p, o in graph
    }
    assert {tuple(triple) for triple in triples(text)} == expected


def test_objects_and_predicates_may_share_a_subject() -> None:
    text = HEAD + "e:a a e:T ; e:b 'x' , \"y\"@zh-Hans ; # a remark\n e:c <http://d> .\n"
    assert list(triples(text)) == [
        Triple("http://e/a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://e/T", None),
        Triple("http://e/a", "http://e/b", "x", ""),
        Triple("http://e/a", "http://e/b", "y", "zh-Hans"),
        Triple("http://e/a", "http://e/c", "http://d", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "e:a e:b [ e:c e:d ] .", "e:a e:b ( 1 2 ) .", "e:a e:b 5 .", 'e:a e:b """long""" .', "e:a e:b",
        'e:a e:b "x"^^e:T .', "f:a e:b e:c .", "e:a e:b .", "e:a , e:b .", "e:a e:b e:c e:d .", 'e:a e:b "\\n" .',
    ],
)  # fmt: skip
def test_what_is_not_flat_is_refused(text: str) -> None:
    with pytest.raises(NotFlat):
        list(triples(HEAD + text))
