"""Findings in the graph and back, verdicts that outlive a build, and the commands for both."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from kg import build as job
from kg import findings as found
from kg.errors import ReadError, UnknownName
from kg.findings.verdicts import UnusedKey
from kg.graph.store import Embedded, open_store
from kg.grouping import tallies
from kg.model import Finding
from kg.parse import Parsed
from kg.rdf.findings import finding_lines
from kg.rdf.iris import BASE
from kg.words import section
from tests.conftest import Command


@pytest.fixture(scope="module")
def findings(real_parsed: Parsed) -> tuple[Finding, ...]:
    return found.of_list(real_parsed.list)


def as_stored(finding: Finding) -> Finding:
    """Return a finding as the graph keeps it: sets have no order."""
    clauses = tuple(
        replace(clause, words=tuple(sorted(set(clause.words)))) for clause in finding.clauses
    )
    return replace(
        finding, duties=tuple(sorted(finding.duties)), departments=tuple(sorted(finding.departments)),
        score=round(finding.score, 4), clauses=clauses,
    )  # fmt: skip


def test_there_and_back(findings: tuple[Finding, ...], built: Path) -> None:
    read = found.read(open_store(built))
    assert {f.id: as_stored(f) for f in read} == {f.id: as_stored(f) for f in findings}


def test_the_store_lists_the_gravest_first(built: Path) -> None:
    graded = [
        finding.grade for finding in found.read(open_store(built)) if finding.kind == "overlap"
    ]
    assert graded == sorted(graded, reverse=True)


def test_findings_are_in_a_graph_of_their_own(built: Path, findings: tuple[Finding, ...]) -> None:
    rows = open_store(built).select(
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?f a <https://w3id.org/duties#Finding> } } GROUP BY ?g"
    ).rows  # fmt: skip
    assert [(g[0], int(n[0])) for g, n in rows if g and n] == [
        (f"{BASE}list/kanerzi-2025-07/findings", len(findings))
    ]


def test_a_verdict_and_odd_texts_there_and_back(
    real_parsed: Parsed, findings: tuple[Finding, ...]
) -> None:
    odd = replace(
        findings[0],
        verdict="settle",
        note='说 "应当"\\理顺\n第二行',
        by="张三",
        when="2026-11-05",
        departments=(),
    )
    store = pyoxigraph.Store()
    lines = finding_lines(real_parsed.list, [odd], base=BASE)
    names = f"<{BASE}list/kanerzi-2025-07>"
    graph = f'{names} <http://purl.org/dc/terms/identifier> "kanerzi-2025-07" {names} .\n'
    graph += f"{names} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/duties#DutyList> {names} .\n"
    store.bulk_load(("".join(lines) + graph).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    (read,) = found.read(Embedded(store, "memory"))
    assert (read.verdict, read.note, read.departments) == (odd.verdict, odd.note, ())
    assert (read.by, read.when) == (odd.by, odd.when)


def test_names_outlive_renumbering(real_parsed: Parsed, findings: tuple[Finding, ...]) -> None:
    moved = replace(
        real_parsed.list,
        duties=tuple(
            replace(duty, number=(duty.number or 0) + 5) for duty in real_parsed.list.duties
        ),
    )
    assert {finding.id for finding in found.of_list(moved)} == {finding.id for finding in findings}


def test_a_verdict_is_put_on_the_finding(
    real_parsed: Parsed, findings: tuple[Finding, ...]
) -> None:
    wrong = next(finding for finding in findings if finding.kind == "undeclared")
    judged = found.of_list(real_parsed.list, {wrong.id: found.Verdict("no", "做了")})
    (one,) = [finding for finding in judged if finding.id == wrong.id]
    assert (one.verdict, one.note) == ("no", "做了")
    assert tallies(judged)["undeclared"].count == tallies(findings)["undeclared"].count - 1


def test_every_kind_has_a_name(findings: tuple[Finding, ...]) -> None:
    # no limit of the real list runs from something, so none lacks a start
    of_lists = {kind for kind in found.kinds() if not kind.startswith("place_")}
    assert {finding.kind for finding in findings} | {"no_start"} == of_lists


# --- the verdict file -------------------------------------------------------------------------------------------


def test_written_and_read(tmp_path: Path) -> None:
    verdicts = {
        "overlap-2": found.Verdict("settle", '说 "应当"\\\n\x7f\t第二行', ("基本 1", "配合 2")),
        "overlap-1": found.Verdict("no"),
    }
    found.write_verdicts(tmp_path / "v.toml", verdicts)
    assert found.read_verdicts(tmp_path / "v.toml") == verdicts
    text = (tmp_path / "v.toml").read_text(encoding="utf-8")
    assert text.index("overlap-1") < text.index("overlap-2")


def test_what_a_page_saves_is_read(tmp_path: Path) -> None:
    page = 'list = "甲"\n\n[[verdict]]\nfinding = "gap-1"\nverdict = "lawful"\nnote = "\\u0009"\nduties = ["C42", "B1"]\n'
    (tmp_path / "page.toml").write_text(page, encoding="utf-8")
    assert found.read_verdicts(tmp_path / "page.toml") == {
        "gap-1": found.Verdict("lawful", "\t", ("C42", "B1"))
    }


MINE = """\
# 我的判断，请勿改动顺序
by = "我"

[[verdict]]
# 问过司法所
finding = "silent-2"   # 甲
verdict = "no"
note = '''两行
# 不是注释'''
duties = ["配合 5"]
seen = 2025-07-01

# 下一条待议
[[verdict]]
finding = "silent-1"
verdict = "lawful"

# 结尾
"""


@pytest.mark.filterwarnings("ignore::kg.findings.verdicts.UnusedKey")
def test_what_the_reader_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "v.toml"
    path.write_text(MINE, encoding="utf-8")
    known = found.read_verdicts(path)
    found.write_verdicts(path, known)
    assert path.read_text(encoding="utf-8") == MINE
    found.write_verdicts(path, {**known, "silent-1": found.Verdict("settle", "待议", ("配合 6",))})
    changed = path.read_text(encoding="utf-8")
    assert [line for line in MINE.splitlines() if line not in changed] == ['verdict = "lawful"']
    found.write_verdicts(path, {**known, "a-0": found.Verdict("no")})
    assert path.read_text(encoding="utf-8").startswith(MINE.rstrip())
    assert found.read_verdicts(path) == {**known, "a-0": found.Verdict("no")}
    path.write_text(MINE, encoding="utf-8")
    found.write_verdicts(path, {"silent-1": known["silent-1"]})
    left = path.read_text(encoding="utf-8")
    assert "silent-2" not in left
    assert [
        line for line in ("# 我的判断，请勿改动顺序", "# 下一条待议", "# 结尾") if line not in left
    ] == []


BEFORE = '[[verdict]]\nfinding = "a"\nverdict = "no"\n'
AFTER = '# of b\n[[verdict]]\nfinding = "b"\nverdict = "lawful" # 条例\n# end'
SHAPES = {
    "between the keys": BEFORE.replace("\n", " # 1\n# 2\n") + "duties = [ # 3\n # 4\n]\n" + AFTER,
    "other tables": f"[mine]\nk = 1 # 1\n\n{BEFORE}\n[[other]]\nk = 2 # 2\n\n{AFTER}",
    "inner tables": f"# 1\n{BEFORE}extra.k = 1 # 2\n[verdict.inner] # 3\nk = 2 # 4\n\n{AFTER}",
    "quoted names": BEFORE.replace("verdict", '"verdict"') + AFTER,
    "in one array": '# 1\nverdict = [ # 2\n {finding = "a", verdict = "no"}, # 3\n'
    ' {finding = "b", verdict = "lawful"} # 4\n] # 5\n# 6',
    "like a table in a text": BEFORE + 'note = """\n[[verdict]]\n"""\n# 1\n' + AFTER,
    "written by Notepad": ("\ufeff# 1\n" + BEFORE + AFTER).replace("\n", "\r\n"),
}
"""Files as people may write them, with findings a and b and numbered comments."""


@pytest.mark.filterwarnings("ignore::kg.findings.verdicts.UnusedKey")
@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("left", ["ab", "a", "b", "", "abc", "bc"])
def test_no_comment_is_lost_whatever_the_shape(tmp_path: Path, text: str, left: str) -> None:
    path = tmp_path / "v.toml"
    path.write_bytes(text.encode())
    known = found.read_verdicts(path)
    assert set(known) == {"a", "b"}
    changed = {**known, "b": found.Verdict("settle", "待议"), "c": found.Verdict("no")}
    wanted = {name: changed[name] for name in left}
    found.write_verdicts(path, wanted)
    assert found.read_verdicts(path) == wanted
    written = path.read_bytes().decode()
    comments = re.findall("#[^\r\n]*", text)
    assert [one for one in comments if one.rstrip() not in written] == []
    assert ("k = 2" in written) == ("k = 2" in text and ("[[other]]" in text or "a" in left))
    assert written.startswith("\ufeff") == text.startswith("\ufeff")
    assert ("\r\n" in text) == ("\r\n" in written)
    assert not ("\r\n" in text and re.search("(?<!\r)\n", written))


@pytest.mark.parametrize(
    "text",
    [
        "duties = 1",
        '[[verdit]]\nfinding = "a"',
        '[[verdict]]\nfinding = "a"\nverdict = "no"\nNote = "x"',
        '[[pair]]\ntitles = ["甲", "乙"]\nverdict = "apart"\nfinding = "a"',
    ],
)
def test_a_name_that_nothing_reads_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "v.toml").write_text(text, encoding="utf-8")
    with pytest.warns(UnusedKey, match=r"v\.toml: 不认识 (duties|verdit|Note|finding)，"):
        found.read_verdicts(tmp_path / "v.toml")


@pytest.mark.filterwarnings("ignore::kg.findings.verdicts.UnusedKey")
@pytest.mark.parametrize(
    "text",
    ['verdict = [{finding = "a", verdict = "no"}] # 一行\n', "", "\ufeff# 只有注释\r\n", "x = 1"],
)
def test_other_shapes_are_written_too(tmp_path: Path, text: str) -> None:
    path = tmp_path / "v.toml"
    path.write_bytes(text.encode())
    verdicts = {
        **found.read_verdicts(path),
        "b": found.Verdict("settle", "\x00\x7f\ud800", ("\u2028",)),
    }
    found.write_verdicts(path, verdicts)
    assert found.read_verdicts(path)["b"] == found.Verdict("settle", "\x00\x7f?", ("\u2028",))
    found.write_verdicts(path, {})
    assert found.read_verdicts(path) == {}


@pytest.mark.filterwarnings("ignore::kg.findings.verdicts.UnusedKey")
@pytest.mark.parametrize("seed", range(3))
def test_any_verdict_file_is_read_or_one_line(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    pieces = (
        "[[verdict]]", "[verdict]", "verdict = ", "finding = ", "note = ", "duties = ", '"no"', '"a-1"', "1", "[]", '["配合 1"]',
        "{}", "true", "[[1]]", "[" * 5000, "nan", "2025-07-01", "#", "\n", '"""', "\x00", "\r", "= =", '["a", 1]', "\ufeff",
    )  # fmt: skip
    path = tmp_path / "v.toml"
    lines = set()
    for _ in range(400):
        rows = (
            "".join(chance.choices(pieces, k=chance.randint(1, 3)))
            for _ in range(chance.randint(1, 5))
        )
        path.write_text("\n".join(rows), encoding="utf-8")
        try:
            found.read_verdicts(path)
        except ReadError as error:
            lines.add(error.line)
    assert len(lines) > 5
    assert all("\n" not in line and len(line) < 2000 for line in lines)


def test_no_file_no_verdicts(tmp_path: Path) -> None:
    assert found.read_verdicts(tmp_path / "none.toml") == found.read_verdicts(None) == {}


@pytest.mark.parametrize(
    "text",
    [
        "[[verdict]",
        "verdict = 1",
        '[[verdict]]\nfinding = "a"\nverdict = "maybe"',
        '[[verdict]]\nverdict = "no"',
        '[[verdict]]\nfinding = "a"\nverdict = "no"\nduties = 1',
        '[[verdict]]\nfinding = "a"\nverdict = "no"\nduties = [1]',
        '[[verdict]]\nfinding = "a"\nverdict = "no"\nduties = "C1"',
        '[[verdict]]\nfinding = "a"\nverdict = "no"\nnote = 1',
        '[[verdict]]\nfinding = "a"\nverdict = "no"\nby = 1',
        '[[verdict]]\nfinding = "a"\nverdict = "no"\nwhen = "last week"',
        '[[verdict]]\nfinding = "a"\nverdict = "no"\nwhen = "20261105"',
        '[[verdict]]\nfinding = 1\nverdict = "no"',
        '[[verdict]]\nfinding = "a"\nverdict = ["no"]',
        "[verdict]",
        "verdict = [[]]",
        "x = " + "[" * 20_000,
        "\xff\xfe",
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "v.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(ReadError, match=r"v\.toml"):
        found.read_verdicts(tmp_path / "v.toml")


def test_a_beginning_names_a_finding(findings: tuple[Finding, ...]) -> None:
    assert found.pick(findings, findings[0].id[:-2]) == findings[0]
    with pytest.raises(UnknownName, match="findings begin"):
        found.pick(findings, "no_lead-")
    with pytest.raises(UnknownName, match="no finding begins"):
        found.pick(findings, "xyz")


# --- the commands -----------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of one's own: verdicts are kept in the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_counted_under_a_graver_kind_is_told() -> None:
    """A kind may have 0 there and a finding all the same: two rules found one pair."""
    graver = Finding("overlap-1", "overlap", 3, 0.5, "", "", ("x", "y"))
    lists = [graver, replace(graver, id="asked_twice-1", kind="asked_twice", grade=0)]
    overview = found.overview(lists, found.kinds())
    assert {row["kind"]: row["findings"] for row in overview} == {"asked_twice": 0, "overlap": 1}
    for table in (overview, found.as_table([("x", one) for one in lists], found.kinds())):
        assert sum("只在那一类计数：同一份底数几家各要 1 / " in note for note in table.notes) == 1
    refused = [replace(one, verdict="no") for one in lists]
    assert not any("只在那一类" in note for note in found.overview(refused, found.kinds()).notes)


def test_the_overview(command: Command, built: Path, here: Path) -> None:
    result = command("findings", "--store", built)
    assert result.exit_code == 0
    assert re.search(
        "^no_lead +多部门而无牵头 +several departments, no lead +24$", result.stdout, re.MULTILINE
    )


def test_one_kind_with_its_clauses(command: Command, built: Path, here: Path) -> None:
    result = command("findings", "--store", built, "--kind", "silent")
    assert "向【县民政局】申领公开募捐资格证书" in result.stdout
    assert "第 222 行 上级部门职责" in result.stdout


def test_what_is_true_of_one_only_is_not_said_of_several(
    command: Command, built: Path, here: Path
) -> None:
    """Twelve duties name two departments and no lead; which is taken for it differs."""
    lines = command("findings", "--store", built, "--kind", "no_lead").stdout.splitlines()
    said = {lines[at - 1].split("  ")[-1]: line for at, line in enumerate(lines) if "列了" in line}
    for duties, rule in said.items():
        assert ("推定" in rule) == ("、" not in duties), duties


def test_those_about_one_duty(command: Command, built: Path, here: Path) -> None:
    rows = json.loads(command("findings", "--store", built, "--duty", "C42", "-f", "json").stdout)
    assert {"no_lead", "silent"} <= {str(row["finding"]).rpartition("-")[0] for row in rows}
    assert all("配合 42" in row["duties"] for row in rows)


def test_every_kind_says_why_it_matters(command: Command, built: Path, here: Path) -> None:
    assert section("why").keys() == section("kind").keys()
    assert (
        section("why")["silent"][0]
        in command("findings", "--store", built, "--kind", "silent").stdout
    )


def test_an_unknown_kind(command: Command, built: Path, here: Path) -> None:
    result = command("findings", "--store", built, "--kind", "gap")
    assert result.exit_code == 1
    assert "one of:" in result.stderr
    assert "silent" in result.stderr


def test_a_verdict_is_kept_and_taken_back(
    command: Command,
    built: Path,
    here: Path,
    real_list: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = json.loads(
        command("findings", "--store", built, "--kind", "silent", "-f", "json").stdout
    )
    name = rows[0]["finding"]
    said = ("verdict", name, "no", "--note", "另有文件", "--store", built)
    day = ("--by", "张三", "--when", "2026-11-05")
    assert command(*said, *day).exit_code == 0
    kept = found.read_verdicts(here / "verdicts.toml")[name]
    assert kept.edition == "奇台县坎尔孜乡 2025-07"
    assert replace(kept, edition="", clauses="") == found.Verdict(
        "no", "另有文件", ("配合 42",), "张三", "2026-11-05"
    )
    again = json.loads(
        command("findings", "--store", built, "--kind", "silent", "-f", "json").stdout
    )
    told = [(row["note"], row["by"], row["when"]) for row in again if row["verdict"]]
    assert told == [("另有文件", "张三", "2026-11-05")]
    shown = command("findings", "--store", built, "--kind", "silent", "--all").stdout
    assert "判断 verdict: 不成立 no：另有文件（张三，2026-11-05）" in shown
    job.build([real_list], here / "build", verdicts=here / "verdicts.toml")
    rebuilt = {finding.id: finding for finding in found.read(open_store(here / "build"))}
    one = rebuilt[name]
    assert (one.verdict, one.note, one.by, one.when) == ("no", "另有文件", "张三", "2026-11-05")
    csv = here / "build" / real_list.name / "csv" / "findings.csv"
    assert "张三,2026-11-05" in csv.read_text(encoding="utf-8-sig")
    monkeypatch.setenv("KG_BY", "李四")
    assert command(*said).exit_code == 0
    signed = found.read_verdicts(here / "verdicts.toml")[name]
    assert signed.by == "李四" and found.is_day(signed.when)
    assert command("verdict", name, "none", "--store", built).exit_code == 0
    assert found.read_verdicts(here / "verdicts.toml") == {}


def test_the_verdicts_of_a_page_are_taken_over(command: Command, here: Path) -> None:
    found.write_verdicts(here / "page.toml", {"silent-1": found.Verdict("settle")})
    found.write_verdicts(here / "verdicts.toml", {"silent-0": found.Verdict("no")})
    assert command("verdict", "page.toml").exit_code == 0
    assert sorted(found.read_verdicts(here / "verdicts.toml")) == ["silent-0", "silent-1"]


def test_two_readers_files_are_put_together_and_their_conflicts_named(
    command: Command, here: Path
) -> None:
    said = found.Verdict
    found.write_verdicts(
        here / "verdicts.toml",
        {
            "a-1": said("settle", "由一家牵头", by="张三", when="2026-11-01"),
            "a-2": said("no", by="张三", when="2026-11-01"),
            "a-3": said("no", "旧", by="李四", when="2026-11-03"),
            "a-4": said("no", by="李四", when="2026-11-01"),
        },
    )
    theirs = {
        "a-1": said("settle", "条例第九条", by="李四", when="2026-11-02"),  # agrees
        "a-2": said("lawful", by="李四", when="2026-11-02"),  # differs
        "a-3": said("settle", "更旧", by="李四", when="2026-11-02"),  # her earlier word
        "a-4": said("lawful", "改判", by="李四", when="2026-11-02"),  # her later word
        "a-5": said("no", by="李四"),
    }
    found.write_verdicts(here / "李四.toml", theirs)
    done = command("verdict", "李四.toml")
    assert done.exit_code == 0
    assert "1 条两人判断不同" in done.stderr and "保留原有的" in done.stderr
    assert "a-2: 张三 2026-11-01 不成立 ≠ 李四 2026-11-02 依法如此" in done.stderr
    known = found.read_verdicts(here / "verdicts.toml")
    assert known["a-1"] == said(
        "settle", "由一家牵头；条例第九条", by="张三、李四", when="2026-11-02"
    )
    assert known["a-2"].by == "张三" and known["a-2"].verdict == "no"
    assert known["a-3"].note == "旧"
    assert known["a-4"] == theirs["a-4"] and known["a-5"] == theirs["a-5"]
    before = (here / "verdicts.toml").read_bytes()
    command("verdict", "李四.toml")
    assert (here / "verdicts.toml").read_bytes() == before, "putting together again changes nothing"
    assert "以文件为准" in command("verdict", "李四.toml", "--over").stderr
    assert found.read_verdicts(here / "verdicts.toml")["a-2"] == theirs["a-2"]


def test_an_unsigned_file_is_signed_by_who_hands_it_in(command: Command, here: Path) -> None:
    found.write_verdicts(here / "page.toml", {"a-1": found.Verdict("settle")})
    assert command("verdict", "page.toml", "--by", "李四").exit_code == 0
    one = found.read_verdicts(here / "verdicts.toml")["a-1"]
    assert one.by == "李四" and found.is_day(one.when)
    found.write_verdicts(here / "page.toml", {"a-1": found.Verdict("no")})
    done = command("verdict", "page.toml")
    assert "≠ （未署名） 不成立" in done.stderr
    assert found.read_verdicts(here / "verdicts.toml")["a-1"] == one


def test_a_day_of_toml_is_a_day(tmp_path: Path) -> None:
    path = tmp_path / "v.toml"
    path.write_text(
        '[[verdict]]\nfinding = "a-1"\nverdict = "no"\nwhen = 2026-11-05 # 会后\nby = "张三"\n',
        encoding="utf-8",
    )
    known = found.read_verdicts(path)
    assert (known["a-1"].by, known["a-1"].when) == ("张三", "2026-11-05")
    found.write_verdicts(path, {"a-1": replace(known["a-1"], by="", when="")})
    left = path.read_text(encoding="utf-8")
    assert "by" not in left and "when" not in left
    assert found.read_verdicts(path)["a-1"] == found.Verdict("no")


@pytest.mark.parametrize(
    "arguments",
    [
        ["silent-1"],
        ["a.toml", "no"],
        ["a.toml", "--when", "2026-11-05"],
        ["x", "perhaps"],
    ],
)
def test_wrong_usage(command: Command, built: Path, here: Path, arguments: list[str]) -> None:
    assert command("verdict", *arguments, "--store", built).exit_code == 2
