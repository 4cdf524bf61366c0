"""What a build was made from, as a hash: program and data, one list and the settings."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg.manifest import CORRECTIONS, Manifest
from kg.program import code_stamp

if TYPE_CHECKING:
    from kg.findings import Verdict

_LIBRARIES = (
    "duckdb", "jinja2", "markupsafe", "networkx", "openpyxl", "pyoxigraph", "python-docx", "pyvis",
)  # fmt: skip
"""Libraries whose version can change what is written."""


def program_stamp() -> str:
    """Return a hash of what decides what a list becomes: code, ontology, names, libraries."""
    versions = _versions()
    made_by = [f"{name} {versions.get(name, 'none')}" for name in _LIBRARIES]
    said = [f"python {sys.version}", *made_by, code_stamp()]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _versions() -> dict[str, str]:
    """Return what is installed with its version, read from the names of folders.

    ``importlib.metadata``, which reads the files in them, takes ten times as long.
    """
    found: dict[str, str] = {}
    for folder in filter(Path.is_dir, map(Path, sys.path)):
        for entry in folder.glob("*.dist-info"):
            name, _, version = entry.stem.partition("-")
            found.setdefault(name.lower().replace("_", "-"), version)
    return found


def sources(path: Path, facts: Manifest) -> tuple[Path, ...]:
    """Return the files that say what a list is: document, facts, corrections; any may be missing."""
    corrections = (facts.corrections, facts.document.with_name(CORRECTIONS))
    return (facts.document, path / "list.toml", *corrections)


def list_stamp(path: Path, facts: Manifest, settings: Sequence[object]) -> str:
    """Return a hash of a list: document, ``list.toml``, where it is, settings of the build."""
    parts = [path.as_posix(), facts.id, facts.document.name]
    return contents(path, facts, json.dumps([*parts, *settings]).encode())


def verdicts_stamp(verdicts: Mapping[str, Verdict]) -> str:
    """Return a hash of what a reader says, in whatever order it stands in the file."""
    said = {name: asdict(one) for name, one in verdicts.items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def contents(path: Path, facts: Manifest, before: bytes) -> str:
    """Return the hash of some bytes and of what a list is made of: document, facts, corrections."""
    total = hashlib.sha256(before)
    for file in (facts.document, path / "list.toml", facts.corrections):
        data = file.read_bytes() if file.is_file() else b""
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()
