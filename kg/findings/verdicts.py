"""What the reader says of findings, and of pairs of duties, in a TOML file of the reader's own."""

from __future__ import annotations

import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from kg.alignment import told
from kg.alignment.texts import comparable
from kg.alignment.told import Opinion, Told
from kg.errors import KgWarning, ReadError, both, reason
from kg.model import Place
from kg.words import chinese

VERDICT_ZH = chinese("verdict")
VERDICTS = tuple(VERDICT_ZH)
PAIR_ZH = chinese("pair")
PAIR_WORDS = tuple(PAIR_ZH)
"""What may be said of two duties that were taken for the same (:mod:`kg.alignment.told`)."""
TAKEN_BACK = "none"
"""What a file says of a finding whose verdict is taken back."""
FILE = Path("verdicts.toml")
"""Where a reader's verdicts stand where no other place is named."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader says of a finding: ``lawful``, ``settle``, ``no``, and why; a note may stand alone.

    Of a pair of duties (a name as :func:`kg.alignment.told.pair` makes it): ``apart`` or ``same``;
    ``duties`` are then the two titles.

    ``duties`` say what it was about; ``by`` who judged (a name, as people write it; several that
    agree are joined by 、) and ``when`` (a day, ``2026-11-27``): empty where nobody said.
    ``edition`` says of which edition it is and ``clauses`` of which words (a digest), so that it is
    known again in the next one (:mod:`kg.findings.holding`).
    """

    verdict: str
    note: str = ""
    duties: tuple[str, ...] = ()
    by: str = ""
    when: str = ""
    edition: str = ""
    clauses: str = ""


class UnusedKey(KgWarning):
    """A verdict file holds a name that nothing reads."""


Verdicts = Mapping[str, Verdict]
"""Finding's id → verdict. It holds wherever the same words stand, in the next edition too.

One for a single place goes by :func:`reach` and is the stronger there.
"""
AT: Final = "@"
_TWO: Final = 2
_ANYWHERE: Final = Place("", "", "", "")


def reach(id: str, place: str = "") -> str:
    """Return by what name a verdict goes: the finding's id, for one place with the place behind it.

    >>> reach("silent-1"), reach("silent-1", "清河县青石镇")
    ('silent-1', 'silent-1@清河县青石镇')
    """
    return f"{id}{AT}{place}" if place else id


def read_verdicts(path: Path | None) -> dict[str, Verdict]:
    """Read a verdict file, the reader's own or one that a page has saved; a missing one holds none.

    What it takes back (``verdict = "none"``) is not there.

    Raises
    ------
    ReadError
        If it is not TOML, or an entry is not a verdict; it names the entry.
    """
    given = read_given(path) if path is not None and path.is_file() else {}
    return {name: said for name, said in given.items() if not is_taken_back(said)}


def is_taken_back(said: Verdict) -> bool:
    """Tell whether a word takes back what was said before."""
    return said.verdict == TAKEN_BACK


def read_given(path: Path) -> dict[str, Verdict]:
    """Return what a verdict file says; one that takes a verdict back says :data:`TAKEN_BACK`.

    Raises
    ------
    ReadError
        As :func:`read_verdicts`.
    """
    try:
        file = _loaded(decoded(path), str(path))
    except OSError as error:
        zh, en = reason(error)
        raise ReadError(
            f"读不出（{zh}）",
            f"cannot be read ({en})",
            where=str(path),
            cure=("请检查路径", "check the path"),
        ) from None
    _tell_unused(file, str(path))
    return _given(file, str(path))


def decoded(path: Path) -> str:
    """Return the text of a TOML file; its line ends stay as they are."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _no_toml("不是 UTF-8", "it is not UTF-8", str(path)) from None


def verdicts_of(text: str, where: str) -> dict[str, Verdict]:
    """Return the verdicts that a TOML text holds, without what it takes back."""
    return {
        name: said
        for name, said in _given(_loaded(text, where), where).items()
        if not is_taken_back(said)
    }


def _loaded(text: str, where: str) -> dict[str, Any]:
    """Return a TOML text as it is."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _no_toml(str(error), str(error), where) from None


def _tell_unused(file: Mapping[str, Any], where: str) -> None:
    """Warn of names in a verdict file that nothing reads: they may be slips."""
    unused = [name for name in file if name not in (*TABLES, _OF)]
    for table in TABLES:
        entries = [entry for entry in _listed(file.get(table)) if isinstance(entry, dict)]
        unused += [name for entry in entries for name in entry if name not in _FIELDS[table]]
    if unused:
        names = "、".join(dict.fromkeys(unused))
        said = both(f"不认识 {names}，照留，不作判断", f"not known, kept and not used: {names}")
        known = "; ".join(f"[[{table}]] {', '.join(_FIELDS[table])}" for table in TABLES)
        cure = both(f"可写 {known}", f"known: {known}")
        warnings.warn(f"{where}: {said}; {cure}", UnusedKey, stacklevel=4)


def _listed(entries: object) -> list[object]:
    return entries if isinstance(entries, list) else []


def _given(file: Mapping[str, Any], where: str) -> dict[str, Verdict]:
    """Return what a TOML file says, what it takes back too."""
    found: dict[str, Verdict] = {}
    for table, read in TABLES.items():
        entries = file.get(table, [])
        if not isinstance(entries, list):
            raise _no_entry(
                f"{table} 应为 [[{table}]] 表", f"{table} must be tables, [[{table}]]", where
            )
        found |= dict(read(entry, where) for entry in entries)
    return found


def _verdict(entry: object, where: str) -> tuple[str, Verdict]:
    """Return the finding's id and the verdict that one entry holds; a note may stand alone."""
    if not isinstance(entry, dict):
        raise _no_entry("有一项不是 [[verdict]] 表", "an entry is not a table, [[verdict]]", where)
    id, verdict = entry.get("finding", ""), entry.get("verdict", "")
    duties = entry.get("duties", [])
    shown = f"{str(verdict)[:40]} → {str(id)[:60]}"
    note, place, by = (_text(entry, name, str(id), where) for name in ("note", "place", "by"))
    known = (*VERDICTS, TAKEN_BACK, *([""] if note else []))
    if not isinstance(id, str) or not id or not isinstance(verdict, str) or verdict not in known:
        zh, en = f"不是判断：{shown}", f"not a verdict: {shown}"
        cure = (f"verdict 可写 {'、'.join(VERDICTS)}", f"write one of: {', '.join(VERDICTS)}")
        raise ReadError(zh, en, where=where, cure=cure)
    if not isinstance(duties, list) or not all(isinstance(duty, str) for duty in duties):
        raise _no_entry(
            f"{id} 的 duties 不是文字列表", f"duties of {id} is not a list of texts", where
        )
    day = _day(entry.get("when", ""), id, where)
    edition, clauses = (_text(entry, name, id, where) for name in ("edition", "clauses"))
    said = Verdict(verdict, note, tuple(duties), by.strip(), day, edition, clauses)
    return reach(id, place), said


def _pair(entry: object, where: str) -> tuple[str, Verdict]:
    """Return a pair's name and what one entry says of it; without a name it goes by its titles."""
    if not isinstance(entry, dict):
        raise _no_entry("有一项不是 [[pair]] 表", "an entry is not a table, [[pair]]", where)
    titles, verdict = _two(entry.get("titles", []), where), entry.get("verdict", "")
    name = str(entry.get("pair") or told.pair(*(comparable(one, _ANYWHERE) for one in titles)))
    note, by = (_text(entry, field, name, where) for field in ("note", "by"))
    known = (*PAIR_WORDS, TAKEN_BACK, *([""] if note else []))
    if verdict not in known or not name.startswith(f"{told.PAIR}-"):
        zh, en = f"不是判断：{verdict} → {name}", f"not a verdict: {verdict} → {name}"
        cure = (f"verdict 可写 {'、'.join(PAIR_WORDS)}", f"write one of: {', '.join(PAIR_WORDS)}")
        raise ReadError(zh, en, where=where, cure=cure)
    day = _day(entry.get("when", ""), name, where)
    return name, Verdict(verdict, note, titles, by.strip(), day)


def _two(titles: object, where: str) -> tuple[str, str]:
    """Return the two titles that an entry is about."""
    if isinstance(titles, list) and len(titles) == _TWO:
        one, other = titles
        if isinstance(one, str) and isinstance(other, str):
            return one, other
    raise _no_entry(
        f"titles 应为两个事项名称：{str(titles)[:60]}",
        f"titles must be two titles of duties: {str(titles)[:60]}",
        where,
    )


TABLES: Final = {"verdict": _verdict, told.PAIR: _pair}
"""The tables of a file → what reads an entry of each."""
_OF: Final = "list"
"""Of which list a page has saved the verdicts; for people."""
_SAID: Final = ("verdict", "note", "by", "when")
_FIELDS: Final = {
    "verdict": ("finding", "place", *_SAID, "duties", "edition", "clauses"),
    told.PAIR: (told.PAIR, "titles", *_SAID),
}


def is_pair(name: str) -> bool:
    """Tell whether what goes by a name is a pair of duties, and not a finding."""
    return name.startswith(f"{told.PAIR}-")


def opinions(verdicts: Verdicts) -> list[Opinion]:
    """Return what a file says of pairs of duties, pair by pair."""
    return [
        Opinion(name, said.duties, said.verdict, said.note, said.by, said.when)
        for name, said in sorted(verdicts.items())
        if is_pair(name)
    ]


def told_of_pairs(verdicts: Verdicts) -> Told:
    """Return what a file says of pairs of duties, as the alignment asks for it."""
    return Told.of({one.pair: one.word for one in opinions(verdicts)})


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
        f"{id} 的 when 不是日期（如 2026-11-27）",
        f"when of {id} is not a date such as 2026-11-27",
        where,
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
