"""Load ``data/names/*.toml``: what a name may be written like, each spelling with the place it was seen."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.resources import data_path

# What may stand in a header cell without changing its meaning.
_HEADER_NOISE = re.compile(r"[\s()（）【】\[\]/、\-—·]+|<[^>]*>")


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
    """A kind of performer that is no department; patterns hold ``{township}`` and ``{county}``."""

    kind: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """One of the list's categories."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Spellings:
    """Everything in ``data/names``."""

    columns: tuple[ColumnName, ...]
    categories: dict[str, Category]
    functions: tuple[Function, ...]
    branch_offices: tuple[BranchOffice, ...]
    bodies: tuple[Body, ...]

    def column(self, header: str) -> str | None:
        """Return the canonical column of a header cell, or None.

        >>> load().column("对应区级部门"), load().column("镇街配合职责"), load().column("合计")
        ('departments', 'township', None)
        """
        plain = _HEADER_NOISE.sub("", unicodedata.normalize("NFKC", header))
        return next((column.name for column in self.columns if column.pattern.fullmatch(plain)), None)


def _toml(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReadError("no such file", where=f"data/names/{name}") from None
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"not TOML: {error}", where=f"data/names/{name}", cure="mend that line") from None


@cache
def load(folder: Path | None = None) -> Spellings:
    """Read the names from ``folder`` (default: the ones that come with the package)."""
    folder = folder or data_path() / "names"
    columns = tuple(
        ColumnName(c["name"], c["zh"], c["en"], re.compile("|".join(c["patterns"])))
        for c in _toml(folder, "columns.toml")["column"]
    )
    categories = {zh: Category(c["id"], zh, c["en"]) for zh, c in _toml(folder, "categories.toml")["category"].items()}
    departments = _toml(folder, "departments.toml")
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
    offices = tuple(BranchOffice(o["name"], o["parent"], tuple(o["patterns"])) for o in departments["branch_office"])
    bodies = tuple(Body(b["kind"], tuple(b["patterns"])) for b in _toml(folder, "bodies.toml")["body"])
    return Spellings(columns, categories, functions, offices, bodies)
