"""The scripts and styles of the pages: their own tests, and nothing in them that Chromium 86 does not know."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.views.index import SCRIPTS as INDEX_SCRIPTS
from kg.views.index import STYLES as INDEX_STYLES
from kg.views.page import LIVE, SCRIPTS
from kg.views.page import STYLES as PAGE_STYLES
from kg.views.result import SCRIPTS as RESULT_SCRIPTS
from kg.views.shell import STATIC, TEMPLATES

OURS = sorted(path for path in STATIC.glob("*.js") if not path.name.endswith(".min.js"))
#: Those of the start page are written in ES2020, as ESLint holds them to.
COUNTY = sorted((STATIC / "county").glob("*.js"))
STYLES = sorted(STATIC.rglob("*.css"))

#: Younger than Chromium 86 (October 2020) or than what an office's Firefox knows.
YOUNG = (
    r"=>", r"\b(?:let|const|class(?!:)|async|await|import)\b(?!')", r"`", r"\?\.", r"\?\?", r"\.\.\.", r"\*\*", r"\.at\(",
    r"\breplaceAll\b", r"\bstructuredClone\b", r"\bObject\.hasOwn\b", r"\bfindLast\b", r"\btoSorted\b", r"\bWeakRef\b",
    r"\bNavigation\b", r"\.replaceChildren\(", r"\.showModal\(",
)  # fmt: skip
#: What ES2020 has not, or Chromium 86 has not.
YOUNGER = (
    r"\.at\(", r"\breplaceAll\b", r"\bstructuredClone\b", r"\bObject\.hasOwn\b", r"\bfindLast\b", r"\btoSorted\b",
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


@pytest.mark.parametrize("path", OURS, ids=lambda p: p.name)
def test_nothing_young(path: Path) -> None:
    for pattern in YOUNG:
        assert not re.search(pattern, code(path)), pattern


@pytest.mark.parametrize("path", COUNTY, ids=lambda p: p.name)
def test_nothing_younger(path: Path) -> None:
    for pattern in YOUNGER:
        assert not re.search(pattern, code(path)), pattern


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_no_young_style(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for pattern in YOUNG_CSS:
        assert not re.search(pattern, text, re.MULTILINE), pattern
    assert "url(" not in text


@pytest.mark.parametrize("path", [*OURS, *COUNTY], ids=lambda p: p.name)
def test_data_become_text_only(path: Path) -> None:
    assert not re.search(DANGEROUS, code(path))


def test_every_script_is_used_and_small() -> None:
    assert {path.name for path in OURS} == {*SCRIPTS, *RESULT_SCRIPTS, LIVE}
    assert {f"county/{path.name}" for path in COUNTY} == set(INDEX_SCRIPTS)
    assert {path.relative_to(STATIC).as_posix() for path in STYLES} == {*PAGE_STYLES, *INDEX_STYLES}
    for path in (*OURS, *COUNTY):
        assert path.stat().st_size < 40_000, path.name


def test_third_parties_are_listed() -> None:
    listed = (STATIC / "THIRD_PARTY.md").read_text(encoding="utf-8")
    banner = (STATIC / "vis-network.min.js").read_text(encoding="utf-8")[:400]
    for name, version in re.findall(r"^\| (\S+) \| ([\d.]+) \|", listed, re.MULTILINE):
        assert f"{name} {version}" in banner
    assert "sourceMappingURL" not in (STATIC / "vis-network.min.js").read_text(encoding="utf-8")


def words_of(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def test_every_word_of_the_template_is_in_the_table() -> None:
    for template in sorted(TEMPLATES.glob("*.html")):
        words = words_of("county/words.js" if template.name == "index.html" else "words.js")
        text = template.read_text(encoding="utf-8")
        for key, shown in re.findall(r'data-t="(\w+)"[^>]*>([^<]*)<', text):
            assert re.search(rf"\b{key}: \['{re.escape(shown)}'", words), (
                template.name,
                key,
                shown,
            )
        for key in re.findall(r'data-[lp]="(\w+)"', text):
            assert f"{key}: [" in words, key


def test_every_word_used_is_in_the_table() -> None:
    for scripts, table in ((OURS, "words.js"), (COUNTY, "county/words.js")):
        words = set(re.findall(r"(\w+): \['", words_of(table)))
        for path in scripts:
            used = set(re.findall(r"\bt\('(\w+)'[,)]", path.read_text(encoding="utf-8")))
            assert used <= words, (path.name, used - words)


node = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")


@node
@pytest.mark.parametrize("path", [*OURS, *COUNTY], ids=lambda p: p.name)
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
    """ES5 only, no undeclared name, no eval: the rules are in eslint.config.js."""
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
