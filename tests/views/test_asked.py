"""The search box: the page understands as ``kg query`` does, and its answers are those of ``kg query``, however narrowed."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kg import findings, rdf
from kg.asking import answers, query
from kg.asking.answers import Answers
from kg.asking.questions import bind, question, questions
from kg.asking.slots import SLOTS, Rule, aside, opened, rule
from kg.asking.suggest import answers as suggested
from kg.engines.embedded import Embedded
from kg.model import DutyList
from kg.names import load
from kg.names.everyday import everyday
from kg.outputs import One
from kg.pages import list_page
from kg.parse import read_list
from kg.rdf.iris import BASE, text_of
from kg.resources import data_path
from kg.table import Value
from kg.views.desk import Desk
from kg.views.list import asked
from kg.views.suggested import index

HERE = Path(__file__).parent
PHRASES = HERE.parent / "queries" / "plain_words.csv"
node = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
#: Of the values of a slot every so many-th is tried; all of them with --pages.
EVERY = {"department": 6, "category": 5, "matter": 45}


def run(what: str, given: dict[str, Any]) -> Any:
    """Return what the page's scripts make of some data."""
    done = subprocess.run(
        ["node", str(HERE / "js" / "asked.js"), what],
        input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def one(real_list: Path) -> One:
    parsed = read_list(real_list)
    return One(parsed, tuple(findings.of_list(parsed.list)), BASE)


@pytest.fixture(scope="module")
def answered(one: One) -> Answers:
    found = answers.of_data(one.data)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def page_file(one: One, answered: Answers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "图谱.html"
    path.write_bytes(list_page(one.parsed.list, one.findings, answers=answered))
    return path


# --- plain words ---


@node
def test_the_page_understands_plain_words_as_the_command_does() -> None:
    with PHRASES.open(encoding="utf-8") as file:
        phrases = [row["phrase"] for row in csv.DictReader(file)]
    phrases += [phrase for one in questions() for phrase in one.asked]
    phrases += [
        "no_lead",
        "7",
        "牵头",
        "reporting",
        "养狗",
        "遛狗谁管",
        "低保",
        "公安局",
        "Fire",
        "能不能不干",
        "天气",
        "",
        " ",
    ]
    phrases += [one.en for one in questions()]
    phrases += [word for every in everyday().values() for word in every]
    given = run("suggest", {"plain": index(), "phrases": phrases})
    wrong = {
        phrase: (page, suggested(phrase)[:3])
        for phrase, page in zip(phrases, given, strict=True)
        if tuple(page) != suggested(phrase)[:3]
    }
    assert not wrong


# --- answers ---


def test_every_slot_of_a_question_is_held_or_named_as_asked_apart() -> None:
    apart = [one.name for one in questions() if one.apart]
    assert apart == []
    for asked_for in questions():
        slots = {parameter.name for parameter in asked_for.parameters}
        assert slots <= {*SLOTS}, asked_for.name
        assert set(asked_for.counts) <= slots, asked_for.name
        assert set(asked_for.apart) <= slots, asked_for.name


def test_a_rule_is_read_from_the_question() -> None:
    assert rule(question("named_laws"), "department") == Rule("either", ("duty",))
    assert rule(question("shared_duties"), "department") == Rule("is", ("first", "second"))
    assert rule(question("portfolio"), "matter") == Rule("within", ("duty",))
    assert rule(question("load"), "matter") is None
    assert rule(question("same_object_different_power"), "matter") is None


def test_a_question_left_open_gives_the_parameter_and_groups_by_it() -> None:
    text = " ".join(opened(question("load"), "category").split())
    assert "SELECT ?category ?department (COUNT" in text
    assert "GROUP BY ?category ?department" in text
    assert "#VALUES" not in text
    assert "VALUES ?matter {" not in opened(question("matter"), "matter")


def test_a_question_asked_once_has_the_answers_for_every_value(county_build: Path) -> None:
    """Rows chosen by a thing that is no column are those that the question has for each value."""
    seen, rows = set(), 0
    for folder in ("latest", "store"):
        ask = Embedded(None, folder, folder=county_build / folder).written
        for one in questions():
            asides = {slot: aside(one, slot) for slot in SLOTS if rule(one, slot) is None}
            things = {slot: thing for slot, thing in asides.items() if thing is not None}
            whole, every = answers._by_thing(ask, things)
            if whole is not None:
                seen.add(one.name)
                asked_for = answers._answer(*ask(answers._declared(one.text)))
                assert _unordered(whole) == _unordered(asked_for)
            for slot, found in every.items():
                text = answers._declared(opened(one, slot))
                each = answers._by_value(slot, *ask(text))
                for answer in (found, each):
                    rows += sum(len(of_it.rows) for of_it in answer.values())
                assert _sorted(found) == _sorted(each), (one.name, slot)
    assert {"missing", "common_duties", "reworded", "same_object_different_power"} <= seen
    others = {"load", "changed_table", "same_act_same_object"}  # counts, merges, either of two
    assert seen.isdisjoint(others)
    assert rows > 500


def _sorted(every: Mapping[str, answers.Answer]) -> dict[str, list[list[str]]]:
    return {value: sorted(_unordered(answer)) for value, answer in every.items()}


def _unordered(answer: answers.Answer) -> list[list[str]]:
    """Return the rows with what each rests on; the duties of a cell are in no order."""
    found = []
    for row, rests in zip(answer.rows, answer.evidence, strict=True):
        cells = [" ".join(sorted((cell or "").strip('"').split(" "))) for cell in row]
        found.append([*cells, *rests])
    return found


class Values:
    """What the numbers of a page's answers mean: IRIs, texts, figures."""

    def __init__(self, duties: DutyList, part: Any) -> None:
        base = f"{part['base']}list/{duties.id}/"
        refs = [base + duty.key for duty in duties.duties]
        steps, texts = [], []
        for duty in duties.duties:
            for side, of_side in (
                ("superior", duty.superior_steps),
                ("township", duty.township_steps),
            ):
                steps += [f"{base}{duty.key}/{side}/{step.position}" for step in of_side]
                texts += [step.text for step in of_side]
        self.all: list[Value] = [*refs, *(duty.title for duty in duties.duties), *steps, *texts]
        self._part = part
        for atom in part["atoms"]:
            self.all.append(self._value(atom))

    def _value(self, atom: Any) -> Value:
        if not isinstance(atom, str):
            return atom  # type: ignore[no-any-return]
        letter, rest = atom[0], atom[1:]
        if letter == "n":
            return str(self._part["base"] + self._part["things"][int(rest)][2])
        if letter == "l":
            return " ".join(str(self.all[int(at)]) for at in rest.split())
        if letter == "j":
            return tuple(int(at) for at in rest.split())  # type: ignore[return-value]
        return rest

    def row(self, cells: list[int], names: dict[str, dict[str, str]]) -> list[Value]:
        return [self._told(self.all[cell], names) for cell in cells]

    def _told(self, value: Any, names: dict[str, dict[str, str]]) -> Value:
        if isinstance(value, tuple):
            return "、".join(names[str(self.all[at])]["zh"] for at in value)
        return value  # type: ignore[no-any-return]


@node
def test_narrowed_answers_are_those_of_the_question(one: One, answered: Answers) -> None:
    """Rows, their order and what they rest on: as the question gives them with its parameter."""
    assert compared(one, answered, EVERY) > 300


@node
@pytest.mark.far
@pytest.mark.parametrize("which", ["real", "hill-2025-12", "bridge-2025-12"])
def test_every_value_of_every_slot_gives_the_rows_of_the_question(
    which: str, one: One, answered: Answers
) -> None:
    """The sample above, whole, and on lists whose words are others."""
    if which == "real":
        assert compared(one, answered, dict.fromkeys(SLOTS, 1)) > 4000
        return
    parsed = read_list(data_path() / "examples" / "example-county" / which)
    other = One(parsed, tuple(findings.of_list(parsed.list)), BASE)
    found = answers.of_data(other.data)
    assert found is not None
    assert compared(other, found, dict.fromkeys(SLOTS, 1)) > 500


def compared(one: One, answered: Answers, every: Mapping[str, int]) -> int:
    """Compare the page's rows with the question's: of each slot every so many-th value; return how many answers."""
    import pyoxigraph

    store = pyoxigraph.Store()
    data = "\n".join([*one.lines, *rdf.thesaurus_lines()]).encode()
    store.bulk_load(input=data, format=pyoxigraph.RdfFormat.N_QUADS)
    asked_of = Embedded(store, "memory")
    desk = Desk(one.parsed.list, one.findings)
    part: Any = json.loads(json.dumps(asked.part(desk, answered)))
    values = Values(one.parsed.list, part)
    names: Any = answered.names
    tried = 0
    for given in run("narrow", {"answers": part, "plain": index(), "every": dict(every)}):
        name, slot = given["name"], given["slot"]
        if given["left"]:
            assert slot in question(name).apart
            continue
        terms = {slot: [f"<{values.all[given['value']]}>"]} if slot else {}
        table = query.run(asked_of, question(name), terms)
        at = [column.name for column in table.columns].index("evidence")
        expected = [[*row[:at], *row[at + 1 :]] for row in table.rows]
        rests = [{text_of(iri) for iri in str(row[at] or "").split()} - {""} for row in table.rows]
        where = f"{name} {terms}"
        assert [values.row(row["cells"], names) for row in given["rows"]] == expected, where
        assert [{values.all[cell] for cell in row["rests"]} for row in given["rows"]] == rests, (
            where
        )
        tried += 1
    return tried


def test_a_duty_is_once_in_a_portfolio_however_many_parts_of_the_matter_it_names(
    one: One, answered: Answers
) -> None:
    """A duty that names two parts of what is asked for was two rows."""
    import pyoxigraph

    store = pyoxigraph.Store()
    data = "\n".join([*one.lines, *rdf.thesaurus_lines()]).encode()
    store.bulk_load(input=data, format=pyoxigraph.RdfFormat.N_QUADS)
    wide = sorted(set(answered.wider.values()))
    for matter in wide[:12]:
        table = query.run(
            Embedded(store, "memory"), question("portfolio"), {"matter": [f"<{matter}>"]}
        )
        pairs = [(row[0], row[3]) for row in table.rows]
        assert len(pairs) == len(set(pairs)), matter


def test_the_answers_of_a_store_are_those_of_the_lines(answered: Answers, built: Path) -> None:
    from kg.graph.store import open_store

    found = answers.of_store(open_store(built))
    for mine, its in zip(answered.questions, found.questions, strict=True):
        assert [tuple(map(_plain, row)) for row in mine.whole.rows] == [
            tuple(map(_plain, row)) for row in its.whole.rows
        ], mine.question.name


def _plain(term: str | None) -> Value:
    return None if term is None else answers.decode(term)[0]


def test_without_a_store_the_page_is_made_without_answers(
    one: One, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyoxigraph", None)
    assert answers.of_data(one.data) is None
    assert asked.part(Desk(one.parsed.list), None) is None


def test_the_page_with_its_answers_is_small_and_the_same_each_time(
    one: One, answered: Answers, page_file: Path
) -> None:
    data = page_file.read_bytes()
    assert len(data) <= 1_000_000
    again = answers.of_data(one.data)
    assert list_page(one.parsed.list, one.findings, answers=again) == data


def test_a_parameter_is_filled_in_alike(one: One) -> None:
    text = bind(question("no_lead"), {"category": ["<http://a/b>"]})
    assert "VALUES ?category { <http://a/b> } ?duty duty:category ?category ." in text
    assert load().categories


# --- in the browser ---


@pytest.fixture
def page(browser: Browser, page_file: Path) -> Iterator[Page]:
    opened_page = browser.new_page(viewport={"width": 1366, "height": 768})
    failures: list[str] = []
    opened_page.on("pageerror", lambda error: failures.append(str(error)))
    opened_page.on(
        "console", lambda told: failures.append(told.text) if told.type == "error" else None
    )
    opened_page.goto(page_file.as_uri())
    yield opened_page
    assert not failures
    opened_page.close()


def test_the_box_answers_who_does_what(page: Page) -> None:
    page.locator("#find").fill("养狗")
    first = page.locator("#found [role=option]").first
    expect(first).to_contain_text("养犬管理")
    expect(page.locator("#preview")).to_contain_text("文明养犬管理工作")
    assert page.locator("#found .code").first.inner_text() == "配合 19"
    box = page.locator("#find")
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    count = int(first.locator(".n").inner_text().split()[0])
    page.keyboard.press("Enter")
    expect(page.locator("#sheet table.answer tbody tr")).to_have_count(count)
    assert "#/ask/matter?matter=" in page.url
    rows = page.evaluate("kgPage.rows()")
    assert len(rows) == count + 1
    page.go_back()
    expect(page.locator("#sheet table.answer")).to_have_count(0)


@pytest.mark.parametrize(
    ("word", "whose"),
    [
        ("公安", "公安局"), ("人社", "人力资源和社会保障局"), ("工信", "商务科技和工业信息化局"),
        ("科技", "商务科技和工业信息化局"), ("组织", "县委组织部"), ("教育", "县教育局"),
        ("环保", "生态环境保护"), ("城管", "市容市貌管理"),
    ],
)  # fmt: skip
def test_an_everyday_word_answers_who_does_what_at_once(page: Page, word: str, whose: str) -> None:
    """城管 stands in one step only, 工信 in the middle of a department's name."""
    page.locator("#find").fill(word)
    expect(page.locator("#found [role=option] b").first).to_contain_text(whose)
    expect(page.locator("#preview tbody tr").first).to_be_visible()


def test_what_is_typed_narrows_a_question_by_no_field_of_another_name(page: Page) -> None:
    """综合执法 of a department of farming is no 城管."""
    words = page.evaluate(
        """() => ['农业综合行政执法机构', '商务科技和工业信息化局', '县委组织部', '红十字会']
            .map(name => [...kgPage.asking().everydayOf(name).keys()])"""
    )
    assert "城管" not in words[0] and {"商务", "科技", "工信"} <= {*words[1]}
    assert "组织" in words[2] and words[3] == ["红十字会", "红会"]


def test_no_row_leaves_its_clause_unsaid(page: Page) -> None:
    """Where some rows have clauses beside them, a row whose clause stands in it says so; only a sum of no clause is blank."""
    blank = page.evaluate(
        """() => [...kgPage.asking().questions.values()].flatMap(one => {
            const answer = kgPage.asking().answer(one.name, {});
            kgPage.paper = true;  // every row at once
            const table = kgAnswerTable.table(kgPage.asking(), kgPage, answer);
            kgPage.paper = false;
            const cells = [...table.querySelectorAll('tbody tr')].map(row => row.querySelector('td.quotes'));
            return cells.map((cell, at) => [one.name, cell ? cell.textContent : null, answer.rows[at].rests.length])
                .filter(row => row[1] !== null);
        })"""
    )
    assert len(blank) > 500
    assert {name for name, text, rests in blank if not text and rests} == set()
    assert [text for _, text, _ in blank].count("见本行") > 100
    assert {name for name, text, _ in blank if not text} <= {"categories"}


def test_a_question_is_found_by_all_that_it_is_called(page: Page) -> None:
    """12 is a question, though a word of a matter (12345) begins with it; 报送 is of two titles, though a matter's words have it."""
    first = page.evaluate(
        """() => [...kgPage.asking().questions.values()].flatMap(one => [String(one.number), one.name, ...one.title]
            .map(word => [one.name, word, (kgPage.asking().asked(word).rows[0] || {question: {}}).question.name]))"""
    )
    assert len(first) > 100
    assert [row for row in first if row[0] != row[2]] == []
    page.locator("#find").fill("报送")
    expect(page.locator("#found")).to_contain_text("乡镇的报送步骤，报给谁")
    expect(page.locator("#found")).to_contain_text("应急值守和预警信息")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def test_slots_change_the_answer_and_the_query(page: Page) -> None:
    page.goto(page.url.partition("#")[0] + "#/ask/no_lead")
    whole = page.locator("#sheet tbody tr").count()
    page.get_by_label("哪一类别").select_option(index=2)
    some = page.locator("#sheet tbody tr").count()
    assert 0 < some < whole
    expect(page.locator("#count")).to_have_text(f"{some} 行")
    page.get_by_text("这是怎么问的").click()
    expect(page.locator(".how pre")).to_contain_text("VALUES ?category { <http")
    expect(page.locator(".how pre")).not_to_contain_text("#VALUES ?category")
    page.keyboard.press("Escape")


def test_what_the_page_does_not_hold_is_not_shown_as_if_it_did(page: Page) -> None:
    """Kinds of work are counted anew by department and by category, not by both at once."""
    start = page.url.partition("#")[0]
    page.goto(f"{start}#/ask/kinds_of_work")
    assert page.locator(".slot select").count() == 3
    names = "[kgPage.store.departments[0].name, kgPage.store.categories[0].name]"
    department, category = page.evaluate(names)
    page.goto(f"{start}#/ask/kinds_of_work?department={department}")
    assert page.locator("#sheet tbody tr").count() > 5
    page.goto(f"{start}#/ask/kinds_of_work?department={department}&category={category}")
    expect(page.locator("#sheet .warn")).to_contain_text(
        f"kg query kinds_of_work --department {department} --category {category}"
    )
    assert page.locator("#sheet tbody tr").count() == 0
    expect(page.locator("#count")).to_have_text("0 行")


def test_nothing_found_says_what_is_nearest_and_what_no_list_says(page: Page) -> None:
    page.locator("#find").fill("文明养大管")
    expect(page.locator("#found .none")).to_contain_text("相近的有")
    expect(page.locator("#found [role=option]").first).to_be_visible()
    page.locator("#find").fill("这件事乡里能不能拒绝")
    expect(page.locator("#found .none")).to_contain_text("清单没有写乡镇可否拒绝")
    page.keyboard.press("Escape")
    expect(page.locator("#hits")).to_be_hidden()


def test_letters_to_list_in_time_and_nothing_outside_the_window(page: Page) -> None:
    for width in (1366, 1093, 390):
        page.set_viewport_size({"width": width, "height": 768})
        page.locator("#find").fill("xfjy")
        expect(page.locator("#found")).to_contain_text("消防救援局")
        bounds = page.locator("#hits").bounding_box()
        assert bounds is not None
        assert bounds["x"] >= 0
        assert bounds["x"] + bounds["width"] <= width
        below = page.locator("#preview").bounding_box()
        found = page.locator("#found").bounding_box()
        assert below is not None
        assert found is not None
        assert (below["y"] >= found["y"] + found["height"] - 1) == (width < 1180)
        page.locator("#find").fill("")


def test_a_printed_answer_has_every_row_and_no_box(page: Page) -> None:
    page.goto(page.url.partition("#")[0] + "#/ask/time_limits")
    rows = page.locator("#sheet tbody tr").count()
    page.emulate_media(media="print")
    assert page.locator("#sheet tbody tr:visible").count() == rows
    expect(page.locator(".slot select").first).to_be_hidden()
    expect(page.locator("#hits")).to_be_hidden()
