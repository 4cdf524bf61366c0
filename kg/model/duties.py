"""One duty: its cells, the bodies that it names, and the steps of its two sides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import chain, combinations

from kg.edition import KIND_ZH, ListKind
from kg.model import _html
from kg.model.kinds import Role, Side, side_words
from kg.model.mentions import Mark, Mention, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the document, verbatim; ``column`` is its canonical name."""

    column: str
    text: str
    line: int


_SECTION = re.compile(r"[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]")
"""How a heading begins that has a number of its own: 二、, （二）."""


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

    @property
    def number(self) -> str:
        """The number by which a person finds the step in its cell.

        It is the one that is printed, with its section's (二、3) or, where numbers begin again
        under a department's name, with that name. Where none is printed, it is the section's, or
        else the step's position.

        >>> span = Span(1, "township", 0, 2)
        >>> Step("township", 7, 4, True, "二、回收清理工作", span, "上报。", span).number
        '二、4'
        """
        heading = self.heading or ""
        section = _SECTION.match(heading)
        if section and not self.ordinal_printed and self.ordinal == 1:
            return section[0].rstrip("、.． ")
        if section:
            return f"{section[0]}{self.ordinal}"
        if not self.ordinal_printed:
            return str(self.position)
        if heading and self.ordinal != self.position:
            return f"{heading.rstrip('：: ')} {self.ordinal}"
        return str(self.ordinal)

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
        """Performers that are not departments, as printed."""
        return tuple(dict.fromkeys(p.printed for p in self.participants if p.role == "other"))

    def _repr_html_(self) -> str:
        actors = "、".join((*self.actors, *self.other_actors)) if self.side == "superior" else ""
        named = f"<b>{escape(actors)}</b> " if actors else ""
        return f"<p>{self.ordinal}. {named}{escape(self.text)}</p>"


@dataclass(frozen=True, slots=True)
class Duty:
    """One row of a list; ``declared`` are the departments of its column (for a recalled duty: those that receive it).

    ``number`` is None where the document prints none. ``row`` (the 1-based row inside the duty's
    table) is given where the number does not tell the duty from the others of its table: it is
    missing, or an earlier duty has it; elsewhere it is 0. ``corrections`` are sentences: what
    people corrected of the reading (人工更正), who and when, sorted. ``place`` says where a person
    finds the row, as that of :class:`Span`; :func:`kg.placing.placed` gives it to both.
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
        if self.row or self.number is None:
            return f"@{self.row}"
        return str(self.number)

    @property
    def label(self) -> str:
        """Short name a reader knows it by: ``配合 42``."""
        return f"{KIND_ZH[self.kind]} {self.mark}"

    @property
    def english(self) -> str:
        """What :attr:`label` is in English: ``cooperative 42``."""
        return f"{self.kind} {self.mark}"

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
    def sides(self) -> dict[Side, tuple[Step, ...]]:
        """The steps of each side, the superior side first."""
        return {"superior": self.superior_steps, "township": self.township_steps}

    def step_name(self, step: Step) -> str:
        """Return what one of its steps is called: ``乡镇 3``, ``承接部门 1``."""
        return f"{side_words(self.kind, step.side)[0]} {step.number}"

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
        names = "、".join(self.departments)
        below = " · ".join(filter(None, (self.category, names)))
        head = _html.heading(f"{self.label} {self.title}", below=below)
        sides = [side for side, steps in self.sides.items() if steps]
        cells = ["".join(step._repr_html_() for step in self.sides[side]) for side in sides]
        return head + _html.side_by_side(
            cells, [" ".join(side_words(self.kind, side)) for side in sides]
        )


def _each_once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the first mention of each name."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.name, mention)
    return tuple(first.values())
