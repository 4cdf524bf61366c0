"""The records a duty list is read into: frozen, typed, no input or output.

Offsets count characters (Python's ``str`` indices), are 0-based and half open, and are relative to the raw
text of one cell; lines are 1-based lines (rows, for a spreadsheet) of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import chain, combinations
from typing import Literal, TypeAlias, cast

from kg.words import chinese

ListKind: TypeAlias = Literal["basic", "cooperative", "recalled"]
Side: TypeAlias = Literal["superior", "township"]
Role: TypeAlias = Literal[
    "declared", "receiving", "lead", "performer", "joined", "mentioned", "recipient", "other"
]
Rule: TypeAlias = Literal[
    "column", "subject", "heading", "only-declared", "partner", "context", "corrected"
]
OrganizationKind: TypeAlias = Literal["department", "township", "class", "external"]
Severity: TypeAlias = Literal["violation", "warning", "info"]

LIST_KINDS: tuple[ListKind, ...] = ("basic", "cooperative", "recalled")
KIND_ZH = cast(dict[ListKind, str], chinese("list"))
SIDE_ZH = cast(dict[Side, str], chinese("side"))
COLUMN_ZH = chinese("column")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the document: ``start`` and ``end`` are character offsets in the raw cell, ``line`` is 1-based.

    ``place`` says where a person finds the line (``第 2 张表第 8 行``, ``工作表“配合”第 3 行``); it is empty where the line
    says it all. It follows from the line, so it does not tell one span from another.
    """

    line: int
    column: str
    start: int
    end: int
    place: str = field(default="", compare=False)

    @property
    def row(self) -> str:
        """Where the row stands, as a person finds it.

        >>> Span(8, "title", 0, 4).row, Span(8, "title", 0, 4, "第 2 张表第 3 行").row
        ('第 8 行', '第 2 张表第 3 行')
        """
        return self.place or f"第 {self.line} 行"


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that acts: ``name`` is canonical; ``jurisdiction`` + ``function`` identify it."""

    name: str
    jurisdiction: str
    function: str
    kind: OrganizationKind


@dataclass(frozen=True, slots=True)
class Mention:
    """One organisation named at one place, in one role.

    ``rule`` says why it has that role: the column it stands in, the sentence's subject, the heading above the
    step, the duty's only declared department, a partner verb (会同 …), the words around it, or a person's correction.
    """

    organization: Organization
    printed: str
    role: Role
    rule: Rule
    span: Span

    @property
    def name(self) -> str:
        """Canonical name of the organisation."""
        return self.organization.name

    @property
    def acts(self) -> bool:
        """Whether it performs or joins the step that names it."""
        return self.role in ("performer", "joined")

    @property
    def of_department(self) -> bool:
        """Whether it names one department: not the township, a firm, or an open class (其他……部门)."""
        return self.organization.kind == "department"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of the text that a recogniser took as a sign: ``scheme`` (action, limit, …), ``concept``, the ``word``."""

    scheme: str
    concept: str
    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered clause of one side; ``position`` is its place (1-based) among the steps of its cell."""

    side: Side
    position: int
    ordinal: int
    ordinal_printed: bool
    heading: str | None
    heading_span: Span | None
    text: str
    span: Span
    participants: tuple[Mention, ...] = ()
    marks: tuple[Mark, ...] = ()

    def named(self, *roles: Role) -> tuple[str, ...]:
        """Return the names of the participants with one of ``roles``, in printed order, each once."""
        return tuple(dict.fromkeys(p.name for p in self.participants if p.role in roles))

    @property
    def actors(self) -> tuple[str, ...]:
        """Departments that perform the step, joined ones included."""
        return self.named("performer", "joined")

    @property
    def joined(self) -> tuple[str, ...]:
        """Departments that only join."""
        return self.named("joined")

    @property
    def mentions(self) -> tuple[str, ...]:
        """Bodies named without acting: recipients, approvers, sources, those who are assisted."""
        return self.named("mentioned", "recipient")

    @property
    def other_actors(self) -> tuple[str, ...]:
        """Performers that are no department, as printed."""
        return tuple(dict.fromkeys(p.printed for p in self.participants if p.role == "other"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the document, verbatim; ``column`` is its canonical name."""

    column: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One row of a list; ``declared`` are the departments of its column (for a recalled duty: those that receive it).

    ``number`` is None where the document prints none. ``row`` (the 1-based row inside the duty's table) is given where the
    number does not tell the duty from the others of its table: it is missing, or an earlier duty has it; elsewhere it is 0.
    ``corrections`` are sentences: what people corrected of the reading (人工更正), who and when, sorted.
    ``place`` says where a person finds the row, as that of :class:`Span`; :func:`kg.placing.placed` gives it to both.
    """

    kind: ListKind
    number: int | None
    category: str
    title: str
    line: int
    cells: tuple[Cell, ...]
    declared: tuple[Mention, ...] = ()
    superior_steps: tuple[Step, ...] = ()
    township_steps: tuple[Step, ...] = ()
    marks: tuple[Mark, ...] = ()
    row: int = 0
    corrections: tuple[str, ...] = ()
    place: str = ""

    @property
    def mark(self) -> str:
        """What tells the duty from the others of its table: ``42``, or ``@7`` for the 7th row."""
        return f"@{self.row}" if self.row or self.number is None else str(self.number)

    @property
    def label(self) -> str:
        """Short name a reader knows it by: ``配合 42``."""
        return f"{KIND_ZH[self.kind]} {self.mark}"

    @property
    def key(self) -> str:
        """Identify the duty inside its list, in ASCII: ``cooperative/42``."""
        return f"{self.kind}/{self.mark}"

    @property
    def code(self) -> str:
        """Shortest ASCII name: ``C42`` (B basic, C cooperative, R recalled)."""
        return f"{self.kind[0].upper()}{self.mark}"

    @property
    def title_span(self) -> Span:
        """Where the title stands in its cell, which may hold white space or tags around it."""
        raw = next((cell.text for cell in self.cells if cell.column == "title"), self.title)
        start = max(0, raw.find(self.title))
        return Span(self.line, "title", start, start + len(self.title), self.place)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Both sides' steps, the superior side first."""
        return self.superior_steps + self.township_steps

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Everybody whom the columns, then the steps name, as often as they do."""
        return (*self.declared, *chain.from_iterable(step.participants for step in self.steps))

    @property
    def all_marks(self) -> tuple[Mark, ...]:
        """What the title, then the steps are marked with."""
        return (*self.marks, *chain.from_iterable(step.marks for step in self.steps))

    @property
    def leads(self) -> tuple[str, ...]:
        """Departments that the text says take the lead (牵头)."""
        return tuple(
            dict.fromkeys(mention.name for mention in self.mentions if mention.role == "lead")
        )

    @property
    def departments(self) -> tuple[str, ...]:
        """Canonical names of the declared (or receiving) bodies, in printed order, an open class among them."""
        return tuple(dict.fromkeys(m.name for m in self.declared if m.role != "lead"))

    @property
    def declared_departments(self) -> tuple[Mention, ...]:
        """The departments that the column names, each once, in printed order; an open class (其他……部门) is left out.

        For a recalled duty they are those that receive it.
        """
        return _each_once(m for m in self.declared if m.role != "lead" and m.of_department)

    @property
    def acting_departments(self) -> tuple[Mention, ...]:
        """The departments that perform or join a superior step, each once, in the order of the text."""
        participants = chain.from_iterable(step.participants for step in self.superior_steps)
        return _each_once(m for m in participants if m.acts and m.of_department)

    @property
    def pairs(self) -> tuple[tuple[Mention, Mention], ...]:
        """The pairs of departments that share the duty: its column names both."""
        return tuple(combinations(self.declared_departments, 2))

    def _repr_html_(self) -> str:
        names = escape("、".join(self.departments))
        head = f"<p><b>{self.label} {escape(self.title)}</b><br>{escape(self.category)}{' · ' if names else ''}{names}</p>"
        if not self.steps:
            return head
        sides: list[tuple[Side, tuple[Step, ...]]] = [
            ("superior", self.superior_steps),
            ("township", self.township_steps),
        ]
        heads = "".join(f"<th>{SIDE_ZH[side]} {side}</th>" for side, steps in sides if steps)
        cells = "".join(f"<td>{''.join(map(_html, steps))}</td>" for _, steps in sides if steps)
        style = "text-align:left;vertical-align:top"
        table = f"<table><tr>{heads}</tr><tr>{cells}</tr></table>"
        return head + table.replace("<td>", f'<td style="{style}">').replace(
            "<th>", f'<th style="{style}">'
        )


def _each_once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the first mention of each name."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.name, mention)
    return tuple(first.values())


def _html(step: Step) -> str:
    actors = (
        f"<b>{escape('、'.join((*step.actors, *step.other_actors)))}</b> "
        if step.side == "superior"
        else ""
    )
    return f"<p>{step.ordinal}. {actors}{escape(step.text)}</p>"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: canonical ``name`` and the header as ``printed``."""

    name: str
    printed: str


@dataclass(frozen=True, slots=True)
class TableHead:
    """The head of one of the document's tables: title line as printed (empty if none) and its columns."""

    kind: ListKind
    title: str
    line: int
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical names of the columns, from left to right."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list holds: names as printed; a level that the document does not name is empty."""

    region: str
    prefecture: str
    county: str
    township: str

    @property
    def name(self) -> str:
        """County and township: 奇台县坎尔孜乡."""
        return self.county + self.township


@dataclass(frozen=True, slots=True, repr=False)
class DutyList:
    """One published version of a township's duty list."""

    id: str
    title: str
    place: Place
    issuer: str
    issued: str
    document: str
    sha256: str
    tables: tuple[TableHead, ...]
    duties: tuple[Duty, ...]

    def of_kind(self, kind: ListKind) -> tuple[Duty, ...]:
        """Return the duties of one of the three lists, in printed order."""
        return tuple(duty for duty in self.duties if duty.kind == kind)

    @property
    def departments(self) -> tuple[Organization, ...]:
        """The departments of the list, by name: those that a column names or that act in a superior step."""
        found: set[Organization] = set()
        for duty in self.duties:
            found |= {
                m.organization for m in (*duty.declared_departments, *duty.acting_departments)
            }
        return tuple(sorted(found, key=lambda body: (body.name, body.jurisdiction)))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.of_kind(kind))} {kind}" for kind in LIST_KINDS)
        return f"<DutyList {self.id}: {self.title}, {counts}>"

    def _repr_html_(self) -> str:
        counts = " · ".join(
            f"{KIND_ZH[kind]} {kind} {len(self.of_kind(kind))}" for kind in LIST_KINDS
        )
        return f"<p><b>{escape(self.title)}</b> {escape(self.issued)}<br>{counts}</p>"


def owners(lists: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return what tells lists from each other: its place, with the edition where a place has several.

    Parameters
    ----------
    lists : iterable of (id, place, issued)
        ``id`` may be any name of the list that is unique. A list that shares place and edition with another, or has
        no place, is told by ``id``.

    Returns
    -------
    dict
        ``id`` → name; empty for fewer than two lists, which need not be told apart.

    >>> owners([("a", "奇台县坎尔孜乡", "2025-07"), ("b", "奇台县坎尔孜乡", "2026-01"), ("c", "清河县青石镇", "2025-07")])
    {'a': '奇台县坎尔孜乡 2025-07', 'b': '奇台县坎尔孜乡 2026-01', 'c': '清河县青石镇'}
    """
    every = list(lists)
    if len(every) < 2:
        return {}
    places = Counter(place for _, place, _ in every)
    editions = Counter((place, issued) for _, place, issued in every)
    names = {}
    for id, place, issued in every:
        if not place or editions[place, issued] > 1:
            names[id] = id
        elif places[place] > 1 and issued:
            names[id] = f"{place} {issued}"
        else:
            names[id] = place
    return names


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


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an analysis derived: never mixed with what the document says.

    ``kind`` is the analysis' word for it (overlap, remnant, silent, …); ``grade`` 3, 2, 1 (0: not graded);
    ``duties`` are IRIs of duties, of one list or of several, ``departments`` canonical names, ``matter`` the IRI of
    a concept of the thesaurus or empty;
    ``rule`` says in words how it was found (zh, en).
    ``verdict`` is the reader's: ``lawful``, ``settle``, ``no`` or empty.
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

    def _repr_html_(self) -> str:
        about = f"{self.kind} {self.grade or ''}".strip()
        cells = ""
        for clause in self.clauses:
            words = "|".join(
                re.escape(escape(word)) for word in sorted(clause.words, key=len, reverse=True)
            )
            text = (
                re.sub(words, r"<mark>\g<0></mark>", escape(clause.text))
                if words
                else escape(clause.text)
            )
            key = "/".join(clause.duty.rsplit("/", 2)[1:])
            cells += f'<td style="text-align:left;vertical-align:top">{escape(key)}<br>{text}</td>'
        rule = f"<p><b>{escape(about)}</b> {escape(self.rule_zh)}<br>{escape(self.rule_en)}</p>"
        return rule + (f"<table><tr>{cells}</tr></table>" if cells else "")
