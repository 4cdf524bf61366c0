"""Processes that answer queries, several at once: each ends with a query that takes too much."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path

from kg.engines.apart import Apart, Source
from kg.engines.refusals import TooLate
from kg.errors import QueryError
from kg.graph import sparql
from kg.serve.request import Query, Refused


class Pool:
    """Asks one store on disk from several threads.

    Parameters
    ----------
    folder : Path
        The store.
    size : int
        Queries that run at the same time; each has a process of its own.
    seconds : float
        What a query may take, and what one may wait for its turn.
    """

    def __init__(self, folder: Path, size: int, seconds: float) -> None:
        self._seconds = seconds
        self._free = threading.Semaphore(size)
        self._lock = threading.Lock()
        source = Source(folder=str(folder))
        self._idle = [Apart(source, str(folder)) for _ in range(size)]
        self._closed = False

    def ask(self, query: Query) -> tuple[str, bytes]:
        """Return the media type and the bytes of a query's answer.

        Raises
        ------
        QueryError
            If it is refused, not understood, or takes too much time or memory.
        Refused
            503 if no process was free in time.
        """
        text = sparql.with_prefixes(query.text)
        sparql.guard(text)
        more: Mapping[str, list[str]] = {"default": [*query.default], "named": [*query.named]}
        with self._one() as process:
            try:
                return process.write(text, timeout=self._seconds, formats=query.formats, **more)
            except TooLate:
                raise
            except QueryError as error:
                raise sparql.explain(error, query.text) from None

    @contextmanager
    def _one(self) -> Iterator[Apart]:
        if not self._free.acquire(timeout=self._seconds):
            raise Refused(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "正忙，请稍后再问",
                "too many queries at once: ask again later",
            )
        with self._lock:
            process = self._idle.pop()
        try:
            yield process
        finally:
            with self._lock:
                self._idle.append(process)
                if self._closed:
                    process.close()
            self._free.release()

    def close(self) -> None:
        """End the processes; one that is at work ends with its query."""
        with self._lock, suppress(QueryError):
            self._closed = True
            for process in self._idle:
                process.close()
