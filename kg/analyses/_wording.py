"""Why two duties are set side by side, in words that a reader can say aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.analyses._finding import all_of, all_of_english
from kg.model import Duty
from kg.similarity.acts import Act, acts
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
        wider = known[_wider(weighed.same.matters, matter)]
        return _act(ranking, weighed, weighed.same, (wider.zh, wider.en))
    if shared is None:
        words = [word for word in (quotes[0].words if quotes else ()) if word in quotes[1].words]
        said = "、".join(words) or "用词"
        return f"两项共有“{said}”", f"they share the words “{said}”"
    one, other = (known[iri] for iri in shared)
    if one is other:
        return f"两项都涉及“{one.zh}”", f"both are about “{one.en}”"
    return f"“{one.zh}”与“{other.zh}”相连", f"“{one.en}” and “{other.en}” meet"


def _wider(matters: tuple[str, str], narrower: str) -> str:
    """Return the object that both clauses are about: of a matter and a part of it, the matter."""
    return next((matter for matter in matters if matter != narrower), narrower)


def _act(ranking: Ranking, weighed: Weighed, same: Same, matter: Said) -> Said:
    """Say who is to do the same to the same: the township on both sides, or on one, or two departments."""
    duties = (ranking.duties[weighed.left], ranking.duties[weighed.right])
    words = {deed.word for deed in same.deeds}
    what = done(same.act, words.pop() if len(words) == 1 else "", matter)
    one, other = (_doer(ranking, d, deed) for d, deed in zip(duties, same.deeds, strict=True))
    if one == other:
        return f"两项都要求{one[0]}{what[0]}", f"both have {one[1]} {what[1]}"
    left, right = duties
    return (
        f"{left.label} 要求{one[0]}，{right.label} 要求{other[0]}，都是{what[0]}",
        f"{left.english} has {one[1]}, and {right.english} has {other[1]}, {what[1]}",
    )


def done(act: Act, printed: str, matter: Said) -> Said:
    """Say what is done to a matter: in the printed word where it can be said, and nothing twice.

    >>> done(acts().by_id["find"], "巡查", ("消防安全", "Fire safety"))
    ('就“消防安全”排查巡查', 'make inspection rounds for “Fire safety”')
    >>> training, gifts = ("技能培训", "Training"), ("募捐", "Charity")
    >>> done(acts().by_id["train"], "培训", training)[0], done(acts().by_id["raise"], "募捐", gifts)
    ('组织“技能培训”', ('做“募捐”', 'see to “Charity”'))
    """
    (zh, en), verb = matter, _verb(act, printed)
    if verb.removeprefix("开展") in zh:
        return f"做“{zh}”", f"see to “{en}”"
    english = act.en.format(f"“{en}”")
    if not act.object or act.object not in zh or not verb.endswith(act.object):
        return f"就“{zh}”{verb}", english
    verb = verb.removesuffix(act.object)
    return f"{verb}“{zh}”" if zh.endswith(act.object) else f"就“{zh}”{verb}", english


def _verb(act: Act, printed: str) -> str:
    """Return the printed word where it says more than the act's own verb, and can be said."""
    if not printed or printed in act.say or printed in acts().unsaid:
        return act.say
    return f"开展{printed}" if printed.endswith("建设") else printed


def _doer(ranking: Ranking, duty: Duty, deed: Deed) -> Said:
    if deed.who == "township":
        return "乡镇", "the township"
    span = ranking.passages[deed.row].span
    acting = next((step.actors for step in duty.superior_steps if step.span == span), ())
    return _bodies(acting or duty.departments, ("上级部门", "departments"))


def _bodies(names: Sequence[str], none: Said = ("", "")) -> Said:
    return (all_of(names), all_of_english(names)) if names else none


def _who(weighed: Weighed, one: Duty, other: Duty) -> Said:
    """Say who answers for the two."""
    if weighed.answer in _APART:
        return _APART[weighed.answer]
    if weighed.answer == "one department":
        return _own_affair(one.departments)
    zh, en = _bodies(tuple(dict.fromkeys((*one.departments, *other.departments))))
    if weighed.answer == "taken back":
        return (
            f"一项已收回由{zh}承接，一项仍是乡镇的基本事项",
            f"{en} took one back, the other is still a basic duty",
        )
    if one.kind == other.kind == "basic":
        return "同一张基本清单写了两处", "the basic list says it twice"
    if "basic" in (one.kind, other.kind):
        return f"一处归乡镇自己，一处归{zh}", f"one is the township's own, the other is for {en}"
    return "两处的上级部门不同", "different departments stand behind the two"


def _own_affair(departments: Sequence[str]) -> Said:
    """Say that two duties of the same departments are theirs to settle, alone or together."""
    zh, en = _bodies(departments, ("同一部门", "one department"))
    if len(departments) < 2:
        return f"两项同属{zh}，一家内部理顺即可", f"both belong to {en}, which settles it alone"
    return f"两项同属{zh}，由它们一起理顺即可", f"both belong to {en}, who settle it together"
