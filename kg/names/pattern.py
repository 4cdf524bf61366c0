"""One regular expression for all bodies that a text of one place may name; its groups say what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.errors import around
from kg.names.places import outside
from kg.names.spellings import Function, Unlisted
from kg.names.standpoint import Standpoint, either, longest_first
from kg.openings import beginning

FIELD_END = re.compile("(?:等)?(?:有关|相关|行政主管|行政|主管)?部门$|(?:管理)?局$")
# 民政、财政部门 are two departments, each called by its field; 农业、林草、生态环境等有关部门 are
# three and others.
_JOINED_END = "(?:等)?(?:有关|相关|行政主管|行政|主管)?部门"
_PROVINCIAL = "[一-龥]{2,12}?厅"


def compiled(
    standpoint: Standpoint,
    functions: Mapping[str, Function],
    fields: Iterable[str],
    offices: Sequence[tuple[str, re.Pattern[str]]],
    bodies: Sequence[tuple[str, str]],
    called: Iterable[str],
    unlisted: Unlisted,
) -> re.Pattern[str]:
    """Return the pattern; of two groups that match at one place, the earlier one is meant.

    Parameters
    ----------
    standpoint : Standpoint
        The place that the text speaks from.
    functions : mapping of str to Function
        Departments by each spelling.
    fields : iterable of str
        What departments are called by: 民政 of 民政部门.
    offices, bodies : sequences of (name or kind, pattern)
        Field offices of higher bodies; performers that are not departments. The latter are the
        groups ``kind0`` ….
    called : iterable of str
        Names that people explained (人工更正): the group ``called``.
    unlisted : Unlisted
        How a department is written that no file knows: the group ``unknown``.
    """
    full = _any_of(functions)
    bare = _any_of({name: function for name, function in functions.items() if function.bare})
    field = either(fields)
    names = either(called)
    parts = [f"(?P<called>{names})"] if names else []
    parts += [f"(?P<outside{i}>{one.pattern})" for i, one in enumerate(outside()) if one.pattern]
    parts += [
        f"(?P<office>{'|'.join(pattern.pattern for _, pattern in offices)})",
        f"(?P<provincial>(?:{standpoint.provinces}){_PROVINCIAL})",
        f"(?P<department>(?:{standpoint.whole_words(standpoint.prefixes)})(?:{full}))",
        f"(?P<joined>(?:(?:{field})[、和与及]){{1,8}}(?:{field}){_JOINED_END})",
    ]
    # after the fields: 农业、林草等有关部门 names two, 有关部门 nobody
    parts += [f"(?P<{kind}{i}>{pattern})" for i, (kind, pattern) in enumerate(bodies)]
    parts += [
        f"(?P<bare>(?<![乡镇村道宗])(?:{bare}))",
        f"(?P<unknown>(?:{standpoint.whole_words(standpoint.home.forms)}){unlisted.pattern})",
    ]
    # a group is left where its first character is not there, which is quicker than trying it
    guarded = "|".join(beginning([part]) + part for part in parts)
    return re.compile(f"{beginning(parts)}(?:{guarded})")


def _any_of(functions: Mapping[str, Function]) -> str:
    """Return the pattern of any spelling, the longest first, in groups by first character."""
    rests: dict[str, list[str]] = {}
    for spelling in longest_first(functions):
        rest = _guarded(spelling[1:], functions[spelling])
        rests.setdefault(spelling[0], []).append(rest)
    return "|".join(f"{re.escape(first)}(?:{'|'.join(some)})" for first, some in rests.items())


def _guarded(spelling: str, function: Function) -> str:
    """Return the pattern of a spelling that is not meant before some words: 人大 is not named in 人大代表."""
    after = "|".join(map(re.escape, function.not_before))
    return re.escape(spelling) + (around("(?!", after, ")"))
