"""What IRIs are made of: the base, hashes of names, the identifiers of lists and of our concepts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.vocab import ONTOLOGY

if TYPE_CHECKING:
    from kg.names import Spellings

BASE = ONTOLOGY + "/"
"""Default base of all data; set another with ``kg build --base``."""
_SPACE = re.compile(r"\s+")
PUNYCODE = "xn--"
"""How the name of a list begins that is written in punycode, as in a domain's name."""


def based(base: str) -> str:
    """Return ``base`` with the slash at its end that keeps names and base apart.

    >>> based("https://example.org/kg"), based("https://example.org/kg#")
    ('https://example.org/kg/', 'https://example.org/kg#')
    """
    return base if base.endswith(("/", "#")) else f"{base}/"


def digest(*parts: str) -> str:
    """Return 12 hexadecimal digits that stand for ``parts``, white space aside.

    >>> digest("奇台县", "公安局")
    'c1c3c54203d0'
    """
    import hashlib

    joined = "\x1f".join(_SPACE.sub("", part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def concept(scheme: str, id: str) -> str:
    """Return the IRI of a concept of ours: ``…/action/reporting``."""
    return f"{BASE}{scheme}/{id}"


def scheme(name: str) -> str:
    """Return the IRI of a concept scheme."""
    return f"{BASE}scheme/{name}"


def category(name: str, spellings: Spellings) -> str:
    """Return the IRI of a category; one that no file knows is named by its hash."""
    known = spellings.categories.get(name)
    return concept("category", known.id if known else digest(name))


@cache
def segment(list_id: str) -> str:
    """Return a list's id as a part of an IRI: ASCII, and readable again by :func:`list_id`.

    An ASCII id stays as it is, but for characters that no IRI may hold; any other is written in
    punycode.

    >>> segment("kanerzi-2025-07"), segment("青石镇-2025")
    ('kanerzi-2025-07', 'xn---2025-e13mm65nrod')
    """
    if list_id.isascii() and not list_id.startswith(PUNYCODE):
        return quote(list_id, safe="")
    return PUNYCODE + quote(list_id.encode("punycode").decode("ascii"), safe="")


def shared_in(base: str) -> str:
    """Return the named graph of organisations and schemes of a store.

    >>> shared_in("https://w3id.org/x/")
    'https://w3id.org/x/graph/organizations'
    """
    return f"{base}graph/organizations"
