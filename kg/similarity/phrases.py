"""Phrases two duties share: runs of two to four characters, the rare ones weighted up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from kg.similarity.passages import Passage

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

SIZES: Final = (2, 3, 4)
COMMON: Final = 0.1
"""A phrase that more than this share of the duties has says nothing."""
LIKE_OF: Final = 200
"""A shorter list is weighed as if it had so many duties: the share of few duties is no measure of rarity."""

_RUN = re.compile(r"[一-鿿A-Za-z0-9]+")


def phrases(text: str) -> Iterator[str]:
    """Yield the runs of two to four characters that no punctuation and no masked name interrupts.

    >>> list(phrases("秸秆，禁烧区"))
    ['秸秆', '禁烧', '烧区', '禁烧区']
    """
    for run in _RUN.findall(text):
        for size in SIZES:
            for start in range(len(run) - size + 1):
                yield run[start : start + size]


class Phrases:
    """The phrases of a list's passages.

    Attributes
    ----------
    weights : ndarray
        Of each phrase: ln(N / number of duties that have it); 0 for one that is common.
    """

    def __init__(self, passages: Sequence[Passage], count: int) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix

        self._vocabulary: dict[str, int] = {}
        rows, columns = [], []
        for row, passage in enumerate(passages):
            for phrase in sorted(set(phrases(passage.masked))):
                rows.append(row)
                columns.append(self._vocabulary.setdefault(phrase, len(self._vocabulary)))
        shape = (len(passages), len(self._vocabulary))
        self._by_passage = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
        self._titles = _sum_by_duty([p.duty if p.is_title else -1 for p in passages], count) @ self._by_passage
        self._whole = _sum_by_duty([p.duty for p in passages], count) @ self._by_passage
        for matrix in (self._titles, self._whole):
            matrix.data[:] = 1.0
        having = np.asarray(self._whole.sum(axis=0)).ravel()
        self.weights: np.ndarray[Any, Any] = np.log(max(count, LIKE_OF) / np.maximum(having, 1))
        self.weights[having > max(COMMON * count, 3)] = 0.0

    @cached_property
    def by_passage(self) -> csr_matrix:
        """Passages × phrases, weighted."""
        return self._by_passage.multiply(self.weights).tocsr()

    def weight(self, phrase: str) -> float:
        """Return how rare a phrase is; 0 for a common or unknown one."""
        column = self._vocabulary.get(phrase)
        return 0.0 if column is None else float(self.weights[column])

    def closeness(self) -> csr_matrix:
        """Return, for each pair of duties, how far the title of one is found in the title and text of the other.

        The square root of the mean, over both directions, of the summed squared weights of the shared phrases
        divided by the root of what the title has in all (so a long title gains from length, but less than in
        proportion). Symmetric, 0 where nothing rare is shared, rarely above 3.
        """
        import numpy as np
        from scipy.sparse import diags

        squared = self._titles.multiply(self.weights**2).tocsr()
        total = np.asarray(squared.sum(axis=1)).ravel()
        found = diags(1 / np.sqrt(np.maximum(total, 1.0))) @ (squared @ self._whole.T)
        mean = ((found + found.T) / 20).tocsr()
        mean.data = np.sqrt(mean.data)
        return mean


def _sum_by_duty(owners: Sequence[int], count: int) -> csr_matrix:
    """Return the matrix duties × passages that adds up passages; one owned by -1 is left out."""
    import numpy as np
    from scipy.sparse import csr_matrix

    kept = [(owner, index) for index, owner in enumerate(owners) if owner >= 0]
    rows, columns = ([pair[0] for pair in kept], [pair[1] for pair in kept])
    return csr_matrix((np.ones(len(kept)), (rows, columns)), shape=(count, len(owners)))
