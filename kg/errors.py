"""Every error of the package.

::

    KgError              one line: where: what; cure
    ├── ReadError        a document that cannot be read
    ├── ParseError       a document that is read but is no duty list
    ├── UnknownName      a name that is not in the data
    ├── AmbiguousName    a name that could be several
    ├── CheckFailed      the data break a rule (strict reading, SHACL violation)
    ├── QueryError       a query that cannot be run
    └── StoreError       a store that cannot be opened or asked
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors: the message reads ``where: what; cure``."""

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        self.what = what
        self.where = where
        self.cure = cure
        super().__init__(self.line)

    @property
    def line(self) -> str:
        """Return the message as one line."""
        head = f"{self.where}: " if self.where else ""
        tail = f"; {self.cure}" if self.cure else ""
        return " ".join(f"{head}{self.what}{tail}".split())


class ReadError(KgError):
    """A document cannot be read."""


class ParseError(KgError):
    """A document is read but is not understood as a duty list."""


class UnknownName(KgError):
    """A name is not in the data."""


class AmbiguousName(KgError):
    """A name could be several things."""


class CheckFailed(KgError):
    """The data break a rule."""


class QueryError(KgError):
    """A query cannot be run."""


class StoreError(KgError):
    """A store cannot be opened or asked."""
