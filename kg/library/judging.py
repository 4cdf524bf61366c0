"""What may be said in a verdict, and the day it bears: the same of a finding and of a pair of duties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg import findings
from kg.errors import ReadError, UnknownName


def day(when: str | None) -> str:
    """Return the day of a verdict: today unless another is given, ``""`` for none.

    Raises
    ------
    ReadError
        If it is not a date.

    Examples
    --------
    >>> day("2026-11-27"), day("")
    ('2026-11-27', '')
    """
    if when is None:
        return date.today().isoformat()
    if when and not findings.is_day(when):
        raise ReadError(
            f"不是日期：{when}",
            f"not a date: {when}",
            cure=("写作 2026-11-27", "write it as 2026-11-27"),
        )
    return when


def allowed(verdict: str, words: Iterable[str], of: tuple[str, str]) -> None:
    """Refuse a verdict that is neither one of ``words`` nor takes one back.

    Parameters
    ----------
    of : tuple of str
        Of what it is said, in Chinese and English.

    Raises
    ------
    UnknownName
        With the words that may be said.
    """
    known = (*words, findings.TAKEN_BACK)
    if verdict not in known:
        raise UnknownName(
            f"对{of[0]}不能说 {verdict}", f"not said of {of[1]}: {verdict}",
            cure=(f"可写 {'、'.join(known)}", f"one of: {', '.join(known)}"),
        )  # fmt: skip
