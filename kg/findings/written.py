"""A verdict file as it is written: the reader's comments, order and further fields stay."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.alignment import told
from kg.errors import ReadError
from kg.findings.verdicts import (
    AT,
    TABLES,
    Verdict,
    Verdicts,
    decoded,
    is_pair,
    reach,
    verdicts_of,
)
from kg.table import write_whole

_HEAD = "# 读者对分析发现的判断 what the reader says of the findings: lawful 依法如此, settle 需要理顺, no 不成立\n"
_ENTRY = re.compile(rf"^[ \t]*\[\[[ \t]*({'|'.join(TABLES)})[ \t]*\]\]", re.MULTILINE)


def write_verdicts(path: Path, verdicts: Verdicts) -> None:
    """Write the verdicts into a file: the reader's comments, order and further fields stay, new ones come last.

    Raises
    ------
    ReadError, WriteError
        If what is there is not a verdict file, or cannot be written.
    """
    text = decoded(path) if path.is_file() else _HEAD
    known, verdicts = (
        verdicts_of(text, str(path)),
        {id: _whole(verdict) for id, verdict in verdicts.items()},
    )
    text = _without(text, known.keys() - verdicts.keys())
    text = _changed(
        text, {id: verdict for id, verdict in verdicts.items() if known.get(id, verdict) != verdict}
    )
    for id in sorted(verdicts.keys() - known.keys()):
        text = f"{text.rstrip()}\n\n{_entry(id, verdicts[id])}"
    if not _holds(text, verdicts):  # an array in one line, or the like: written anew
        text = "\n".join(
            [_HEAD, *(_entry(id, verdict) for id, verdict in sorted(verdicts.items()))]
        )
    write_whole(path, text.encode())


def _whole(verdict: Verdict) -> Verdict:
    """Return a verdict without halves of surrogate pairs, which no file can hold."""
    texts = (verdict.note, verdict.by, *verdict.duties)
    note, by, *duties = (text.encode("utf-8", "replace").decode() for text in texts)
    return replace(verdict, note=note, by=by.strip(), duties=tuple(duties))


def _holds(text: str, verdicts: Verdicts) -> bool:
    """Tell whether a text is TOML that holds these verdicts and no other."""
    try:
        return verdicts_of(text, "") == dict(verdicts)
    except ReadError:
        return False


def _without(text: str, gone: AbstractSet[str]) -> str:
    """Return a file's text without some entries; comments behind an entry belong to the next one and stay."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    blocks = [text[: starts[0]] if starts else text]
    for start, end in pairwise([*starts, len(text)]):
        block = text[start:end]
        if _name_in(block) in gone:
            block = _remark(block)
        blocks.append(block)
    return "".join(blocks)


def _remark(block: str) -> str:
    """Return the comments at the end of a piece of a file."""
    lines = block.splitlines(keepends=True)
    kept = len(lines)
    while kept and (not lines[kept - 1].strip() or lines[kept - 1].lstrip().startswith("#")):
        kept -= 1
    return "".join(lines[kept:]).lstrip("\r\n")


def _changed(text: str, changed: Verdicts) -> str:
    """Return a file's text with what some entries say changed."""
    if not changed:
        return text
    import tomlkit

    file = tomlkit.parse(text)
    entries = ((name, entry) for name in TABLES for entry in file.get(name, []))
    for table, entry in entries:
        new = changed.get(_name_of(table, entry))
        if new is not None:
            about = "titles" if table == told.PAIR else "duties"
            fields = {"verdict": new.verdict, "note": new.note, about: list(new.duties)}
            fields |= {name: value for name, value in _signed(new).items() if value}
            entry.update(
                {name: value for name, value in fields.items() if entry.get(name) != value}
            )
            for name in [name for name, value in _signed(new).items() if not value]:
                entry.pop(name, None)
    return tomlkit.dumps(file)


def _signed(verdict: Verdict) -> dict[str, str]:
    """Return who gave a verdict, when, on which edition and which words."""
    return {name: getattr(verdict, name) for name in ("by", "when", "edition", "clauses")}


def _name_in(block: str) -> str:
    """Return the name of the entry that a piece of a file holds; "" if it holds none whole."""
    try:
        file = tomllib.loads(block)
    except tomllib.TOMLDecodeError:
        return ""
    found = [_name_of(table, entry) for table in TABLES for entry in file.get(table, [])[:1]]
    return found[0] if found else ""


def _name_of(table: str, entry: Mapping[str, Any]) -> str:
    """Return by what name an entry goes: a finding's, with its place, or a pair's."""
    if table == told.PAIR:
        return TABLES[table](dict(entry), "")[0]
    return reach(str(entry.get("finding", "")), str(entry.get("place", "")))


def _entry(name: str, verdict: Verdict) -> str:
    """Return one entry as TOML."""
    duties = f"[{', '.join(map(_quoted, verdict.duties))}]"
    if is_pair(name):
        return _table(told.PAIR, {"titles": duties, **_said(verdict), "pair": _quoted(name)})
    id, at, place = name.partition(AT)
    fields = {
        "finding": _quoted(id),
        **({"place": _quoted(place)} if at else {}),
        **_said(verdict),
        "duties": duties,
    }
    return _table("verdict", fields)


def _said(verdict: Verdict) -> dict[str, str]:
    """Return what is said, why, by whom and when, as TOML."""
    fields = {"verdict": _quoted(verdict.verdict), "note": _quoted(verdict.note)}
    return fields | {name: _quoted(value) for name, value in _signed(verdict).items() if value}


def _table(name: str, fields: Mapping[str, str]) -> str:
    lines = [f"{field} = {value}" for field, value in fields.items()]
    return "\n".join([f"[[{name}]]", *lines, ""])


def _quoted(text: str) -> str:
    """Return a TOML string; its escapes are JSON's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
