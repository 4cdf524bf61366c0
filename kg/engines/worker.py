"""The other end of :mod:`kg.engines.apart`: a process that opens one store, answers queries, and watches itself.

It reads requests and writes answers as lines of JSON; the store's data may follow the first
request. It ends by itself when its memory or its time is used up, or when the program that started
it has gone.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any, cast

OUT_OF_MEMORY, OUT_OF_TIME, ALONE = 77, 78, 79
"""Exit codes: memory used up, time used up, nobody left who asks."""

PLATFORM: str = sys.platform
_PAUSE = 0.02
_GRACE = 1.0
_ROWS = 500
_TRIPLES = 2000
_PIECE = 200_000


class _Watch:
    """Looks every 20 ms at the memory and the time of the query that runs."""

    def __init__(self) -> None:
        self.parent = os.getppid() if hasattr(os, "getppid") else 0
        self.ceiling = 0
        self.deadline = 0.0
        threading.Thread(target=self._look, daemon=True).start()

    def start(self, memory: int, seconds: float | None) -> None:
        """Give the next query ``memory`` bytes above what the store takes, and ``seconds``."""
        self.deadline = time.monotonic() + seconds + _GRACE if seconds else 0.0
        self.ceiling = used_memory() + memory
        _limit_data(memory)

    def stop(self) -> None:
        """Watch nothing until the next query: what waits to be asked takes no time."""
        self.deadline, self.ceiling = 0.0, 0

    def _look(self) -> None:
        while True:
            time.sleep(_PAUSE)
            ceiling, deadline = self.ceiling, self.deadline
            if ceiling and used_memory() > ceiling:
                os._exit(OUT_OF_MEMORY)
            if deadline and time.monotonic() > deadline:
                os._exit(OUT_OF_TIME)
            if self.parent and os.name == "posix" and os.getppid() != self.parent:
                os._exit(ALONE)


def used_memory() -> int:
    """Return the bytes that this process holds for itself; on macOS the most that it ever held."""
    if PLATFORM.startswith("linux"):
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (quicker, and read every 20 ms)
            _, resident, shared, *_ = map(int, file.read().split())
        return (resident - shared) * os.sysconf("SC_PAGE_SIZE")
    if PLATFORM == "win32":
        return _windows_memory()
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _windows_memory() -> int:
    """Return the private bytes of this process, as Windows counts them (``PROCESS_MEMORY_COUNTERS_EX``)."""
    import ctypes

    sizes = (
        "PeakWorking",
        "Working",
        "PeakPaged",
        "Paged",
        "PeakNonPaged",
        "NonPaged",
        "File",
        "PeakFile",
        "Private",
    )

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", ctypes.c_uint32),
            ("PageFaultCount", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in sizes),
        ]

    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    kernel: Any = vars(ctypes)["windll"].kernel32
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32]
    kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.Private)


def _limit_data(memory: int) -> None:
    """Have Linux refuse one huge piece of memory at once, before the watch sees it; elsewhere only the watch holds."""
    if not PLATFORM.startswith("linux"):
        return
    import resource

    with suppress(OSError, ValueError):
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:  # noqa: PTH123
            data = next(int(line.split()[1]) for line in file if line.startswith("VmData:")) * 1024
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (data + 2 * memory, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    import signal

    with suppress(
        ValueError, OSError
    ):  # Ctrl-C reaches the program that asks, which ends this process
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch = _Watch()
    store = None
    while line := requests.readline():
        request = json.loads(line)
        try:
            if store is None:
                store = _open(request, requests)
                messages: Iterator[dict[str, Any]] = iter(())
            else:
                watch.start(request["memory"], request["seconds"])
                messages = _answer(store, request)
            for message in messages:
                _say(answers, message)
            last: dict[str, Any] = {"end": True}
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except SyntaxError as error:
            last = {"error": str(error)}
        except (ValueError, OSError, RuntimeError) as error:
            last = {"error": str(error)}
        watch.stop()
        _say(answers, last)


def _say(answers: IO[bytes], message: dict[str, Any]) -> None:
    answers.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    answers.flush()


def _open(request: dict[str, Any], requests: IO[bytes]) -> Any:
    """Open the store that the first request names: a folder, files, or data that follow it."""
    import pyoxigraph

    if "folder" in request:
        return pyoxigraph.Store.read_only(request["folder"])
    store = pyoxigraph.Store()
    for path in request.get("files", ()):
        if path.lower().endswith(".gz"):
            import gzip

            format = pyoxigraph.RdfFormat.from_extension(path[:-3].rpartition(".")[2].lower())
            with gzip.open(path, "rb") as file:
                store.bulk_load(input=cast("IO[bytes]", file), format=format)
        else:
            store.bulk_load(path=path)
    if size := request.get("quads"):
        store.bulk_load(requests.read(size), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def _answer(store: Any, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the messages of one query: its head and rows, its truth, or its triples."""
    import pyoxigraph

    chosen = _chosen(request)
    result = store.query(request["query"], **chosen)
    if "formats" in request:
        yield from _written(result, request["formats"])
    elif isinstance(result, pyoxigraph.QueryBoolean):
        yield {"boolean": bool(result)}
    elif isinstance(result, pyoxigraph.QueryTriples):
        yield from _graph(result, request["limit"])
    else:
        yield {"head": [variable.value for variable in result.variables]}
        yield from _rows(result, request["limit"])


def _chosen(request: dict[str, Any]) -> dict[str, Any]:
    """Return which graphs a query asks: those of the request, else all, or its own."""
    import pyoxigraph

    default, named = (
        [pyoxigraph.NamedNode(graph) for graph in request.get(which, ())]
        for which in ("default", "named")
    )
    if default or named:
        return {"default_graph": default, "named_graphs": named}
    return {"use_default_graph_as_union": request["union"]}


def _written(result: Any, formats: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield an answer as text: ``formats`` has a media type for a table and one for a graph."""
    import pyoxigraph

    from kg.vocab import PREFIXES

    if isinstance(result, pyoxigraph.QueryTriples):
        media = formats["graph"]
        form = pyoxigraph.RdfFormat.from_media_type(media)
        data = pyoxigraph.serialize(result, format=form, prefixes=PREFIXES)
    else:
        media = formats["table"]
        data = result.serialize(format=pyoxigraph.QueryResultsFormat.from_media_type(media))
    text = (data or b"").decode()
    yield {"media": media}
    for start in range(0, len(text), _PIECE):
        yield {"text": text[start : start + _PIECE]}


def _rows(result: Any, limit: int | None) -> Iterator[dict[str, Any]]:
    from kg.engines.answer import term

    rows: list[list[Any]] = []
    for number, solution in enumerate(result):
        if number == limit:
            yield {"rows": rows, "more": True}
            return
        rows.append(list(map(term, solution)))
        if len(rows) == _ROWS:
            yield {"rows": rows}
            rows = []
    yield {"rows": rows}


def _graph(result: Any, limit: int | None) -> Iterator[dict[str, Any]]:
    lines: list[str] = []
    for number, triple in enumerate(result):
        if number == limit:
            yield {"triples": "".join(lines), "more": True}
            return
        lines.append(f"{triple} .\n")
        if len(lines) == _TRIPLES:
            yield {"triples": "".join(lines)}
            lines = []
    yield {"triples": "".join(lines)}


def main() -> None:
    """Serve the program that started this process, over its standard input and output."""
    serve(sys.stdin.buffer, sys.stdout.buffer)
