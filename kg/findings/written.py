"""A verdict file as it is written: the reader's comments, order and further fields stay."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
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
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|(?P<remark>\#[^\n]*)"
    r"|(?P<head>^[ \t]*\[+[^\]\n]*\]+)",
    re.MULTILINE | re.DOTALL,
)
"""Texts in any of the four quotations, which are stepped over; comments; heads of tables."""
_BOM = "\ufeff"


def write_verdicts(path: Path, verdicts: Verdicts) -> None:
    """Write verdicts into a file: comments, order, further fields and line ends stay.

    New verdicts come last.

    Raises
    ------
    ReadError, WriteError
        If what is there is not a verdict file, or cannot be written.
    """
    text = decoded(path) if path.is_file() else _HEAD
    known = verdicts_of(text, str(path))
    wanted = {id: _whole(verdict) for id, verdict in verdicts.items()}
    ends = "\r\n" if "\n" in text and text.count("\n") == text.count("\r\n") else "\n"
    text = text.replace(ends, "\n")
    new = _put(text, known, wanted)
    if not _holds(new, wanted):  # an array in one line, or the like: laid out as we do, then again
        new = _put(_laid_out(text), known, wanted)
    if not _holds(new, wanted):
        raise ReadError(
            "这样写的文件改不了", "a file written like this cannot be changed", where=str(path),
            cure=("请写作 [[verdict]] 表", "write it as tables, [[verdict]]"),
        )  # fmt: skip
    mark = _BOM if path.is_file() and path.read_bytes().startswith(_BOM.encode()) else ""
    write_whole(path, f"{mark}{new}".replace("\n", ends).encode())


def _put(text: str, known: Verdicts, wanted: Verdicts) -> str:
    """Return a file's text with the entries that are wanted, where it is laid out as we do."""
    text = _without(text, known.keys() - wanted.keys())
    text = _changed(
        text, {id: verdict for id, verdict in wanted.items() if known.get(id, verdict) != verdict}
    )
    for id in sorted(wanted.keys() - known.keys()):
        text = f"{text.rstrip()}\n\n{_entry(id, wanted[id])}".lstrip("\n")
    return text


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
    """Return a file's text without some entries; what the reader wrote beside them stays."""
    if not gone:
        return text
    return "".join(_remarks(block) if _name_in(block) in gone else block for block in _blocks(text))


def _blocks(text: str) -> list[str]:
    """Return a file's text in pieces: the beginning, then each table with its inner ones."""
    starts, inside = [0], ""
    for match in _TOKEN.finditer(text):
        keys, is_entry = _keys(match["head"] or "")
        if keys and (is_entry or keys[0] != inside):
            starts.append(match.start())
            inside = keys[0]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _keys(head: str) -> tuple[list[str], bool]:
    """Return the keys in a table's head, and whether it begins an entry: ``[[verdict]]``."""
    try:
        table: Any = tomllib.loads(head)
    except tomllib.TOMLDecodeError:  # not a head: a line of an array
        return [], False
    keys: list[str] = []
    while isinstance(table, dict) and table:
        key, table = next(iter(table.items()))
        keys.append(key)
    return keys, isinstance(table, list) and len(keys) == 1


def _remarks(block: str) -> str:
    """Return the comments of a piece, each a line; those at its end with their empty lines."""
    lines = block.splitlines(keepends=True)
    kept = len(lines)
    while kept and (not lines[kept - 1].strip() or lines[kept - 1].lstrip().startswith("#")):
        kept -= 1
    inner = _comments("".join(lines[:kept]))
    return "".join(f"{one}\n" for one in inner) + "".join(lines[kept:]).lstrip("\n")


def _comments(text: str) -> list[str]:
    """Return the comments in a text."""
    return [match["remark"] for match in _TOKEN.finditer(text) if match["remark"]]


def _laid_out(text: str) -> str:
    """Return a file's text with its entries as tables behind all else, every comment kept."""
    import tomlkit

    file = tomlkit.parse(text)
    ours = {name: file.pop(name) for name in TABLES if name in file}
    rest = tomlkit.dumps(file)
    lost = Counter(_comments(text)) - Counter(_comments(rest))
    made = [tomlkit.dumps({name: tables.unwrap()}) for name, tables in ours.items()]
    parts = [rest, "".join(f"{one}\n" for one in lost.elements()), *made]
    return "\n".join(part for part in parts if part.strip())


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
