"""A SPARQL 1.1 endpoint over HTTP; only the standard protocol is used, and whatever comes back is one line or rows."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kg.engines import virtuoso
from kg.engines.address import address
from kg.engines.answer import Rows, table, variables, yes_or_no
from kg.engines.embedded import Embedded, at_most, within
from kg.engines.exchange import PIECE, Answer, flat, no_redirect, read
from kg.engines.fetched import fetched
from kg.engines.refusals import TooLate, a_graph, a_table, too_late
from kg.errors import QueryError, StoreError, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from urllib.error import HTTPError

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds that are waited for one answer, where no other time is given."""
_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"
_ELSEWHERE = (301, 302, 303, 307, 308)
_SIGN_IN = ("请在地址中写用户名和密码", "write name and password in the address")
_CHECK = ("请检查地址", "check the address")
_CURES = {401: _SIGN_IN, 403: _SIGN_IN, 404: _CHECK, 405: _CHECK, 410: _CHECK, 501: _CHECK}
"""What one does about a refusal, by its number."""
_QUOTED = 300
_UNSAID = "text/plain"
_COMPUTED_HERE = (
    "Virtuoso 算不了或算不对这个问题：已取回各图，在本机算 / "
    "Virtuoso does not compute this question: its graphs were fetched and asked here"
)


class Endpoint:
    """A SPARQL 1.1 endpoint.

    Parameters
    ----------
    url : str
        Its address; a name and a password in it (``http://name:word@host/``) are sent as HTTP Basic
        and never shown.

    Raises
    ------
    StoreError
        If the address is not one.
    """

    def __init__(self, url: str) -> None:
        self._url, self._headers, self.location = address(url)
        self._graphs: tuple[str, ...] = ()
        self._server: str | None = None
        self._here: Embedded | None = None

    def part(self, graphs: Sequence[str]) -> Endpoint:
        """Return some named graphs as an endpoint of their own.

        They are named by the protocol's parameters: Oxigraph's server heeds these, and no FROM,
        when its default graph is the union of all.
        """
        some = copy(self)
        some._graphs, some._here = tuple(graphs), None
        return some

    def select(
        self,
        query: str,
        *,
        timeout: float | None = None,
        limit: int | None = None,
        trusted: bool = True,
    ) -> Rows:
        """Run a SELECT (an ASK gives one row).

        Parameters
        ----------
        timeout : float, optional
            Seconds after which it is given up (0: never; default 60).
        limit : int, optional
            Rows above which the answer is cut.
        trusted : bool
            Whether the query is the program's own, which counts on the columns that it asks for.

        Raises
        ------
        QueryError
            If the endpoint refuses the query, or it takes too long.
        StoreError
            If it does not answer, or not with results.
        """
        ask = self._ours if trusted else self._asked
        found = self._within(timeout, lambda seconds: ask(query, limit, seconds))
        return self._as_asked(found, query) if trusted else found

    def _asked(self, query: str, limit: int | None, seconds: float | None) -> Rows:
        """Ask a query as it is."""
        return self._rows(self._post(query, _ROWS, seconds), limit)

    def _ours(self, query: str, limit: int | None, seconds: float | None) -> Rows:
        """Ask a query of the program's own so that its rows are those it has in a build.

        Raises
        ------
        QueryError, StoreError
        """
        text = virtuoso.adapted(query)
        if (text == query and virtuoso.computes(query)) or not self._is_virtuoso(seconds):
            return self._asked(query, limit, seconds)
        try:
            if virtuoso.computes(query):
                return virtuoso.restored(self._asked(text, limit, seconds))
        except QueryError as error:
            if not virtuoso.at_fault(str(error)):
                raise
        if self._here is None:
            self._here = fetched(self, self._graphs)
        return replace(self._here.select(query, limit=limit), notes=(_COMPUTED_HERE,))

    def _is_virtuoso(self, seconds: float | None) -> bool:
        """Tell whether Virtuoso answers, which says so with whatever it answers."""
        if self._server is None:
            self._server = self._post("ASK {}", _ROWS, seconds).server
        return self._server.startswith(virtuoso.NAME)

    def _as_asked(self, found: Rows, query: str) -> Rows:
        """Return an answer with its columns in the order of the query.

        Raises
        ------
        StoreError
            If it has other columns: what answers is not a SPARQL endpoint, or did not read the
            query.
        """
        wanted = variables(query)
        if found.variables == wanted:
            return found
        if sorted(found.variables) != sorted(wanted):
            given = " ".join(found.variables)
            raise self._no_results_of(f"columns {given}, not {' '.join(wanted)}")
        places = [found.variables.index(name) for name in wanted]
        rows = tuple(tuple(row[place] for place in places) for row in found.rows)
        return Rows(wanted, rows, found.more)

    def graph(
        self,
        query: str,
        *,
        timeout: float | None = None,
        limit: int | None = None,
        trusted: bool = True,
    ) -> bytes:
        """Run a CONSTRUCT or DESCRIBE and return its triples as N-Triples, sorted; arguments are those of select."""
        found = self._within(
            timeout, lambda seconds: self._triples(self._post(query, _TRIPLES, seconds))
        )
        return at_most(limit, found)

    def _within(self, timeout: float | None, work: Callable[[float | None], T]) -> T:
        """Run an exchange as a whole within its time: an answer that trickles in is given up like one that is late."""
        if timeout is not None:
            return within(timeout, lambda: work(timeout or None))
        try:
            return within(PATIENCE, lambda: work(PATIENCE))
        except TooLate as error:  # not the user's time: there may be no option for it
            raise self._no_answer(TimeoutError()) from error

    def _post(self, query: str, accept: str, seconds: float | None) -> Answer:
        """Send a query and return the answer's body.

        Raises
        ------
        QueryError
            If the endpoint refuses the query or answers too much.
        StoreError
            If it cannot be reached, sends on to another address, or breaks off.
        """
        from http.client import HTTPException
        from urllib.error import HTTPError
        from urllib.parse import urlencode
        from urllib.request import Request, build_opener

        headers = {  # as a form: the query alone as the body makes Virtuoso wait without end
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": accept,
            **self._headers,
        }
        try:
            named = {"default-graph-uri": self._graphs, "named-graph-uri": self._graphs}
            body = urlencode({"query": query, **named}, doseq=True).encode()
            request = Request(self._url, data=body, headers=headers, method="POST")
            with build_opener(no_redirect()).open(request, timeout=seconds) as response:
                server = response.headers.get("Server", "")
                return Answer(read(response), response.headers.get_content_type(), server)
        except HTTPError as error:
            with error:
                raise self._refused(error) from None
        except TimeoutError:
            raise too_late(seconds or 0) from None
        except (OSError, HTTPException, ValueError) as error:
            raise self._no_answer(error) from None

    def _rows(self, answer: Answer, limit: int | None) -> Rows:
        """Return an answer in one of the formats of SPARQL results as rows."""
        import pyoxigraph

        formats = pyoxigraph.QueryResultsFormat
        format = formats.from_media_type(answer.media_type)
        if answer.body.lstrip()[:1] == b"{":
            format = formats.JSON
        if format is None or format == formats.CSV:
            is_graph = answer.media_type != _UNSAID and pyoxigraph.RdfFormat.from_media_type(
                answer.media_type
            )
            raise a_graph() if is_graph else self._no_results(answer)
        try:
            result = pyoxigraph.parse_query_results(flat(answer.body), format)
            if isinstance(result, pyoxigraph.QueryBoolean):
                return yes_or_no(bool(result))
            return table(result, limit)
        except (SyntaxError, ValueError, OSError) as error:
            raise self._no_results(answer, str(error)) from None

    def _triples(self, answer: Answer) -> bytes:
        """Return an answer in one of the formats of RDF as N-Triples."""
        import pyoxigraph

        format = pyoxigraph.RdfFormat.from_media_type(answer.media_type)
        if format is None and pyoxigraph.QueryResultsFormat.from_media_type(answer.media_type):
            raise a_table()
        try:
            found = pyoxigraph.parse(
                flat(answer.body), format=format or pyoxigraph.RdfFormat.N_TRIPLES
            )
            return "".join(sorted({f"{quad.triple} .\n" for quad in found})).encode()
        except (SyntaxError, ValueError, OSError) as error:
            raise self._no_results(answer, str(error)) from None

    def _refused(self, error: HTTPError) -> QueryError | StoreError:
        """Return what an answer with an error's number says, shortened, on one line."""
        if error.code in _ELSEWHERE:
            there = error.headers.get("Location", "?")
            return StoreError(
                f"转到了另一个地址 {there}",
                f"it sends on to another address, {there}",
                where=self.location,
                cure=("请在 --store 中直接写那个地址", "write that address after --store"),
            )
        from http.client import HTTPException

        said = ""
        try:
            if error.headers.get_content_subtype() != "html":
                said = " ".join(error.read(PIECE).decode("utf-8", "replace").split())[:_QUOTED]
        except (OSError, HTTPException, ValueError):
            pass
        why = f"{error.code} {error.reason}"
        if said:
            why = f"{why}: {said}"
        zh, en = f"端点不接受（{why}）", f"the endpoint refuses ({why})"
        cure = _CURES.get(error.code, ("", ""))
        return QueryError(zh, en, where=self.location, cure=cure)

    def _no_answer(self, error: BaseException) -> StoreError:
        zh, en = reason(error)
        return StoreError(
            f"没有应答（{zh}）",
            f"no answer ({en})",
            where=self.location,
            cure=_CHECK,
        )

    def _no_results(self, answer: Answer, reason: str = "") -> StoreError:
        kind = f"{answer.media_type or '?'}, {len(answer.body)} bytes"
        return self._no_results_of(f"{kind}: {reason}" if reason else kind)

    def _no_results_of(self, detail: str) -> StoreError:
        return StoreError(
            f"应答不是 SPARQL 结果（{detail}）",
            f"the answer holds no SPARQL results ({detail})",
            where=self.location,
            cure=("请检查地址是否为 SPARQL 端点", "check that the address is a SPARQL endpoint"),
        )
