"""The department that a list is of: 遂昌县公安局承接乡镇收回事项清单 names it in its title only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Mention, Role, Span
from kg.names import Directory
from kg.names.places import places
from kg.parse.departments import DECLARING
from kg.parse.reading import Reading, Row

# 浙江省丽水市遂昌县, 公安局, and what says that a department's list begins: 承接, 配合, （部门端）.
_ISSUED = re.compile(
    r"(?:[一-龥]{2,8}?(?:省|自治区))?(?:[一-龥]{2,10}?(?:自治州|地区|盟|州|市))??"
    r"(?P<county>[一-龥]{1,12}?(?:自治县|自治旗|县|区|市|旗))"
    r"(?P<body>(?:(?!乡|镇|街道|苏木)[一-龥]){1,18}?"
    r"(?:局|委员会|委|办公室|办|中心|[大支]队|部|总工会|残联|妇联|科协|供销社))"
    r"(?:[（(][^（）()]{2,16}[）)])?"
    r"(?=涉及|承接|配合|协助|关联|对应|收回|本部门|涉乡|与乡|部门|主管|履职)"
)
_LIST = re.compile("清单|事项|目录")


@dataclass(frozen=True, slots=True)
class Issuer:
    """A department that gives a list out: its county, its printed name, and where that is."""

    county: str
    printed: str
    span: Span


def find_issuer(reading: Reading) -> Issuer | None:
    """Return the department whose list a document is, None if it is a township's.

    A title names it, or a line before the first table.
    """
    texts = [(row.line, text) for row, text in zip(reading.front_rows, reading.front, strict=True)]
    for at, head in enumerate(reading.heads):
        row = reading.titles.get(at)
        texts.append((row.line if row else head.line, head.title))
    for line, text in texts:
        if _LIST.search(text) and (found := _issuer(text, line)):
            return found
    return None


def _issuer(text: str, line: int) -> Issuer | None:
    match = _ISSUED.search(text)
    if match is None:
        return None
    known, rest = places().split(match[0])
    # The list of places knows where a county's name ends; one that it lacks ends at its first sign.
    county = known if known and rest.startswith(match["body"]) else match["county"]
    start = match.end("body") - len(match["body"]) - len(county)
    span = Span(line, "list_title", start, match.end("body"))
    return Issuer(county, text[start : match.end("body")], span)


def declared(issuer: Issuer | None, row: Row, directory: Directory) -> tuple[Mention, ...]:
    """Return the issuing department as that of a row whose table has no column of departments."""
    if issuer is None or any(cell.column in DECLARING for cell in row.cells):
        return ()
    role: Role = "receiving" if row.kind == "recalled" else "declared"
    body = directory.resolve(issuer.printed)
    return (Mention(body, issuer.printed, role, "column", issuer.span),)


def names(issuer: Issuer | None) -> Sequence[str]:
    """Return the issuing department's name as a list that may be empty."""
    return [issuer.printed] if issuer is not None else []
