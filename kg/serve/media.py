"""Which format an answer is written in: what a client accepts against what there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

TABLES: Final[Mapping[str, str]] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media types of a SELECT or an ASK → the short name in ``format=``; the first is the default."""
GRAPHS: Final[Mapping[str, str]] = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
"""Media types of a CONSTRUCT or a DESCRIBE, likewise."""
_OTHER_NAMES: Final[Mapping[str, str]] = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}


def formats(accept: str, short: str = "") -> dict[str, str] | None:
    """Return the media type of a table and of a graph for what a client accepts.

    Parameters
    ----------
    accept : str
        The ``Accept`` header; empty: everything.
    short : str
        A short name (``csv``), which goes before the header; a name that is not known says nothing.

    Returns
    -------
    dict or None
        ``table`` and ``graph`` → a media type; one that the client does not accept is the default
        of its form if the other is accepted. None if neither is.

    Examples
    --------
    >>> formats("text/csv;q=0.5, application/sparql-results+xml")
    {'table': 'application/sparql-results+xml', 'graph': 'text/turtle'}
    >>> formats("image/png") is None
    True
    """
    every = {**TABLES, **GRAPHS}
    accept = next((media for media, name in every.items() if short in (name, media)), accept)
    found = {"table": _best(accept, TABLES), "graph": _best(accept, GRAPHS)}
    if not any(found.values()):
        return None
    return {
        "table": found["table"] or next(iter(TABLES)),
        "graph": found["graph"] or next(iter(GRAPHS)),
    }


def wants_page(accept: str) -> bool:
    """Tell whether a client is a browser that would rather have a page."""
    return any(media == "text/html" for media, _ in _ranges(accept))


def _best(accept: str, known: Mapping[str, str]) -> str:
    """Return the known media type that is accepted most, the first of equals, or nothing."""
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    best, most = "", 0.0
    for media in known:
        weight = max((_weight(media, *each) for each in ranges), default=0.0)
        if weight > most:
            best, most = media, weight
    return best


def _weight(media: str, pattern: str, quality: float) -> float:
    """Return how much a range accepts a type: an exact name before ``text/*`` before ``*/*``."""
    if _OTHER_NAMES.get(pattern, pattern) == media:
        return quality
    kind, _, rest = pattern.partition("/")
    if rest != "*":
        return 0.0
    if kind == "*":
        return quality * 0.01
    return quality * 0.1 if media.startswith(f"{kind}/") else 0.0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if media:
            yield media.lower(), quality
