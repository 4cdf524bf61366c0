"""Names as data: spelling → canonical column, category, department, body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.names.directory import Directory, Entity
    from kg.names.spellings import Spellings, load

__all__ = ["Directory", "Entity", "Spellings", "load"]

_HOME = {
    "Directory": "directory",
    "Entity": "directory",
    "Spellings": "spellings",
    "load": "spellings",
}


def __getattr__(name: str) -> Any:
    """Load a name where it is first used: reading a graph needs none of them."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg.names' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"kg.names.{_HOME[name]}"), name)
    globals()[name] = value
    return value
