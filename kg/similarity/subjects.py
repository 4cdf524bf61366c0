"""What duties are about: their matters as vectors, and how near two of them are through the thesaurus."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg.matters import Thesaurus
from kg.similarity.passages import Passage
from kg.similarity.phrases import LIKE_OF

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

PART: Final = 0.6
"""Closeness of a matter and the wider one that it is part of (秸秆禁烧 – 农业面源污染)."""
RELATED: Final = 0.4
"""Closeness of two matters that the thesaurus joins (自建房安全 – 宅基地管理)."""
SIBLINGS: Final = 0.3
"""Closeness of two parts of the same wider matter (防汛抗旱 – 地质灾害防治)."""
IN_STEP: Final = 0.3
"""Weight of a matter that a step names, against one that the title names."""
LITTLE: Final = 25.0
"""Evidence below this (a squared weight: one matter of average rarity) is held to prove little."""


class Subjects:
    """The matters of a list's duties.

    Attributes
    ----------
    iris : list of str
        The matters (no fields), sorted: the columns of every matrix.
    by_duty : csr_matrix
        Duties × matters: how strongly a duty is about a matter.
    links : csr_matrix
        Matters × matters: 1, ``PART``, ``RELATED``, ``SIBLINGS`` or 0.
    """

    def __init__(self, passages: Sequence[Passage], count: int, matters: Thesaurus) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix

        self.iris = [iri for iri, matter in matters.matters.items() if not matter.is_field]
        self._place = place = {iri: column for column, iri in enumerate(self.iris)}
        title = np.zeros((count, len(self.iris)))
        steps = np.zeros_like(title)
        self._found = [matters.matters_of(passage.masked) for passage in passages]
        for passage, found in zip(passages, self._found, strict=True):
            for recognition in found:
                (title if passage.is_title else steps)[passage.duty, place[recognition.matter]] += 1
        having = (title > 0).sum(axis=0) + IN_STEP * ((steps > 0) & (title == 0)).sum(axis=0)
        rarity = np.maximum(np.log(max(count, LIKE_OF) / np.maximum(having, 1)), 0)
        self.by_duty = csr_matrix((np.sqrt(title) + IN_STEP * np.sqrt(steps)) * rarity)
        self._joined = _joined(self.iris, matters)
        cells = sorted(self._joined)
        self.links = csr_matrix(
            ([self._joined[cell] for cell in cells], ([c[0] for c in cells], [c[1] for c in cells])),
            shape=(len(self.iris), len(self.iris)),
        )
        rows = [row for row, found in enumerate(self._found) for _ in found]
        columns = [place[r.matter] for found in self._found for r in found]
        shape = (len(passages), len(self.iris))
        self.by_passage = csr_matrix((rarity[columns] if columns else [], (rows, columns)), shape=shape)

    def meeting_words(self, passage: int, counterpart: int) -> set[str]:
        """Return the words of one passage that name a matter which is near one of the other passage."""
        there = {self._place[found.matter] for found in self._found[counterpart]}
        return {
            found.word
            for found in self._found[passage]
            if any((self._place[found.matter], column) in self._joined for column in there)
        }

    def closeness(self) -> csr_matrix:
        """Return, for each pair of duties, how near their matters are: a soft cosine, drawn towards 0 by ``LITTLE``."""
        import numpy as np

        crossed = (self.by_duty @ self.links @ self.by_duty.T).tocoo()
        own = crossed.tocsr().diagonal() + LITTLE
        crossed.data = crossed.data / np.sqrt(own[crossed.row] * own[crossed.col])
        return crossed.tocsr()

    def shared(self, left: int, right: int) -> tuple[int, int] | None:
        """Return the two matters (columns) that most join two duties, or nothing."""
        import numpy as np

        one, other = self.by_duty[left], self.by_duty[right]
        joined = self.links[one.indices][:, other.indices].toarray() * np.outer(one.data, other.data)
        if not joined.size or not joined.max():
            return None
        row, column = np.unravel_index(int(joined.argmax()), joined.shape)
        return int(one.indices[row]), int(other.indices[column])


def _joined(iris: Sequence[str], matters: Thesaurus) -> dict[tuple[int, int], float]:
    """Return how near two matters (columns) are, for the pairs that are near at all, both ways round."""
    place = {iri: column for column, iri in enumerate(iris)}
    weights: dict[tuple[int, int], float] = {(column, column): 1.0 for column in range(len(iris))}
    parts: dict[str, list[int]] = {}

    def join(one: int, other: int, weight: float) -> None:
        for pair in ((one, other), (other, one)):
            weights[pair] = max(weight, weights.get(pair, 0.0))

    for iri in iris:
        matter = matters.matters[iri]
        if matter.broader in place:
            join(place[iri], place[matter.broader], PART)
            parts.setdefault(matter.broader, []).append(place[iri])
        for other in matter.related:
            if other in place:
                join(place[iri], place[other], RELATED)
    for siblings in parts.values():
        for one, two in combinations(siblings, 2):
            join(one, two, SIBLINGS)
    return weights
