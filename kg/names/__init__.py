"""Names as data: spelling → canonical column, category, department, body."""

from __future__ import annotations

from kg.names.directory import Directory, Entity
from kg.names.spellings import Spellings, load

__all__ = ["Directory", "Entity", "Spellings", "load"]
