"""What names sound like, to find them by first letters: ``data/lexicon/pinyin.txt``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.resources import data_path, read_text


def initials(name: str) -> tuple[str, ...]:
    """Return the first letters that each character may have, in order.

    A letter or digit is its own, other signs drop out.

    >>> initials("长沟乡 2"), initials("重石")
    (('cz', 'g', 'x', '2'), ('zc', 's'))
    """
    known = _readings()
    found = []
    for character in name.lower():
        if character in known:
            letters = dict.fromkeys(syllable[0] for syllable in known[character])
            found.append("".join(letters))
        elif character.isascii() and character.isalnum():
            found.append(character)
    return tuple(found)


def spelled(name: str) -> str:
    """Return a name in pinyin: without tones, the first letter a capital.

    A character that is not known stays as it is.

    >>> spelled("柳沟乡"), spelled("绿园街道")
    ('Liugouxiang', 'Lüyuanjiedao')
    """
    known = _readings()
    sounds = "".join(known[one][0] if one in known else one for one in name)
    return sounds.replace("v", "ü").capitalize()


@cache
def _readings() -> Mapping[str, tuple[str, ...]]:
    """Return character → its syllables; the usual one comes first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in read_text(data_path() / "lexicon" / "pinyin.txt").splitlines():
        if line.startswith("#"):
            continue
        syllable, _, characters = line.partition(" ")
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found
