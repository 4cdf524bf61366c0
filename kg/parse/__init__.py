"""A document → :class:`~kg.model.DutyList`, strictly: nothing is lost, nothing is invented, what is odd is reported."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg import corrections, manifest, readers
from kg.errors import CheckFailed, ParseError, ReadError, reason
from kg.model import DutyList, Oddity, Place
from kg.names import Directory, Spellings, load
from kg.parse import corrected, duties, foreign, issuer, oddities, rows
from kg.parse.departments import DECLARING, headed_names, split_departments
from kg.parse.duties import rows_named
from kg.parse.place import find_place, title_of
from kg.parse.reading import Reading
from kg.placing import placed

__all__ = ["Parsed", "Spellings", "read_list", "rows_named", "split_departments"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A list, what was odd about it, and the directory that resolved its names."""

    list: DutyList
    oddities: tuple[Oddity, ...]
    directory: Directory


def read_list(
    path: Path | str, *, strict: bool = False, revisions: readers.Revisions = "final", id: str = ""
) -> Parsed:
    """Read the list at ``path``: a folder with ``list.toml`` and a document, or a document alone.

    Parameters
    ----------
    path : Path
        A list's folder or a document in any format that a reader knows.
    strict : bool
        Fail at the first oddity above ``info`` instead of reporting it.
    revisions : {"final", "original"}
        Word's tracked changes: accepted, or rejected.
    id : str, optional
        What to call the list; default: the name of its folder or file. Two lists of one build need
        two names.

    Raises
    ------
    ReadError, ParseError
        If the document cannot be read or is not a duty list.
    CheckFailed
        If ``strict`` and the source is odd.
    """
    path = Path(path)
    facts = manifest.load(path)
    document = manifest.file_name(facts.document)
    spellings = load()
    digest = _digest(facts.document, document)
    reading = rows.assemble(document, readers.read(facts.document, revisions=revisions), spellings)
    if facts.sha256 and facts.sha256 != digest:
        _report_other_document(reading, digest, facts.sha256)
    if facts.unused:
        _report_unused(reading, facts.unused)
    if not reading.rows:
        raise _refusal(document, reading)
    found_place = find_place(facts, reading)
    place = found_place.place
    of = issuer.find_issuer(reading)
    directory = _directory(reading, place, spellings, issuer.names(of))
    changes = corrections.load(facts.corrections)
    corrected.call_aliases(changes, directory, reading)
    found_duties = rows_named([duties.duty_of(row, directory, of) for row in reading.rows])
    found_duties = corrected.corrected(found_duties, changes, directory, reading)
    rows_and_duties = zip(reading.rows, found_duties, strict=True)
    found_duties = tuple(placed(duty, row.place) for row, duty in rows_and_duties)
    found = list(reading.oddities)
    found += oddities.of_counts(document, found_duties, facts.expected)
    found += oddities.of_names(document, found_duties, directory, spellings)
    for duty in found_duties:
        found += oddities.of_duty(document, duty)
    found.sort(key=lambda o: (o.line, o.column, o.code, o.en))
    if strict:
        _fail_at_first(found)
    title, issued_by = _title_and_issuer(facts, place, of)
    duty_list = DutyList(
        id or facts.id,
        title,
        place,
        issued_by,
        found_place.issued,
        document,
        digest,
        tuple(reading.heads),
        found_duties,
    )
    return Parsed(duty_list, tuple(found), directory)


def _title_and_issuer(
    facts: manifest.Manifest, place: Place, of: issuer.Issuer | None
) -> tuple[str, str]:
    """Return what a list is called and who gives it out; ``list.toml`` says it, if it is of this place."""
    own = not facts.place.county or facts.place.county == place.county
    said = (facts.title, facts.issuer) if own else ("", "")
    printed = of.printed if of else ""
    return said[0] or title_of(place, printed), said[1] or printed or place.name


def _directory(
    reading: Reading, place: Place, spellings: Spellings, issued: Sequence[str]
) -> Directory:
    """Return the bodies of a place, with those that the list's columns, texts and issuer name."""
    cells = []
    texts = []
    for row in reading.rows:
        cells += [split_departments(row.text(column), place.county) for column in DECLARING]
        texts += [cell.text for cell in row.cells]
    directory = Directory(
        spellings, place, [*chain(*cells), *headed_names(reading.rows, place), *issued], cells
    )
    directory.learn(texts)
    return directory


def _digest(path: Path, document: str) -> str:
    """Return the hash of a document's bytes; that of nothing for one that is too large to be read at all."""
    try:
        data = path.read_bytes() if path.stat().st_size <= readers.LARGEST else b""
    except OSError as error:
        zh, en = reason(error)
        raise ReadError(
            f"打不开（{zh}）",
            f"cannot be opened ({en})",
            where=document,
            cure=("请检查路径", "check the path"),
        ) from None
    return hashlib.sha256(data).hexdigest()


def _report_unused(reading: Reading, names: Sequence[str]) -> None:
    reading.report(
        "unused-key",
        "warning",
        None,
        f"list.toml 中不认识 {'、'.join(names)}，没有用",
        f"not known in list.toml, and not used: {', '.join(names)}",
    )


def _report_other_document(reading: Reading, digest: str, expected: str) -> None:
    reading.report(
        "another-document",
        "violation",
        None,
        f"文件不是 list.toml 记的那一份（sha256 {digest[:12]}…，应为 {expected[:12]}…）",
        f"the document is not the one of list.toml (sha256 {digest[:12]}…, expected {expected[:12]}…)",
    )


def _refusal(document: str, reading: Reading) -> ParseError:
    """Return the error for a document without one duty: what it is instead, if that is known."""
    if reading.foreign:
        return foreign.refusal(document, reading.foreign[0])
    if reading.heads:
        return ParseError(
            "只有事项表的表头，没有一行事项",
            "a duty table's head, but no row under it",
            where=document,
            cure=("请改用完整的文件", "read the whole document"),
        )
    return foreign.no_table(document, reading.front, reading.strange)


def _fail_at_first(found: Sequence[Oddity]) -> None:
    first = next((oddity for oddity in found if oddity.severity != "info"), None)
    if first is not None:
        raise CheckFailed(
            first.zh,
            first.en,
            where=first.where,
            cure=("请更正原文，或不用 --strict 读取", "mend the source or read without --strict"),
        )
