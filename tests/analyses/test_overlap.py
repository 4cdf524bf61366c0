"""Overlaps: the figure on the development half, and what must hold of any list."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from kg import grouping
from kg.analyses import _remnants, recalls
from kg.analyses.overlap import Pair, findings, rank, write_ranking
from kg.matters import thesaurus
from kg.model import Cell, Duty, DutyList, ListKind, Mention, Organization, Place, Span, Step
from kg.network import Network
from kg.parse import read_list
from kg.parse.marks import mark
from kg.similarity import ranking
from kg.similarity.acts import acts
from tests.gold import ablation, gravity, score, worth
from tests.variants import VARIANTS

FLOOR = json.loads((Path(score.__file__).with_name("floor.json")).read_text(encoding="utf-8"))[
    "overlap"
]
"""The figures that may not fall."""

BOILERPLATE = "负责执法检查、巡查、投诉、举报事项；开展立案登记审查；依法进行调查并作出行政处罚决定；完成执法文书归档工作。"


def duty(kind: ListKind, number: int, title: str, *texts: str) -> Duty:
    steps = tuple(
        Step(
            "superior", place, place, True, None, None, text, Span(number, "superior", 0, len(text))
        )
        for place, text in enumerate(texts, 1)
    )
    return Duty(kind, number, "类别", title, number, (Cell("title", title, number),), (), steps)


def network(duties: Sequence[Duty]) -> Network:
    place = Place("", "", "某县", "某乡")
    return Network([DutyList("list", "", place, "", "", "", "", (), tuple(duties))])


@pytest.fixture(scope="module")
def duties(real_list: Path) -> tuple[Duty, ...]:
    return read_list(real_list).list.duties


@pytest.fixture(scope="module")
def pairs(duties: tuple[Duty, ...]) -> list[Pair]:
    return rank(duties)


@pytest.fixture(scope="module")
def written(duties: tuple[Duty, ...], pairs: list[Pair]) -> str:
    file = io.StringIO()
    write_ranking(duties, pairs, file)
    return file.getvalue()


def test_the_figure_on_the_development_half_holds(written: str) -> None:
    found = score.score(score.read(written.splitlines()))
    assert (found.overlaps, found.pairs) == (94, 14087)
    assert found.precision >= FLOOR["average precision, at least"]
    assert found.recall[250] >= FLOOR["recall in the first 250, at least"]


def test_the_weights_are_those_that_a_fit_finds(duties: tuple[Duty, ...]) -> None:
    samples = ablation.Samples(duties)
    weights = ranking.WEIGHTS
    fitted = ablation.fit(samples.features, samples.overlap)
    assert fitted == pytest.approx(
        [weights.matter, weights.phrase, weights.lists, weights.base], rel=0.05
    )
    assert samples.over_duties(0) >= 0.82


def test_gravity_is_as_good_as_documented(duties: tuple[Duty, ...], written: str) -> None:
    """The figures that may not fall: on the half of the judged pairs that may be looked at."""
    one = network(duties)
    reported = [*findings(one), *recalls.findings(one)]
    codes = {entry.iri: entry.duty.code for entry in one.entries}
    grades = {
        (codes[f.duties[0]], codes[f.duties[-1]]): f.grade for f in reported if len(f.duties) == 2
    }
    found = gravity.score(score.read(written.splitlines()), grades)
    assert found.sharp >= FLOOR["sharp NDCG of the first 50, at least"]
    assert found.three >= FLOOR["precision of grade 3, at least"]
    assert found.two >= FLOOR["precision of grade 2 and above, at least"]
    assert found.grave >= FLOOR["grave pairs found at grade 3, at least"]
    assert found.never <= FLOOR["pairs at grade 3 that never may be, at most"]
    assert found.early <= FLOOR["such pairs among the first 25, at most"]


def test_the_parts_of_gravity_are_worth_what_is_documented(duties: tuple[Duty, ...]) -> None:
    """What the figures lose where a part is left out: ``python -m tests.gold.worth`` prints them all."""
    without = worth.variants()
    found = {}
    for name in ("all", "nothing apart", "no acts", "no links of the thesaurus"):
        with without[name]():
            found[name] = worth.judged(duties)
    whole = found.pop("all")
    for name, one in found.items():
        lost = FLOOR["lost without a part, at least"][name]
        assert whole.found.sharp - one.found.sharp >= lost["sharp NDCG of the first 50"], name
        assert whole.found.grave - one.found.grave >= lost["grave pairs found at grade 3"], name
        assert whole.ap - one.ap >= lost["average precision"], name


def test_what_is_shown_fits_a_meeting(duties: tuple[Duty, ...]) -> None:
    shown = [finding for finding in findings(network(duties)) if grouping.shown(finding)]
    assert len(shown) <= FLOOR["pairs shown, at most"]
    assert len({grouping.group(finding) for finding in shown}) <= FLOOR["groups shown, at most"]
    departments = {duty.key: set(duty.departments) for duty in duties}
    for finding in shown:
        one, other = (departments["/".join(iri.rsplit("/", 2)[1:])] for iri in finding.duties)
        assert one != other or not one


def test_punctuation_of_half_width_changes_no_pair(
    duties: tuple[Duty, ...], pairs: list[Pair], real_text: str, tmp_path: Path
) -> None:
    """A clause ends at , and ; as it ends at ， and ；."""
    path = VARIANTS["half width"].write(tmp_path / "list", real_text)
    found = {(pair.left, pair.right, pair.grade) for pair in rank(read_list(path).list.duties)}
    assert found == {(pair.left, pair.right, pair.grade) for pair in pairs}


def test_a_remnant_is_not_reported_again(duties: tuple[Duty, ...]) -> None:
    one = network(duties)
    remnants = {frozenset(finding.duties) for finding in recalls.findings(one)}
    assert remnants
    assert not remnants & {frozenset(finding.duties) for finding in findings(one)}


def test_every_pair_is_written_once_and_in_order(
    duties: tuple[Duty, ...], pairs: list[Pair], written: str
) -> None:
    rows = list(csv.DictReader(io.StringIO(written)))
    assert {(row["left"], row["right"]) for row in rows} == {
        (a.code, b.code) for a, b in combinations(duties, 2)
    }
    assert len(rows) == len(duties) * (len(duties) - 1) // 2
    ranked = [float(row["score"]) for row in rows][: len(pairs)]
    assert ranked == sorted(ranked, reverse=True)


def test_a_pair_says_why(duties: tuple[Duty, ...], pairs: list[Pair]) -> None:
    by_key = {duty.key: duty for duty in duties}
    matters = thesaurus().matters
    for pair in pairs:
        assert bool(pair.rule_zh) == bool(pair.rule_en) == bool(pair.grade)
        assert not pair.matter or pair.matter in matters
        for clause, key in zip(pair.clauses, (pair.left, pair.right), strict=bool(pair.clauses)):
            assert clause.duty == key
            (cell,) = (cell for cell in by_key[key].cells if cell.column == clause.span.column)
            assert cell.text[clause.span.start : clause.span.end].strip() == clause.text.strip()
            assert all(word in clause.text for word in clause.words)


def test_overlaps_of_high_grade_show_two_clauses_with_words_marked(pairs: list[Pair]) -> None:
    high = [pair for pair in pairs if pair.grade >= 2]
    assert all(len(pair.clauses) == 2 for pair in high)
    assert sum(all(clause.words for clause in pair.clauses) for pair in high) / len(high) > 0.95


def test_a_duplication_says_the_act_and_the_object(pairs: list[Pair]) -> None:
    matters = thesaurus().matters
    for pair in (pair for pair in pairs if pair.grade == 3):
        # said of both sides: the matter, or the wider one of which it is a part
        about = [matters[iri].zh for iri in thesaurus().path(pair.matter)]
        assert any(f"就“{name}”" in pair.rule_zh or f"做“{name}”" in pair.rule_zh for name in about)
        assert "疑似重复" in pair.rule_zh
        assert all(clause.words for clause in pair.clauses)


def test_no_marked_word_begins_or_ends_inside_a_word(pairs: list[Pair]) -> None:
    known, matters = acts(), thesaurus()
    for pair in (pair for pair in pairs if pair.grade):
        for clause in pair.clauses:
            words = [found.span() for found in known.pattern.finditer(clause.text)]
            named = {found.word for found in matters.matters_of(clause.text)}
            for word in {*clause.words} - named - known.by_word.keys():
                starts = [found.start() for found in re.finditer(re.escape(word), clause.text)]
                cut = [
                    any(a < at < b for a, b in words for at in (start, start + len(word)))
                    for start in starts
                ]
                assert not all(cut), (clause.text, word)


def test_a_shared_method_paragraph_links_nothing() -> None:
    titles = (
        "对擅自取水的处罚",
        "对燃放烟花爆竹的处罚",
        "对破坏公路路面的处罚",
        "对非法行医的处罚",
    )
    penalties = [
        duty("recalled", number, title, BOILERPLATE) for number, title in enumerate(titles, 1)
    ]
    assert all(pair.grade == 0 for pair in rank(penalties))


def test_a_recalled_duty_that_a_basic_one_still_orders_comes_first_and_is_a_remnant() -> None:
    duties = [
        duty("basic", 1, "负责医疗救助申请受理、审核工作"),
        duty("basic", 2, "负责医疗救助政策宣传工作"),
        duty("recalled", 1, "医疗救助待遇审批", "负责医疗救助待遇审批。"),
    ]
    marked = [replace(one, marks=mark(one.title, None, one.line, "title", 0)) for one in duties]
    first = rank(marked)[0]
    assert (first.left, first.right, first.grade) == ("basic/1", "recalled/1", 0)
    assert [
        finding.grade
        for finding in recalls.findings(network(marked))
        if "basic/1" in finding.duties[-1]
    ] == [3]


@pytest.mark.parametrize(
    ("kinds", "titles"),
    [
        (("recalled", "recalled"), ("对擅自取用地下水的处罚", "对破坏地下水取水工程的处罚")),
        (("basic", "recalled"), ("负责抢险救灾工作，开展应急救援", "对在抢险救灾中有功人员的奖励")),
        (
            ("basic", "basic"),
            (
                "加强妇联基层组织建设，维护妇女儿童合法权益",
                "加强工会基层组织建设，维护职工合法权益",
            ),
        ),
        (
            ("basic", "basic"),
            (
                "学习贯彻习近平新时代中国特色社会主义思想",
                "深化习近平新时代中国特色社会主义思想进万家",
            ),
        ),
    ],
)
def test_what_is_never_a_duplication(
    kinds: tuple[ListKind, ListKind], titles: tuple[str, str]
) -> None:
    found = rank(
        [duty(kind, n, title) for n, (kind, title) in enumerate(zip(kinds, titles, strict=True), 1)]
    )
    assert all(pair.grade < 2 for pair in found)


def test_two_items_of_one_department_are_its_own_affair() -> None:
    office = Mention(
        Organization("某县水利局", "某县", "水利局", "department"),
        "县水利局",
        "declared",
        "column",
        Span(1, "d", 0, 4),
    )
    others = replace(
        office,
        organization=replace(office.organization, name="某县应急管理局", function="应急管理局"),
    )
    one = duty("cooperative", 1, "防汛抗旱隐患排查工作", "县水利局组织防汛抗旱隐患排查。")
    other = duty("cooperative", 2, "汛期防汛抗旱巡查工作", "开展防汛抗旱巡查。")
    same = [replace(one, declared=(office,)), replace(other, declared=(office,))]
    apart = [replace(one, declared=(office,)), replace(other, declared=(others,))]
    assert [pair.grade for pair in rank(same)] == [1]
    assert "一家内部理顺" in rank(same)[0].rule_zh
    assert rank(apart)[0].grade > 1


def test_nothing_and_one_duty_have_no_pairs() -> None:
    assert rank([]) == []
    assert rank([duty("basic", 1, "消防")]) == []
    assert findings(Network([])) == []


def test_a_list_without_known_matters_is_ranked_by_its_words() -> None:
    found = rank(
        [
            duty("basic", 1, "甲乙丙丁戊"),
            duty("cooperative", 1, "己甲乙丙丁"),
            duty("cooperative", 2, "庚辛壬癸"),
        ]
    )
    assert [(pair.left, pair.right, pair.matter) for pair in found] == [
        ("basic/1", "cooperative/1", "")
    ]


def test_a_finding_outlives_a_renumbering(duties: tuple[Duty, ...]) -> None:
    moved = [replace(duty, number=(duty.number or 0) + 5) for duty in duties]
    before, after = findings(network(duties)), findings(network(moved))
    assert [finding.id for finding in before] == [finding.id for finding in after]
    assert len({finding.id for finding in before}) == len(before)
    assert {finding.grade for finding in before} == {1, 2, 3}
    assert all(
        finding.rule_zh and finding.kind == "overlap" and len(finding.duties) == 2
        for finding in before
    )


def test_duties_of_the_same_title_have_findings_of_their_own() -> None:
    same = [duty("basic", number, "负责医疗救助申请审核工作") for number in (1, 2, 3)]
    found = findings(network(same))
    assert len({finding.id for finding in found}) == len(found) == 3


def test_an_embedding_of_ones_own_is_weighed_too(duties: tuple[Duty, ...]) -> None:
    def letters(texts: Sequence[str]) -> list[list[float]]:
        return [[text.count(letter) + 0.1 for letter in "残疾农业消防工作"] for text in texts]

    some = duties[60:130]
    assert [pair.score for pair in rank(some, embed=letters)] != [pair.score for pair in rank(some)]
    assert rank(some, embed=letters) == rank(some, embed=letters)


def test_the_ranking_does_not_depend_on_the_hash_seed(real_list: Path) -> None:
    program = (
        "import sys; from kg.analyses.overlap import *; from kg.parse import read_list;"
        "d = read_list(sys.argv[1]).list.duties; print([(p.left, p.right, p.score, p.rule_zh, p.clauses) for p in rank(d)])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program, str(real_list)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1


def test_every_list_of_a_network_is_ranked_once(
    duties: tuple[Duty, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    class Counted(ranking.Ranking):
        def __init__(self, duties: Sequence[Duty]) -> None:
            made.append(len(duties))
            super().__init__(duties)

    monkeypatch.setattr(ranking, "Ranking", Counted)
    one = network(duties[:9]).lists[0]
    several = Network([replace(one, id=f"list{number}") for number in range(12)])
    first = findings(several)
    assert len({finding.duties for finding in first}) == len(first)
    assert [*_remnants.remnants(several)] == [*_remnants.remnants(several)]
    assert made == [9] * 12
