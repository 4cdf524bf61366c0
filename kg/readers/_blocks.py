"""Paragraphs and tables in their order, of any document that is not a sheet → the rows of one raw table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.readers import LeftOut, RawRow, Severity
from kg.readers._columns import GridCell, place

_SAID: dict[str, tuple[str, str, Severity]] = {
    "deleted-text": (
        "修订删去的文字没有读",
        "text deleted by a tracked change was left out",
        "info",
    ),
    "inserted-text": (
        "修订插入的文字没有读",
        "text inserted by a tracked change was left out",
        "info",
    ),
    "struck-text": ("划去（删除线）的文字没有读", "struck-through text was left out", "warning"),
    "hidden-text": ("隐藏的文字没有读", "hidden text was left out", "warning"),
    "hidden-row": ("隐藏的行没有读", "a hidden row was left out", "warning"),
    "hidden-column": ("隐藏的列没有读", "a hidden column was left out", "warning"),
    "placeholder": (
        "内容控件的提示文字没有读",
        "the prompt of an empty content control was left out",
        "info",
    ),
    "ruby": ("注音没有读", "a phonetic guide was left out", "info"),
    "merged-text": (
        "合并单元格下面盖住的文字没有读",
        "text under a merged cell was left out",
        "warning",
    ),
    "footnote": ("脚注没有读", "a footnote was not read", "warning"),
    "endnote": ("尾注没有读", "an endnote was not read", "warning"),
    "comment": ("批注没有读", "a comment was not read", "info"),
    "header": ("页眉没有读", "a page's header was not read", "info"),
    "footer": ("页脚没有读", "a page's footer was not read", "info"),
}


@dataclass(slots=True)
class Blocks:
    """Collects the rows of a document as its reader finds them; ``line`` counts them."""

    rows: list[RawRow] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def here(self) -> str:
        """Return the place of the paragraph that is being read."""
        after = f"第 {self.tables} 张表之后，" if self.tables else ""
        return f"{after}第 {self.paragraphs} 段"

    def paragraph(self, text: str, where: str = "") -> None:
        """Add a paragraph outside of tables, also an empty one: it parts what stands before and after it."""
        self.rows.append(
            RawRow(len(self.rows) + 1, (text.replace("\t", " "),), where or self.here())
        )

    def table(self, rows: Sequence[Sequence[GridCell]], places: Sequence[str]) -> None:
        """Add the rows of a table; those without a text of their own are passed over."""
        for placed, where, row in zip(place(rows), places, rows, strict=True):
            if any(cell.text.strip() and not cell.held for cell in row):
                line = len(self.rows) + 1
                self.rows.append(
                    RawRow(line, placed.cells, where, self.tables, placed.held, placed.covered)
                )

    def leave(self, code: str, text: str, where: str) -> None:
        """Report a text that is left out, unless it is blank."""
        short = " ".join(text.split())
        if short:
            zh, en, severity = _SAID[code]
            said = f"{zh}：“{short[:40]}”", f'{en}: "{short[:40]}"'
            self.left.append(LeftOut(code, len(self.rows) + 1, where, *said, text, severity))

    def say(self, code: str, zh: str, en: str, severity: Severity = "warning") -> None:
        """Report something about the document as a whole."""
        self.left.append(LeftOut(code, 1, "全文", zh, en, severity=severity))


def joined(paragraphs: Sequence[str]) -> str:
    """Return a cell's text: one paragraph as it is, several as ``<p>…</p>``, as the published texts write them.

    >>> joined(["1.甲；", " ", "2.乙。"])
    '<p>1.甲；</p> <p>2.乙。</p>'
    """
    texts = [" ".join(text.split()) for text in paragraphs if text.strip()]
    if len(texts) == 1:
        return texts[0]
    return " ".join(f"<p>{text}</p>" for text in texts)
