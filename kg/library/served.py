"""Serve a build to browsers and to other programs."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Self

from kg.errors import StoreError
from kg.graph.store import Embedded, open_store
from kg.serve.server import SPARQL, Server

PORT = 7878
"""Where it is served unless another port is said: the one that Oxigraph takes."""


class Serving:
    """A server at work: see :func:`serve`."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._thread = threading.Thread(target=server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The address of the start page."""
        return self._server.url

    @property
    def sparql(self) -> str:
        """The address of the SPARQL endpoint."""
        return self.url + SPARQL[1:]

    def wait(self) -> None:
        """Return when it is closed; Ctrl-C breaks in."""
        while self._thread.is_alive():
            self._thread.join(0.5)

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Serving {self.url}>"


def serve(
    store: str | Path = "build",
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    timeout: float = 30.0,
    at_once: int = 4,
) -> Serving:
    """Serve the pages of a build and a read-only SPARQL 1.1 endpoint, until it is closed.

    Parameters
    ----------
    store : str or Path
        A build.
    host : str
        Which of this machine's addresses is heard; ``127.0.0.1``: this machine only.
    port : int
        0: any free one.
    timeout : float
        Seconds that a query may take, and may wait for its turn.
    at_once : int
        Queries that run at the same time, each in a process of its own.

    Returns
    -------
    Serving
        Its ``url`` and ``sparql`` are the addresses; ``close()`` stops it, as does leaving a
        ``with``.

    Raises
    ------
    StoreError
        If nothing is built there, or the port is taken.
    """
    opened = open_store(store)
    folder = Path(opened.location)
    if not isinstance(opened, Embedded) or folder.name != "store":
        raise StoreError(
            "只能提供 kg build 建好的文件夹",
            "only a folder that kg build made can be served",
            where=str(store),
            cure=("请先运行 kg build", "run kg build first"),
        )
    server = Server(folder.parent.absolute(), (host, port), timeout, at_once)
    try:
        server.pool()
    except StoreError:
        server.server_close()
        raise
    return Serving(server)
