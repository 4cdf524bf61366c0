"""What the analyses found in a list, with the reader's verdicts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kg.errors import ReadError
from kg.model import DutyList, Finding

Verdicts = Mapping[str, tuple[str, str]]
"""Finding → verdict (lawful, settle, no) and note."""


def of_list(duties: DutyList, verdicts: Verdicts | None = None) -> tuple[Finding, ...]:
    """Return every finding of a list, each with the reader's verdict if she gave one."""
    from kg.analyses import overlap

    found = overlap.findings(duties.duties)
    given = verdicts or {}
    return tuple(replace(f, verdict=given[f.id][0], note=given[f.id][1]) if f.id in given else f for f in found)


def read_verdicts(path: Path | None) -> Verdicts:
    """Read a verdict file; a missing one holds none."""
    if path is None or not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"not TOML: {error}", where=str(path), cure="mend that line") from None
    return {id: (str(v.get("verdict", "")), str(v.get("note", ""))) for id, v in data.get("verdict", {}).items()}
