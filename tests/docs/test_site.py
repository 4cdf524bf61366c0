"""The documentation site builds from the pages without a warning; every picture shows what is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import kg
from docs import diagram, paper_pictures, pictures
from docs.notebooks import FOLDER as NOTEBOOKS
from kg.parse import Parsed

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-W",
            "--keep-going",
            "-b",
            "html",
            "docs",
            str(tmp_path),
        ],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for name in (
        "index",
        "tutorial",
        "zh/quickstart",
        "reference/cli",
        "reference/api",
        "ontology",
        "questions",
    ):
        assert (tmp_path / f"{name}.html").is_file()
    command_line = (tmp_path / "reference" / "cli.html").read_text(encoding="utf-8")
    for verb in (
        "build",
        "read",
        "check",
        "query",
        "show",
        "analyse",
        "findings",
        "verdict",
        "view",
        "export",
    ):
        assert f'id="kg-{verb}"' in command_line
    for page in tmp_path.rglob("*.html"):
        found = re.findall(
            r'(?:<script[^>]*src|<link[^>]*rel="stylesheet"[^>]*href|<img[^>]*src)="(https?:[^"]*)',
            page.read_text(encoding="utf-8"),
        )
        assert not found, (page.name, "asks the network")


def test_the_pictures_show_the_bundled_list(real_parsed: Parsed) -> None:
    names = {f"{shot.name}.png" for shot in pictures.shots(kg.open("kanerzi-2025-07"))}
    names |= {f"{name}.png" for name in paper_pictures.NAMES}
    assert {path.name for path in pictures.FOLDER.glob("*.png")} == names
    for name in sorted(names):
        with Image.open(pictures.FOLDER / name) as picture:
            assert picture.info["Source"] == real_parsed.list.sha256, (
                f"{name} is old: make pictures"
            )


def test_the_picture_of_the_ontology_is_drawn_from_it() -> None:
    assert diagram.PICTURE.read_text(encoding="utf-8") == diagram.svg()


def test_nothing_names_a_folder_of_a_machine() -> None:
    home = re.compile(r"(?<![\w.])/(?:home|root|tmp|Users|work)/")
    for path in (*DOCS.rglob("*.md"), *NOTEBOOKS.glob("*.ipynb")):
        assert not home.search(path.read_text(encoding="utf-8")), path.name
