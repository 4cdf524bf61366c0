"""What the reader says of findings, in a TOML file of the reader's own."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from kg.errors import ReadError
from kg.model import Finding
from kg.table import write_whole
from kg.words import chinese

VERDICT_ZH = chinese("verdict")
VERDICTS = tuple(VERDICT_ZH)
FILE = Path("verdicts.toml")
"""Where a reader's verdicts stand where no other place is named."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader says of a finding: ``lawful``, ``settle`` or ``no``, and why.

    ``duties`` say what it was about; ``by`` who judged (a name, as people write it; several that
    agree are joined by 、) and ``when`` (a day, ``2026-11-27``): empty where nobody said.
    """

    verdict: str
    note: str = ""
    duties: tuple[str, ...] = ()
    by: str = ""
    when: str = ""


Verdicts = Mapping[str, Verdict]
"""Finding's id → verdict. It holds wherever the same words stand, in the next edition too.

One for a single place goes by :func:`reach` and is the stronger there.
"""
_AT: Final = "@"


def reach(id: str, place: str = "") -> str:
    """Return by what name a verdict goes: the finding's id, for one place with the place behind it.

    >>> reach("silent-1"), reach("silent-1", "清河县青石镇")
    ('silent-1', 'silent-1@清河县青石镇')
    """
    return f"{id}{_AT}{place}" if place else id


def judged(findings: Iterable[Finding], verdicts: Verdicts, place: str = "") -> list[Finding]:
    """Return the findings of a place with the verdicts put on them; one without keeps what it had."""
    found = []
    for one in findings:
        said = verdicts.get(reach(one.id, place)) or verdicts.get(one.id)
        found.append(put_on(one, said) if said else one)
    return found


def put_on(finding: Finding, said: Verdict) -> Finding:
    """Return a finding with a verdict on it."""
    return replace(finding, verdict=said.verdict, note=said.note, by=said.by, when=said.when)


def read_verdicts(path: Path | None) -> dict[str, Verdict]:
    """Read a verdict file, the reader's own or one that a page has saved; a missing one holds none.

    Raises
    ------
    ReadError
        If it is not TOML, or an entry is not a verdict; it names the entry.
    """
    if path is None or not path.is_file():
        return {}
    try:
        return _verdicts(_decoded(path), str(path))
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(
            f"读不出（{reason}）",
            f"cannot be read ({reason})",
            where=str(path),
            cure=("请检查路径", "check the path"),
        ) from None


def _decoded(path: Path) -> str:
    """Return the text of a TOML file; its line ends stay as they are."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _no_toml("不是 UTF-8", "it is not UTF-8", str(path)) from None


def _verdicts(text: str, where: str) -> dict[str, Verdict]:
    """Return the verdicts that a TOML text holds."""
    try:
        entries = tomllib.loads(text).get("verdict", [])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _no_toml(str(error), str(error), where) from None
    if not isinstance(entries, list):
        raise _no_entry("verdict 应为 [[verdict]] 表", "verdict must be tables, [[verdict]]", where)
    return dict(_verdict(entry, where) for entry in entries)


def _verdict(entry: object, where: str) -> tuple[str, Verdict]:
    """Return the finding's id and the verdict that one entry holds."""
    if not isinstance(entry, dict):
        raise _no_entry("有一项不是 [[verdict]] 表", "an entry is not a table, [[verdict]]", where)
    id, verdict = entry.get("finding", ""), entry.get("verdict", "")
    duties = entry.get("duties", [])
    shown = f"{str(verdict)[:40]} → {str(id)[:60]}"
    if not isinstance(id, str) or not id or not isinstance(verdict, str) or verdict not in VERDICTS:
        zh, en = f"不是判断：{shown}", f"not a verdict: {shown}"
        cure = (f"verdict 可写 {'、'.join(VERDICTS)}", f"write one of: {', '.join(VERDICTS)}")
        raise ReadError(zh, en, where=where, cure=cure)
    note, place, by = (_text(entry, name, id, where) for name in ("note", "place", "by"))
    if not isinstance(duties, list) or not all(isinstance(duty, str) for duty in duties):
        raise _no_entry(
            f"{id} 的 duties 不是文字列表", f"duties of {id} is not a list of texts", where
        )
    day = _day(entry.get("when", ""), id, where)
    return reach(id, place), Verdict(verdict, note, tuple(duties), by.strip(), day)


def _text(entry: Mapping[str, object], name: str, id: str, where: str) -> str:
    """Return a text of an entry; empty if it has none of that name."""
    text = entry.get(name, "")
    if not isinstance(text, str):
        raise _no_entry(f"{id} 的 {name} 不是文字", f"{name} of {id} is not a text", where)
    return text


def _day(when: object, id: str, where: str) -> str:
    """Return the day of a verdict: a text or a date of TOML; empty where none is told."""
    shown = when.isoformat() if isinstance(when, date) else when
    if shown == "" or (isinstance(shown, str) and is_day(shown)):
        return shown
    raise _no_entry(
        f"{id} 的 when 不是日期（如 2026-11-27）", f"when of {id} is no day (as 2026-11-27)", where
    )


def is_day(text: str) -> bool:
    """Tell whether a text is a day as ISO 8601 writes it.

    >>> is_day("2026-11-27"), is_day("2026-11-31"), is_day("11 月 27 日")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _no_toml(zh: str, en: str, where: str) -> ReadError:
    return ReadError(
        f"不是 TOML：{zh}", f"not TOML: {en}", where=where, cure=("请改正那一行", "mend that line")
    )


def _no_entry(zh: str, en: str, where: str) -> ReadError:
    return ReadError(
        zh,
        en,
        where=where,
        cure=("可由 kg verdict 或网页写入", "let kg verdict or a page write it"),
    )


_HEAD = "# 读者对分析发现的判断 what the reader says of the findings: lawful 依法如此, settle 需要理顺, no 不成立\n"
_ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*verdict[ \t]*\]\]", re.MULTILINE)


def write_verdicts(path: Path, verdicts: Verdicts) -> None:
    """Write the verdicts into a file: the reader's comments, order and further fields stay, new ones come last.

    Raises
    ------
    ReadError, WriteError
        If what is there is not a verdict file, or cannot be written.
    """
    text = _decoded(path) if path.is_file() else _HEAD
    known, verdicts = (
        _verdicts(text, str(path)),
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
        return _verdicts(text, "") == dict(verdicts)
    except ReadError:
        return False


def _without(text: str, gone: AbstractSet[str]) -> str:
    """Return a file's text without some entries; comments behind an entry belong to the next one and stay."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    blocks = [text[: starts[0]] if starts else text]
    for start, end in pairwise([*starts, len(text)]):
        block = text[start:end]
        if _reach_of(_first(block)) in gone:
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
    for entry in file.get("verdict", []):
        new = changed.get(_reach_of(entry))
        if new is not None:
            fields = {"verdict": new.verdict, "note": new.note, "duties": list(new.duties)}
            fields |= {name: value for name, value in _signed(new).items() if value}
            entry.update(
                {name: value for name, value in fields.items() if entry.get(name) != value}
            )
            for name in [name for name, value in _signed(new).items() if not value]:
                entry.pop(name, None)
    return tomlkit.dumps(file)


def _signed(verdict: Verdict) -> dict[str, str]:
    """Return who gave a verdict and when."""
    return {"by": verdict.by, "when": verdict.when}


def _reach_of(entry: Mapping[str, Any]) -> str:
    return reach(str(entry.get("finding", "")), str(entry.get("place", "")))


def _first(block: str) -> dict[str, Any]:
    """Return the entry that a piece of a file holds; nothing if it does not hold one whole."""
    try:
        entries = tomllib.loads(block).get("verdict", [])
    except tomllib.TOMLDecodeError:
        return {}
    return dict(entries[0]) if entries else {}


def _entry(name: str, verdict: Verdict) -> str:
    """Return one entry as TOML."""
    duties = ", ".join(map(_quoted, verdict.duties))
    id, at, place = name.partition(_AT)
    fields = {
        "finding": _quoted(id),
        **({"place": _quoted(place)} if at else {}),
        "verdict": _quoted(verdict.verdict),
        "note": _quoted(verdict.note),
        **{name: _quoted(value) for name, value in _signed(verdict).items() if value},
    }
    lines = [f"{name} = {value}" for name, value in {**fields, "duties": f"[{duties}]"}.items()]
    return "\n".join(["[[verdict]]", *lines, ""])


def _quoted(text: str) -> str:
    """Return a TOML string; its escapes are JSON's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
