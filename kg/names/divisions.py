"""行政区划代码 (GB/T 2260): which province and prefecture a code lies in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from kg.errors import ReadError
from kg.resources import data_path, read_text

_DIRECT: Final = "90"
"""Counties right below a province have this in the place of a prefecture."""


def levels(code: str, where: str) -> tuple[str, str]:
    """Return the names of a code's province and prefecture; the latter is empty below no prefecture.

    Parameters
    ----------
    code : str
        Six digits (a county), nine or twelve (a township; its last three are 000).
    where : str
        What an error names.

    Raises
    ------
    ReadError
        If there is no such code.
    """
    if not re.fullmatch(r"\d{6}|\d{9}|\d{9}000", code):
        raise _refused(code, where)
    province, prefectures = _divisions().get(code[:2], ("", {}))
    name = prefectures.get(code[2:4], "")
    known = name or not prefectures or code[2:4] == _DIRECT
    if not province or not known:
        raise _refused(code, where)
    return province, name


def _refused(code: str, where: str) -> ReadError:
    return ReadError(
        f"“{code}” 不是县或乡镇的行政区划代码", f'"{code}" is not the code of a county or township',
        where=where,
        cure=(
            "写 6 位（县）、9 位或 12 位（乡镇，末三位 000）",
            "write 6, 9 or 12 digits, the last three 000",
        ),
    )  # fmt: skip


@cache
def _divisions() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Return code → name of each province, and code → name of its prefectures."""
    found = {}
    text = read_text(data_path() / "names" / "divisions.txt")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        code, province, *prefectures = line.split()
        found[code] = province, {one[:2]: one[2:] for one in prefectures}
    return found
