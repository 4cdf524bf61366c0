"""What a list is: ``list.toml`` if its folder has one, else what the document's cover says."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg import readers
from kg.errors import ParseError, ReadError
from kg.model import LIST_KINDS, ListKind, Place
from kg.names.jurisdiction import short_name

_HAN = "一-龥"
_COVER = re.compile(
    rf"(?P<region>[{_HAN}]{{1,8}}?(?:省|自治区)|(?:北京|天津|上海|重庆)市)?"
    rf"(?P<prefecture>[{_HAN}]{{2,12}}?(?:自治州|地区|盟|州|市))?"
    rf"(?P<county>[{_HAN}]{{1,10}}?(?:自治县|特区|林区|新区|县|区|市|旗))"
    rf"(?P<township>[{_HAN}]{{1,10}}?(?:街道办事处|街道|苏木|镇|乡))"
    r"(?:基本|配合|上级部门|履职|事项|职责|20\d\d|$)"
)
# What stands before or inside the name of a place and is none: 2025年, 关于印发《, 中共…委员会, …人民政府.
_BESIDE_PLACE = re.compile(
    r"20\d\d年(?:度|版)?|关于[^《]{0,12}《|中共|[《》“”\"]|(?<=[乡镇道木])(?:委员会|工作委员会|人民政府)|(?<=[县区市旗])人民政府(?=[一-龥]{1,10}街道)"
)
_MONTH = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts about a list that its tables do not hold; ``document`` is the file to read."""

    id: str
    title: str
    place: Place
    issuer: str
    issued: str
    document: Path
    sha256: str
    expected: Mapping[ListKind, int] = field(default_factory=dict)


def file_name(path: Path) -> str:
    """Return the name of a file as text, also where the locale cannot say it (``LC_ALL=C``)."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def list_id(name: str) -> str:
    """Return an ASCII identifier: the name itself if it is one, else a hash of it.

    >>> list_id("kanerzi-2025-07"), list_id("某乡清单")
    ('kanerzi-2025-07', 'list-d8b5d72f4f76')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if plain and re.fullmatch(r"[A-Za-z0-9 ._-]+", name):
        return plain
    return "list-" + hashlib.sha256(name.encode()).hexdigest()[:12]


def load(path: Path) -> Manifest:
    """Read what is known of the list at ``path``: a folder with ``list.toml``, a folder with one document, a document.

    Raises
    ------
    ReadError
        If nothing is there, ``list.toml`` is not valid, or the folder holds several documents and no ``list.toml``.
    """
    if not path.exists():
        raise ReadError("no such list", where=str(path), cure="name a folder of data/lists or a path")
    if not path.is_dir():
        _refuse_device(path, str(path))
    facts: dict[str, Any] = {}
    document = path
    if path.is_dir():
        if (path / "list.toml").is_file():
            facts = _toml(path / "list.toml")
            document = _document(path, facts.get("document", "source.txt"))
        else:
            document = _only_document(path)
    name = file_name(path.resolve() if path.is_dir() else path.with_suffix(""))
    place = facts.get("place", {})
    if not isinstance(place, dict):
        raise ReadError("[place] is no table", where=f"{name}/list.toml", cure="write [place] and one name a line")
    return Manifest(
        list_id(name),
        str(facts.get("title", "")),
        Place(*(str(place.get(level, "")) for level in ("region", "prefecture", "county", "township"))),
        str(facts.get("issuer", "")),
        str(facts.get("issued", "")),
        document,
        str(facts.get("sha256", "")),
        _expected(facts.get("expected", {}), f"{name}/list.toml"),
    )


def _document(folder: Path, named: object) -> Path:
    """Return the file that ``document`` in ``list.toml`` names: one inside the list's own folder (issue 9, item 9).

    Raises
    ------
    ReadError
        If it is no text, leads out of the folder, or names a device or a pipe.
    """
    where = f"{file_name(folder.resolve())}/list.toml"
    parts = re.split(r"[\\/]", named) if isinstance(named, str) else []
    if not isinstance(named, str) or not named.strip() or not named.isprintable():
        raise ReadError(
            "document 不是文件名",
            "document is not the name of a file",
            where=where,
            cure=('请写 document = "source.txt"', 'write document = "source.txt"'),
        )
    if Path(named).is_absolute() or not parts[0] or ".." in parts or ":" in parts[0]:
        raise ReadError(
            f"document 指向清单文件夹之外：{named}",
            f"document leads out of the list's folder: {named}",
            where=where,
            cure=("请把文件放进清单文件夹", "put the document into the list's folder"),
        )
    _refuse_device(folder / named, f"{where}: {named}")
    return folder / named


def _refuse_device(path: Path, where: str) -> None:
    """Raise if there is a device, a pipe or a socket at ``path``: reading it might never end."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise ReadError(
            "不是普通文件",
            "is a device or a pipe, not a file",
            where=where,
            cure=("请先存成文件", "save it as a file first"),
        )


def _expected(counts: object, where: str) -> dict[ListKind, int]:
    """Return the numbers of duties that ``[expected]`` gives."""
    known = {kind: counts[kind] for kind in LIST_KINDS if kind in counts} if isinstance(counts, dict) else {}
    if not isinstance(counts, dict) or len(known) < len(counts) or any(type(n) is not int for n in known.values()):
        raise ReadError(
            "[expected] holds something else than a number of duties a list",
            where=where,
            cure=f"write {', '.join(f'{kind} = 1' for kind in LIST_KINDS)}",
        )
    return known


def _toml(path: Path) -> dict[str, Any]:
    where = f"{path.parent.name}/{path.name}"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"not TOML in UTF-8: {error}", where=where, cure="mend that line") from None


def _only_document(folder: Path) -> Path:
    documents = readers.documents(folder)
    if len(documents) != 1:
        found = ", ".join(p.name for p in documents) or "none"
        raise ReadError(f"one document is expected, found {found}", where=folder.name, cure="add a list.toml")
    return documents[0]


def from_cover(front: Sequence[str], titles: Sequence[str]) -> tuple[Place, str]:
    """Return the place and the month (``2025-07``) that a cover and the tables' titles name; empty where they do not.

    >>> from_cover(["某省某某市", "青河区东山街道", "履职事项清单", "2025年7月"], [])
    (Place(region='某省', prefecture='某某市', county='青河区', township='东山街道'), '2025-07')
    """
    joined = "".join("".join(line.split()) for line in front[:12])
    month = _MONTH.search(joined)
    place = Place("", "", "", "")
    for text in [joined, *titles]:
        if match := _COVER.search(_BESIDE_PLACE.sub("", re.sub(r"\s+", "", text))):
            place = Place(*(match[level] or "" for level in ("region", "prefecture", "county", "township")))
            break
    return place, f"{month[1]}-{int(month[2]):02d}" if month else ""


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
            if name[end - 1] in "县区市旗" and name[0] not in "县区市旗州" and re.fullmatch(f"[{_HAN}]+", name[:end]):
                counts[name[:end]] = counts.get(name[:end], 0) + 1
    most = max(counts.values(), default=0)
    prefix = max((name for name, count in counts.items() if count >= 0.8 * most), key=len, default="")
    parts = re.fullmatch(rf"([{_HAN}]{{2,6}}?(?:自治州|地区|[州市盟]))([{_HAN}]{{2,}}[县区市旗])", prefix)
    return (parts[2], parts[1]) if parts else (prefix, "")


def title_of(place: Place) -> str:
    """Return the usual title of a place's list."""
    return f"{short_name(place.prefecture)}{place.county}{place.township}履职事项清单"


def no_table(document: str, front: Sequence[str]) -> ParseError:
    """Return the error for a text without any duty table; an attachment it names is quoted."""
    attachment = next(
        (line.strip()[:60] for line in front if re.match(r"\s*附(?:件|表)\s*[0-9１-９一二三]*\s*[：:.、]?", line)), ""
    )
    if attachment:
        return ParseError(
            f'no duty table found; an attachment is named: "{attachment}"',
            where=document,
            cure="read that attachment instead",
        )
    return ParseError(
        "no duty table found",
        where=document,
        cure="a table needs a head with 序号 and 事项名称, cells separated by tabs",
    )
