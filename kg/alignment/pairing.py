"""Which duty of the new list is which of the old one: equal titles first, then the best assignment, then parts and wholes.

Numbers play no part: a list that is only renumbered is unchanged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.alignment.likeness import ENOUGH, Profile, Vector, likeness, profiles
from kg.alignment.told import NOTHING, SURE, Told
from kg.model import DutyList

PART: Final = 0.50
"""How much of a part's title must be in the whole's."""
PART_ELSEWHERE: Final = 0.70
"""The same for a part in another table: 处罚 that were taken out of a duty and recalled."""
GAIN: Final = 0.08
"""How much more of the whole two parts must cover together than the first alone."""
_SAYING: Final = 8
"""So many characters of a title say what the duty is, wherever they are found again."""
_FREQUENT: Final = 60
"""A pair of characters that more duties have than this finds no candidates."""


@dataclass(frozen=True, slots=True)
class Link:
    """Duties of two lists that are the same: one and one, one and its parts, or nothing on one side.

    ``old`` and ``new`` are keys (:attr:`kg.model.Duty.key`) in printed order; ``score`` is the
    likeness of the first pair, 1.5 for equal titles in the same table and 0 where one side is
    empty.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    score: float


def align(old: DutyList, new: DutyList, told: Told = NOTHING) -> list[Link]:
    """Return the links between two lists, every duty of both in exactly one, in the printed order of the old list.

    Parameters
    ----------
    old, new : DutyList
        Two editions of a township's list, or the lists of two townships.
    told : Told
        What a reader says of pairs: those apart are never linked, those the same before others.

    Notes
    -----
    Candidates come from an index of rare pairs of characters, so that cost follows the texts, not all pairs of duties.
    Pairs by exact title are taken first; the rest by a matching of the greatest total likeness among those above
    :data:`kg.alignment.likeness.ENOUGH`; what is then left over joins a pair as a part, if the whole contains it.
    """
    before, after = profiles([old, new])
    pairs = dict(_equal(before, after))
    left = [duty for duty in before if duty.key not in pairs]
    pairs |= _matched(left, _left(after, pairs.values()), told)
    pairs = _without_weak(before, after, pairs, told)
    parts = _Parts(before, after, pairs, told)
    return _links(before, after, pairs, parts)


def _left(duties: Sequence[Profile], taken: Iterable[str]) -> list[Profile]:
    gone = set(taken)
    return [duty for duty in duties if duty.key not in gone]


def _equal(before: Sequence[Profile], after: Sequence[Profile]) -> Iterator[tuple[str, str]]:
    """Yield pairs of equal titles: in the same table first, then in any; several of one title in printed order."""
    olds, news = list(before), list(after)
    for same_table in (True, False):
        waiting: dict[tuple[str, str], list[Profile]] = defaultdict(list)
        for duty in news:
            waiting[duty.text, duty.kind if same_table else ""].append(duty)
        partners = ((duty, waiting[duty.text, duty.kind if same_table else ""]) for duty in olds)
        found = [(duty.key, same.pop(0).key) for duty, same in partners if same]
        yield from found
        olds = _left(olds, (one for one, _ in found))
        news = _left(news, (other for _, other in found))


def candidates(
    before: Sequence[Profile], after: Sequence[Profile], told: Told = NOTHING
) -> Iterator[tuple[Profile, Profile]]:
    """Yield the pairs that share a matter or a pair of characters which few duties have.

    Those that a reader says are not the same matter are left out.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for place, duty in enumerate(after):
        for sign in (*duty.title, *duty.matters):
            index[sign].append(place)
    for duty in before:
        near = {
            place for sign in (*duty.title, *duty.matters) for place in _few(index.get(sign, ()))
        }
        for place in sorted(near):
            if not told.are_apart(duty, after[place]):
                yield duty, after[place]


def _few(places: Sequence[int]) -> Sequence[int]:
    return places if len(places) <= _FREQUENT else ()


def _matched(before: Sequence[Profile], after: Sequence[Profile], told: Told) -> dict[str, str]:
    """Return the pairs of the matching with the greatest total likeness."""
    import networkx as nx

    graph = nx.Graph()
    for old, new in candidates(before, after, told):
        score = SURE if told.are_same(old, new) else likeness(old, new).score
        if score >= ENOUGH:
            graph.add_edge(("old", old.key), ("new", new.key), weight=round(score - ENOUGH / 2, 6))
    found: dict[str, str] = {}
    for one, other in nx.max_weight_matching(graph):
        (_, old_key), (_, new_key) = sorted((one, other), reverse=True)
        found[old_key] = new_key
    return found


def _without_weak(
    before: Sequence[Profile], after: Sequence[Profile], pairs: dict[str, str], told: Told
) -> dict[str, str]:
    """Return the pairs without those of which one duty is more like a part of another duty."""
    olds, news = {p.key: p for p in before}, {p.key: p for p in after}
    of_new = {new: olds[old] for old, new in pairs.items()}
    of_old = {old: news[new] for old, new in pairs.items()}
    kept = {}
    for old, new in pairs.items():
        one, other = olds[old], news[new]
        if one.text == other.text or told.are_same(one, other):
            kept[old] = new
            continue
        ahead = _elsewhere(one, after, of_new, new, told)
        back = _elsewhere(other, before, of_old, old, told)
        if max(ahead, back) <= likeness(one, other).score:
            kept[old] = new
    return kept


def _elsewhere(
    part: Profile, wholes: Sequence[Profile], partner: dict[str, Profile], but: str, told: Told
) -> float:
    """Return how alike a duty is to the likeliest one that it may be a part of, its own partner aside; 0 if none is."""
    others = [p for p in wholes if p.key in partner and p.key != but]
    whole = _whole(part, others, partner, told)
    return likeness(part, whole).score if whole else 0.0


class _Parts:
    """Duties left over that are a part of a duty which has its partner: split and merged ones."""

    def __init__(
        self,
        before: Sequence[Profile],
        after: Sequence[Profile],
        pairs: dict[str, str],
        told: Told,
    ) -> None:
        olds, news = {p.key: p for p in before}, {p.key: p for p in after}
        back = {new: old for old, new in pairs.items()}
        self.of_old = _parts(
            _left(after, back), olds, {old: news[new] for old, new in pairs.items()}, told
        )
        self.of_new = _parts(
            _left(before, pairs), news, {new: olds[old] for new, old in back.items()}, told
        )

    def keys_of_old(self, key: str) -> list[str]:
        """Return the new duties that are a part of an old one, beside its partner."""
        return [duty.key for duty in self.of_old.get(key, ())]

    def keys_of_new(self, key: str) -> list[str]:
        """Return the old duties that are a part of a new one, beside its partner."""
        return [duty.key for duty in self.of_new.get(key, ())]


def _parts(
    left: Sequence[Profile], wholes: dict[str, Profile], partner: dict[str, Profile], told: Told
) -> dict[str, list[Profile]]:
    """Return whole → the duties among ``left`` that are a part of it, beside the partner it has."""
    found: dict[str, list[Profile]] = defaultdict(list)
    for duty in left:
        whole = _whole(duty, [wholes[key] for key in partner], partner, told)
        if whole is not None:
            found[whole.key].append(duty)
    return found


def _whole(
    part: Profile, wholes: Sequence[Profile], partner: dict[str, Profile], told: Told
) -> Profile | None:
    best: tuple[float, Profile] | None = None
    for _, whole in candidates([part], wholes, told):
        first = partner[whole.key]
        if whole.text == first.text or not is_part(part, whole, first):
            continue
        score = likeness(part, whole).score
        if score >= ENOUGH and (best is None or score > best[0]):
            best = (score, whole)
    return best[1] if best else None


def is_part(part: Profile, whole: Profile, first: Profile) -> bool:
    """Tell whether ``whole`` holds ``part``, and holds more of it than of its partner ``first``."""
    if len(part.text) > len(whole.text) + 4:
        return False
    alike = likeness(part, whole)
    inside = alike.contained >= PART or (bool(part.matters) and part.matters <= whole.matters)
    if part.kind != whole.kind:
        inside = alike.contained >= PART_ELSEWHERE
    return inside and (_gain(part, whole, first) >= GAIN or _word_for_word(part, whole, first))


def _word_for_word(part: Profile, whole: Profile, first: Profile) -> bool:
    """Tell whether the whole's title has the part's as it is, and its partner's title has not."""
    is_long = len(part.text) >= _SAYING
    return is_long and part.text in whole.text and part.text not in first.text


def _gain(part: Profile, whole: Profile, first: Profile) -> float:
    """Return how much more of the whole's words the two cover together than ``first`` alone, title or steps."""
    by_title = _covered(whole.title, {**first.title, **part.title}) - _covered(
        whole.title, first.title
    )
    by_steps = _covered(whole.steps, {**first.steps, **part.steps}) - _covered(
        whole.steps, first.steps
    )
    return max(by_title, by_steps)


def _covered(whole: Vector, by: Vector) -> float:
    total = sum(whole.values())
    if total:
        return sum(weight for gram, weight in whole.items() if gram in by) / total
    return 0.0


def _links(
    before: Sequence[Profile], after: Sequence[Profile], pairs: dict[str, str], parts: _Parts
) -> list[Link]:
    olds, news = {p.key: p for p in before}, {p.key: p for p in after}
    order = {key: place for place, key in enumerate([*olds, *news])}
    links: list[Link] = []
    for old, new in pairs.items():
        here = _printed([old, *parts.keys_of_new(new)], list(olds))
        there = _printed([new, *parts.keys_of_old(old)], list(news))
        links.append(Link(here, there, _score(olds[old], news[new])))
    linked_old = {key for link in links for key in link.old}
    linked_new = {key for link in links for key in link.new}
    links += [Link((key,), (), 0.0) for key in olds if key not in linked_old]
    links += [Link((), (key,), 0.0) for key in news if key not in linked_new]
    return sorted(links, key=lambda link: (not link.old, order[(link.old or link.new)[0]]))


def _printed(keys: Sequence[str], order: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(keys, key=order.index))


def _score(one: Profile, other: Profile) -> float:
    """Return a pair's likeness; 1.5 for equal titles in the same table."""
    same = one.text == other.text and one.kind == other.kind
    return 1.5 if same else round(likeness(one, other).score, 4)
