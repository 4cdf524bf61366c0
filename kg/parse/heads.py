"""The head of a table: which column is which, in whatever words, over one row or over two."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from kg.model import COLUMN_ZH, Column, ListKind
from kg.names import Spellings
from kg.parse.printed import Report
from kg.parse.serial import serial
from kg.readers import RawRow

_LONGEST = 40
"""Characters of a header; a longer cell is text."""
_SENTENCE = re.compile(r"[。；;！!？?]|[：:].{6}")
_DIGIT = re.compile(r"\d")
# What a second column of the same name is: of two departments' columns the second assists.
_SECOND = {
    "departments": "assisting",
    "lead": "assisting",
    "superior": "assisting_duties",
    "number": "code",
    "title": "subitem",
}
_SHORTEST_UNKNOWN = 3
_OF_RECALLED = {"method", "receiving", "way"}
_OF_COOPERATIVE = {"superior", "township"}
_OF_DEPARTMENTS = {"departments", "lead", "assisting", "towns"}
_DETAILS = _OF_RECALLED | _OF_COOPERATIVE | {"departments", "lead", "assisting"}


@dataclass(frozen=True, slots=True)
class Head:
    """A head that was understood.

    Attributes
    ----------
    columns : tuple of Column
        Canonical name and what is printed; a header that nobody knows gives its column its own
        name.
    guessed : tuple of (printed, canonical name)
        Headers with one slip in them.
    unknown : tuple of Column
        Columns that are kept and not interpreted.
    rows : int
        Physical rows that it takes: 1 or 2.
    """

    columns: tuple[Column, ...]
    guessed: tuple[tuple[str, str], ...] = ()
    unknown: tuple[Column, ...] = ()
    rows: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """Canonical names, in printed order."""
        return tuple(column.name for column in self.columns)

    @property
    def is_summary(self) -> bool:
        """Whether it is the head of a table that only counts the duties of each kind."""
        return "count" in self.names and not _DETAILS & set(self.names)

    @property
    def kind(self) -> ListKind | None:
        """The list that only such columns can be of, None if its columns leave it open."""
        if _OF_RECALLED & set(self.names):
            return "recalled"
        if _OF_COOPERATIVE & set(self.names):
            return "cooperative"
        return None

    @property
    def likely_kind(self) -> ListKind:
        """The list that such columns are usually of, for a table of which no title says it."""
        if _OF_DEPARTMENTS & set(self.names):
            return "cooperative"
        return "basic"

    def report(self, row: RawRow, report: Report) -> None:
        """Report the headers that are guessed, unknown or missing."""
        for printed, name in self.guessed:
            column = COLUMN_ZH.get(name, name)
            zh = f"表头“{printed}”按“{column}”理解"
            en = f'header "{printed}" is understood as "{column}"'
            report("near-header", "warning", row, zh, en, name)
        for unknown in self.unknown:
            zh = f"不认识的表头“{unknown.printed}”，原样保留，不作解释"
            en = f'unknown header "{unknown.printed}": its cells are kept but not interpreted'
            report("unknown-column", "warning", row, zh, en, unknown.name)
        if "number" not in self.names:
            zh, en = "此表没有序号列", "this table has no column of numbers"
            report("no-number-column", "info", row, zh, en)


def read_head(row: RawRow, following: RawRow | None, spellings: Spellings) -> Head | None:
    """Return the head that begins in a row, None if it is the head of no duty table.

    Parameters
    ----------
    row, following : RawRow
        The row and the one below it, which may be the second row of the head.
    """
    if not like_headers(row.cells):
        return None
    if following is not None and (texts := _two_rows(row, following, spellings)):
        head = _head(texts, spellings, 2)
        if head is not None:
            return head
    return _head(_trimmed(row.cells), spellings, 1)


def is_strange(row: RawRow, spellings: Spellings) -> bool:
    """Tell whether a row is the head of some table, though of none that is understood.

    Its rows must not go to the table above.
    """
    cells = [cell.strip() for cell in row.cells if cell.strip()]
    if len(cells) < 2 or not like_headers(row.cells) or any(_DIGIT.search(cell) for cell in cells):
        return False
    known = [spellings.column(cell) for cell in cells]
    number = "number" in known or spellings.near_column(cells[0]) == "number"
    return sum(name is not None for name in known) >= 2 or (
        number and len(cells) >= _SHORTEST_UNKNOWN
    )


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Return the cells without the empty ones at the end."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def like_headers(cells: Sequence[str]) -> bool:
    """Tell whether cells can be headers: several, short, no sentences, no number where the number stands."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2 or any(len(cell) > _LONGEST or _SENTENCE.search(cell) for cell in filled):
        return False
    return serial(filled[0]).value is None


def _head(texts: Sequence[str], spellings: Spellings, rows: int) -> Head | None:
    exact = [spellings.column(text) for text in texts]
    if not any(exact):
        return None
    names = list(exact)
    guessed = []
    for at, text in enumerate(texts):
        if names[at] is None and text.strip():
            names[at] = spellings.near_column(text)
            if names[at] is not None:
                guessed.append((text.strip(), str(names[at])))
    known = sum(name is not None for name in names)
    if "title" not in names or not ("number" in names or known >= 3):
        return None
    return _named(texts, names, tuple(guessed), rows, spellings)


def _named(
    texts: Sequence[str],
    names: Sequence[str | None],
    guessed: tuple[tuple[str, str], ...],
    rows: int,
    spellings: Spellings,
) -> Head:
    """Give every column a name of its own."""
    columns: list[Column] = []
    unknown: list[Column] = []
    taken: set[str] = set()
    for at, (text, name) in enumerate(zip(texts, names, strict=True), 1):
        chosen = name or text.strip() or f"column-{at}"
        if chosen in taken:
            chosen = _again(chosen, text, spellings)
        elif chosen == "category" and _is_kind(text, at, names, spellings):
            chosen = "kind"
        understood = name is not None
        if chosen in taken:
            chosen, understood = f"{chosen}-{at}", False
        taken.add(chosen)
        columns.append(Column(chosen, text))
        if not understood:
            unknown.append(columns[-1])
    return Head(tuple(columns), guessed, tuple(unknown), rows)


def _again(name: str, text: str, spellings: Spellings) -> str:
    """Return what a second column of the same name is."""
    if name == "category" and spellings.is_column("kind", text):
        return "kind"
    return _SECOND.get(name, name)


def _is_kind(text: str, at: int, names: Sequence[str | None], spellings: Spellings) -> bool:
    """Tell whether 事项类型 says which list a row is of, for another column says its category."""
    return "category" in names[at:] and spellings.is_column("kind", text)


def _two_rows(top: RawRow, bottom: RawRow, spellings: Spellings) -> list[str] | None:
    """Return the texts of a head over two rows, None if the second does not belong to it."""
    width = max(len(_trimmed(top.cells)), len(_trimmed(bottom.cells)))
    upper, lower = _padded(top.cells, width), _padded(bottom.cells, width)
    own = _own(upper, lower, bottom.held)
    if (
        not own
        or not _short(lower[at] for at in own)
        or not _own_number(upper, lower, own, spellings)
    ):
        return None
    texts, resolved, group = [], 0, ""
    for at in range(width):
        group = upper[at].strip() or (group if at in own else "")
        if at in own:
            text, is_known = _best(group, lower[at].strip(), spellings)
            resolved += is_known
        else:
            text = upper[at]
        texts.append(text)
    return texts if resolved and 2 * resolved >= len(own) else None


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _own(upper: Sequence[str], lower: Sequence[str], held: Container[int]) -> list[int]:
    """Return where the lower row has a text of its own: not the cell above, reaching down, nor the same words again."""
    found = []
    for at, (above, below) in enumerate(zip(upper, lower, strict=True)):
        if below.strip() and at not in held and below.strip() != above.strip():
            found.append(at)
    return found


def _short(cells: Iterable[str]) -> bool:
    return all(
        len(cell.strip()) <= _LONGEST and not _SENTENCE.search(cell) and not _DIGIT.search(cell)
        for cell in cells
    )


def _own_number(
    upper: Sequence[str], lower: Sequence[str], own: Sequence[int], spellings: Spellings
) -> bool:
    """Tell whether nothing of the lower row is under a header that is complete: 序号 has no other header below it.

    事项 over 类别 and 名称 is a group's header, not a complete one: it reaches over the empty cell
    on its right.
    """
    groups = {
        at
        for at in own
        if at + 1 < len(upper) and not upper[at + 1].strip() and lower[at + 1].strip()
    }
    named = [at for at in own if spellings.column(upper[at]) in ("number", "title")]
    complete = [at for at in named if at not in groups]
    return all(spellings.column(lower[at]) == spellings.column(upper[at]) for at in complete)


def _best(group: str, text: str, spellings: Spellings) -> tuple[str, bool]:
    """Return the header that a group's header and the one under it make, and whether it is known."""
    for candidate in (group + text, text):
        if spellings.column(candidate):
            return candidate, True
    if spellings.near_column(text):
        return (text, True)
    return (group + text if group else text, False)
