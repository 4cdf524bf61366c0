"""Write named graphs to another store, by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.engines.address import address
from kg.engines.embedded import within
from kg.engines.exchange import PIECE
from kg.engines.refusals import TooLate
from kg.errors import StoreError, reason

if TYPE_CHECKING:
    from urllib.error import HTTPError
    from urllib.request import HTTPPasswordMgrWithDefaultRealm, Request

PATIENCE: Final = 600.0
"""Seconds that are waited for one graph to be taken, all in all."""
_GLANCE: Final = 60.0
"""Seconds that are waited for an answer to which nothing is sent."""
_QUOTED: Final = 300
_UNKNOWN_HERE: Final = (404, 405, 501)
_NOT_READ: Final = (405, 501)
"""What a store says that takes graphs and does not give them out."""
_NO_GRAPH: Final = (
    "text/html", "application/xhtml+xml", "application/json", "application/sparql-results+json",
)  # fmt: skip
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.8"
_KNOWN: Final = "Oxigraph /store, Fuseki /…/data, Virtuoso /sparql-graph-crud-auth"
_TAKES_GRAPHS: Final = (
    f"请写写入图的地址：{_KNOWN}",
    f"give the address that takes graphs: {_KNOWN}",
)
_FORBIDDEN: Final = (401, 403)


class GraphStore:
    """Where graphs are written to.

    Parameters
    ----------
    url : str
        Its address; a name and a password in it (``http://name:word@host/``) are sent as HTTP Basic
        or Digest, whichever is asked for, and never shown.
    parameter : str
        What the graph's name is called in an address: ``graph`` by the protocol.

    Raises
    ------
    StoreError
        If the address is not one.
    """

    def __init__(self, url: str, parameter: str = "graph") -> None:
        self._url, self._headers, self.location = address(url)
        self._parameter = parameter
        self._basic = self._headers.pop("Authorization", "")
        self._words = _words(url, self._url)
        self._is_known = False

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a graph (an IRI) by triples, given as N-Triples.

        Raises
        ------
        StoreError
            If the store cannot be reached or refuses it.
        """
        from http.client import HTTPException

        try:
            within(PATIENCE, lambda: self._put(graph, triples))
        except (TooLate, OSError, HTTPException, ValueError) as error:
            zh, en = reason(TimeoutError() if isinstance(error, TooLate) else error)
            raise StoreError(
                f"没有应答（{zh}）", f"no answer ({en})", where=self.location,
                cure=("请检查地址", "check the address"),
            ) from None  # fmt: skip

    def _put(self, graph: str, triples: bytes) -> None:
        """Send a graph, and see that it is there."""
        from urllib.error import HTTPError
        from urllib.parse import urlencode
        from urllib.request import Request, urlopen

        sign = "&" if "?" in self._url else "?"
        request = Request(
            f"{self._url}{sign}{urlencode({self._parameter: graph})}",
            data=triples,
            headers={**self._headers, "Content-Type": "application/n-triples"},
            method="PUT",
        )
        try:
            self._prove(request)
            with urlopen(request, timeout=PATIENCE) as response:
                response.read(PIECE)  # what it says beside yes is not wanted
            if triples and not self._is_known:
                self._ask_back(request.full_url)
        except HTTPError as error:
            with error:
                raise self._refused(error) from None

    def _ask_back(self, url: str) -> None:
        """Ask for a graph that was just written: a page that says 200 to everything keeps nothing.

        Raises
        ------
        StoreError
            If what comes back is not a graph.
        """
        from urllib.error import HTTPError
        from urllib.request import Request, urlopen

        request = Request(url, headers={**self._headers, "Accept": _TRIPLES})
        self._prove(request)
        try:
            with urlopen(request, timeout=_GLANCE) as response:
                kind = response.headers.get_content_type()
                self._is_known = kind not in _NO_GRAPH and bool(response.read(1))
        except HTTPError as error:
            error.close()
            kind = f"{error.code} {error.reason}"
            self._is_known = error.code in _NOT_READ
        if not self._is_known:
            raise StoreError(
                f"应答成功，却取不回这张图（{kind}）",
                f"it says yes and does not give the graph back ({kind})",
                where=self.location,
                cure=_TAKES_GRAPHS,
            )

    def _prove(self, request: Request) -> None:
        """Add to a request what proves who asks, in the way that the store wants.

        It is asked before anything is sent: a store that refuses breaks off in the middle of a
        large graph, and its reason is lost.

        Raises
        ------
        StoreError
            If the store does not want who asks.
        """
        from urllib.request import HTTPDigestAuthHandler, parse_http_list, parse_keqv_list

        probe = self._probe(request)
        refused = _head(probe)
        if refused is None:
            return
        scheme, _, rest = refused.headers.get("WWW-Authenticate", "").partition(" ")
        if not self._basic:
            raise self._refused(refused)
        again = self._probe(request)
        if scheme.lower() == "digest":
            challenge = parse_keqv_list(parse_http_list(rest))
            handler = HTTPDigestAuthHandler(self._words)
            proofs = [handler.get_authorization(one, challenge) or "" for one in (again, request)]
            proofs = [f"Digest {proof}" for proof in proofs]
        else:
            proofs = [self._basic, self._basic]
        again.add_unredirected_header("Authorization", proofs[0])
        request.add_unredirected_header("Authorization", proofs[1])
        refused = _head(again)
        if refused is not None:
            raise self._refused(refused)

    def _probe(self, request: Request) -> Request:
        from urllib.request import Request

        return Request(request.full_url, headers=self._headers, method="HEAD")

    def _refused(self, error: HTTPError) -> StoreError:
        said = ""
        if not error.closed:
            said = " ".join(error.read(4096).decode("utf-8", "replace").split())
        why = f"{error.code} {error.reason}"
        if said and "<" not in said:
            why = f"{why}: {said[:_QUOTED]}"
        cure = ("", "")
        if error.code in _UNKNOWN_HERE:
            cure = _TAKES_GRAPHS
        elif error.code in _FORBIDDEN:
            cure = ("请在地址中写用户名和密码", "write name and password in the address")
        return StoreError(f"不接受（{why}）", f"refused ({why})", where=self.location, cure=cure)


def _head(request: Request) -> HTTPError | None:
    """Ask for a graph's head; return the refusal of a store that wants to know who asks."""
    from urllib.error import HTTPError
    from urllib.request import urlopen

    try:
        with urlopen(request, timeout=_GLANCE):
            return None
    except HTTPError as error:  # any other number: there is no such graph yet
        error.close()
        return error if error.code in _FORBIDDEN else None


def _words(url: str, asked: str) -> HTTPPasswordMgrWithDefaultRealm:
    """Return the name and the password that stand in an address, for whoever asks there."""
    from urllib.parse import unquote, urlsplit
    from urllib.request import HTTPPasswordMgrWithDefaultRealm

    parts = urlsplit(url)
    words = HTTPPasswordMgrWithDefaultRealm()
    words.add_password(None, asked, unquote(parts.username or ""), unquote(parts.password or ""))
    return words
