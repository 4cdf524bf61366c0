"""Why two duties are set side by side, in words that a reader can say aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.model import Duty
from kg.similarity.conduct import Deed, Same
from kg.similarity.gravity import Weighed
from kg.similarity.quotes import Quote
from kg.similarity.ranking import Ranking

Said = tuple[str, str]
"""The same in Chinese and in English."""

_HENCE: Final[dict[int, Said]] = {
    3: (
        "疑似重复，出了问题追谁要看读的是哪一项",
        "likely duplication, who is answerable depends on the item one reads",
    ),
    2: ("交叉，两项一起读才知道谁管哪一段", "overlap, only both together say who does which part"),
    1: ("相邻的事", "neighbouring matters"),
}

_APART: Final[dict[str, Said]] = {
    "both recalled": (
        "两项都已收回，没有边界可争",
        "both are recalled, so no boundary remains to be settled",
    ),
    "reward": ("一项是奖励表彰，另一项不是", "one rewards, the other does not"),
}


def because(
    ranking: Ranking,
    weighed: Weighed,
    matter: str,
    shared: tuple[str, str] | None,
    quotes: Sequence[Quote],
) -> Said:
    """Return the rule by which a pair was found: what is the same, who answers for it, and what follows."""
    one, other = ranking.duties[weighed.left], ranking.duties[weighed.right]
    parts = [
        _what(ranking, weighed, matter, shared, quotes),
        _who(weighed, one, other),
        _HENCE[weighed.grade],
    ]
    return "；".join(zh for zh, _ in parts), "; ".join(en for _, en in parts)


def _what(
    ranking: Ranking,
    weighed: Weighed,
    matter: str,
    shared: tuple[str, str] | None,
    quotes: Sequence[Quote],
) -> Said:
    known = ranking.matters.matters
    if weighed.same is not None:
        wider = _wider(weighed.same.matters, matter)
        return _act(ranking, weighed, weighed.same, (known[wider].zh, known[wider].en.lower()))
    if shared is None:
        words = [word for word in (quotes[0].words if quotes else ()) if word in quotes[1].words]
        said = "、".join(words) or "用词"
        return f"两项共有“{said}”", f"they share the words {said}"
    one, other = (known[iri] for iri in shared)
    if one is other:
        return f"两项都涉及“{one.zh}”", f"both are about {one.en.lower()}"
    return f"“{one.zh}”与“{other.zh}”相连", f"{one.en.lower()} and {other.en.lower()} meet"


def _wider(matters: tuple[str, str], narrower: str) -> str:
    """Return the object that both clauses are about: of a matter and a part of it, the matter."""
    return next((matter for matter in matters if matter != narrower), narrower)


def _act(ranking: Ranking, weighed: Weighed, same: Same, matter: Said) -> Said:
    """Say who is to do the same to the same: the township on both sides, or on one, or two departments."""
    duties = (ranking.duties[weighed.left], ranking.duties[weighed.right])
    words = {deed.word for deed in same.deeds}
    printed = words.pop() if len(words) == 1 else ""
    verb = printed if printed and printed not in same.act.say else same.act.say
    what = (f"就“{matter[0]}”{verb}", f"{same.act.en}: {matter[1]}")
    doers = [_doer(ranking, duty, deed) for duty, deed in zip(duties, same.deeds, strict=True)]
    if doers[0] == doers[1]:
        return f"两项都要求{doers[0][0]}{what[0]}", f"both have {doers[0][1]} {what[1]}"
    sides = [
        (f"{duty.label} 要求{zh}", f"{duty.english} has {en}")
        for duty, (zh, en) in zip(duties, doers, strict=True)
    ]
    return f"{sides[0][0]}、{sides[1][0]}都{what[0]}", f"{sides[0][1]} and {sides[1][1]} {what[1]}"


def _doer(ranking: Ranking, duty: Duty, deed: Deed) -> Said:
    if deed.who == "township":
        return "乡镇", "the township"
    span = ranking.passages[deed.row].span
    acting = next((step.actors for step in duty.superior_steps if step.span == span), ())
    names = "、".join(acting or duty.departments) or "上级部门"
    return names, names


def _who(weighed: Weighed, one: Duty, other: Duty) -> Said:
    """Say who answers for the two."""
    if weighed.answer in _APART:
        return _APART[weighed.answer]
    if weighed.answer == "one department":
        names = "、".join(one.departments) or "同一部门"
        return (
            f"两项同属{names}，一家内部理顺即可",
            f"both belong to {names}, which settles it alone",
        )
    names = "、".join(dict.fromkeys((*one.departments, *other.departments)))
    if weighed.answer == "taken back":
        return (
            f"一项已收回由{names}承接，一项仍是乡镇的基本事项",
            f"{names} took one back, the other is still a basic duty",
        )
    if one.kind == other.kind == "basic":
        return "同一张基本清单写了两处", "one list says it twice"
    if "basic" in (one.kind, other.kind):
        return (
            f"一处归乡镇自己，一处归{names}",
            f"one is the township's own, the other is led by {names}",
        )
    return "两处的上级部门不同", "different departments stand behind the two"
