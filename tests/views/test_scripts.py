"""The scripts and styles of the pages: their own tests, and nothing in them that Chromium 86 does not know."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.views.engine import EDITOR, OXIGRAPH, STYLE, WORKER
from kg.views.index import ENGINE as INDEX_ENGINE
from kg.views.index import SCRIPTS as INDEX_SCRIPTS
from kg.views.index import STYLES as INDEX_STYLES
from kg.views.page import ENGINE, LIBRARIES, LIVE, SCRIPTS
from kg.views.page import STYLES as PAGE_STYLES
from kg.views.result import SCRIPTS as RESULT_SCRIPTS
from kg.views.result import STYLES as RESULT_STYLES
from kg.views.shell import STATIC, TEMPLATES
from kg.words import section

#: What is not ours is bundled: its licence and version are in THIRD_PARTY.md.
THEIRS = sorted(STATIC.glob("*.min.js"))
OURS = sorted(set(STATIC.rglob("*.js")) - set(THEIRS))
STYLES = sorted(STATIC.rglob("*.css"))

#: What ES2020 has not, or Chromium 86 (October 2020) has not; ESLint holds the language itself.
YOUNGER = (
    r"\.at\(-?\d", r"\breplaceAll\b", r"\bstructuredClone\b", r"\bObject\.hasOwn\b", r"\bfindLast\b", r"\btoSorted\b",
    r"\bWeakRef\b", r"\.replaceChildren\(", r"\.showModal\(", r"\?\?=", r"\|\|=", r"&&=", r"#\w+\s*[=(]",
)  # fmt: skip
YOUNG_CSS = (
    r":is\(", r":where\(", r":has\(", r"(?<![\w-])inset\s*:", r"aspect-ratio", r"accent-color", r"@layer", r"@container", r"dvh", r"svh",
    r"color-mix", r"text-wrap", r"overflow\s*:\s*clip", r"^\s*&",
)  # fmt: skip
DANGEROUS = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|XMLHttpRequest|fetch\(|sendBeacon"
    r"|localeCompare"
)


def code(path: Path) -> str:
    """Return a script without its comments and texts."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"'(?:[^'\\\n]|\\.)*'", "''", text)
    return re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', text)


def name_of(path: Path) -> str:
    return path.relative_to(STATIC).as_posix()


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_nothing_younger(path: Path) -> None:
    for pattern in YOUNGER:
        assert not re.search(pattern, code(path)), pattern


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_no_young_style(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for pattern in YOUNG_CSS:
        assert not re.search(pattern, text, re.MULTILINE), pattern
    assert "url(" not in text


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_colours_are_variables(path: Path) -> None:
    """Light, dark and forced colours come from one file."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    values = " ".join(re.findall(r":([^;{}]+)[;}]", text))
    if path.name != "base.css":
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", values)


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_data_become_text_only(path: Path) -> None:
    assert not re.search(DANGEROUS, code(path))


def test_every_script_is_used_and_small() -> None:
    used = {*SCRIPTS, *ENGINE, *INDEX_ENGINE, WORKER, *RESULT_SCRIPTS, *INDEX_SCRIPTS, LIVE}
    assert {name_of(path) for path in OURS} == used
    assert {path.name for path in THEIRS} == {*LIBRARIES, EDITOR, OXIGRAPH}
    styles = {*PAGE_STYLES, STYLE, *RESULT_STYLES, *INDEX_STYLES}
    assert {name_of(path) for path in STYLES} == styles
    for path in OURS:
        assert path.stat().st_size < 40_000, path.name


def test_third_parties_are_listed() -> None:
    listed = (STATIC / "THIRD_PARTY.md").read_text(encoding="utf-8")
    banner = "".join(path.read_text(encoding="utf-8")[:600] for path in THEIRS)
    rows = re.findall(r"^\| (\S+) \| ([\d.]+) \|", listed, re.MULTILINE)
    assert {"vis-network", "fflate", "oxigraph", "codemirror-lang-sparql"} <= {
        name for name, _ in rows
    }
    for name, version in rows:
        assert f"{name} {version}" in banner
    for path in THEIRS:
        assert "sourceMappingURL" not in path.read_text(encoding="utf-8")


#: The templates, and the scripts of their pages.
PAGES = {
    "page.html": (*SCRIPTS, *ENGINE),
    "result.html": RESULT_SCRIPTS,
    "index.html": (*INDEX_SCRIPTS, *INDEX_ENGINE),
}


def words_of(scripts: tuple[str, ...]) -> str:
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in scripts)


@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_the_template_is_in_a_table(page: str) -> None:
    words = words_of(PAGES[page])
    text = (TEMPLATES / page).read_text(encoding="utf-8")
    for key, shown in re.findall(r'data-t="(\w+)"[^>]*>([^<]*)<', text):
        assert re.search(rf"\b{key}: \['{re.escape(shown)}'", words), (key, shown)
    for key in re.findall(r'data-[lp]="(\w+)"', text):
        assert f"{key}: [" in words, key


@pytest.mark.parametrize("page", PAGES)
def test_every_word_used_is_in_a_table(page: str) -> None:
    words = words_of(PAGES[page])
    known = set(re.findall(r"(\w+): \['", words))
    used = set(re.findall(r"\bt\('(\w+)'[,)]", words))
    assert used <= known


@pytest.mark.parametrize("page", PAGES)
def test_a_key_has_one_word_on_a_page(page: str) -> None:
    """The later of two scripts would say it for both, and nobody would hear."""
    said: dict[str, set[str]] = {}
    for key, zh in re.findall(
        r"(\w+): \['([^']*[\u4e00-\u9fff]{2}[^']*)', ", words_of(PAGES[page])
    ):
        said.setdefault(key, set()).add(zh)
    twice = {key: some for key, some in said.items() if len(some) > 1}
    assert twice == {}, twice


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_the_three_lists_are_called_by_the_words_of_the_data(path: Path) -> None:
    """``[list]`` of data/words.toml is handed over; no script has a copy."""
    names = "|".join(word for zh, en in section("list").values() for word in (zh, en.capitalize()))
    assert not re.search(f"['\"](?:{names})['\"]", path.read_text(encoding="utf-8"))


def test_no_word_is_left_that_nothing_says() -> None:
    """A key is quoted in a script or a template, names a function, or fits a template of a key."""
    texts = [path.read_text(encoding="utf-8") for path in (*OURS, *TEMPLATES.glob("*.html"))]
    text = "\n".join(texts)
    known = set(re.findall(r"(\w+): \['", text))
    said = set(re.findall(r"['\"`](\w+)['\"`]", text)) | set(re.findall(r"(\w+): \(", text))
    made = [
        re.escape(one.partition("${")[0]) + r"\w+" + re.escape(one.rpartition("}")[2])
        for one in re.findall(r"\bt\(`([^` ]*)`", text)
        if "${" in one and one.partition("${")[0] + one.rpartition("}")[2]
    ]
    assert len(known) > 500
    assert not [key for key in sorted(known - said) if not any(re.fullmatch(m, key) for m in made)]


node = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")


@node
@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_scripts_can_be_read(path: Path) -> None:
    subprocess.run(["node", "--check", str(path)], check=True)


@node
def test_their_own_tests() -> None:
    tests = sorted(str(path) for path in (Path(__file__).parent / "js").glob("*.test.js"))
    done = subprocess.run(
        ["node", "--test", *tests], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


@node
def test_eslint_finds_nothing() -> None:
    """ES2020 only, nothing shadowed or undeclared, no eval: the rules are in eslint.config.js."""
    root = Path(__file__).resolve().parents[2]
    eslint = root / "tests" / "node" / "node_modules" / "eslint" / "bin" / "eslint.js"
    if not eslint.is_file():
        assert not os.environ.get("CI"), "ESLint is missing: `make system` installs it"
        pytest.skip("ESLint is not installed: npm install --prefix tests/node")
    done = subprocess.run(
        ["node", str(eslint), "kg/static"],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
