"""Texts as they are compared: without typography, without the names of the place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.model import Duty, Place

OWN = "本乡"
"""What stands for the list's own township, whatever it is called."""

_OWN = re.compile("本(?:乡镇|镇街|乡|镇|街道|苏木|团场|团|辖区|区域)|本级|辖区")


def comparable(text: str, place: Place) -> str:
    """Return a text in which only words count: NFKC, letters and digits, the place's names made alike.

    >>> place = Place("", "", "青河县", "柳河镇")
    >>> comparable("负责柳河镇“双拥”工作；", place), comparable("负责本镇双拥工作。", place)
    ('负责本乡双拥工作', '负责本乡双拥工作')
    """
    plain = unicodedata.normalize("NFKC", text)
    for name in (place.name, place.township):
        plain = plain.replace(name, OWN) if name else plain
    return _words(plain.replace(place.county, "县") if place.county else plain)


@lru_cache(maxsize=65536)
def _words(plain: str) -> str:
    """Return letters and digits of a text without names: once, and one for all that share it."""
    own = _OWN.sub(OWN, plain)
    return "".join(letter for letter in own if unicodedata.category(letter)[0] in "LN")


def title(duty: Duty, place: Place) -> str:
    """Return a duty's title as it is compared."""
    return comparable(duty.title, place)


def steps(duty: Duty, place: Place) -> str:
    """Return what both sides do, as it is compared."""
    return comparable("".join(step.text for step in duty.steps), place)


def grams(text: str) -> list[str]:
    """Return a text's pairs of neighbouring characters.

    >>> grams("双拥工作")
    ['双拥', '拥工', '工作']
    """
    return [text[at : at + 2] for at in range(len(text) - 1)]
