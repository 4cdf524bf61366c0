"""What comes back over HTTP: no more than is taken, from the address that was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.engines.refusals import LARGEST_ANSWER, too_large

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import BaseHandler

PIECE = 64 * 1024
_NESTED = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the body, what it says it is, and who says so."""

    body: bytes
    media_type: str
    server: str = ""


def read(response: HTTPResponse) -> bytes:
    """Return the whole body, unless it is larger than what is taken."""
    pieces = []
    left = LARGEST_ANSWER
    while piece := response.read(PIECE):
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise too_large()
    if response.length:
        raise ValueError(f"{response.length} bytes are missing at the end")
    return b"".join(pieces)


def flat(body: bytes) -> bytes:
    """Return a body without triples about triples: a hundred thousand, one inside the other, break the parser.

    Raises
    ------
    ValueError
        If it holds more than a few; no graph of ours holds any.
    """
    if any(body.count(sign) > _NESTED for sign in (b'"triple"', b"<triple", b"<<")):
        raise ValueError("triples about triples")
    return body


def no_redirect() -> type[BaseHandler]:
    """Return a handler that follows no redirect: a query goes where the user sent it and nowhere else."""
    from urllib.request import HTTPRedirectHandler

    class Stay(HTTPRedirectHandler):
        """Takes every redirect for an error."""

        def redirect_request(self, *_: object) -> None:
            """Refuse."""

    return Stay
