"""Plain words → questions: phrases that were written before the ways of asking were, the command's file, and the question itself."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg import library
from kg.asking import narrow, plain
from kg.asking.labels import labels_of
from kg.asking.plain import Matcher
from kg.asking.questions import question, questions
from kg.asking.suggest import answers
from kg.errors import ReadError, UnknownName
from kg.graph.store import open_store
from tests.conftest import Command

PHRASES = Path(__file__).parent / "plain_words.csv"
FIRST, THREE = 37 / 41, 40 / 41
"""The share of phrases that must be right at once, and among the first three."""


def rows() -> list[dict[str, str]]:
    with PHRASES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_phrases_of_plain_words_are_understood(tmp_path: Path, command: Command) -> None:
    """The command writes ``phrase,answer``; scored as its bar is."""
    written = tmp_path / "answers.csv"
    assert command("query", "--suggest", str(PHRASES), "-o", str(written)).exit_code == 0
    with written.open(encoding="utf-8-sig") as file:
        given = {row["phrase"]: row["answer"].split("|") for row in csv.DictReader(file)}
    wanted = {row["phrase"]: set(row["target"].split("|")) for row in rows()}
    assert list(given) == list(wanted)
    wrong = [phrase for phrase, right in wanted.items() if given[phrase][0] not in right]
    missed = [phrase for phrase, right in wanted.items() if not right & set(given[phrase][:3])]
    assert len(wrong) <= len(wanted) * (1 - FIRST), wrong
    assert len(missed) <= len(wanted) * (1 - THREE), missed


def test_no_phrase_of_the_test_is_a_way_of_asking() -> None:
    """What is tested must not be what is looked up."""
    known = {phrase for one in questions() for phrase in one.asked}
    assert not known & {row["phrase"] for row in rows()}


def test_every_question_has_ways_of_asking_that_lead_to_it() -> None:
    for one in questions():
        assert len(one.asked) >= 3, one.name
        assert len(set(one.asked)) == len(one.asked), one.name


def test_a_way_of_asking_belongs_to_one_question() -> None:
    every = [phrase for one in questions() for phrase in one.asked]
    assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize(
    ("phrase", "name"),
    [("谁没有牵头", "no_lead"), ("名收实不收", "remnants"), ("没写谁来干的步骤", "unassigned")],
)
def test_a_question_is_asked_in_plain_words(phrase: str, name: str) -> None:
    assert question(phrase).name == name


@pytest.mark.parametrize("phrase", ["今天天气真好", "这件事乡里能不能拒绝", "编制几个人"])
def test_what_no_list_says_is_said_so(phrase: str) -> None:
    with pytest.raises(UnknownName):
        question(phrase)
    assert answers(phrase)[0] == "none"


@pytest.mark.parametrize(
    ("phrase", "word"),
    [("养狗谁管", "养狗"), ("公安局", "公安局"), ("平安法治", "平安法治"), ("秸秆", "秸秆")],
)
def test_a_word_of_the_lists_is_looked_up(phrase: str, word: str) -> None:
    assert f"search:{word}" in answers(phrase)[:3]
    assert answers(phrase)[0] == f"search:{word}"


#: Everyday words → what the department's name ends with in the real list.
EVERYDAY = {
    "公安": "公安局", "民政": "民政局", "人社": "人力资源和社会保障局", "住建": "住房和城乡建设局", "卫健": "卫生健康委员会",
    "市监": "市场监督管理局", "教育": "教育局", "农业": "农业农村局", "司法": "司法局", "水利": "水利局", "交通": "交通运输局",
    "林草": "林业和草原局", "组织": "委组织部", "政法": "政法委", "编办": "县委编办", "发改": "发展和改革委员会", "税务": "税务局",
}  # fmt: skip


@pytest.mark.parametrize(("word", "name"), EVERYDAY.items())
def test_an_everyday_word_of_a_department_is_the_department(
    built: Path, word: str, name: str
) -> None:
    """Alone, or where it is asked who does what; the command, the menu and ``--department`` agree."""
    assert answers(word)[:2] == (f"search:{word}", "portfolio")
    assert answers(f"{word}归谁管")[0] == f"search:{word}"
    store = open_store(built)
    told = library.open(built).query(word)
    (whose,) = {str(row["department"]) for row in told}
    assert whose.endswith(name)
    terms = {term.strip("<>") for term in narrow.department(store, word)}
    assert {label.endswith(name) for label in labels_of(store, terms).values()} == {True}


@pytest.mark.parametrize("word", ["消防", "应急", "环保", "城管", "财政", "养狗"])
def test_an_everyday_word_of_a_matter_says_who_does_what(built: Path, word: str) -> None:
    assert answers(word)[:2] == (f"search:{word}", "matter")
    assert len(library.open(built).query(word))


def test_an_everyday_word_inside_a_phrase_means_nothing_by_itself() -> None:
    """组织 is what many do; only alone is it a department."""
    assert "search:组织" not in answers("组织培训的步骤有哪些")
    assert answers("宣传类的工作占多少")[0] == "kinds_of_work"


def test_a_word_that_no_list_has_is_refused_by_its_name(built: Path) -> None:
    with pytest.raises(UnknownName, match="供销"):
        library.open(built).query("供销")


@pytest.mark.parametrize("phrase", ["", " ", "？？", "的", "x" * 5000, "牵头" * 500])
def test_odd_phrases_have_an_answer(phrase: str) -> None:
    assert answers(phrase)


def test_words_of_one_sense_are_near() -> None:
    """挑头 and 牵头 share one letter of two; the lexicon makes them one."""
    assert plain.groups("没人挑头") == plain.groups("没有牵头")
    ranked = Matcher({"lead": ["没有牵头"], "report": ["报给谁"]}).ranked("没人挑头")
    assert [name for name, _ in ranked] == ["lead", "report"]
    assert ranked[0][1] > 0.99 and ranked[1][1] < 0.01


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, command: Command) -> None:
    result = command("query", "--suggest", str(tmp_path / "no.csv"))
    assert result.exit_code == 1
    assert "no.csv" in result.stderr and "Traceback" not in result.stderr
    with pytest.raises(ReadError):
        library.suggest(tmp_path / "no.csv")


def test_phrases_may_be_given_one_by_one() -> None:
    assert [row["phrase"] for row in library.suggest(["谁没有牵头", "养狗谁管"])] == [
        "谁没有牵头",
        "养狗谁管",
    ]
