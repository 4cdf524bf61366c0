"""Which list is it? Place and edition from the cover, a title, a sheet's, the file's or a folder's name, ``list.toml``.

In that order of trust; what none of them says is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.manifest import Manifest
from kg.model import Place
from kg.names.jurisdiction import short_name
from kg.parse.departments import split_departments
from kg.parse.issuer import find_issuer
from kg.parse.reading import Reading

_HAN = "一-龥"
_NUMERAL = "一二三四五六七八九十百零〇○0-9"
_AUTONOMOUS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}
_REGION = (
    f"[{_HAN}]{{1,8}}?(?:省|自治区)|(?:北京|天津|上海|重庆)市|新疆生产建设兵团|兵团"
    f"|{'|'.join(_AUTONOMOUS)}"
)
_PREFECTURE = f"[{_HAN}]{{2,12}}?(?:自治州|地区|盟|州|市)"
_COUNTY = (
    f"第[{_NUMERAL}]{{1,3}}师(?:[{_HAN}]{{2,6}}?市)?"
    f"|[{_HAN}]{{1,12}}?(?:自治县|自治旗|特区|林区|新区|开发区|高新区|示范区|度假区|管理区|县|区|市|旗)"
)
_PREFECTURE_OF = f"[{_HAN}]{{2,6}}?(?:自治州|地区|[州市盟])"
_ZONE = (
    "开发区|高新区|经开区|工业园区|产业园区|产业园|园区|示范区|度假区|保护区|风景区|景区"
    "|旅游区|管理区|功能区|保税区|集聚区"
)
_TOWNSHIP = (
    f"[{_HAN}]{{1,10}}?(?:街道办事处|街道|办事处|苏木|镇|乡)"
    f"|第?[{_NUMERAL}]{{1,4}}团场?"
    f"|[{_HAN}]{{2,16}}?(?:农场|牧场|林场|渔场|团场|管委会|管理委员会|社区服务中心)"
    f"|[{_HAN}]{{2,16}}?(?:{_ZONE})(?:管理局|管理处)?"
)
# What is not a township's name: 公安局承接乡镇 of a department's list.
_OF_DEPARTMENT = re.compile("承接|配合|涉及|关联|对应|收回|部门")
_END = r"(?:关于|基本|配合|上级部门|收回|履职|事项|职责|清单|20\d\d|二[〇○零]|$)"
_FILE_END = rf"(?:{_END[3:-1]}|终稿|定稿|最终|报送|上报|修改|正式|新版|版本|[^{_HAN}])"
_ALL = (
    f"(?P<region>{_REGION})?(?P<prefecture>{_PREFECTURE})?"
    f"(?P<county>{_COUNTY})(?P<township>{_TOWNSHIP})"
)
_CHAIN, _CHAIN_ALONE = _ALL + _END, _ALL + _FILE_END
_TOWNSHIP_ALONE = rf"(?P<township>{_TOWNSHIP}){_FILE_END}"
_ABOVE = rf"(?P<region>{_REGION})?(?P<prefecture>{_PREFECTURE})?(?P<county>{_COUNTY})?"
_compiled = cache(re.compile)  # they are long, and most lists need one of them only
# What stands before or inside the name of a place and does not belong to it: 2025年, 关于印发《, 中共…委员会, …人民政府.
_BESIDE_PLACE = re.compile(
    r"20\d\d年(?:度|版)?(?:\d{1,2}月)?(?:\d{1,2}日)?|关于[^《]{0,12}《|中共|[《》“”\"]|(?<=[乡镇道木])(?:委员会|工作委员会|人民政府)"
    r"|(?<=[县区市旗])人民政府(?=[一-龥]{1,10}街道)|管理委员会(?=[一-龥]{2,8}(?:管理区|街道|镇|乡))"
)
_NO_TOWNSHIP = re.compile(r"(?:各|本|该|我|全|某|城)?(?:乡|镇|街道|街|苏木)+")
_FILE_NOISE = re.compile(r"^[\d\s_.\-—、，()（）【】\[\]第号附件表]+")
_MONTH = re.compile(r"(20\d\d)\s*[年./\-_]\s*(1[0-2]|0?[1-9])(?:\s*月|(?!\d))")
_YEAR = re.compile(r"(20\d\d)\s*(?:年|版)")
_CHINESE_DATE = re.compile(
    r"二[〇○零Oo0]([一二三四五六七八九〇○零])([一二三四五六七八九〇○零])年(?:([一二三四五六七八九十]{1,2})月)?"
)
_DIGIT = dict(zip("零〇○一二三四五六七八九", "000123456789", strict=True))
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_LEVELS = ("region", "prefecture", "county", "township")
_NOWHERE = Place("", "", "", "")
_COVER_LINES = 12
_TITLE_END = re.compile("(?:清单|目录|事项)$")
# A line of the cover that can be a part of "whose list, of when"; not 说明, nor a sentence before the tables.
_OF_COVER = re.compile(
    r"(?:省|自治区|[市州盟县区旗乡镇]|地区|街道|苏木|办事处|团|场|委会|中心|兵团|[师局处]|政府|清单|事项|目录)"
    r"(?:[（(《][^（）()]{0,20}[）)》])?$|20\d\d|二[〇○零]|》"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Where and of when a list is, as far as anything says it."""

    place: Place
    issued: str


def edition_in(text: str) -> str:
    """Return the month (``2025-07``), else the year, that a text names; empty if it names none.

    >>> edition_in("2025年7月"), edition_in("二〇二五年十一月"), edition_in("清单2025-07终稿"), edition_in("2024年版")
    ('2025-07', '2025-11', '2025-07', '2024')
    """
    if match := _MONTH.search(text):
        return f"{match[1]}-{int(match[2]):02d}"
    if match := _CHINESE_DATE.search(text):
        year = f"20{_DIGIT[match[1]]}{_DIGIT[match[2]]}"
        return f"{year}-{_MONTHS.index(match[3]) + 1:02d}" if match[3] in _MONTHS else year
    match = _YEAR.search(text)
    return match[1] if match else ""


def place_in(text: str, *, alone: bool = False) -> Place:
    """Return the place that a text names; a level that it does not name is empty.

    ``alone`` also takes a township without its county: what a line of a cover or a file's name may
    be.

    >>> place_in("某省某某市青河区东山街道履职事项清单")
    Place(region='某省', prefecture='某某市', county='青河区', township='东山街道', code='')
    >>> place_in("03_东山街道（终稿）", alone=True).township, place_in("各乡镇履职事项清单", alone=True).township
    ('东山街道', '')
    """
    plain = _BESIDE_PLACE.sub("", "".join(unicodedata.normalize("NFC", text).split()))
    whole = _compiled(_CHAIN).search(plain)
    if match := whole or (alone and _compiled(_CHAIN_ALONE).search(plain)):
        region, *others = (match[level] or "" for level in _LEVELS)
        found = Place(_AUTONOMOUS.get(region, region), *others)
        return found if _is_township(found.township) else replace(found, township="")
    for name in (plain, _FILE_NOISE.sub("", plain)) if alone else ():
        match = _compiled(_TOWNSHIP_ALONE).match(name)
        if match and _is_township(match["township"]):
            return replace(_NOWHERE, township=match["township"])
    return _NOWHERE


def _is_township(name: str) -> bool:
    """Tell whether a name is one township's: not 各乡镇, and not that of a department's list."""
    return not _NO_TOWNSHIP.fullmatch(name) and not _OF_DEPARTMENT.search(name)


def _above_in(line: str) -> Place:
    """Return region, prefecture and county of a line that is nothing else: 云州市白水区."""
    plain = "".join(line.split())
    match = _compiled(_ABOVE).fullmatch(plain)
    if match is None or not plain:
        return _NOWHERE
    return Place(match["region"] or "", match["prefecture"] or "", match["county"] or "", "")


def _sources(reading: Reading, path: Path) -> Iterator[tuple[Place, str]]:
    """Yield what each source says of place and edition, the most trusted first."""
    cover = reading.front[:_COVER_LINES]
    lines = ["".join(line.split()) for line in cover]
    # 配合履职事项清单 above 四川省…: a title ends what stands before it.
    joined = "".join(
        line + ("｜" if _TITLE_END.search(line) else "") for line in lines if _OF_COVER.search(line)
    )
    yield place_in(joined), edition_in(joined)
    for head in reading.heads:
        yield place_in(head.title, alone=True), edition_in(head.title)
    for line in cover:
        yield place_in(line, alone=True), ""
    for line in cover[:3]:
        yield _above_in(line), ""
    for sheet in reading.sheets:
        yield place_in(sheet, alone=True), edition_in(sheet)
    for name in (path.stem, path.parent.name, path.parent.parent.name):
        yield place_in(name, alone=True), edition_in(name)
    for name in (path.parent.name, path.parent.parent.name):
        yield _above_in(name), ""
    if (of := find_issuer(reading)) is not None:
        yield replace(_NOWHERE, county=of.county), ""


def in_document(reading: Reading, path: Path) -> Found:
    """Return what the document, its sheets, its file and its folders say of place and edition.

    A source that names another county than a more trusted one says nothing of this list.
    """
    place, issued = _NOWHERE, ""
    for said, month in _sources(reading, path):
        same = not said.county or not place.county or said.county == place.county
        if same:
            levels = {level: getattr(place, level) or getattr(said, level) for level in _LEVELS}
            if levels["prefecture"] == levels["county"]:
                levels["prefecture"] = ""  # 第七师胡杨河市 is both
            place = Place(**levels)
        if not issued or (len(issued) == 4 and month.startswith(issued)):
            issued = month or issued
        if len(issued) > 4 and all(getattr(place, level) for level in _LEVELS):
            break  # nothing is left to be said
    return Found(place, issued)


def find_place(facts: Manifest, reading: Reading) -> Found:
    """Return place and edition of a list, and report what is not known or what ``list.toml`` says of another place."""
    said = in_document(reading, facts.document.absolute())
    given = facts.place
    for level, other in (("county", given.county), ("township", given.township)):
        believed = getattr(said.place, level)
        if other and believed and other != believed and not _names(reading, other):
            given = _NOWHERE  # list.toml is of another document: believe the document
            _report_other(reading, facts.place.name, said.place.name)
            break
    place = Place(
        **{level: getattr(given, level) or getattr(said.place, level) for level in _LEVELS},
        code=given.code,
    )
    place = _with_columns(place, given, reading)
    _report_unknown(reading, place)
    return Found(place, facts.issued or said.issued)


def _report_other(reading: Reading, given: str, believed: str) -> None:
    reading.report(
        "another-place",
        "violation",
        None,
        f"list.toml 写的是{given}，文件写的是{believed}，以文件为准",
        f"list.toml says {given}, the document says {believed}: the document is believed",
    )


def _report_unknown(reading: Reading, place: Place) -> None:
    lacking = [] if place.county else ["县（区、市）"]
    if not place.township and find_issuer(reading) is None:
        lacking.append("乡镇（街道）")
    if lacking:
        reading.report(
            "unknown-place",
            "info",
            None,
            f"文件没有写明是哪个{'、哪个'.join(lacking)}",
            "the document does not say which county or township it is of",
            paste='# list.toml\n[place]\ncounty = "…"\ntownship = "…"',
        )


def _with_columns(place: Place, given: Place, reading: Reading) -> Place:
    """Return the place with the county that the department columns begin with, where they know it better."""
    names: list[str] = []
    for row in reading.rows:
        for column in ("lead", "departments", "assisting"):
            names += split_departments(row.text(column), "")
    county, prefecture = county_of(names)
    rest = county[len(place.county) :]  # 辉县市孟庄镇 is read as 辉县 and 市孟庄镇
    if (
        not given.county
        and rest
        and county.startswith(place.county)
        and place.township.startswith(rest)
    ):
        place = replace(place, county=county, township=place.township[len(rest) :])
    if not place.county or (
        county and not given.county and _columns_disagree(names, place.county, county)
    ):
        place = replace(place, county=county, prefecture=place.prefecture or prefecture)
    return place


def _columns_disagree(names: Sequence[str], cover: str, county: str) -> bool:
    """Tell whether most names of the department columns begin with a county, and hardly one with the cover's."""
    of_cover = sum(name.startswith((cover, short_name(cover))) for name in names)
    return 10 * of_cover < len(names) < 2 * sum(county in name[: len(county) + 8] for name in names)


def _names(reading: Reading, place: str) -> bool:
    """Tell whether a document names a place anywhere."""
    texts = (*reading.front, *(head.title for head in reading.heads))
    return any(place in text for text in texts) or reading.holds(place)


def county_of(departments: Sequence[str]) -> tuple[str, str]:
    """Return the county that most department names begin with, and the prefecture that stands before it, if any.

    >>> county_of(["青河区公安局", "青河区教育局", "市税务局"])
    ('青河区', '')
    >>> county_of(["云州市青河区公安局", "云州市青河区教育局"])
    ('青河区', '云州市')
    >>> county_of(["辉县市公安局", "辉县市市场监督管理局", "市税务局"])
    ('辉县市', '')
    """
    counts: dict[str, int] = {}
    for name in departments:
        for end in range(2, min(16, len(name) - 1)):
            begins = name[end - 1] in "县区市旗" and name[0] not in "县区市旗州"
            if begins and re.fullmatch(f"[{_HAN}]+", name[:end]):
                counts[name[:end]] = counts.get(name[:end], 0) + 1
    most = max(counts.values(), default=0)
    prefix = max(
        (name for name, count in counts.items() if count >= 0.8 * most), key=len, default=""
    )
    parts = re.fullmatch(rf"({_PREFECTURE_OF})([{_HAN}]{{2,}}[县区市旗])", prefix)
    return (parts[2], parts[1]) if parts else (prefix, "")


def title_of(place: Place, issuer: str = "") -> str:
    """Return the usual title of a place's list, or of that of a department which gives it out."""
    if issuer:
        return f"{issuer}履职事项清单"
    return f"{short_name(place.prefecture)}{place.county}{place.township}履职事项清单"
