"""A process in which queries run alone, and can be ended: see :mod:`kg.engines.worker` for its other end.

On Linux, while this program has one thread and no engine yet, the process is a fork, which costs
next to nothing; otherwise it is a second Python, about 50 ms. Either is kept for the next query
until it has to be ended.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kg.engines import worker
from kg.engines.answer import Rows, Term, yes_or_no
from kg.engines.child import Child, exit_code, start
from kg.engines.refusals import (
    LARGEST_ANSWER,
    MEGABYTE,
    a_graph,
    a_table,
    too_large,
    too_late,
    too_many,
)
from kg.engines.tokens import names_graphs
from kg.errors import QueryError, StoreError

MEMORY = 1024
"""Megabytes that a query may take; the variable KG_MEMORY says otherwise."""
_KILLED_BY_SYSTEM = (-9, -6)


@dataclass(frozen=True, slots=True)
class Source:
    """What the process opens: a store's folder, RDF files, or quads that are handed over as N-Quads."""

    folder: str = ""
    files: tuple[str, ...] = ()
    quads: bytes = b""

    def request(self) -> dict[str, Any]:
        """Return the first request."""
        if self.folder:
            return {"folder": self.folder}
        return {"files": self.files, "quads": len(self.quads)}


class Apart:
    """Asks one store in a process of its own. Not for use by several threads at once: they wait for each other."""

    def __init__(self, source: Source, location: str) -> None:
        self._source = source
        self._location = location
        self._process: Child | None = None
        self._lock = threading.Lock()

    def select(self, query: str, *, timeout: float | None, limit: int | None) -> Rows:
        """Run a SELECT or an ASK.

        Raises
        ------
        QueryError
            If the engine does not understand it, it gives a graph, or it takes too much time or
            memory.
        StoreError
            If the store cannot be opened.
        """
        names: tuple[str, ...] = ()
        rows: list[tuple[Term | None, ...]] = []
        more = False
        for message in self._ask(query, timeout, limit):
            if "boolean" in message:
                return yes_or_no(message["boolean"])
            if "triples" in message:
                raise a_graph()
            names = tuple(message.get("head", names))
            rows += (
                tuple(tuple(term) if term else None for term in row)
                for row in message.get("rows", ())
            )
            more = more or "more" in message
        return Rows(names, tuple(rows), more)

    def graph(self, query: str, *, timeout: float | None, limit: int | None) -> bytes:
        """Run a CONSTRUCT or DESCRIBE and return its triples as N-Triples, sorted; the errors are those of select."""
        lines: set[str] = set()
        for message in self._ask(query, timeout, limit):
            if "triples" not in message:
                raise a_table()
            if "more" in message:
                raise too_many(limit or 0)
            lines.update(message["triples"].splitlines(keepends=True))
        return "".join(sorted(lines)).encode()

    def write(self, query: str, *, timeout: float | None, **more: Any) -> tuple[str, bytes]:
        """Run a query of any form, return the media type and the answer; errors as of select.

        Parameters
        ----------
        formats : mapping
            ``table`` and ``graph`` → the media type of an answer of that form.
        default, named : list of str
            IRIs of the graphs that it asks, instead of those that it names itself.
        """
        media = ""
        pieces: list[str] = []
        for message in self._ask(query, timeout, None, **more):
            media = message.get("media", media)
            pieces.append(message.get("text", ""))
        return media, "".join(pieces).encode()

    def close(self) -> None:
        """End the process; the next query starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            exit_code(process)

    def __del__(self) -> None:
        with suppress(Exception):
            self.close()

    def _ask(
        self, query: str, timeout: float | None, limit: int | None, **more: Any
    ) -> list[dict[str, Any]]:
        """Send a query and return what comes back, whole: the process is ended if anything is amiss."""
        request = {
            "query": query, "union": not names_graphs(query), "limit": limit, "seconds": timeout,
            "memory": memory() * MEGABYTE, **more,
        }  # fmt: skip
        with self._lock:
            expired = threading.Event()
            timer = threading.Timer(timeout, self._expire, (expired,)) if timeout else None
            if timer is not None:
                timer.daemon = True
                timer.start()
            try:
                return self._exchange(request)
            except _Ended as ended:
                raise self._reason(ended.code, timeout if expired.is_set() else None) from None
            except BaseException:
                self.close()
                raise
            finally:
                if timer is not None:
                    timer.cancel()
            raise AssertionError("not reached")

    def _expire(self, expired: threading.Event) -> None:
        expired.set()
        if self._process is not None:
            self._process.kill()

    def _exchange(self, request: Mapping[str, Any]) -> list[dict[str, Any]]:
        if self._process is None:
            self._process = start()
            try:
                list(self._talk(self._source.request(), self._source.quads))
            except QueryError as error:
                raise StoreError(
                    f"图谱打不开（{error.zh}）",
                    f"the store cannot be opened ({error.zh})",
                    where=self._location,
                    cure=("请重新运行 kg build", "run kg build again"),
                ) from None
        return list(self._talk(request))

    def _talk(self, request: Mapping[str, Any], data: bytes = b"") -> Iterator[dict[str, Any]]:
        """Send one request and yield the messages up to the last."""
        process = self._process
        left = LARGEST_ANSWER
        try:
            if process is None:
                raise EOFError
            process.requests.write(json.dumps(request).encode() + b"\n" + data)
            process.requests.flush()
            while True:
                line = process.answers.readline(left + 1)
                left -= len(line)
                if left < 0:
                    raise too_large()
                message = json.loads(line) if line.endswith(b"\n") else None
                if message is None:
                    raise EOFError
                if "error" in message:
                    raise QueryError(message["error"])
                if "end" in message:
                    return
                yield message
        except (OSError, EOFError, ValueError):
            self._process = None
            raise _Ended(exit_code(process)) from None

    def _reason(self, code: int, timeout: float | None) -> QueryError:
        """Return why the process ended, as the user's error."""
        if timeout is not None or code == worker.OUT_OF_TIME:
            return too_late(timeout or 0)
        if code == worker.OUT_OF_MEMORY or code in _KILLED_BY_SYSTEM:
            return QueryError(
                f"占用内存超过 {memory()} MB",
                f"it needs more than {memory()} MB of memory",
                cure=("请缩小范围，或加大环境变量 KG_MEMORY", "ask for less, or raise KG_MEMORY"),
            )
        return QueryError(
            f"引擎中止（{code}）：查询嵌套过深或过长",
            f"the engine broke off ({code}): the query is nested too deeply or too long",
            cure=("请拆成几个查询", "ask in several steps"),
        )


class _Ended(Exception):
    """The process has ended, with this exit code."""

    def __init__(self, code: int) -> None:
        self.code = code


def memory() -> int:
    """Return the megabytes that a query may take.

    Raises
    ------
    QueryError
        If KG_MEMORY is not a number.
    """
    text = os.environ.get("KG_MEMORY", "") or str(MEMORY)
    if not text.isascii() or not text.isdigit() or not int(text):
        raise QueryError(
            "环境变量 KG_MEMORY 不是数",
            "KG_MEMORY is not a number",
            cure=("请写 MB 数，如 2048", "write MB: 2048"),
        )
    return int(text)
