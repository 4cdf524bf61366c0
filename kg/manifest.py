"""What a person says of a list: ``list.toml`` in its folder, and which file is its document."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kg import files, readers
from kg.errors import ReadError
from kg.model import LIST_KINDS, ListKind, Place
from kg.names import divisions

CORRECTIONS = "corrections.toml"
_TEXTS = ("title", "issuer", "issued", "sha256")
_KNOWN = (*_TEXTS, "document", "place", "expected")
_LEVELS = ("region", "prefecture", "county", "township")
_PLACE = (*_LEVELS, "code")


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
    unused: tuple[str, ...] = ()
    """Names in ``list.toml`` that nothing reads: they may be slips."""

    @property
    def corrections(self) -> Path:
        """Where people's corrections of the reading are: in the list's folder, or beside a document with its name.

        A folder's ``corrections.toml`` is of its only document; beside several it would be of none.
        """
        own = self.document.with_name(f"{self.document.stem}.{CORRECTIONS}")
        common = self.document.with_name(CORRECTIONS)
        is_own = own.is_file() or not common.is_file()
        if not is_own and not self.document.with_name("list.toml").is_file():
            is_own = readers.documents(self.document.parent) != [self.document]
        return own if is_own else common


def file_name(path: Path) -> str:
    """Return the name of a file as text, also where the locale cannot say it (``LC_ALL=C``)."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def list_id(name: str) -> str:
    """Return what a list is called: the name of its folder or file, as one writes it.

    >>> list_id("kanerzi-2025-07"), list_id(" 某乡清单 ")
    ('kanerzi-2025-07', '某乡清单')
    """
    return unicodedata.normalize("NFC", " ".join(name.split())).strip(". ") or "list"


def load(path: Path) -> Manifest:
    """Read what is known of the list at ``path``: a folder with ``list.toml``, a folder with one document, a document.

    Raises
    ------
    ReadError
        If nothing is there, ``list.toml`` is not valid, or the folder holds several documents and
        no ``list.toml``.
    """
    if not path.exists():
        raise ReadError(
            "没有这份清单",
            "no such list",
            where=str(path),
            cure=("请给出 data/lists 里的文件夹名或路径", "name a folder of data/lists or a path"),
        )
    if not path.is_dir():
        _refuse_device(path, str(path))
    _permitted(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK)
    facts: dict[str, Any] = {}
    document = path
    if path.is_dir():
        if (path / "list.toml").is_file():
            facts = files.read_toml(path / "list.toml")
            document = _document(path, facts.get("document", "source.txt"))
        else:
            document = _only_document(path)
    if document.is_file():
        _permitted(document, os.R_OK)
    name = file_name(files.real(path) if path.is_dir() else path.with_suffix(""))
    place = facts.get("place", {})
    if not isinstance(place, dict):
        raise ReadError(
            "[place] 不是表",
            "[place] is not a table",
            where=f"{name}/list.toml",
            cure=("请写 [place]，下面一行一个地名", "write [place] and one name a line"),
        )
    _refuse_others({**place, **{name: facts.get(name, "") for name in _TEXTS}}, f"{name}/list.toml")
    return Manifest(
        list_id(name),
        str(facts.get("title", "")),
        _place(place, f"{name}/list.toml"),
        str(facts.get("issuer", "")),
        str(facts.get("issued", "")),
        document,
        str(facts.get("sha256", "")),
        _expected(facts.get("expected", {}), f"{name}/list.toml"),
        tuple(_unused(facts, place)),
    )


def _permitted(path: Path, how: int) -> None:
    """Raise for a file or folder that may not be read."""
    if not os.access(path, how):
        raise ReadError(
            "没有读取权限", "may not be read", where=path.name,
            cure=("请检查权限", "check its permissions"),
        )  # fmt: skip


def _unused(facts: Mapping[str, object], place: Mapping[str, object]) -> Iterator[str]:
    """Yield the names in ``list.toml`` that nothing reads."""
    yield from (name for name in facts if name not in _KNOWN)
    yield from (f"place.{name}" for name in place if name not in _PLACE)


def _refuse_others(values: Mapping[str, object], where: str) -> None:
    """Raise for a value that is not the text it should be; numbers and dates pass for one."""
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, str | int | date):
            raise ReadError(
                f"{name} 不是文字",
                f"{name} is not a text",
                where=where,
                cure=(f'请写 {name} = "…"', f'write {name} = "…"'),
            )


def _place(given: Mapping[str, object], where: str) -> Place:
    """Return the place that ``list.toml`` gives; a code adds province and prefecture."""
    region, prefecture, county, township = (str(given.get(level, "")) for level in _LEVELS)
    code = str(given.get("code", "")).strip()
    if not code:
        return Place(region, prefecture, county, township)
    implied = divisions.levels(code, where)
    of, named = "".join(implied), f"{region}{prefecture}{county}{township}"
    for said, other in zip((region, prefecture), implied, strict=True):
        if said and other and said != other:
            raise ReadError(
                f"代码 {code} 属于 {of}，不是 {named}",
                f"code {code} is of {of}, not of {named}",
                where=where,
                cure=("请改正代码或地名", "mend the code or the names"),
            )
    return Place(region or implied[0], prefecture or implied[1], county, township, code)


def _document(folder: Path, named: object) -> Path:
    """Return the file that ``document`` in ``list.toml`` names: one inside the list's own folder.

    Raises
    ------
    ReadError
        If it is not a text, leads out of the folder, or names a device or a pipe.
    """
    where = f"{file_name(files.real(folder))}/list.toml"
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
    known = (
        {kind: counts[kind] for kind in LIST_KINDS if kind in counts}
        if isinstance(counts, dict)
        else {}
    )
    if (
        not isinstance(counts, dict)
        or len(known) < len(counts)
        or any(type(n) is not int for n in known.values())
    ):
        example = ", ".join(f"{kind} = 1" for kind in LIST_KINDS)
        raise ReadError(
            "[expected] 只能写各表的项数",
            "[expected] holds something else than a number of duties a list",
            where=where,
            cure=(f"请写 {example}", f"write {example}"),
        )
    return known


def _only_document(folder: Path) -> Path:
    documents = readers.documents(folder)
    if len(documents) != 1:
        found = ", ".join(p.name for p in documents)
        raise ReadError(
            f"应有一份文件，找到：{found or '没有'}",
            f"one document is expected, found {found or 'none'}",
            where=folder.name,
            cure=("请添加 list.toml", "add a list.toml"),
        )
    return documents[0]
