"""Departments that a reform renamed: data, with its source, so that a new name does not change a duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.resources import data_path, read_toml


@dataclass(frozen=True, slots=True)
class Reform:
    """A reform: its year, what it is called, where it is written, and old function → new function."""

    id: str
    zh: str
    en: str
    source: str
    url: str
    renamed: Mapping[str, str]


@cache
def reforms() -> tuple[Reform, ...]:
    """Return the reforms of ``data/names/reforms.toml``, the earliest first.

    Raises
    ------
    ReadError
        If the file is damaged.
    """
    raw = read_toml(data_path() / "names" / "reforms.toml")
    return tuple(Reform(**{"url": "", **one}) for one in raw["reform"])


def renaming(old: str, new: str) -> Reform | None:
    """Return the reform by which a function of one name has the other; None if none says so.

    >>> renaming("乡村振兴局", "农业农村局").id, renaming("农业农村局", "乡村振兴局")
    ('2023', None)
    """
    return next((one for one in reforms() if one.renamed.get(old) == new), None)


def today(function: str) -> str:
    """Return what a function is called after all reforms.

    >>> today("环境保护局"), today("公安局")
    ('生态环境局', '公安局')
    """
    for one in reforms():
        function = one.renamed.get(function, function)
    return function
