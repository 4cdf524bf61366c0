"""What is named at a place of the document: an organisation in its role, a word that is a sign."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model.kinds import OrganizationKind, Role, Rule


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the document: ``start`` and ``end`` are character offsets in the raw cell, ``line`` is 1-based.

    ``place`` says where a person finds the line (``第 2 张表第 8 行``, ``工作表“配合”第 3 行``); it
    is empty where the line says it all. It follows from the line, so it does not tell one span from
    another.
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

    ``rule`` says why it has that role: the column it stands in, the sentence's subject, the heading
    above the step, the duty's only declared department, a partner verb (会同 …), the words around
    it, or a person's correction.
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
