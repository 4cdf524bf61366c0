"""What ``kg.html`` is made of, and by whom: Python from npm, packages from PyPI, the program itself with the engine of its pages."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
HERE: Final = ROOT / "portable"
NODE: Final = HERE / "node_modules"

File = tuple[str, bytes]
"""Path in the page's file system, and content."""

PACKAGES: Final = (
    "Jinja2",
    "MarkupSafe",
    "charset-normalizer",
    "et_xmlfile",
    "networkx",
    "openpyxl",
    "pdfminer.six",
    "pdfplumber",
    "pyvis",
    "tomlkit",
    "xlrd",
)
_TAKEN: Final = {
    # Of NetworkX what the program asks for; its own heads load five hundred modules (see inside/instead).
    "networkx": r"networkx/(?:exception|lazy_imports|convert|classes/\w+|utils/\w+"
    r"|algorithms/(?:matching|structuralholes|centrality/betweenness|shortest_paths/(?:generic|weighted)"
    r"|community/(?:louvain|quality|community_utils)|components/(?:biconnected|connected)))\.py",
    # Of the tables of Chinese letters those that a PDF without its own may name.
    "pdfminer.six": r"pdfminer/(?:\w+\.py|cmap/(?:GBK-EUC-H|UniGB-UCS2-H|UniGB-UTF16-H|to-unicode-Adobe-GB1)\.json\.gz)",
    "pyvis": r"pyvis/\w+\.py",
}
_LEFT_OUT: Final = re.compile(
    # what needs a compiled package (a store on disk, Parquet, Word papers), a server or a terminal; the bundled list
    r"kg/(?:outputs/(?:database|latest|tables)\.py|cli/|serve/"
    r"|papers/(?:analysis|department|proposal|sheets|township|_chapters|_charts|_edits|_word)\b)"
    r"|data/(?:lists|examples)/|.*(?:__pycache__/|\.pyc$)"
)
_NOT_ASKED: Final = re.compile(
    # of Python's own library: tools for developers, servers, databases, windows
    r"(?:test|unittest|idlelib|ensurepip|pydoc_data|tkinter|lib2to3|turtledemo|curses|sqlite3|dbm|xmlrpc|wsgiref|venv|_pyrepl)/"
    r"|(?:pydoc|pdb|doctest|mailbox|imaplib|smtplib|ftplib|poplib|turtle|cProfile|profile|pstats|trace"
    r"|pickletools|cmd|bdb|_pyio|_pydecimal|_pydatetime|netrc|sched|symtable|http/server|logging/(?:config|handlers)|antigravity|this|optparse|tabnanny|pyclbr|modulefinder|zipapp"
    r"|compileall|timeit|fileinput|filecmp|shelve|graphlib|getpass|wave|colorsys|socketserver|configparser|tty|pty|code|_?_hello__"
    r"|http/cookies|json/tool|urllib/robotparser|email/mime/\w+|asyncio/(?:windows.*|proactor_events|tools|__main__))\.py"
    # processes and other machines: of them only what is imported to say that there are none
    r"|multiprocessing/(?!__init__|context|process|reduction).*|xml/(?:dom|sax)/|ctypes/(?:macholib/|_aix|wintypes)|__phello__/|pyodide/console\.py"
    # letters of other offices: a Chinese document is in UTF-8, UTF-16, GB 18030 or Big5, a name in a zip in cp437
    r"|encodings/(?:cp(?!437|1252|932|936|949|950)|iso8859_(?!1\b|15)|mac_(?!roman\.)|koi8|hp_|ptcp|kz|palm|tis)\w*\.py"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is not ours."""

    name: str
    version: str
    licence: str


def parts() -> tuple[Part, ...]:
    """Return everything in the page that is not ours, sorted by name."""
    found = [_of_npm("pyodide"), _python(), *_of_pages()]
    found += [_of_pypi(distribution(name)) for name in PACKAGES]
    return tuple(sorted(found, key=lambda part: part.name.lower()))


def _of_npm(name: str) -> Part:
    told = json.loads((NODE / name / "package.json").read_text(encoding="utf-8"))
    return Part(name, told["version"], told["license"])


def _of_pages() -> Iterator[Part]:
    """Yield what the program's own pages are made of: the table of kg/static/THIRD_PARTY.md."""
    text = (ROOT / "kg" / "static" / "THIRD_PARTY.md").read_text(encoding="utf-8")
    for row in re.findall(r"^\| (\S+) \| ([\d.]+) \| ([^|]+) \|", text, re.MULTILINE):
        yield Part(*row)


def _python() -> Part:
    version = json.loads(lock())["python"]
    return Part("Python", version, "PSF-2.0")


def _of_pypi(told: Distribution) -> Part:
    meta = told.metadata
    classes = [one for one in meta.get_all("Classifier", []) if one.startswith("License ::")]
    said = [*meta.get_all("License-Expression", []), *meta.get_all("License", [])]
    licence = said[0] if said else "".join(classes).rpartition(" :: ")[2]
    name = meta["Name"]
    return Part(name, told.version, licence.splitlines()[0])


def lock() -> str:
    """Return what Pyodide's loader wants to know of its own build, as JSON."""
    text = (NODE / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8")
    return json.dumps(json.loads(text)["info"], sort_keys=True)


def program() -> Iterator[File]:
    """Yield the files of the program: ours, the packages', and what stands for those that cannot come along."""
    for top in ("kg", "data", "ontology"):
        yield from _tree(ROOT / top, top)
    for name in PACKAGES:
        yield from _package(name)
    inside = HERE / "inside"
    yield from _tree(inside / "instead", "packages")
    yield from _tree(inside / "standins", "standins")
    for name in ("desk.py", "sample.txt"):
        yield name, (inside / name).read_bytes()


def _tree(folder: Path, name: str) -> Iterator[File]:
    for path in sorted(folder.rglob("*")):
        place = f"{name}/{path.relative_to(folder).as_posix()}"
        if path.is_file() and not _LEFT_OUT.match(place):
            yield place, path.read_bytes()


def _package(name: str) -> Iterator[File]:
    """Yield the pure modules of a package and its licence; what is compiled in it is left out, it does without."""
    replaced = {path.relative_to(HERE / "inside" / "instead").as_posix() for path in _instead()}
    wanted = re.compile(_TAKEN.get(name, r"(?!.*/tests?/)[^.][^/]*/.*\.py"))
    for file in distribution(name).files or ():
        place = file.as_posix()
        if place in replaced:
            continue
        if wanted.fullmatch(place):
            yield f"packages/{place}", Path(file.locate()).read_bytes()
        elif re.search(r"\.dist-info/(?:licenses/)?(?:LICEN[CS]E|COPYING)[^/]*$", place):
            yield f"licences/{name}-{Path(place).name}", Path(file.locate()).read_bytes()


def _instead() -> Iterator[Path]:
    return (HERE / "inside" / "instead").rglob("*.py")


def python_library() -> dict[str, bytes]:
    """Return the modules of Python's own library, without what a page never asks for."""
    with zipfile.ZipFile(NODE / "pyodide" / "python_stdlib.zip") as whole:
        names = [name for name in whole.namelist() if not name.endswith("/")]
        return {name: whole.read(name) for name in names if not _NOT_ASKED.match(name)}
