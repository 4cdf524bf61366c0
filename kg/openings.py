"""What a regular expression may begin with, so that a text is not tried against every one of hundreds at every place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

LONGEST: Final = 2
"""An opening has at most so many characters."""

_OPTIONAL: Final = ("?", "*")
_LITERAL = re.compile(r"[^\\.\[\](){}^$|?*+]{1,2}(?![?*{])")
_ONE_OF = re.compile(r"\[([^\]\\^-]+)\]")
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_CONDITION = re.compile(r"\(\?<?[=!]")


def openings(pattern: str) -> frozenset[str]:
    """Return what a match of ``pattern`` begins with: one or two characters each, or "" if it may be anything.

    It knows what the project's triggers are written in (literals, classes, groups, alternatives,
    conditions in front) and says "" of anything else, so a wrong answer is never given, only a
    slower one.

    >>> sorted(openings("(?<!申)(?:各|所属)?村委会"))
    ['各', '所属', '村委']
    >>> openings("[^，。]{2,4}申请")
    frozenset({''})
    """
    body = pattern
    while condition := _CONDITION.match(body):
        body = body[_closing(body, condition.start()) :]
    parts = alternatives(body)
    if len(parts) > 1:
        return frozenset().union(*map(openings, parts))
    if group := _GROUP.match(body):
        end = _closing(body, 0)
        found = openings(body[group.end() : end - 1])
        if body.startswith(("{0", "{,"), end):
            return frozenset({""})
        if body.startswith(_OPTIONAL, end):
            return found | openings(body[end + 1 :])
        return found
    if one := _ONE_OF.match(body):
        found = frozenset(one[1])
        if body.startswith(_OPTIONAL, one.end()):
            return found | openings(body[one.end() + 1 :])
        return found
    if body.startswith(r"\d") and not body.startswith(_OPTIONAL, 2):
        return frozenset("0123456789")
    if literal := _LITERAL.match(body):
        return frozenset({literal[0]})
    if body.startswith(_OPTIONAL, 1) and re.match(r"[^\\.\[\](){}^$|?*+]", body):
        return openings(body[2:]) | {body[0]}
    return frozenset({""})


def previous(pattern: str) -> frozenset[str]:
    """Return the characters one of which stands before every match; none if the pattern does not say.

    >>> sorted(previous("(?<=根据|按照)[一-龥]{2,4}法"))
    ['据', '照']
    """
    found = re.match(r"\(\?<=([^()\[\]\\?*+{]+)\)", pattern)
    if found:
        return frozenset(part[-1] for part in found[1].split("|"))
    return frozenset()


def beginning(patterns: Iterable[str]) -> str:
    """Return a condition that holds wherever one of some patterns may begin: ask it first, and most places are passed.

    Patterns may be in groups with names. "" if one of them may begin anywhere.

    >>> beginning(["(?P<a>甲乙|丙)", "(?<=丁)[一-龥]{2}"])
    '(?:(?=[丙甲])|(?<=[丁]))'
    >>> beginning(["(?<=丁)[一-龥]{2}"])
    '(?<=[丁])'
    """
    firsts, before = set[str](), set[str]()
    for pattern in patterns:
        known = _around(pattern)
        if known is None:
            return ""
        firsts |= known[0]
        before |= known[1]
    ahead, after = (f"[{re.escape(''.join(sorted(some)))}]" for some in (firsts, before))
    if not firsts:
        return f"(?<={after})"
    if before:
        return f"(?:(?={ahead})|(?<={after}))"
    return f"(?={ahead})"


@cache
def _around(pattern: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the first characters of a pattern's matches, and those before it where these are open.

    None if a match may begin anywhere.
    """
    group = _GROUP.match(pattern)
    whole = group is not None and _closing(pattern, 0) == len(pattern)
    body = pattern[group.end() : -1] if group is not None and whole else pattern
    firsts, before = set[str](), set[str]()
    for part in alternatives(body):
        begins, behind = openings(part), previous(part)
        if "" in begins and not behind:
            return None
        before |= behind if "" in begins else frozenset()
        firsts |= {opening[0] for opening in begins if opening}
    return frozenset(firsts), frozenset(before)


def alternatives(body: str) -> list[str]:
    """Split a pattern at the bars outside of any bracket.

    >>> alternatives("甲|乙(?:丙|丁)")
    ['甲', '乙(?:丙|丁)']
    """
    parts, start, at = [], 0, 0
    while at < len(body):
        if body[at] in "([":
            at = _closing(body, at)
            continue
        if body[at] == "\\":
            at += 1
        elif body[at] == "|":
            parts.append(body[start:at])
            start = at + 1
        at += 1
    return [*parts, body[start:]]


def _closing(body: str, at: int) -> int:
    """Return the offset behind the bracket that closes the one at ``at``."""
    if body[at] == "[":
        end = at + 2 if body.startswith("[^", at) else at + 1
        return body.index("]", end + (body[end] == "]")) + 1
    at += 1
    while body[at] != ")":
        if body[at] in "([":
            at = _closing(body, at)
        else:
            at += 2 if body[at] == "\\" else 1
    return at + 1
