"""Which verdict holds for which finding: renumbered, in the next edition, in the page and on the command line alike."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg import findings as found
from kg import library
from kg.errors import ReadError
from kg.findings.holding import edition, given_on, judged
from kg.findings.merging import merged
from kg.findings.verdicts import reach
from kg.model import Clause, Finding, Span

PLACE = "清河县青石镇"
CASES = json.loads((Path(__file__).parent / "views" / "merging.json").read_text(encoding="utf-8"))


def one(id: str = "overlap-1", *texts: str) -> Finding:
    clauses = tuple(Clause("x/basic/1", text, Span(1, "title", 0, len(text))) for text in texts)
    return Finding(id, "overlap", 3, 1.0, "", "", ("x/basic/1", "x/basic/2"), (), clauses)


OLD = one("overlap-1", "养犬登记", "犬只免疫")
SAID = given_on(found.Verdict("settle", "商定", by="李"), OLD, PLACE, "2024-11")


def test_what_is_said_on_a_later_edition_needs_no_confirming_on_the_former() -> None:
    later = given_on(SAID, OLD, PLACE, "2025-07")
    [before] = judged([OLD], {OLD.id: later}, PLACE, "2024-11")
    [after] = judged([OLD], {OLD.id: SAID}, PLACE, "2025-07")
    assert (before.carried, before.pending) == ("2025-07", False)
    assert (after.carried, after.pending) == ("2024-11", True)
    assert found.signed(before) == "李，2025-07 版上的判断，文字相同"


def test_a_colleague_who_says_the_same_on_the_new_edition_confirms_it() -> None:
    """The word of two kept the former edition, and so was to be confirmed for ever."""
    confirming = given_on(
        found.Verdict("settle", by="王", when="2025-08-01"), OLD, PLACE, "2025-07"
    )
    kept, conflicts = merged({OLD.id: SAID}, {OLD.id: confirming})
    assert not conflicts
    assert (kept[OLD.id].by, kept[OLD.id].edition) == ("李、王", edition(PLACE, "2025-07"))
    again, _ = merged(kept, {OLD.id: replace(SAID, by="赵")})
    assert (again[OLD.id].by, again[OLD.id].edition) == ("李、王、赵", edition(PLACE, "2025-07"))


def test_a_file_of_a_place_leaves_what_is_kept_to_the_place_there(tmp_path: Path) -> None:
    """A page does not know that a verdict is kept to its place: its file gave it to every place."""
    mine, page = tmp_path / "v.toml", tmp_path / "page.toml"
    here, others = found.reach(OLD.id, PLACE), replace(SAID, verdict="lawful", by="王")
    found.write_verdicts(mine, {here: SAID, OLD.id: others})
    found.write_verdicts(page, {OLD.id: replace(SAID, note="改", when="2025-08-01")})
    library.adopt(page, mine)
    known = found.read_verdicts(mine)
    assert (known[here].note, known[OLD.id]) == ("改", others)
    taken_back = page.read_text(encoding="utf-8").replace('"settle"', '"none"')
    page.write_text(taken_back, encoding="utf-8")
    library.adopt(page, mine)
    assert found.read_verdicts(mine) == {OLD.id: others}


def holds(finding: Finding, place: str = PLACE, issued: str = "2025-07") -> tuple[str, str]:
    [after] = judged([finding], {OLD.id: SAID}, place, issued)
    return after.verdict, after.carried


def test_a_verdict_holds_on_its_own_edition_whatever_a_later_program_quotes() -> None:
    assert holds(OLD, issued="2024-11") == ("settle", "")
    assert holds(one("overlap-1", "养犬登记"), issued="2024-11") == ("settle", "")


def test_on_the_next_edition_it_holds_if_the_clauses_are_unchanged() -> None:
    assert holds(OLD) == ("settle", "2024-11")
    assert holds(one("overlap-2", "犬只免疫", "养犬 登记")) == ("settle", "2024-11")
    assert holds(one("overlap-1", "养犬登记", "犬只检疫")) == ("", "")
    assert holds(replace(OLD, id="remnant-1", kind="remnant")) == ("", "")


def test_words_that_stand_twice_are_known_by_name_only() -> None:
    twice = [replace(OLD, id="overlap-2"), replace(OLD, id="overlap-3")]
    assert [f.verdict for f in judged(twice, {OLD.id: SAID}, PLACE, "2025-07")] == ["", ""]


def test_it_reaches_other_places_as_before() -> None:
    assert holds(one("overlap-1", "别的文字"), "清河县柳沟乡") == ("settle", "")
    assert holds(one("overlap-2", "养犬登记", "犬只免疫"), "清河县柳沟乡") == ("", "")


def test_confirmed_on_the_new_edition_it_is_no_longer_taken_over() -> None:
    confirmed = given_on(SAID, OLD, PLACE, "2025-07")
    [after] = judged([OLD], {OLD.id: confirmed}, PLACE, "2025-07")
    assert (after.verdict, after.carried) == ("settle", "")


def test_file_keeps_edition_words_and_a_note_that_stands_alone(tmp_path: Path) -> None:
    file = tmp_path / "v.toml"
    verdicts = {OLD.id: SAID, "overlap-9": found.Verdict("", "先问水利局")}
    found.write_verdicts(file, verdicts)
    assert found.read_verdicts(file) == verdicts
    assert edition(PLACE, "2024-11") in file.read_text(encoding="utf-8")
    file.write_text('[[verdict]]\nfinding = "x"\nverdict = ""\n', encoding="utf-8")
    with pytest.raises(ReadError):
        found.read_verdicts(file)


def test_a_page_takes_a_verdict_back(tmp_path: Path) -> None:
    mine, page = tmp_path / "v.toml", tmp_path / "page.toml"
    found.write_verdicts(mine, {OLD.id: SAID})
    page.write_text(
        f'[[verdict]]\nfinding = "{OLD.id}"\nverdict = "none"\nnote = ""\n', encoding="utf-8"
    )
    assert found.read_verdicts(page) == {}
    assert library.adopt(page, mine) == 1
    assert found.read_verdicts(mine) == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_two_words_are_put_together_as_the_page_does(case: dict[str, dict[str, str]]) -> None:
    """The same cases are read by ``tests/views/js/verdicts.test.js``."""

    def verdict(said: dict[str, str] | None) -> found.Verdict | None:
        names = ("verdict", "note", "by", "when")
        word, note, by, when = (said.get(name, "") if said else "" for name in names)
        return found.Verdict(word, note, (), by, when) if said else None

    known, given = verdict(case["known"]), verdict(case["given"])
    kept, conflicts = merged({"x": known} if known else {}, {"x": given})
    assert kept.get("x") == verdict(case["said"])
    assert bool(conflicts) == bool(case.get("conflict"))


def test_only_the_verdicts_that_a_place_looks_at_concern_it() -> None:
    """One that names no place holds wherever the words stand, but not where the place has its own on them."""
    everywhere, own = found.Verdict("no"), found.Verdict("lawful")
    here, other = reach("overlap-1", PLACE), reach("overlap-1", "清河县大河乡")
    assert found.concerning({"overlap-1": everywhere}, ["overlap-1"], PLACE) == {
        "overlap-1": everywhere
    }
    assert found.concerning({"overlap-1": everywhere, other: own}, ["silent-1"], PLACE) == {}
    for verdicts in ({"overlap-1": everywhere, here: own}, {here: own}):
        assert found.concerning(verdicts, ["overlap-1"], PLACE) == {here: own}
        (said,) = judged([OLD], verdicts, PLACE, "2025-07")
        assert said.verdict == "lawful"
