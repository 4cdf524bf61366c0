"""Load ``data/names/*.toml``: what a name may be written like, each spelling with the place it was seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from kg.names import headers
from kg.resources import data_path, read_toml


@dataclass(frozen=True, slots=True)
class ColumnName:
    """A canonical column and the header words it is printed with."""

    name: str
    zh: str
    en: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Function:
    """What a county department is, wherever it is: 公安局, with its spellings."""

    name: str
    branch: str
    spellings: tuple[str, ...]
    bare: bool
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BranchOffice:
    """A field office of a higher body in the county; patterns hold ``{higher}`` and ``{county}``."""

    name: str
    parent: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of performer that is not a department; patterns hold ``{township}`` and ``{county}``."""

    kind: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """How a department is written that no file knows.

    ``pattern`` is what follows a form of the county; a match that holds ``not_inside`` is not a
    name; ``generic`` are the endings that say what a body does.
    """

    pattern: str
    not_inside: re.Pattern[str]
    generic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """One of the list's categories."""

    id: str
    zh: str
    en: str
    brief: str
    """The English where there is little room."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """Everything in ``data/names``."""

    columns: tuple[ColumnName, ...]
    categories: dict[str, Category]
    functions: tuple[Function, ...]
    branch_offices: tuple[BranchOffice, ...]
    bodies: tuple[Body, ...]
    unlisted: Unlisted
    traditional: Mapping[int, str] = field(default_factory=dict)
    not_behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A level's word (区) → what makes another word of it (社区) where it stands before it."""
    endings: tuple[str, ...] = ()
    """What everyday words leave out at the end of a name (公安局), the longest first."""

    def column(self, header: str) -> str | None:
        """Return the canonical column of a header cell, or None.

        >>> load().column("对应区级部门"), load().column("镇街配合职责"), load().column("星座")
        ('departments', 'township', None)
        """
        words = headers.forms(header, self.traditional)
        return next((name for word in words if (name := self._spelt(word))), None)

    def near_column(self, header: str) -> str | None:
        """Return the canonical column of a header with one slip in it, or None.

        >>> load().near_column("事项名秤"), load().near_column("上级部责"), load().near_column("星座")
        ('title', None, None)
        """
        return _near_column(self, headers.forms(header, self.traditional)[0])

    def is_column(self, name: str, header: str) -> bool:
        """Tell whether a header can be that of the column ``name``, whichever else it can be."""
        pattern = next(column.pattern for column in self.columns if column.name == name)
        return any(pattern.fullmatch(word) for word in headers.forms(header, self.traditional))

    def simplified(self, text: str) -> str:
        """Return a text as titles and headers are compared: simplified, half width, without blanks."""
        return headers.comparable(text, self.traditional)

    def _spelt(self, word: str) -> str | None:
        return next(
            (column.name for column in self.columns if column.pattern.fullmatch(word)), None
        )

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=512)
def _near_column(spellings: Spellings, word: str) -> str | None:
    signs = "".join(
        sorted(
            {sign for c in spellings.columns for sign in c.pattern.pattern if "一" <= sign <= "龥"}
        )
    )
    return headers.near(word, signs, spellings._spelt)


@cache
def load(folder: Path | None = None) -> Spellings:
    """Read the names from ``folder`` (default: the ones that come with the package)."""
    folder = folder or data_path() / "names"
    header = read_toml(folder / "columns.toml")
    columns = tuple(
        ColumnName(c["name"], c["zh"], c["en"], _pattern(c["patterns"], header.get("part", {})))
        for c in header["column"]
    )
    pairs = header.get("traditional", "")
    traditional = {ord(sign): plain for sign, plain in zip(pairs[::2], pairs[1::2], strict=True)}
    categories = {
        zh: Category(c["id"], zh, c["en"], c.get("brief", c["en"]))
        for zh, c in read_toml(folder / "categories.toml")["category"].items()
    }
    departments = read_toml(folder / "departments.toml")
    functions = tuple(
        Function(
            d["name"],
            d["branch"],
            (d["name"], *d.get("spellings", {})),
            d.get("bare", True),
            tuple(d.get("not_before", ())),
        )
        for d in departments["department"]
    )
    offices = tuple(
        BranchOffice(o["name"], o["parent"], tuple(o["patterns"]))
        for o in departments["branch_office"]
    )
    bodies = tuple(
        Body(b["kind"], tuple(b["patterns"])) for b in read_toml(folder / "bodies.toml")["body"]
    )
    not_behind = {word: tuple(before) for word, before in departments["not_behind"].items()}
    endings = sorted(departments["everyday"]["endings"], key=len, reverse=True)
    return Spellings(
        columns, categories, functions, offices, bodies, _unlisted(folder), traditional, not_behind,
        tuple(endings),
    )  # fmt: skip


def _unlisted(folder: Path) -> Unlisted:
    raw = read_toml(folder / "unlisted.toml")
    first, ending = "|".join(raw["not_first"]), "|".join(raw["endings"])
    pattern = f"(?!{first})[一-龥]{{2,10}}?(?:{ending})"
    return Unlisted(pattern, re.compile("|".join(raw["not_inside"])), tuple(raw["generic"]))


def _pattern(patterns: Mapping[str, str], parts: Mapping[str, str]) -> re.Pattern[str]:
    """Return one pattern for all wordings of a header; ``{level}`` is the part of that name."""
    whole = "|".join(patterns)
    for name, part in parts.items():
        whole = whole.replace(f"{{{name}}}", part)
    return re.compile(whole)
