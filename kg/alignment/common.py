"""The same duty in many townships: distinct texts first, then those most alike, never two duties of one list by chance.

What is the same text everywhere is one from the start, so cost follows the distinct texts and not
the number of lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.alignment.likeness import DOUBTFUL, ENOUGH, Compared, Profile, likeness
from kg.alignment.pairing import candidates, is_part
from kg.alignment.told import NOTHING, SURE, Told
from kg.model import Duty, DutyList

Place = tuple[int, int]
"""A duty: the number of its list and its place in print there."""


@dataclass(frozen=True, slots=True)
class CommonDuty:
    """A duty that lists have in common, alone or in parts.

    ``duties`` are list id → records in printed order, list by list in the order asked. ``possible``
    (list id → keys) are duties whose likeness leaves doubt: members of a common duty of their own,
    which is then ``doubtful``.
    """

    title: str
    possible: Mapping[str, tuple[str, ...]]
    duties: Mapping[str, tuple[Duty, ...]]
    doubtful: bool = False

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """List id → keys in printed order."""
        return _Keys(self.duties)


@dataclass(frozen=True, slots=True, eq=False)
class _Keys(Mapping[str, tuple[str, ...]]):
    """The keys of duties, made when they are asked for: a thousand lists have 200,000."""

    duties: Mapping[str, tuple[Duty, ...]]

    def __getitem__(self, id: str) -> tuple[str, ...]:
        return tuple(duty.key for duty in self.duties[id])

    def __iter__(self) -> Iterator[str]:
        return iter(self.duties)

    def __len__(self) -> int:
        return len(self.duties)

    def __contains__(self, id: object) -> bool:
        return id in self.duties


@dataclass(slots=True)
class _Cluster:
    texts: list[Profile]
    lists: dict[str, set[int]] = field(default_factory=dict)
    members: dict[int, tuple[int, ...]] = field(default_factory=dict)
    possible: set[Place] = field(default_factory=set)
    doubtful: bool = False


def common_duties(lists: Sequence[DutyList], told: Told = NOTHING) -> tuple[CommonDuty, ...]:
    """Return the duties that lists have in common, every duty of every list in exactly one, in printed order.

    Parameters
    ----------
    lists : sequence of DutyList
        One list a township; several editions of one are compared like townships.
    told : Told
        What a reader says of pairs: those apart are in no common duty together, nor possibly the
        same; those the same leave no doubt.

    Notes
    -----
    Two duties of one list are put together only if another list holds both in one duty (split and merged ones).
    """
    distinct, where = _distinct(Compared(lists))
    clusters = _with_parts(_grown(distinct, where, told), told)
    return tuple(_common(cluster, lists) for cluster in sorted(clusters, key=_printed))


def _distinct(compared: Compared) -> tuple[list[Profile], dict[str, list[Place]]]:
    """Return one profile a distinct text, and where each text is; profiles get the text's number as their key."""
    where: dict[tuple[str, int], list[Place]] = {}
    for number, texts in enumerate(compared.titles):
        seen: dict[str, int] = defaultdict(int)
        for place, text in enumerate(texts):
            # two duties of one title in one list are two
            where.setdefault((text, seen[text]), []).append((number, place))
            seen[text] += 1
    distinct, numbered = [], {}
    for number, places in enumerate(where.values()):
        distinct.append(replace(compared.profile(*places[0]), key=str(number)))
        numbered[str(number)] = places
    return distinct, numbered


def _grown(
    distinct: Sequence[Profile], where: Mapping[str, list[Place]], told: Told
) -> list[_Cluster]:
    """Return clusters grown along the pairs most alike first; none has two duties of one list."""
    of: dict[str, _Cluster] = {}
    for text in distinct:
        places = where[text.key]
        of[text.key] = _Cluster(
            [text], {text.key: {n for n, _ in places}}, {n: (place,) for n, place in places}
        )
    for score, one, other in _edges(distinct, told):
        left, right = of[one.key], of[other.key]
        if left is right or left.members.keys() & right.members.keys():
            continue
        if told.is_any_apart(left.texts, right.texts):
            continue
        small, large = sorted((left, right), key=lambda cluster: len(cluster.members))
        if score < DOUBTFUL:
            large.possible |= {
                (number, place) for number, places in small.members.items() for place in places
            }
            small.doubtful = True
            continue
        large.texts += small.texts
        large.lists |= small.lists
        large.members |= small.members
        large.possible |= small.possible
        of |= {text.key: large for text in small.texts}
    return list({id(cluster): cluster for cluster in of.values()}.values())


def _edges(distinct: Sequence[Profile], told: Told) -> list[tuple[float, Profile, Profile]]:
    found = []
    for one, other in candidates(distinct, distinct, told):
        if int(one.key) >= int(other.key):
            continue
        score = SURE if told.are_same(one, other) else likeness(one, other).score
        if score >= ENOUGH:
            found.append((score, one, other))
    return sorted(found, key=lambda edge: (-round(edge[0], 6), int(edge[1].key), int(edge[2].key)))


def _with_parts(clusters: Sequence[_Cluster], told: Told) -> list[_Cluster]:
    """Return the clusters with those put together of which some list holds both in one duty."""
    home = {text.key: number for number, cluster in enumerate(clusters) for text in cluster.texts}
    texts = [text for cluster in clusters for text in cluster.texts]
    into: dict[int, tuple[float, int]] = {}
    for part, whole in candidates(texts, texts, told):
        small, large = home[part.key], home[whole.key]
        if small == large or not _holds(clusters[large], clusters[small], whole, part):
            continue
        if told.is_any_apart(clusters[small].texts, clusters[large].texts):
            continue
        score = likeness(part, whole).score
        if score >= ENOUGH and score > into.get(small, (0.0, 0))[0]:
            into[small] = (score, large)
    return _merged(clusters, {small: large for small, (_, large) in into.items()}, told)


def _holds(large: _Cluster, small: _Cluster, whole: Profile, part: Profile) -> bool:
    """Tell whether ``whole`` of one cluster holds ``part`` of the other, beside a duty of its own cluster."""
    of_whole, of_part = large.lists[whole.key], small.lists[part.key]
    if of_whole & small.members.keys():
        return False
    beside = [text for text in large.texts if text is not whole and large.lists[text.key] & of_part]
    return any(is_part(part, whole, first) for first in beside)


def _merged(clusters: Sequence[_Cluster], into: Mapping[int, int], told: Told) -> list[_Cluster]:
    """Return clusters with the smaller ones put into the larger ones that hold them."""
    kept = [cluster for number, cluster in enumerate(clusters) if not _target(number, into)]
    for small in sorted(into):
        if not (target := _target(small, into)):
            continue
        large, texts = clusters[target - 1], clusters[small].texts
        if told.is_any_apart(texts, large.texts):  # one that goes there by way of another
            kept.append(clusters[small])
            continue
        large.texts = [*large.texts, *texts]
        members = large.members
        for number, places in clusters[small].members.items():
            members[number] = members.get(number, ()) + places
    return kept


def _target(number: int, into: Mapping[int, int]) -> int:
    """Return where a cluster goes at last, counted from 1; 0 if it stays. Two that hold each other: the first stays."""
    seen = [number]
    while (after := into.get(seen[-1])) is not None and after not in seen:
        seen.append(after)
    end = seen[-1]
    if after is not None and after in seen:
        end = min(seen[seen.index(after) :])
    return end + 1 if end != number else 0


def _printed(cluster: _Cluster) -> tuple[int, int]:
    return min((number, min(places)) for number, places in cluster.members.items())


def _common(cluster: _Cluster, lists: Sequence[DutyList]) -> CommonDuty:
    duties: dict[str, tuple[Duty, ...]] = {}
    for number, places in sorted(cluster.members.items()):
        one = lists[number]
        duties[one.id] = tuple(one.duties[place] for place in sorted(set(places)))
    possible: dict[str, list[str]] = defaultdict(list)
    for number, place in sorted(cluster.possible):
        possible[lists[number].id].append(lists[number].duties[place].key)
    return CommonDuty(
        next(iter(duties.values()))[0].title,
        {id: tuple(keys) for id, keys in possible.items()},
        duties,
        cluster.doubtful,
    )
