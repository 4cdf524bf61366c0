"""Inputs of every kind with the reading a careful clerk would make of them: the rules are in README.md beside this file."""

from __future__ import annotations

import json
import re
import shutil
import time
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

import kg
from tests.conftest import Command

HERE = Path(__file__).resolve().parent
FILES = HERE / "files"
CASES: dict[str, dict[str, Any]] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
MARK = re.compile(
    r"^(第?[一二三四五六七八九十]+是?[,、.]?|\(?(\d+|[一二三四五六七八九十]+|[A-Za-z])[).、,])"
)
LEVELS = ("region", "prefecture", "county", "township")
Row = list[Any]
Want = dict[str, Any]


def plain(text: object) -> str:
    """Return a text in NFKC, without blanks, format and control characters."""
    return "".join(
        c for c in unicodedata.normalize("NFKC", str(text)) if c.isprintable() and not c.isspace()
    )


def same(want: object, got: object) -> bool:
    """Tell whether a text is one of the alternatives of ``want``; the step's number before it may stay."""
    return any(plain(one) in (plain(got), MARK.sub("", plain(got))) for one in str(want).split("|"))


def names(want: Sequence[str], got: Iterable[str], what: str) -> None:
    """Compare names as a set, letter by letter; an empty alternative says that the name may be missing."""
    found = ["".join(name.split()) for name in got]
    alternatives = [one.split("|") for one in want]
    lost = [one for one in alternatives if "" not in one and not set(one) & set(found)]
    added = [name for name in found if not any(name in one for one in alternatives)]
    assert not lost, f"{what}: {found}, not {want}"
    assert not added, f"{what}: {found}, not {want}"


def row(duty: dict[str, Any]) -> Row:
    """Return a duty of ``kg read --format json`` as a row of expected.json."""
    texts = [[step["text"] for step in duty[f"{side}_steps"]] for side in ("superior", "township")]
    return [duty["list"], duty["number"], duty["category"], duty["title"], duty["declared"], *texts]


def records(want: Sequence[Row], duties: Sequence[dict[str, Any]]) -> None:
    """Compare whole lists, duty by duty, in the document's order."""
    for one, got in zip(want, map(row, duties), strict=False):
        label = f"{one[0]} {one[1]}"
        for k, field in enumerate(("list", "number", "category", "title")):
            assert same(one[k], got[k]), f"{label}: {field} is {got[k]!r}, not {one[k]!r}"
        names(one[4], got[4], f"{label}: departments")
        for k, side in ((5, "superior"), (6, "township")):
            for a, b in zip(one[k], got[k], strict=False):
                assert same(a, b), f"{label}: a {side} step is {b!r}, not {a!r}"
            assert len(one[k]) == len(got[k]), f"{label}: {side} steps {got[k]}"
    assert len(want) == len(duties)


def said(path: Path, words: Sequence[str], *outputs: str) -> bool:
    """Look for one of the words in what was printed, the file's own name left out."""
    text = unicodedata.normalize("NFC", "\n".join(outputs)).lower()
    for name in (str(path), path.name, path.stem):
        text = text.replace(unicodedata.normalize("NFC", name).lower(), "")
    return any(word.lower() in text for word in words)


def folder(path: Path, want: Want, command: Command, temporary: Path) -> None:
    """So many lists are built, and every file that is not read is named."""
    done = command("build", path, "-o", temporary / "build", "--no-check")
    lists = kg.open(temporary / "build").lists if done.exit_code == 0 else []
    assert len(lists) == want["built"], done.stderr[-200:]
    printed = unicodedata.normalize("NFC", done.stdout + done.stderr)
    names(
        want["named"],
        [name for name in want["named"] if Path(name).name in printed],
        "named as not read",
    )
    if "places" in want:
        names(want["places"], [one.place.township for one in lists], "townships")


def read(path: Path, want: Want, command: Command, temporary: Path) -> None:
    """One file: what is read of it, or why it is refused."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    words = want.get("refused") or (None if office else want.get("without_office"))
    before = time.process_time()
    done = command("read", path, "--format", "json")
    spent = time.process_time() - before
    if words:
        assert done.exit_code == 1 and said(path, words, done.stderr), done.stderr
        return
    assert done.exit_code == 0, done.stderr
    assert spent <= want.get("seconds", 60)
    duties = json.loads(done.stdout)
    if "records_of" in want:
        other = json.loads(command("read", want["records_of"], "--format", "json").stdout)
        records([row(duty) for duty in other], duties)
    records(want.get("records", [row(duty) for duty in duties]), duties)
    for field in ("actors", "mentions", "named"):
        for place, expected in want.get(field, {}).items():
            named(place, expected, field, duties)
    if "place" in want:
        (found,) = kg.open(path).lists
        got = {"issued": found.issued} | {level: getattr(found.place, level) for level in LEVELS}
        for key, value in want["place"].items():
            assert got[key] in value.split("|"), f"{key}: {got[key]!r}, not {value!r}"
    if "workbook" in want:
        assert command("read", path, "-o", temporary / "list.xlsx").exit_code == 0
    if "reported" in want:
        checked = command("check", path, "--all")
        assert said(path, want["reported"], checked.stdout, checked.stderr), checked.stdout


def named(
    place: str, expected: Sequence[str], field: str, duties: Sequence[dict[str, Any]]
) -> None:
    """Compare who is named in one step, in one role or (``named``) in any."""
    fields = ("actors", "joined", "mentions", "other_actors") if field == "named" else (field,)
    kind, number, side, step = place.split("/")
    (steps, *_) = [
        d[f"{side}_steps"] for d in duties if (d["list"], str(d["number"])) == (kind, number)
    ]
    names(
        expected,
        {name for f in fields for name in steps[int(step) - 1].get(f, ())},
        f"{place} {field}",
    )


@pytest.mark.parametrize("name", CASES)
def test_a_case(name: str, command: Command, tmp_path: Path) -> None:
    expect = CASES[name]["expect"]
    wants: list[Want] = expect if isinstance(expect, list) else [expect]
    faults = []
    for number, want in enumerate(wants):
        try:
            if "folder" in want:
                folder(FILES / name, want["folder"], command, tmp_path / str(number))
            else:
                read(FILES / name, want, command, tmp_path)
        except AssertionError as fault:
            faults.append(str(fault))
        else:
            return  # of several expectations one must hold
    pytest.fail(f"{CASES[name]['kind']}: {faults[0]}")
