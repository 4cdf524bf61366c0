"""What the reader says of findings, in a TOML file of her own."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import ReadError
from kg.model import Finding
from kg.table import write_whole
from kg.words import chinese

VERDICT_ZH = chinese("verdict")
VERDICTS = tuple(VERDICT_ZH)
FILE = Path("verdicts.toml")
"""Where a reader's verdicts stand if she names no other place."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader says of a finding: ``lawful``, ``settle`` or ``no``, and why; ``duties`` say what it was about."""

    verdict: str
    note: str = ""
    duties: tuple[str, ...] = ()


Verdicts = Mapping[str, Verdict]
"""Finding's id → verdict. It holds wherever the same words stand, in the next edition too."""


def judged(findings: Iterable[Finding], verdicts: Verdicts) -> list[Finding]:
    """Return the findings with the verdicts put on them; one that has none keeps what it had."""
    return [
        replace(f, verdict=verdicts[f.id].verdict, note=verdicts[f.id].note) if f.id in verdicts else f
        for f in findings
    ]


def read_verdicts(path: Path | None) -> dict[str, Verdict]:
    """Read a verdict file, her own or one that a page has saved; a missing one holds none.

    Raises
    ------
    ReadError
        If it is no TOML, or a verdict is none of lawful, settle, no.
    """
    if path is None or not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("verdict", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"not TOML: {error}", where=str(path), cure="mend that line") from None
    except OSError as error:
        raise ReadError(f"cannot be read ({error.strerror})", where=str(path), cure="check the path") from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ReadError("holds no [[verdict]]", where=str(path), cure="let kg verdict or a page write it")
    found = {}
    for entry in entries:
        id, verdict = str(entry.get("finding", "")), str(entry.get("verdict", ""))
        if not id or verdict not in VERDICTS:
            raise ReadError(
                f'verdict "{verdict}" on "{id}"', where=str(path), cure=f"write one of: {', '.join(VERDICTS)}"
            )
        duties = entry.get("duties", [])
        found[id] = Verdict(verdict, str(entry.get("note", "")), tuple(map(str, duties)))
    return found


def write_verdicts(path: Path, verdicts: Verdicts) -> None:
    """Write a verdict file, sorted by finding, whole or not at all."""
    lines = [
        "# 读者对分析发现的判断 what the reader says of the findings: lawful 依法如此, settle 需要理顺, no 不成立",
        "",
    ]
    for id, verdict in sorted(verdicts.items()):
        duties = ", ".join(map(_quoted, verdict.duties))
        lines += ["[[verdict]]", f"finding = {_quoted(id)}", f"verdict = {_quoted(verdict.verdict)}"]
        lines += [f"note = {_quoted(verdict.note)}", f"duties = [{duties}]", ""]
    write_whole(path, "\n".join(lines).encode())


def _quoted(text: str) -> str:
    """Return a TOML string; its escapes are JSON's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
