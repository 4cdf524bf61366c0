"""What was noticed on reading, and what an analysis derived."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape

from kg.model import _html
from kg.model.kinds import Severity
from kg.model.mentions import Span


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something of the source, or of its reading, that a person should know of."""

    code: str
    severity: Severity
    where: str
    zh: str
    en: str
    line: int = 0
    column: str = ""
    duty: str = ""
    paste: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A quotation that a finding rests on; ``duty`` is the duty's IRI, ``words`` the words of it to mark."""

    duty: str
    text: str
    span: Span
    words: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        key = "/".join(self.duty.rsplit("/", 2)[1:])
        return f"{escape(key)}<br>{_html.marked(self.text, self.words)}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an analysis derived: never mixed with what the document says.

    ``kind`` is the analysis' word for it (overlap, remnant, silent, …); ``grade`` 3, 2, 1 (0: not
    graded); ``duties`` are IRIs of duties, of one list or of several, ``departments`` canonical
    names, ``matter`` the IRI of a concept of the thesaurus or empty; ``rule`` says in words how it
    was found (zh, en). ``verdict`` is the reader's: ``lawful``, ``settle``, ``no`` or empty; ``by``
    says who gave it, ``when`` the day (``2026-11-27``); empty if not said. ``list``
    is the IRI of the list that it is told of, where its duties do not say so: what a place lacks is
    shown by the duties of others. ``carried`` is the month of the other edition of the place that
    the verdict was given on; ``pending`` says that it is an earlier one: to be confirmed.
    """

    id: str
    kind: str
    grade: int
    score: float
    rule_zh: str
    rule_en: str
    duties: tuple[str, ...]
    departments: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    matter: str = ""
    verdict: str = ""
    note: str = ""
    by: str = ""
    when: str = ""
    list: str = ""
    carried: str = ""
    pending: bool = False

    @property
    def wording(self) -> str:
        """A digest of the clauses, whatever their order and blanks; without clauses an empty text.

        It is the same in another edition if the clauses are unchanged.
        """
        if not self.clauses:
            return ""
        texts = sorted("".join(clause.text.split()) for clause in self.clauses)
        joined = "\n".join(texts)
        return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:12]

    def _repr_html_(self) -> str:
        about = f"{self.kind} {self.grade or ''}".strip()
        head = _html.heading(about, self.rule_zh, self.rule_en)
        return head + _html.side_by_side([clause._repr_html_() for clause in self.clauses])


def is_pending(carried: str, issued: str) -> bool:
    """Tell whether a verdict of another edition is to be confirmed on this one: of a later one not.

    >>> is_pending("2024-11", "2025-07"), is_pending("2025-07", "2024-11"), is_pending("", "2025")
    (True, False, False)
    """
    return bool(carried) and (not issued or carried < issued)
