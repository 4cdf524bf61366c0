"""Schemes of signs as data: what the files of ``data/names/marks`` recognise (kind of work, time limit, …)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Side
from kg.resources import data_path, read_toml


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a recogniser knows: its ASCII ``id``, its labels and the words that are a sign of it."""

    id: str
    zh: str
    en: str
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A recogniser; ``sides`` are the sides whose steps it reads, ``titles`` whether it reads titles too."""

    name: str
    zh: str
    en: str
    sides: tuple[Side, ...]
    titles: bool
    concepts: tuple[Concept, ...]
    excepted: tuple[str, ...]


def _scheme(path: Path) -> Scheme:
    raw = read_toml(path)
    concepts = tuple(
        Concept(c["id"], c["zh"], c["en"], tuple(c["triggers"])) for c in raw["concept"]
    )
    sides = tuple(raw.get("sides", ("superior", "township")))
    excepted = tuple(raw.get("except", ()))
    return Scheme(
        path.stem, raw["zh"], raw["en"], sides, raw.get("titles", True), concepts, excepted
    )


@cache
def schemes(folder: Path | None = None) -> tuple[Scheme, ...]:
    """Return every recogniser, sorted by name."""
    return tuple(
        _scheme(path) for path in sorted((folder or data_path() / "names" / "marks").glob("*.toml"))
    )
