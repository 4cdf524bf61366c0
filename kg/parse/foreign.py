"""What is not a duty list: named by what it is, with what the person who has it can do (``data/names/foreign.toml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.errors import ParseError
from kg.names import Spellings
from kg.resources import data_path, read_toml


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of document that is not a duty list: what it is called, how it is known, what to do instead."""

    id: str
    zh: str
    en: str
    cure_zh: str
    cure_en: str
    titles: re.Pattern[str]
    heads: frozenset[str]
    least: int


@cache
def kinds() -> tuple[Foreign, ...]:
    """Return the kinds that the data know."""
    raw = read_toml(data_path() / "names" / "foreign.toml")
    return tuple(
        Foreign(
            one["id"],
            one["zh"],
            one["en"],
            one["cure_zh"],
            one["cure_en"],
            re.compile(one["titles"]),
            frozenset(one["heads"]),
            one["least"],
        )
        for one in raw["foreign"]
    )


def of_head(cells: Sequence[str], spellings: Spellings) -> Foreign | None:
    """Return the kind of document whose table has such a head, None of a head that is unknown."""
    words = {spellings.simplified(cell) for cell in cells if cell.strip()}
    return next((kind for kind in kinds() if len(words & kind.heads) >= kind.least), None)


def of_title(text: str, spellings: Spellings) -> Foreign | None:
    """Return the kind of document that a title names; None if it names a duty list too."""
    plain = spellings.simplified(text)
    if "履职" in plain and "汇总" not in plain and "统计" not in plain:
        return None
    return next((kind for kind in kinds() if kind.titles.search(plain)), None)


def refusal(document: str, kind: Foreign) -> ParseError:
    """Return the error for a document that is of a kind."""
    return ParseError(kind.zh, kind.en, where=document, cure=(kind.cure_zh, kind.cure_en))


_ATTACHMENT = re.compile(r"\s*附(?:件|表)\s*[0-9１-９一二三]*\s*[：:.、]?")
_LETTER = re.compile(
    r"(?:通知|函|报告|请示|公告|通告|批复|意见|公示)$|^各[^，。]{1,20}[：:]$|特此(?:通知|公告|函告|报告)"
)


def no_table(document: str, front: Sequence[str], strange: Sequence[str] = ()) -> ParseError:
    """Return the error for a text without any duty table: an attachment that it names is quoted, so is a strange head."""
    attachment = next((line.strip()[:60] for line in front if _ATTACHMENT.match(line)), "")
    if attachment:
        return ParseError(
            f"没有履职事项表，文中提到附件“{attachment}”",
            f'no duty table found; an attachment is named: "{attachment}"',
            where=document,
            cure=("请改读该附件", "read that attachment instead"),
        )
    if strange:
        printed = "、".join(strange)[:80]
        return ParseError(
            f"没有读懂任何表头（{printed}）",
            f"no duty table found: its head is not understood ({printed})",
            where=document,
            cure=(
                "表头要有“序号”和“事项名称”；不同的叫法请补入 data/names/columns.toml",
                "a head needs 序号 and 事项名称; add other wordings to data/names/columns.toml",
            ),
        )
    if any(_LETTER.search(line.strip()) for line in front[:20]):
        return ParseError(
            "没有履职事项表：这是通知、函一类的文字",
            "no duty table found: this is a notice or a letter",
            where=document,
            cure=("请改读它所附的清单", "read the list that came with it"),
        )
    return ParseError(
        "没有履职事项表",
        "no duty table found",
        where=document,
        cure=(
            "表头要有“序号”和“事项名称”，单元格以制表符分隔",
            "a table needs a head with 序号 and 事项名称, cells separated by tabs",
        ),
    )
