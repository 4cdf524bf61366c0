"""The package page: no link that leads nowhere, no address of strangers; what the sdist holds builds again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

import pytest

import kg
from hatch_build import addresses, for_package

CHECKOUT = Path(__file__).resolve().parents[2]
TEXT = (CHECKOUT / "README.md").read_text(encoding="utf-8")
REPOSITORY = "https://example.org/office/kg"
FENCE = re.compile(r"^(```+)(?!`).*?^\1$", re.MULTILINE | re.DOTALL)


def test_without_an_address_there_is_no_link_to_nowhere() -> None:
    page = for_package(TEXT)
    prose = FENCE.sub("", page)
    assert not re.search(r"\]\((?!https?:|#)", prose)
    assert "![" not in prose
    assert "docs/img" not in prose
    assert "source distribution" in prose.partition("## ")[0]
    assert [block[0] for block in FENCE.finditer(page)] == [
        block[0] for block in FENCE.finditer(TEXT)
    ]
    heads = r"^## .*$"
    assert re.findall(heads, page, re.MULTILINE) == re.findall(heads, TEXT, re.MULTILINE)
    assert addresses("") == {}


def test_with_an_address_every_link_and_picture_leads_there() -> None:
    page = FENCE.sub("", for_package(TEXT, REPOSITORY))
    links = re.findall(r"(!?)\[[^\]]*\]\((?!#)([^)]+)\)", page)
    assert len(links) > 20
    for picture, link in links:
        kind = "raw" if picture else "blob"
        assert link.startswith(("https://semver", f"{REPOSITORY}/{kind}/HEAD/")), link
    for link in addresses(REPOSITORY).values():
        path = link.removeprefix(REPOSITORY).removeprefix("/blob/HEAD/")
        assert (CHECKOUT / path).exists(), link


def build(folder: Path, kind: str, source: Path, **environment: str) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(
        command, cwd=source, check=True, capture_output=True, env={**os.environ, **environment}
    )
    return next(path for path in folder.iterdir() if path.suffix in (".gz", ".whl"))


@pytest.mark.slow
def test_the_source_distribution_builds_the_same_wheel(tmp_path: Path) -> None:
    source = build(tmp_path / "source", "sdist", CHECKOUT)
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    here = build(tmp_path / "here", "wheel", CHECKOUT)
    [unpacked] = tmp_path.glob("township_duties-*")
    there = build(tmp_path / "there", "wheel", unpacked)
    assert here.read_bytes() == there.read_bytes()
    for page in ("README.zh.md", "docs/index.md", "docs/zh/index.md", "docs/img/overview.png"):
        assert (unpacked / page).is_file()
    about = metadata(here)
    assert (about["Name"], about["Version"]) == ("township-duties", kg.__version__)
    assert about["Author"] and not about.get_all("Project-URL")
    assert "](docs/" not in str(about.get_payload())


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        inner = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        return HeaderParser().parsestr(archive.read(inner).decode("utf-8"))
