"""What ``kg.html`` is packed in: letters that HTML leaves alone, always the same bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kg import plugins
from kg.build import build
from portable.compiled import modules
from portable.packing import LETTERS, archive, library, packed
from portable.parts import HERE, NODE, program
from tests.portable.conftest import COUNTY

DATA = bytes(range(256)) * 3 + "履职事项清单".encode()


def test_letters_end_no_script_and_begin_no_reference() -> None:
    assert len(set(LETTERS)) == 85
    assert not set(LETTERS) & set(b"<>&\"'`\\- \n")


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
def test_the_script_unpacks_what_was_packed() -> None:
    text, size = packed(DATA)
    program = f"""
    const {{ unpacked }} = require({json.dumps(str(HERE / "face" / "letters.js"))});
    unpacked({json.dumps({"text": text, "size": size})}).then((bytes) => console.log(Buffer.from(bytes).toString('hex')));
    """
    told = subprocess.run(["node", "-e", program], capture_output=True, check=True, text=True)
    assert bytes.fromhex(told.stdout.strip()) == DATA


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
def test_the_script_takes_an_archive_apart() -> None:
    deep = f"kg/{'folder/' * 16}deep.txt"
    files = {"a.txt": b"", "kg/b.txt": DATA, deep: b"x" * 512}
    text, size = packed(archive(files.items()))
    program = f"""
    const {{ unpacked, members }} = require({json.dumps(str(HERE / "face" / "letters.js"))});
    const hex = ([path, bytes]) => [path, Buffer.from(bytes).toString('hex')];
    unpacked({json.dumps({"text": text, "size": size})}).then((tar) => console.log(JSON.stringify(Array.from(members(tar), hex))));
    """
    told = subprocess.run(["node", "-e", program], capture_output=True, check=True, text=True)
    found = {path: bytes.fromhex(data) for path, data in json.loads(told.stdout)}
    assert found == files


@pytest.mark.skipif(not (NODE / "pyodide").is_dir(), reason="`make portable` installs Pyodide")
def test_modules_are_compiled_and_other_files_stay() -> None:
    source = b'"""Told of it."""\nassert one, "never so"\ndef one():\n    "Told of one."\n'
    own = {"os.py": source, "table.json": b"{}"}
    ours = {"kg/one.py": source, "kg/future.py": b'"""Told."""\nfrom __future__ import annotations\n',
            "data/words.toml": b"a"}  # fmt: skip
    zipped, laid = modules(own, ours)
    assert zipped.keys() == {"os.pyc", "table.json"}
    assert (zipped["table.json"], laid["data/words.toml"], laid["kg/one.py"]) == (b"{}", b"a", b"")
    compiled = {path: data for path, data in laid.items() if path.endswith(".pyc")}
    assert {path.rpartition("/")[0] for path in compiled} == {"kg/__pycache__"}
    assert len(compiled) == 2
    for code in (zipped["os.pyc"], compiled["kg/__pycache__/one.cpython-314.pyc"]):
        assert code[4:16] == bytes([1] + [0] * 11)  # no time, no sum of a source is compared
        assert b"never so" in code and b"Told" not in code
        assert str(HERE.parent).encode() not in code
    assert modules(own, ours) == (zipped, laid)


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
def test_two_drops_are_one_and_name_what_is_in_both_once() -> None:
    program = f"""
    const {{ together }} = require({json.dumps(str(HERE / "face" / "taking.js"))});
    const [one, other] = [Uint8Array.of(1), Uint8Array.of(2)];
    const found = together([['a.txt', one]], [['a.txt', Uint8Array.of(1)], ['a.txt', other], ['b/', null]]);
    console.log(JSON.stringify(found.map(([path]) => path)));
    """
    told = subprocess.run(["node", "-e", program], capture_output=True, check=True, text=True)
    assert json.loads(told.stdout) == ["a.txt", "a (2).txt", "b/"]


def test_archives_say_nothing_of_time_or_machine(tmp_path: Path) -> None:
    files = {"b": b"2", "a": b"1"}
    assert archive(files.items()) == archive(sorted(files.items()))
    assert library(files) == library(dict(sorted(files.items())))
    assert tmp_path.name.encode() not in archive(files.items())


def test_the_program_comes_whole_and_without_what_is_compiled() -> None:
    names = [name for name, _ in program()]
    assert len(names) == len(set(names))
    assert {"kg/build.py", "data/matters.ttl", "ontology/duties.ttl", "desk.py"} <= set(names)
    assert not [name for name in names if name.endswith((".so", ".pyd", ".pyc"))]
    assert not [name for name in names if name.startswith(("kg/cli", "data/lists"))]


def test_a_county_answers_without_a_store_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = [COUNTY / name for name in ("bridge-2025-12", "hill-2024-12", "hill-2025-12")]
    build(lists, tmp_path / "whole", jobs=1)
    every = plugins.names
    stores = {"database", "latest", "tables"}
    monkeypatch.setattr(
        plugins, "names", lambda *of: tuple(name for name in every(*of) if name not in stores)
    )
    build(lists, tmp_path / "light", jobs=1)
    made = tmp_path / "light"
    assert not (made / "store").exists()
    assert b'id="asked">e' in (made / "index.html").read_bytes()
    pages = sorted(path.relative_to(made) for path in made.rglob("*.html"))
    assert len(pages) == 4
    for page in pages:
        assert (made / page).read_bytes() == (tmp_path / "whole" / page).read_bytes()
