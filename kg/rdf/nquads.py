"""Lines of N-Quads: the one tested function that escapes."""

from __future__ import annotations

import re

from kg.vocab import XSD

_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f\ud800-\udfff]')


def escape(text: str) -> str:
    r"""Return ``text`` for use inside a quoted literal; a lone surrogate, which is not a character, becomes U+FFFD.

    >>> escape('say "甲"\n')
    'say \\"甲\\"\\n'
    """
    return _ESCAPED.sub(_one, text)


def _one(match: re.Match[str]) -> str:
    character = match[0]
    if character in _ESCAPES:
        return _ESCAPES[character]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return f"\\u{ord(character):04X}"


class Lines:
    """Collects the lines of one named graph."""

    def __init__(self, graph: str) -> None:
        self._end = f" <{graph}> .\n"
        # in the order in which they came, which is nearly that in which they are sorted
        self._lines: dict[str, None] = {}

    def link(self, subject: str, predicate: str, object: str) -> None:
        """Add a triple whose object is an IRI."""
        self._lines[f"<{subject}> <{predicate}> <{object}>{self._end}"] = None

    def text(self, subject: str, predicate: str, value: str, language: str = "") -> None:
        """Add a triple whose object is a text, with a language tag if one is given."""
        tag = f"@{language}" if language else ""
        self._lines[f'<{subject}> <{predicate}> "{escape(value)}"{tag}{self._end}'] = None

    def number(self, subject: str, predicate: str, value: int) -> None:
        """Add a triple whose object is an integer."""
        self._lines[f'<{subject}> <{predicate}> "{value}"^^<{XSD.integer}>{self._end}'] = None

    def typed(self, subject: str, predicate: str, value: str, datatype: str) -> None:
        """Add a triple whose object is a literal of ``datatype``."""
        self._lines[f'<{subject}> <{predicate}> "{escape(value)}"^^<{datatype}>{self._end}'] = None

    def sorted(self) -> list[str]:
        """Return the lines, each once, in code point order."""
        return sorted(self._lines)
