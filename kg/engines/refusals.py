"""What no engine answers: the errors of a query that takes too long, is too large, or gives the other kind of answer."""

from __future__ import annotations

from kg.errors import QueryError

MEGABYTE = 1024 * 1024
LARGEST_ANSWER = 128 * MEGABYTE
"""Bytes of an answer, above which it is not taken: this program's own memory is bounded too."""


class TooLate(QueryError):
    """A query takes too long."""


def too_late(seconds: float) -> TooLate:
    """Return the error of a query that takes longer than ``seconds``."""
    return TooLate(
        f"{seconds:g} 秒内没有答案",
        f"no answer after {seconds:g} s",
        cure=("请缩小范围，或加大 --timeout", "ask for less, or raise --timeout"),
    )


def too_large() -> QueryError:
    """Return the error of an answer that does not fit."""
    size = LARGEST_ANSWER // MEGABYTE
    return QueryError(
        f"答案超过 {size} MB",
        f"the answer is larger than {size} MB",
        cure=("请缩小范围，或减小 --limit", "ask for less, or lower --limit"),
    )


def too_many(limit: int) -> QueryError:
    """Return the error of a graph with more triples than are taken: half a graph would look like a whole one."""
    return QueryError(
        f"图超过 {limit} 条三元组",
        f"the graph has more than {limit} triples",
        cure=("请加大 --limit，或在查询中写 LIMIT", "raise --limit, or write LIMIT into the query"),
    )


def a_graph() -> QueryError:
    """Return the error of a CONSTRUCT where a table is wanted."""
    return QueryError(
        "查询给出图，不是表",
        "the query gives a graph, not a table",
        cure=("请写 SELECT", "write SELECT"),
    )


def a_table() -> QueryError:
    """Return the error of a SELECT where a graph is wanted."""
    return QueryError(
        "查询给出表，不是图",
        "the query gives a table, not a graph",
        cure=("请写 CONSTRUCT", "write CONSTRUCT"),
    )
