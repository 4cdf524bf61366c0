"""What stands round and between the rows of duties: titles, pages, notes, signatures, totals, lines of a category."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import ListKind
from kg.names import Spellings

KIND_WORDS: tuple[tuple[str, ListKind], ...] = (
    ("收回", "recalled"),
    ("配合", "cooperative"),
    ("基本", "basic"),
)

_TITLE = re.compile(
    r"[^，。；：:]{0,40}?(?:[^，。；：:]{0,4}(?:履职|配合|收回|职责|权责|权力)[^，。；：:]{0,10}(?:事项)?(?:清单|目录|一览表|明细表)"
    r"|(?:履职|配合|收回|基本)[^，。；：:]{0,8}事项表?)"
    r"(?:[（(《][^）)》]{0,20}[）)》]|[\d一二三四五六七八九十年月版稿试行续]){0,3}"
)
# A list's own title; a line of a step may end in 责任清单, and must not be taken for one.
_TITLE_INSIDE = re.compile(
    r"(?:履职|配合|收回|基本|职责).{0,8}事项.{0,4}(?:清单|目录|表)|(?:履职|配合|收回|基本)(?:清单|目录)|职责清单|权责清单"
    r"|(?:基本|配合|收回).{0,6}(?:事.|.项)清单"
)
_CONTINUED = re.compile(r"[（(]?续表?[）)]?$")
_ATTACHMENT = re.compile(r"(?:附[件表录]|表)\s*[\d一二三四五六七八九十]{0,3}\s*[：:.、]?")
_PAGE = re.compile(
    r"[\s\-—–·]*(?:第\s*)?\d{1,4}\s*(?:[页/／]\s*(?:共\s*)?(?:\d{1,4}\s*页?)?|of\s*\d{1,4})?[\s\-—–·]*"
    r"|第?\s*\d{1,4}\s*页[,，、\s]*共\s*\d{1,4}\s*页|[\s\-—–_=*·]+",
    re.IGNORECASE,
)
# What the text under a table begins with: an explanation, a signature, the end of the document.
_NOTE = re.compile(
    r"[（(【\[]?\s*(?:"
    r"(?:附?注|注释|备注|说明|填表说明|编制说明|注意事项?|特别说明|联系方式)\s*\d{0,2}\s*[)）】\]]?\s*[：:.．、]"
    r"|(?:填报|填表|制表|编制|审核|复核|审批|经办|联系|签发|负责|报送|发布|公布|印发|监督|咨询|解释|主办|承办|核稿|校对)"
    r"(?:单位|部门|机关|人员|人|日期|时间|电话|方式|领导)?(?:[（(](?:签字|签名|盖章|公章)[）)])?\s*[：:]"
    r"|(?:单位|主要|分管)(?:负责人|领导)(?:[（(]?(?:签字|签名|盖章)[）)]?)?\s*[：:]?"
    r"|(?:电话|传真|邮箱|地址|日期|时间|签字|盖章|公章|抄送|主送|抄报|单位)(?:[（(][^）)]{0,6}[）)])?\s*[：:]"
    r"|以下(?:无正文|空白)|此页无正文|(?:正文|全文)(?:完|结束)|此件.{0,8}公开|(?:签字|签名|盖章|公章)[）)]?\s*$"
    r"|[※★☆＊*]\s*\S)"
)
_DATE = re.compile(
    r"[二2][0-9〇○零Oo一二三四五六七八九]{3}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?(?:印发)?"
)
_SIGNATURE = re.compile(
    r"[（(][^（()）]{2,30}[）)]|[一-龥]{2,30}(?:办事处|人民政府|委员会|办公室|党工委|编办)"
)
_TOTAL = re.compile(
    r"(?:本[页类表]|以上|全部|事项|项目|累|总)?(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|总\s*数"
    r"|共(?=\s*\d+\s*[项个条件]))(?:数量?|项数)?[：:（(]?"
)
_TOTAL_VALUE = re.compile(
    r"[共计约：:\s\d一二三四五六七八九十百%.．/、，,项个件条类()（）基本配合收回履职事项]*"
)
# 一、党的建设（22项）: a row of its own above the rows of a category.
_SECTION = re.compile(
    r"(?P<number>[（(]?[一二三四五六七八九十]{1,3}[）)、.．]?\s*|第[一二三四五六七八九十]{1,3}[类部]分?[：:、\s]*)?"
    r"(?P<name>[^\s，。；：:、\d（()）]{2,16}?)(?:类|方面)?\s*(?P<count>[（(]\s*共?计?\s*\d+\s*[项个条]?\s*[）)]|[共计]\s*\d+\s*项)?\s*[：:]?"
)
# 一、党的建设（14项） in a cell: the number and the count are not the category's name.
_CATEGORY = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]\s*)?(?P<name>[^\s\d].*?)\s*"
    r"(?:[（(]\s*共?计?\s*\d+\s*[项个条]?\s*[）)]|共?计?\s*\d+\s*项)?"
)
_GAP = re.compile(r"(?<=[一-龥])(?:\s|<[^<>]*>)+(?=[一-龥])")
_CONTENTS = re.compile(r".{2,80}?(?:[.．…·‥\s_]{2,}|\s)\d{1,4}")
_CHINESE_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")


def is_title(text: str, spellings: Spellings, *, inside: bool = False) -> bool:
    """Tell whether a line on its own is the title of a list: 二、配合履职事项清单.

    ``inside`` a table the line may be the rest of a row that was cut, so only a list's usual title
    counts.
    """
    plain = spellings.simplified(text)
    if len(plain) > 60 or not _TITLE.fullmatch(plain):
        return False
    return not inside or bool(_TITLE_INSIDE.search(plain))


def kind_in(text: str) -> ListKind | None:
    """Return the one kind of list that a title, a sheet's name or a cell names; None if it names none or several.

    >>> kind_in("三、上级部门收回事项清单"), kind_in("基本和配合履职事项清单"), kind_in("Sheet1")
    ('recalled', None, None)
    """
    found = [kind for word, kind in KIND_WORDS if word in text]
    if len(found) != 1:
        return None
    return found[0]


def is_column_numbers(cells: Sequence[str]) -> bool:
    """Tell whether a row under a head only counts the columns: 1 2 3 4.

    >>> is_column_numbers(["1", "2", "3"]), is_column_numbers(["1", "2"]), is_column_numbers(["1", "2", "做好统计"])
    (True, False, False)
    """
    counted = [cell.strip() for cell in cells if cell.strip()]
    return len(counted) >= 3 and counted == [str(number) for number in range(1, len(counted) + 1)]


def is_kind_cell(text: str) -> bool:
    """Tell whether a cell says of which list its row is: 基本履职事项, 配合, 上级部门收回."""
    return bool(
        re.fullmatch(
            r"(?:乡镇|街道|镇街)?(?:基本|配合|(?:上级)?(?:部门)?收回)(?:履职)?(?:事项|类)?(?:清单)?",
            text.strip(),
        )
    )


def is_attachment(text: str) -> bool:
    """Tell whether a line only counts the attachments: 附件2."""
    return bool(_ATTACHMENT.fullmatch(text) or _CONTINUED.fullmatch(text))


def is_page(text: str) -> bool:
    """Tell whether a line is the number of a page, or a rule."""
    return bool(_PAGE.fullmatch(text))


def is_note(text: str) -> bool:
    """Tell whether a text begins as the notes round a table do: 注：, 填报人：, 以下无正文, a date."""
    return bool(_NOTE.match(text) or _DATE.fullmatch(text.strip()))


def is_signature(text: str) -> bool:
    """Tell whether a line on its own can be a signature, or a remark in brackets."""
    return bool(_SIGNATURE.fullmatch(text.strip()))


def is_total(texts: Sequence[str]) -> bool:
    """Tell whether the filled cells of a row are a sum: 合计, 共3项.

    >>> is_total(["合计", "共3项"]), is_total(["小计", "1"]), is_total(["合计", "做好统计工作"]), is_total(["共计105项"])
    (True, True, False, True)
    """
    match = _TOTAL.match(texts[0].strip()) if texts else None
    if match is None:
        return False
    return all(
        _TOTAL_VALUE.fullmatch(text) for text in (texts[0].strip()[match.end() :], *texts[1:])
    )


def section_in(texts: Sequence[str], spellings: Spellings, *, spanning: bool) -> str:
    """Return the category that a row of its own names, empty if it names none.

    Parameters
    ----------
    texts : sequence of str
        The filled cells of the row; 一 and 党的建设 may stand in two cells.
    spanning : bool
        Whether the cell covers the whole row of a table: a short name is then a category, known or
        not.
    """
    if len(texts) == 2 and _CHINESE_NUMBER.fullmatch(texts[0].strip()):
        match = _SECTION.fullmatch(texts[1].strip())
        named = match is not None and (
            match["name"] in spellings.categories or bool(match["count"])
        )
        return match["name"] if match is not None and named else ""
    match = _SECTION.fullmatch(texts[0].strip()) if len(texts) == 1 else None
    if match is None:
        return ""
    marked = bool(match["count"]) or match["name"] in spellings.categories
    numbered = bool(match["number"]) and len(match["name"]) <= 12
    if not (marked or numbered or spanning):
        return ""
    return match["name"]


def category_in(text: str) -> str:
    """Return the category of a cell, without number, count, and the breaks of a narrow column.

    >>> category_in("一、党的建设（14项）"), category_in("党 的 建 设"), category_in("3项")
    ('党的建设', '党的建设', '3项')
    """
    plain = _GAP.sub("", text.strip())
    match = _CATEGORY.fullmatch(plain)
    return match["name"] if match is not None else plain


def is_contents(texts: Sequence[str]) -> bool:
    """Tell whether a line is one of a table of contents: 1. 基本履职事项清单……1."""
    joined = " ".join(texts)
    listed = re.search(r"[清单目录表项]", texts[0]) and not texts[0].strip().isdecimal()
    return bool(listed and _CONTENTS.fullmatch(joined)) and len(texts) <= 3


def is_cover(text: str, spellings: Spellings) -> bool:
    """Tell whether a line before the tables is one that every cover has: place, title, month, contents."""
    plain = spellings.simplified(text)
    return bool(
        is_title(plain, spellings)
        or is_attachment(plain)
        or is_page(plain)
        or _DATE.fullmatch(plain)
        or re.fullmatch(r"目录|目次|(?:履职事项|职责)?清单|20\d\d年(?:版|度)?", plain)
        or re.fullmatch(
            r"[一-龥]{2,30}(?:省|自治区|市|州|盟|地区|县|区|旗|乡|镇|街道|苏木|办事处|团|农场|开发区|管委会)",
            plain,
        )
    )
