"""Numbers, dates and truth values of a workbook, as the program shows them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
# What a number format says beside the number: "第"0"项", [红色], \-, _), *x.
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_AFFIXED = re.compile(r'(?:"([^"]*)")?(0+|#+0?|General|G/通用格式)(?:"([^"]*)")?')
_SERIAL_LIMIT = 2_958_466  # the day after 9999-12-31


def is_date(format_id: int, code: str) -> bool:
    """Tell whether a number format shows a date or a time.

    >>> is_date(14, ""), is_date(164, 'yyyy"年"m"月"d"日"'), is_date(165, '0.00"m"'), is_date(0, "General")
    (True, True, False, False)
    """
    if format_id in _BUILT_IN_DATES and not code:
        return True
    plain = _LITERAL.sub("", code.partition(";")[0])
    return "general" not in plain.lower() and bool(re.search(r"[ymdhs]", plain, re.IGNORECASE))


def date(serial: float, *, since_1904: bool = False) -> str:
    """Return a serial day as text: ``2025-03-05``, with the time if it has one; ``08:30:00`` for a time alone.

    >>> date(45721), date(45839.5), date(0.25)
    ('2025-03-05', '2025-07-01 12:00:00', '06:00:00')
    """
    if not 0 <= serial < _SERIAL_LIMIT:
        return number(serial)
    if serial < 1 and not since_1904:
        return f"{datetime(1900, 1, 1) + timedelta(seconds=round(serial * 86400)):%H:%M:%S}"
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    # Excel takes 1900 for a leap year: its days before 1 March 1900 count one less.
    days = serial + 1 if serial < 60 and not since_1904 else serial
    moment = start + timedelta(seconds=round(days * 86400))
    whole = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    if whole:
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def number(value: float, code: str = "") -> str:
    """Return a number as text, a whole one without its ``.0``; ``code`` is its number format.

    >>> number(2.0), number(2.5), number(0.1 + 0.2), number(0.5, "0%"), number(7, '"第"00"项"')
    ('2', '2.5', '0.3', '50%', '第07项')
    """
    affixed = _AFFIXED.fullmatch(code.partition(";")[0])
    if "%" in _LITERAL.sub("", code):
        return f"{number(value * 100)}%"
    text = str(int(value)) if value == int(value) and abs(value) < 1e15 else format(value, ".15g")
    if not affixed:
        return text
    zeros = affixed[2] if set(affixed[2]) == {"0"} else ""
    return f"{affixed[1] or ''}{text.zfill(len(zeros))}{affixed[3] or ''}"
