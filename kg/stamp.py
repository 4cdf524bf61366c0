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
    from importlib.metadata import PackageNotFoundError, version

    versions = [f"python {sys.version}"]
    for name in _LIBRARIES:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            versions.append(f"{name} none")
    return hashlib.sha256("\n".join([*versions, code_stamp()]).encode()).hexdigest()


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
