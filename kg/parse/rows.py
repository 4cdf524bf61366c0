"""Raw tables → the rows of the three lists: every line is understood, or reported with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.model import ListKind, TableHead
from kg.names import Spellings
from kg.parse import foreign, outside
from kg.parse.heads import Head, is_strange, like_headers, read_head
from kg.parse.open_table import OpenTable
from kg.parse.reading import Reading, quoted
from kg.parse.serial import serial
from kg.parse.signs import cleaned
from kg.readers import RawRow, RawTable

_HAS_DIGIT = re.compile(r"\d")
_BEFORE_HEADS = ("表头之前", "before the first head")
_WITHOUT_HEAD = ("此表没有表头", "this table has no head")
_STRANGE_HEAD = ("表头读不懂", "its head is not understood")


def assemble(document: str, tables: Iterable[RawTable], spellings: Spellings) -> Reading:
    """Return heads, rows and oddities of a document's raw tables.

    Every row is a head, a title, the number of a page, part of a duty, text before the first table,
    or reported.
    """
    reading = Reading(document)
    assembler = _Assembler(reading, spellings)
    for table in tables:
        for left in table.left:
            spot = RawRow(left.line, (), left.place)
            reading.report(left.code, left.severity, spot, left.zh, left.en)
        assembler.begin(table)
        skip = False
        for row, following in pairwise([*table.rows, None]):
            if row is None or skip:
                skip = False
                continue
            skip = assembler.take(row, following)
        assembler.flush()
    assembler.close()
    assembler.drop_title()
    return reading


class _Assembler:
    """Goes through the rows of a document once, in order."""

    def __init__(self, reading: Reading, spellings: Spellings) -> None:
        self.reading = reading
        self.spellings = spellings
        self.open: OpenTable | None = None
        self.title: tuple[str, RawRow | None] = ("", None)
        self.sheet = ""  # its name, empty outside of spreadsheets
        self.is_sheet = False
        self.table = 0  # the number of the document's table that rows come from now
        self.why_unread = _BEFORE_HEADS

    def begin(self, table: RawTable) -> None:
        """Begin a run of rows; the name of a sheet may say which list it holds, and only that."""
        self.is_sheet = table.sheet
        if table.sheet:
            self.reading.sheets.append(table.name)
            self.begin_sheet(table.name)
        if self.open:
            self.open.is_sheet = table.sheet

    def begin_sheet(self, name: str) -> None:
        self.flush()
        self.sheet = name
        kind = outside.kind_in(self.spellings.simplified(name))
        if self.open is not None:
            self.open.interrupted = True
            if kind is not None and kind != self.open.kind:
                self.close()
        if kind is not None:
            self.title = (name, None)
        self.note_foreign(foreign.of_title(name, self.spellings))

    def flush(self) -> None:
        """Put the row that was collected beside the others of its table."""
        if self.open is not None:
            self.open.flush()

    def close(self) -> None:
        """End the table that is open."""
        if self.open is not None:
            self.open.close()
        self.open = None

    # --- one row ---

    def take(self, raw: RawRow, following: RawRow | None) -> bool:
        """Take a row; return whether the next one belongs to it (the second row of a head)."""
        cells = tuple(map(cleaned, raw.cells))
        row = RawRow(raw.line, cells, raw.place, raw.table, raw.held, raw.covered)
        texts = [cell.strip() for cell in row.cells if cell.strip()]
        if not texts:
            return False
        if row.table != self.table:
            self.table = row.table
            if self.open is not None:
                self.open.interrupted = True
        if len(texts) > 1:
            if kind := foreign.of_head(row.cells, self.spellings):
                self.lose(row, texts, kind)
                return False
            if head := read_head(row, following, self.spellings):
                self.take_head(row, head)
                return head.rows == 2
            if is_strange(row, self.spellings) or self.begins_anew(row, texts, following):
                self.lose(row, texts)
                return False
        if self.open is None:
            self.unread(row, texts)
        elif not self.is_beside(self.open, row, texts):
            self.take_data(self.open, row, texts)
        return False

    def begins_anew(self, row: RawRow, texts: list[str], following: RawRow | None) -> bool:
        """Tell whether a row of words nobody knows stands where a head stands: the numbers begin at 1 again below it."""
        if self.open is None or self.open.is_empty or following is None or len(texts) < 3:
            return False
        at = self.open.shape.number
        if at < 0 or at >= len(following.cells) or serial(following.cells[at]).value != 1:
            return False
        words = like_headers(row.cells) and not any(map(_HAS_DIGIT.search, texts))
        begins_there = texts[0] == row.cells[at].strip()
        return words and begins_there and texts[1] not in self.spellings.categories

    def is_beside(self, table: OpenTable, row: RawRow, texts: list[str]) -> bool:
        """Take a row that does not belong to a duty; return False if it may belong to one."""
        alone = len(texts) == 1
        if table.is_empty and outside.is_column_numbers(row.cells):
            zh, en = "栏目编号行，不是事项", "a row that counts the columns, not a duty"
            self.reading.report("column-numbers", "info", row, zh, en)
        elif alone and outside.is_title(texts[0], self.spellings, inside=True):
            self.entitle(texts[0], row)
        elif alone and outside.is_attachment(texts[0]):
            self.flush()
        elif outside.is_total(texts) and not table.is_numbered(row):
            self.flush()
            text = quoted(texts)
            zh, en = f"合计行，不是事项：“{text}”", f'a total, not a duty: "{text}"'
            self.reading.report("total", "info", row, zh, en)
        elif table.takes_section(row, texts):
            pass
        elif alone and outside.is_page(texts[0]) and row.table == 0 and len(row.cells) == 1:
            pass  # the number of a page; in a table it would be a duty's
        elif table.is_note(row, texts):
            self.flush()
            table.noted = True
            text = quoted(texts)
            zh, en = f"表下附注，未读入：“{text}”", f'a note under the table: "{text}"'
            self.reading.report("note", "info", row, zh, en)
        else:
            return False
        return True

    def take_data(self, table: OpenTable, row: RawRow, texts: list[str]) -> None:
        """Take a row of the open table; one of another table without a head belongs to it only if it goes on."""
        if table.interrupted and not table.goes_on(row):
            self.close()
            self.why_unread = _WITHOUT_HEAD
            self.unread(row, texts)
        else:
            table.take(row)

    # --- rows that no head explains ---

    def unread(self, row: RawRow, texts: list[str]) -> None:
        """Take a row where no head holds: a line of the cover, a title, or a row that is reported."""
        before_all = not self.reading.heads and not self.reading.strange
        if before_all:
            self.reading.front.append(" ".join(texts))
            self.reading.front_rows.append(row)
        text, alone = texts[0], len(texts) == 1
        if alone and outside.is_title(text, self.spellings):
            self.drop_title()
            self.title = (text, row)
            self.note_foreign(foreign.of_title(text, self.spellings))
        elif not (before_all and outside.is_contents(texts)) and not self.is_cover(texts):
            self.report_unread(row, texts)

    def is_cover(self, texts: Sequence[str]) -> bool:
        """Tell whether a lone text is a line of a cover, or the number of a page."""
        alone = len(texts) == 1
        return alone and (outside.is_cover(texts[0], self.spellings) or outside.is_page(texts[0]))

    def report_unread(self, row: RawRow, texts: Sequence[str]) -> None:
        text = quoted(texts)
        if len(texts) == 1 and not text[0].isdecimal() and row.table == 0:
            zh, en = f"表外文字，未读入：“{text}”", f'text outside the tables, not read: "{text}"'
            self.reading.report("text-outside", "info", row, zh, en)
            return
        why_zh, why_en = self.why_unread
        zh, en = f"此行没有读入（{why_zh}）：“{text}”", f'row not read ({why_en}): "{text}"'
        self.reading.report("unread-row", "warning", row, zh, en)

    def note_foreign(self, kind: foreign.Foreign | None) -> None:
        """Note that a title or a head is that of another kind of document."""
        if kind is not None and kind not in self.reading.foreign:
            self.reading.foreign.append(kind)

    def lose(self, row: RawRow, texts: list[str], kind: foreign.Foreign | None = None) -> None:
        """End the table at a head that is not understood: its rows go nowhere unsaid."""
        self.close()
        self.drop_title()
        text = quoted(texts)
        if kind is not None:
            self.note_foreign(kind)
            self.why_unread = (kind.zh, kind.en)
            zh, en = f"{kind.zh}：“{text}”", f'{kind.en}: "{text}"'
            self.reading.report("foreign-table", "warning", row, zh, en)
            return
        self.reading.strange.append(" ".join(texts))
        self.why_unread = _STRANGE_HEAD
        zh = f"表头读不懂，下面的行没有读入：“{text}”"
        en = f'a head is not understood, its rows are not read: "{text}"'
        self.reading.report("strange-head", "warning", row, zh, en)

    # --- titles ---

    def entitle(self, text: str, row: RawRow) -> None:
        """Take a title: one of another list ends the table, that of the same list is the head of a page."""
        self.flush()
        kind = outside.kind_in(self.spellings.simplified(text))
        if self.open is not None and kind is not None and kind != self.open.kind:
            self.close()
            self.why_unread = _WITHOUT_HEAD
        self.drop_title()
        self.title = (text, row)

    def drop_title(self) -> None:
        """Report a title that no table came under, unless it is the cover's, or that of a table above (a page's head)."""
        text, row = self.title
        self.title = ("", None)
        heads = self.reading.heads
        if row is None or not heads or row.line <= heads[0].line:
            return
        if all(text != head.title for head in heads):
            zh, en = f"标题下没有读到表：“{text}”", f'no table was read under the title "{text}"'
            self.reading.report("title-alone", "info", row, zh, en)

    # --- heads ---

    def take_head(self, row: RawRow, head: Head) -> None:
        """Begin a table, or a page of the one that is open."""
        self.flush()
        again = self.open is not None and self.open.head.names == head.names
        kind = self.open.kind if self.open and again and not self.title[0] else self.kind_of(head)
        if head.is_summary:
            summary = next(one for one in foreign.kinds() if one.id == "summary")
            self.lose(row, [cell.strip() for cell in row.cells if cell.strip()], summary)
        elif self.open is not None and again and self.open.kind == kind:
            self.begin_page(self.open, row, head)
        else:
            self.close()
            head.report(row, self.reading.report)
            (title, title_row), self.title = self.title, ("", None)
            if title_row is not None:
                self.reading.titles[len(self.reading.heads)] = title_row
            self.reading.heads.append(TableHead(kind, title, row.line, head.columns))
            self.open = OpenTable(head, kind, row.table, self.reading, self.spellings)
            self.open.is_sheet = self.is_sheet

    def begin_page(self, table: OpenTable, row: RawRow, head: Head) -> None:
        """Go on under the same head, printed again at the top of a page."""
        table.noted = table.interrupted = False
        table.begun_in = row.table
        self.drop_title()
        if head.guessed:
            head.report(row, self.reading.report)

    def kind_of(self, head: Head) -> ListKind:
        """Return which list a head is of: by its columns, its title, the sheet's name, the file's name."""
        if head.kind is not None:
            return head.kind
        for text in (self.title[0], self.sheet, self.reading.document):
            if kind := outside.kind_in(self.spellings.simplified(text)):
                return kind
        return head.likely_kind
