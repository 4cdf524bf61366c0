"""The real list, moved elsewhere: other places, header words, markup, punctuation and bytes, with what to expect.

A variant has three kinds of steps, each a plain function that can be composed with others:

* ``words``    text → text, for the document and for every string of the expected records alike (names of places,
  punctuation inside the text);
* ``layout``   document → document, which changes nothing of what is to be read (markup, header words, page breaks);
* ``reading``  records → records, where a layout does change what is to be read (a heading that becomes a column).

Records are those of ``kg read --format json``: one object a duty. ``expected`` leaves out their spans, since every
variant moves them; that a span quotes its step is tested on its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

Words: TypeAlias = Callable[[str], str]
Record: TypeAlias = dict[str, Any]
Reading: TypeAlias = Callable[[Record], Record]

ROW = re.compile(r"^\d+\t.*$", re.MULTILINE)


# --- places ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Locality:
    """The names a list uses for its own place and for what stands above it.

    ``own_prefecture`` is what the text calls the prefecture without naming it (州, 市, or its full name where the
    county is itself a 市 and the bare word would mean the county).
    """

    region: str
    region_class: str
    prefecture: str
    prefecture_short: str
    own_prefecture: str
    county: str
    township: str

    @property
    def region_short(self) -> str:
        """The region's name as the text says it: 新疆 of an autonomous region, 云岭省 of a province."""
        return self.region.removesuffix("自治区")

    @property
    def county_class(self) -> str:
        """县, 市 or 区."""
        return self.county[-1]

    @property
    def county_stem(self) -> str:
        """The county's name without its class: 奇台 of 奇台县, 石城 of 石城侗族自治县."""
        return re.sub(r"(.族自治)?.$", "", self.county)

    @property
    def township_class(self) -> str:
        """乡, 镇 or 街道."""
        return "街道" if self.township.endswith("街道") else self.township[-1]


REAL = Locality(
    "新疆维吾尔自治区", "自治区", "昌吉回族自治州", "昌吉州", "州", "奇台县", "坎尔孜乡"
)

SUBDISTRICT = {
    "党委": "党工委",
    "人大主席团": "人大工委",
    "纪委监委": "纪检监察工委",
    "政府": "办事处",
}


def moved(place: Locality) -> Words:
    """Return the function that says of ``place`` what the real list says of its own.

    One pass, so that no replacement is replaced again. 乡村, 城乡, 乡镇, 乡道, 乡风, 下乡, 乡规划区 and 县级以上 are
    words of the language or of the law, not of the place, and stay.

    >>> district = moved(DISTRICT_TOWN)
    >>> district("县公安局会同奇台县教育局，由坎尔孜乡报州林业和草原局；推进城乡建设")
    '区公安局会同青河区教育局，由柳河镇报市林业和草原局；推进城乡建设'
    >>> district("县级以上党代表上报乡党委，本乡乡村振兴")
    '县级以上党代表上报镇党委，本镇乡村振兴'
    """
    own, class_ = place.own_prefecture, place.township_class
    renamed = place.prefecture != REAL.prefecture
    table: dict[str, str] = {
        "新疆维吾尔自治区": place.region,
        "昌吉回族自治州": place.prefecture,
        "昌吉州": place.prefecture_short,
        "奇台县": place.county,
        "奇台": place.county_stem,
        "坎尔孜乡政府": place.township + ("办事处" if class_ == "街道" else "政府"),
        "坎尔孜乡": place.township,
        "县级以上": "县级以上",
        "县": place.county_class,
    }
    if place.region != REAL.region:
        table |= {"自治区": place.region_class, "新疆(?!工作)": place.region_short}
        table |= {"、区、(?=州)": f"、{place.region_class}、"}
    if renamed and own != "州":
        table = {"昌吉州党委": f"{place.prefecture_short}委"} | table
        table |= {"(?<!自治)州党委": f"{own}委", "(?<!自治)州": own}
    if class_ != "乡":
        if class_ == "街道":
            table |= {f"乡{word}": f"街道{other}" for word, other in SUBDISTRICT.items()}
        own_township = "^乡$|(?<=[本驻与、交报织导实使])乡(?![镇村风道规])|(?<=本)乡|乡(?=[党人纪级领会]|核实|及所属|便民)"
        if class_ == "镇":
            table["(?<=村容)乡"] = class_
        table |= {own_township: class_, "乡(?=[、，]村(?!庄))": class_}
    names = list(table)
    pattern = re.compile("|".join(f"(?P<r{index}>{name})" for index, name in enumerate(names)))
    return lambda text: pattern.sub(lambda hit: table[names[int(str(hit.lastgroup)[1:])]], text)


# --- punctuation ----------------------------------------------------------------------------------------------------

HALF_WIDTH = str.maketrans("，；：（）", ",;:()")


def half_width(text: str) -> str:
    """Return ``text`` with ASCII commas, semicolons, colons and brackets.

    >>> half_width("上报（含附件）；审核：通过，")
    '上报(含附件);审核:通过,'
    """
    return text.translate(HALF_WIDTH)


# --- layout ---------------------------------------------------------------------------------------------------------


def rows(change: Words) -> Words:
    """Return the function that applies ``change`` to the document's rows and to no other line."""
    return lambda document: ROW.sub(lambda row: change(row[0]), document)


def headers(words: Mapping[str, str]) -> Words:
    """Return the function that prints the columns' names in other words."""

    def change(document: str) -> str:
        lines = document.split("\n")
        return "\n".join(
            "\t".join(words.get(cell, cell) for cell in line.split("\t"))
            if line.startswith("序号")
            else line
            for line in lines
        )

    return change


DISTRICT_HEADERS = {
    "对应上级部门": "对应区级部门",
    "上级部门职责": "区级部门职责",
    "乡镇配合职责": "镇街配合职责",
}
TOWN_HEADERS = {
    "对应上级部门": "对应市级部门",
    "上级部门职责": "市级部门职责",
    "乡镇配合职责": "街道配合职责",
}
OTHER_HEADERS = {
    "序号": "序 号",
    "事项类别": "类别",
    "对应上级部门": "对应上级部门（单位）",
    "乡镇配合职责": "乡镇（街道）配合职责",
    "承接部门及工作方式": "承接部门及其工作方式",
}


@rows
def line_breaks(row: str) -> str:
    """Print ``<br/>`` between paragraphs instead of ``<p>`` around them."""
    row = re.sub(r"</p> *<p>", "<br/>", row)
    return re.sub(r"</?p>", "", row)


@rows
def tight(row: str) -> str:
    """Print no white space between paragraphs and none before the number of a step."""
    row = re.sub(r"(</p>) +(<p>)", r"\1\2", row)
    return re.sub(r"(?<=[；。：]) (?=\d+\.)", "", row)


@rows
def no_lists(row: str) -> str:
    """Drop the ``<ol …>`` that the real document opens and never closes."""
    return re.sub(r" *</?ol[^>]*>", "", row)


def ordinals(form: str) -> Words:
    """Return the function that prints the numbers of steps in another form, ``{}`` being the number."""
    number = re.compile(r"(?<![\d.])(\d{1,2})\. ?(?=[^\d.\s])")
    return rows(lambda row: number.sub(lambda hit: form.format(hit[1]), row))


def one_header(document: str) -> str:
    """Keep the first header line of each table, as a document without pages has it."""
    seen: set[str] = set()
    lines = []
    for line in document.split("\n"):
        if line.startswith("序号") and line in seen:
            continue
        if line.startswith("序号"):
            seen.add(line)
        lines.append(line)
    return "\n".join(lines)


def no_cover(document: str) -> str:
    """Drop the cover and the contents: the document begins with the title of its first table."""
    return document[re.search(r"^.*基本履职事项清单$", document, re.MULTILINE).start() :]  # type: ignore[union-attr]


METHOD = re.compile(r"^(<p>)?(?P<who>[^：:<]+)[：:] *(?P<end></p> *)?(?P<how>.*)$")


def split_receiver(document: str) -> str:
    """Print 承接部门 and 工作方式 as two columns; the heading of each cell becomes the first of them."""
    lines = document.split("\n")
    first = next(index for index, line in enumerate(lines) if line.endswith("承接部门及工作方式"))
    for index in range(first, len(lines)):
        line = lines[index]
        if line.startswith("序号"):
            lines[index] = line.replace("承接部门及工作方式", "承接部门\t工作方式")
        elif ROW.match(line):
            *front, cell = line.split("\t")
            parts = METHOD.match(cell)
            assert parts, f"no department above the method: {line}"
            paragraph = "<p>" if parts["how"].endswith("</p>") and not parts["end"] else ""
            lines[index] = "\t".join([*front, parts["who"], paragraph + parts["how"]])
    return "\n".join(lines)


def receiver_is_a_column(record: Record) -> Record:
    """Expect no heading above the steps of a recalled duty."""
    if record["list"] != "recalled":
        return record
    return {
        **record,
        "superior_steps": [{**step, "heading": None} for step in record["superior_steps"]],
    }


# --- variants -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Variant:
    """The real list as another office might have published it."""

    place: Locality = REAL
    words: tuple[Words, ...] = ()
    layout: tuple[Words, ...] = ()
    reading: tuple[Reading, ...] = ()
    encoding: str = "utf-8"
    newline: str = "\n"
    byte_order_mark: bool = False
    folder: bool = field(default=True)

    def text(self, text: str) -> str:
        """Return what this variant says where the real list says ``text``."""
        for change in (moved(self.place), *self.words):
            text = change(text)
        return text

    def document(self, real: str) -> bytes:
        """Return the bytes of the document."""
        for change in self.layout:
            real = change(real)
        text = self.text(real).replace("\n", self.newline)
        return ("\ufeff" * self.byte_order_mark + text).encode(self.encoding)

    def expected(self, records: Iterable[Record]) -> list[Record]:
        """Return the records that are to be read, without their spans."""
        result = []
        for record in records:
            for change in self.reading:
                record = change(record)
            result.append(_renamed(without_spans(record), self.text))
        return result

    def write(self, folder: Path, real: str) -> Path:
        """Write the list into ``folder`` and return what is to be read: the folder, or its document alone."""
        folder.mkdir(parents=True, exist_ok=True)
        document = self.document(real)
        (folder / "source.txt").write_bytes(document)
        if not self.folder:
            return folder / "source.txt"
        (folder / "list.toml").write_text(list_toml(self.place, document), encoding="utf-8")
        return folder


def without_spans(value: Any) -> Any:
    """Return a record without its spans."""
    if isinstance(value, list):
        return [without_spans(item) for item in value]
    if isinstance(value, dict):
        return {key: without_spans(item) for key, item in value.items() if not key.endswith("span")}
    return value


def _renamed(value: Any, change: Words) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_renamed(item, change) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key == "list" else _renamed(item, change) for key, item in value.items()
        }
    return value


def list_toml(
    place: Locality,
    document: bytes,
    counts: tuple[int, int, int] = (105, 97, 37),
    issued: str = "2025-07",
) -> str:
    """Return the ``list.toml`` that stands beside a document."""
    title = f"{place.prefecture_short}{place.county}{place.township}履职事项清单"
    head = {
        "title": title,
        "issued": issued,
        "document": "source.txt",
        "sha256": hashlib.sha256(document).hexdigest(),
    }
    where = {
        "region": place.region,
        "prefecture": place.prefecture,
        "county": place.county,
        "township": place.township,
    }
    expected = dict(zip(("basic", "cooperative", "recalled"), counts, strict=True))
    tables = [_toml(head), "[place]", _toml(where), "[expected]", _toml(expected)]
    return "\n".join(tables) + "\n"


def _toml(values: Mapping[str, object]) -> str:
    return "\n".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()
    )


ANOTHER_COUNTY = Locality(
    "新疆维吾尔自治区", "自治区", "昌吉回族自治州", "昌吉州", "州", "木垒县", "大石头乡"
)
DISTRICT_TOWN = Locality("云岭省", "省", "临河市", "临河市", "市", "青河区", "柳河镇")
DISTRICT_SUBDISTRICT = Locality("云岭省", "省", "临河市", "临河市", "市", "南屏区", "东山街道")
CITY_TOWN = Locality("云岭省", "省", "白水彝族自治州", "白水州", "州", "渭城市", "石门镇")
AUTONOMOUS_COUNTY = Locality("云岭省", "省", "临河市", "临河市", "市", "石城侗族自治县", "白水乡")
BANNER = Locality("北原自治区", "自治区", "青林盟", "青林盟", "盟", "长河旗", "金山镇")
CITY_BELOW_CITY = Locality("云岭省", "省", "苏河市", "苏河市", "苏河市", "江阴市", "新桥街道")

VARIANTS: dict[str, Variant] = {
    "as it is": Variant(),
    "another county": Variant(ANOTHER_COUNTY),
    "a district's town": Variant(DISTRICT_TOWN, layout=(headers(DISTRICT_HEADERS),)),
    "a district's subdistrict": Variant(
        DISTRICT_SUBDISTRICT,
        layout=(split_receiver, headers(DISTRICT_HEADERS)),
        reading=(receiver_is_a_column,),
    ),
    "a county-level city's town": Variant(CITY_TOWN, layout=(headers(TOWN_HEADERS), no_lists)),
    "a city below a city": Variant(CITY_BELOW_CITY, layout=(line_breaks,)),
    "an autonomous county": Variant(AUTONOMOUS_COUNTY),
    "a banner's town": Variant(BANNER, layout=(one_header,)),
    "line breaks": Variant(layout=(line_breaks,)),
    "line breaks, no lists": Variant(layout=(line_breaks, no_lists)),
    "bare line breaks": Variant(
        layout=(line_breaks, rows(lambda row: row.replace("<br/>", "<br>")))
    ),
    "other headers": Variant(layout=(headers(OTHER_HEADERS),)),
    "tight": Variant(layout=(tight,)),
    "no lists": Variant(layout=(no_lists,)),
    "half width": Variant(words=(half_width,)),
    "GB18030": Variant(encoding="gb18030", newline="\r\n"),
    "byte order mark": Variant(byte_order_mark=True, newline="\r\n"),
    "UTF-16": Variant(encoding="utf-16"),
    "old line ends": Variant(newline="\r"),
    "receiver apart": Variant(layout=(split_receiver,), reading=(receiver_is_a_column,)),
    "one header a table": Variant(layout=(one_header,)),
    "no cover": Variant(layout=(no_cover,)),
    "numbers 1、": Variant(layout=(ordinals("{}、"),)),
    "numbers 1．": Variant(layout=(ordinals("{}．"),)),
    "numbers （1）": Variant(layout=(ordinals("（{}）"),)),
    "bare document": Variant(folder=False),
    "bare document of a district": Variant(
        DISTRICT_TOWN, layout=(headers(DISTRICT_HEADERS),), folder=False
    ),
    "everything at once": Variant(
        DISTRICT_SUBDISTRICT,
        words=(half_width,),
        layout=(split_receiver, line_breaks, no_lists, headers(DISTRICT_HEADERS), one_header),
        reading=(receiver_is_a_column,),
        encoding="gb18030",
        newline="\r\n",
    ),
    "everything at once, a city": Variant(
        CITY_TOWN,
        words=(half_width,),
        layout=(split_receiver, line_breaks, headers(TOWN_HEADERS), ordinals("{}、")),
        reading=(receiver_is_a_column,),
        byte_order_mark=True,
        newline="\r\n",
        folder=False,
    ),
}
