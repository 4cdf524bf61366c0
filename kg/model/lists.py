"""One edition of a township's duty list."""

from __future__ import annotations

from dataclasses import dataclass

from kg.edition import KIND_ZH, LIST_KINDS, ListKind, Place
from kg.model import _html
from kg.model.duties import Duty
from kg.model.mentions import Organization


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
        counts = [f"{KIND_ZH[kind]} {kind} {len(self.of_kind(kind))}" for kind in LIST_KINDS]
        return _html.heading(self.title, self.issued, " · ".join(counts))
