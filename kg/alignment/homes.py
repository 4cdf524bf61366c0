"""What bodies are called at home, 县农业农村局: so lists of several counties are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.model import DutyList, Mention, Place

_COUNTY, _PREFECTURE = "县", "市"


def homes_of(lists: Mapping[str, DutyList]) -> dict[str, Place]:
    """Return each list's place, if they are of several counties; none if they are of one."""
    several = len({one.place.county for one in lists.values()}) > 1
    return {id: one.place for id, one in lists.items()} if several else {}


def at_home(mention: Mention, home: Place) -> Mention:
    """Return a mention whose body is called as at home: the same words in every county."""
    body = mention.organization
    named = replace(
        body, name=_plain(body.name, home), jurisdiction=_plain(body.jurisdiction, home)
    )
    return replace(mention, organization=named)


def _plain(text: str, home: Place) -> str:
    """Return a text with a level in place of a county's and a prefecture's name.

    >>> _plain("昌吉州生态环境局奇台县分局", Place("", "昌吉州", "奇台县", "坎尔孜乡"))
    '市生态环境局县分局'
    """
    for name, level in ((home.county, _COUNTY), (home.prefecture, _PREFECTURE)):
        text = text.replace(name, level) if name else text
    return text
