"""A knowledge graph of the responsibilities that China's township duty lists (履职事项清单) lay down.

>>> import kg
>>> kg.open("kanerzi-2025-07").duty("配合 42").departments
('奇台县民政局', '奇台县红十字会')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.library import Dataset, compare, diff, open
    from kg.model import Duty, DutyList, Finding, Mention, Organization, Step
    from kg.parse import read_list
    from kg.table import Table

__version__ = "0.1.0"

__all__ = [
    "Dataset",
    "Duty",
    "DutyList",
    "Finding",
    "KgError",
    "Mention",
    "Organization",
    "Step",
    "Table",
    "__version__",
    "compare",
    "diff",
    "open",
    "read_list",
]  # fmt: skip

_HOME = {
    "Dataset": "library", "diff": "library", "compare": "library",
    "open": "library", "Duty": "model", "DutyList": "model", "Finding": "model", "Mention": "model",
    "Organization": "model", "Step": "model", "KgError": "errors", "Table": "table", "read_list": "parse",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a name where it is first used: ``import kg`` alone loads nothing heavy."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"kg.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__]
