"""不是同一件事: what a reader says of two duties taken for one matter, and who honours it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import findings, library
from kg.alignment import told
from kg.alignment.changes import changes
from kg.alignment.common import common_duties
from kg.alignment.paired import of_changes, of_common
from kg.alignment.texts import title
from kg.alignment.told import Told
from kg.cli import main
from kg.errors import AmbiguousName, ReadError, UnknownName
from kg.findings.merging import merged
from kg.library.paired import _pick
from kg.model import DutyList
from kg.outputs import start
from tests.test_build import TITLE, write
from tests.views import county as pages


def two(folder: Path) -> list[Path]:
    """Write two small lists of which one duty is in other words in each."""
    titles = {"东山街道": TITLE, "西山街道": f"{TITLE}相关工作"}
    return [write(folder, town, town=town, title=words) for town, words in titles.items()]


def homes(lists: tuple[DutyList, ...], said: Told) -> dict[str, set[int]]:
    """Return each title as it is compared → the common duties that it is in."""
    found: dict[str, set[int]] = {}
    places = {one.id: one.place for one in lists}
    for number, common in enumerate(common_duties(lists, said)):
        for id, duties in common.duties.items():
            for duty in duties:
                found.setdefault(title(duty, places[id]), set()).add(number)
    return found


def test_every_aligned_pair_can_be_set_apart() -> None:
    lists = pages.county()
    by_id = {one.id: one for one in lists}
    every = [*of_common(common_duties(lists), by_id)]
    sure = [one for one in every if not one.possible]
    assert len(sure) > 20
    before = homes(lists, told.NOTHING)
    for one in (sure[0], sure[-1]):
        texts = [title(duty, of.place) for of, duty in zip(one.lists, one.duties, strict=True)]
        assert before[texts[0]] & before[texts[1]]
        after = homes(lists, Told.of({one.name: told.APART}))
        assert not after[texts[0]] & after[texts[1]], texts
    # and all of them together: what is left shares nothing but its words
    apart = {one.name: told.APART for one in every}
    left = [*of_common(common_duties(lists, Told.of(apart)), by_id)]
    assert not {one.name for one in left} & apart.keys()


def test_what_is_said_to_be_the_same_leaves_no_doubt() -> None:
    lists = pages.county()
    by_id = {one.id: one for one in lists}
    doubtful = [one for one in of_common(common_duties(lists), by_id) if one.possible]
    assert doubtful
    one = doubtful[0]
    texts = [title(duty, of.place) for of, duty in zip(one.lists, one.duties, strict=True)]
    before, after = (homes(lists, said) for said in (told.NOTHING, Told.of({one.name: told.SAME})))
    assert not before[texts[0]] & before[texts[1]]
    assert after[texts[0]] & after[texts[1]]


def test_a_pair_of_editions_is_set_apart() -> None:
    old, new = pages.editions()[:2]
    every = [*of_changes(changes(old, new), old, new)]
    assert every
    apart = {one.name: told.APART for one in every}
    after = changes(old, new, Told.of(apart))
    assert not [*of_changes(after, old, new)]
    keys = [duty.key for change in after for duty in change.old]
    assert sorted(keys) == sorted(duty.key for duty in old.duties)  # still each once
    single = changes(old, new, Told.of({every[0].name: told.APART}))
    assert {one.name for one in of_changes(single, old, new)} >= apart.keys() - {every[0].name}


def test_the_library_lists_sets_and_takes_back(tmp_path: Path) -> None:
    file, lists = tmp_path / "verdicts.toml", two(tmp_path)
    every = library.pairs(*lists, verdicts=file)
    one = next(one for one in every if not one.possible)
    assert all(one.where)
    before = library.compare(*lists, verdicts=file)
    said = library.judge_pair(
        one.name, "apart", "两件事", lists=lists, by="张三", when="2026-11-27", verdicts=file
    )
    assert (said.verdict, said.by, said.titles) == ("apart", "张三", one.titles)
    after = library.compare(*lists, verdicts=file)
    assert len(after.common) > len(before.common)
    assert library.compare(*lists, verdicts=None).common == before.common
    listed = library.pairs(*lists, verdicts=file)
    assert (listed[0].name, listed[0].verdict, listed[0].note) == (one.name, "apart", "两件事")
    # it is taken back by its name alone, without any list at hand
    library.judge_pair(one.name, "none", verdicts=file)
    assert library.compare(*lists, verdicts=file).common == before.common
    with pytest.raises(UnknownName):
        library.judge_pair("pair-zz", "apart", lists=lists, verdicts=file)
    with pytest.raises(AmbiguousName):
        _pick([one, replace(one, name="pair-other")], "pair-")
    with pytest.raises(UnknownName):
        library.judge_pair(one.name, "lawful", lists=lists, verdicts=file)
    with pytest.raises(ReadError):
        library.judge_pair(one.name, "same", lists=lists, when="昨天", verdicts=file)


def test_diff_honours_the_file(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.toml"
    old, new = two(tmp_path)
    before = library.diff(old, new, verdicts=file)
    one = library.pairs(old, new, verdicts=file)[0]
    library.judge_pair(one.name, "apart", lists=[old, new], verdicts=file)
    after = library.diff(old, new, verdicts=file)
    assert after.counts()["removed"] == before.counts()["removed"] + 1
    assert after.counts()["added"] == before.counts()["added"] + 1


def test_the_command_does_what_the_library_does(tmp_path: Path) -> None:
    file, lists = tmp_path / "verdicts.toml", [*map(str, two(tmp_path))]
    of = [word for one in lists for word in ("--list", one)]
    with_file = ["--verdicts", str(file)]
    listing = ["verdict", "--pairs", *of, *with_file, "-f", "json"]
    rows = json.loads(CliRunner().invoke(main, listing).stdout)
    every = library.pairs(*lists, verdicts=file)
    assert [row["pair"] for row in rows] == [one.name for one in every]
    name = every[0].name
    judge = ["verdict", name, "apart", *of, "--by", "李四", *with_file]
    done = CliRunner().invoke(main, judge)
    assert done.exit_code == 0, done.output
    assert "不是同一件事" in done.output
    said = findings.read_verdicts(file)[name]
    assert (said.verdict, said.by, said.duties) == ("apart", "李四", every[0].titles)
    compare = ["compare", *lists, *with_file, "-f", "json"]
    clusters = json.loads(CliRunner().invoke(main, compare).stdout)["clusters"]
    assert len(clusters) == len(library.compare(*lists, verdicts=file).common)
    refused = CliRunner().invoke(main, ["verdict", name, "lawful", *with_file])
    assert refused.exit_code != 0
    back = CliRunner().invoke(main, ["verdict", name, "none", *with_file])
    assert back.exit_code == 0
    assert not findings.read_verdicts(file)


@pytest.mark.filterwarnings("ignore::kg.findings.verdicts.UnusedKey")
def test_a_file_keeps_findings_and_pairs_side_by_side(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.toml"
    name, other = told.pair("甲", "乙"), told.pair("甲", "丙")
    file.write_text(
        '# 我的\n[[verdict]]\nfinding = "silent-1"\nverdict = "no"\n\n'
        '[[pair]]\ntitles = ["甲", "乙"]\nverdict = "apart"\nmine = 1\n\n'
        '# 第二条\n[[verdict]]\nfinding = "silent-2"\nverdict = "settle"\n'
    )
    known = findings.read_verdicts(file)
    assert known[name].verdict == "apart"  # by hand, without its name: it goes by its titles
    known[other] = findings.Verdict("same", "", ("甲", "丙"), "张三", "2026-11-27")
    del known["silent-1"]
    findings.write_verdicts(file, known)
    text = file.read_text()
    assert findings.read_verdicts(file) == known
    assert "# 第二条" in text
    assert "mine = 1" in text
    assert [one["titles"] for one in tomllib.loads(text)["pair"]] == [["甲", "乙"], ["甲", "丙"]]
    del known[name]
    findings.write_verdicts(file, known)
    assert findings.read_verdicts(file) == known
    for wrong in ('titles = ["甲"]\nverdict = "apart"', 'titles = ["甲", "乙"]\nverdict = "no"'):
        file.write_text(f"[[pair]]\n{wrong}\n")
        with pytest.raises(ReadError):
            findings.read_verdicts(file)


def test_two_readers_who_differ_on_a_pair_are_told(tmp_path: Path) -> None:
    name = told.pair("甲", "乙")
    mine = {name: findings.Verdict("apart", "", ("甲", "乙"), "张三", "2026-11-26")}
    theirs = {name: findings.Verdict("same", "一回事", ("甲", "乙"), "李四", "2026-11-27")}
    kept, conflicts = merged(mine, theirs)
    assert kept == mine
    assert [one.name for one in conflicts] == [name]
    ours, given = tmp_path / "verdicts.toml", tmp_path / "theirs.toml"
    findings.write_verdicts(ours, mine)
    findings.write_verdicts(given, theirs)
    adopted = library.adopt(given, ours)
    assert "李四 2026-11-27 是同一件事" in adopted.text()
    assert findings.read_verdicts(ours) == mine


def test_a_build_honours_it_and_is_as_before_when_it_is_taken_back(
    tmp_path: Path,
) -> None:
    lists = two(tmp_path)
    file, folder = tmp_path / "verdicts.toml", tmp_path / "build"

    def built() -> tuple[bytes, int]:
        library.build(*lists, output=folder, verdicts=file, jobs=1)
        data = pages.data_of((folder / start.FILE).read_text())
        return (folder / start.FILE).read_bytes(), len(data["counties"][0]["comparison"]["rows"])

    first, rows = built()
    one = next(one for one in library.pairs(store=folder, verdicts=file) if not one.possible)
    library.judge_pair(one.name, "apart", store=folder, verdicts=file)
    second, more = built()
    assert more == rows + 1
    query = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?d duty:commonDuty ?c }"
    (row,) = library.open(folder).query(query).rows
    assert row[0] == more  # the graph says what the page says
    assert built()[0] == second  # nothing changed: taken over
    library.judge_pair(one.name, "none", verdicts=file)
    assert built()[0] == first


def test_a_pair_is_the_same_in_every_edition() -> None:
    lists = pages.county()
    by_id = {one.id: one for one in lists}
    some = {one.name for one in of_common(common_duties(lists), by_id)}
    fewer = {one.name for one in of_common(common_duties(lists[:4]), by_id)}
    assert fewer & some  # by words alone, whatever is compared beside
