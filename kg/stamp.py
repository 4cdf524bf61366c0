"""What a build was made from, as a hash: the program with its data, and one list with the settings."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from kg.manifest import Manifest
from kg.resources import data_path, ontology_path

_LIBRARIES = (
    "duckdb", "jinja2", "markupsafe", "networkx", "openpyxl", "pyoxigraph", "python-docx", "pyvis",
)  # fmt: skip
"""Libraries whose version can change what is written."""


def program_stamp() -> str:
    """Return a hash of everything that decides what a list is made into: code, ontology, names, libraries."""
    from importlib.metadata import PackageNotFoundError, version

    versions = [f"python {sys.version}"]
    for name in _LIBRARIES:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            versions.append(f"{name} none")
    return hashlib.sha256("\n".join([*versions, code_stamp()]).encode()).hexdigest()


def version() -> str:
    """Return the version of the program: the package says it, and is loaded before any of it."""
    return str(sys.modules["kg"].__version__)


@cache
def code_stamp() -> str:
    """Return a hash of code, ontology and names alone: two machines agree on it."""
    total = hashlib.sha256()
    roots = (Path(__file__).resolve().parent, ontology_path(), data_path())
    for number, root in enumerate(roots):
        for path in sorted(_files(root)):
            total.update(
                f"{number} {path.relative_to(root).as_posix()}\n".encode("utf-8", "surrogateescape")
            )
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that a program is made of; the lists are not part of it, nor is what Python compiled."""
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name in ("__pycache__", "lists"):
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.suffix != ".pyc":
            yield path


def list_stamp(path: Path, facts: Manifest, settings: Sequence[object]) -> str:
    """Return a hash of a list, its document and its ``list.toml``, where it is, and the settings of the build."""
    parts = [path.as_posix(), facts.id, facts.document.name]
    total = hashlib.sha256(json.dumps([*parts, *settings]).encode())
    for file in (facts.document, path / "list.toml", facts.corrections):
        data = file.read_bytes() if file.is_file() else b""
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()
