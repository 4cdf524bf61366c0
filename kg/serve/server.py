"""The server: pages of a build and, beside them, a read-only SPARQL 1.1 endpoint."""

from __future__ import annotations

import hashlib
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kg import ownership
from kg.engines.refusals import TooLate
from kg.errors import KgError, QueryError, StoreError
from kg.serve import description, files, media, request
from kg.serve.pool import Pool
from kg.serve.request import Refused

SPARQL: Final = "/sparql"
"""Where queries are asked; everything else is a page."""
_WAITING: Final = 256
"""Clients that the system lets wait until they are heard."""
_IDLE: Final = 60
"""Seconds in which a client must have said what it wants."""
_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Server(ThreadingHTTPServer):
    """Answers until it is closed; a thread a client, a process a query.

    Parameters
    ----------
    folder : Path
        A build.
    address : tuple of str and int
        Host and port; port 0 takes one that is free.
    seconds : float
        What a query may take, and wait for its turn.
    at_once : int
        Queries that run at the same time.

    Raises
    ------
    StoreError
        If the port is taken or the address is not this machine's.
    """

    daemon_threads = True
    request_queue_size = _WAITING
    allow_reuse_address = True

    def __init__(
        self, folder: Path, address: tuple[str, int], seconds: float, at_once: int
    ) -> None:
        self.folder = folder
        self._limits = (at_once, seconds)
        self._lock = threading.Lock()
        self._stamp = ""
        self._pool: Pool | None = None
        try:
            super().__init__(address, _Handler)
        except (OSError, OverflowError) as error:
            host, port = address
            raise StoreError(
                f"{host} 的端口 {port} 用不了（{error}）",
                f"port {port} of {host} cannot be used ({error})",
                cure=(
                    "请用 --port 另选一个，0 为任意空闲端口",
                    "choose another with --port; 0: any free one",
                ),
            ) from None

    @property
    def url(self) -> str:
        """The address of the start page."""
        host, port = str(self.server_address[0]), self.server_address[1]
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{port}/"

    def pool(self) -> tuple[Pool, str]:
        """Return the processes that ask the build as it is now, and what tells it from others."""
        with self._lock:
            stamp = self._built()
            if self._pool is None or stamp != self._stamp:
                if self._pool is not None:
                    self._pool.close()
                self._pool, self._stamp = Pool(self.folder / "store", *self._limits), stamp
            return self._pool, self._stamp

    def _built(self) -> str:
        """Return what changes with every build.

        Raises
        ------
        StoreError
            If nothing is built there.
        """
        stamp = ownership.stamp(self.folder)
        if not stamp:
            raise StoreError(
                "这里没有图谱", "nothing is built here", where=str(self.folder),
                cure=("请运行 kg build", "run kg build"),
            )  # fmt: skip
        return stamp

    def server_close(self) -> None:
        """Stop hearing clients and end the processes."""
        super().server_close()
        with self._lock:
            if self._pool is not None:
                self._pool.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that has gone."""


class _Handler(BaseHTTPRequestHandler):
    """One client."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "kg"
    sys_version = ""
    timeout = _IDLE
    disable_nagle_algorithm = True
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "请求不受支持\nthe request is not supported: %(code)d %(message)s\n"
    """What Python's server says of a request that never comes here (PUT, no HTTP): in our words."""

    def do_GET(self) -> None:
        """Answer a query, describe the service, or hand out a page."""
        self._safely(b"")

    def do_HEAD(self) -> None:
        """Answer as to a GET, without the content."""
        self._safely(b"")

    def do_OPTIONS(self) -> None:
        """Tell a page of another origin that it may ask."""
        self._send(HTTPStatus.NO_CONTENT, "", b"")

    def do_POST(self) -> None:
        """Answer a query that stands in the body."""
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            self._refuse(
                Refused(HTTPStatus.LENGTH_REQUIRED, "请求没有写长度", "the request says no length")
            )
            self.close_connection = True
        elif int(length) > request.LARGEST:
            self._refuse(
                Refused(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    f"请求超过 {request.LARGEST} 字节",
                    f"the request has more than {request.LARGEST} bytes",
                )
            )
            self.close_connection = True
        else:
            self._safely(self.rfile.read(int(length)))

    def _safely(self, body: bytes) -> None:
        """Answer, or say in a line why not."""
        address = urlsplit(self.path)
        try:
            if address.path == SPARQL:
                self._answer(address.query, body)
            elif self.command == "POST":
                raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "网页只能读", "a page is only read")
            else:
                self._page(address.path)
        except Refused as refused:
            self._refuse(refused)
        except TooLate as error:
            self._refuse(Refused(HTTPStatus.GATEWAY_TIMEOUT, error.zh, error.en))
        except QueryError as error:
            self._refuse(Refused(HTTPStatus.BAD_REQUEST, error.zh, error.en))
        except KgError as error:
            self._refuse(Refused(HTTPStatus.INTERNAL_SERVER_ERROR, error.zh, error.en))

    def _answer(self, query: str, body: bytes) -> None:
        method = "GET" if self.command == "HEAD" else self.command
        accept = ", ".join(self.headers.get_all("Accept", []))
        kind = self.headers.get("Content-Type", "")
        asked = request.read(method, query, kind, body, accept)
        pool, stamp = self.server.pool()
        if asked is None:
            if media.wants_page(accept):
                return self._page("/")
            host = self.headers.get("Host", "")
            url = f"http://{host}{SPARQL}" if host else f"{self.server.url}{SPARQL[1:]}"
            return self._send(HTTPStatus.OK, description.MEDIA, description.describe(url))
        tag = f'"{hashlib.sha256(f"{stamp} {asked}".encode()).hexdigest()[:32]}"'
        if self.headers.get("If-None-Match") == tag:
            return self._send(HTTPStatus.NOT_MODIFIED, "", b"", ETag=tag)
        kind, data = pool.ask(asked)
        return self._send(HTTPStatus.OK, _charset(kind), data, ETag=tag)

    def _page(self, path: str) -> None:
        found = files.find(self.server.folder, path)
        if found is None:
            raise Refused(HTTPStatus.NOT_FOUND, "没有这一页", "no such page")
        file, kind = found
        data = file.read_bytes()
        tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        if self.headers.get("If-None-Match") == tag:
            return self._send(HTTPStatus.NOT_MODIFIED, "", b"", ETag=tag)
        return self._send(HTTPStatus.OK, kind, data, ETag=tag)

    def _refuse(self, refused: Refused) -> None:
        more = {"Retry-After": "5"} if refused.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        self._send(refused.status, "text/plain; charset=utf-8", refused.text.encode(), **more)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
            self.send_header("Content-Length", str(len(data)))
        every = {
            **_CORS,
            "Cache-Control": "no-cache",
            "Vary": "Accept",
            "X-Content-Type-Options": "nosniff",
        }
        for name, value in {**every, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a line for every request is nobody's reading."""


def _charset(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
