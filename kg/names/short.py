"""How people of one county call its bodies among themselves: without the county's name."""

from __future__ import annotations

import re

#: After a county's name: the party's committee keeps the level (县委组织部), a branch office keeps the name.
_KEEPS_LEVEL = "委"
_KEEPS_NAME = "分局|支局|分公司|调查队"


def without_place(text: str, place: str) -> str:
    """Return a text in which the bodies of a place are called as they call themselves.

    Parameters
    ----------
    text : str
        A body's name, or a sentence with such names.
    place : str
        The place as names begin with it; without one the text stays.

    Examples
    --------
    >>> without_place("奇台县农业农村局、奇台县委组织部", "奇台县")
    '农业农村局、县委组织部'
    >>> without_place("昌吉州生态环境局奇台县分局", "奇台县")
    '昌吉州生态环境局奇台县分局'
    """
    if not place:
        return text
    text = re.sub(f"{re.escape(place)}(?={_KEEPS_LEVEL})", place[-1], text)
    return re.sub(f"{re.escape(place)}(?!{_KEEPS_NAME})", "", text)
