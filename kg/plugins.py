"""List the files of a folder of the package without loading them, and load one by name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from kg.errors import UnknownName


@cache
def names(package: str, suffix: str = ".py") -> tuple[str, ...]:
    """Return the names of the files in ``package`` that end in ``suffix``, sorted; a leading ``_`` hides a file.

    >>> "docx" in names("kg.readers")
    True
    """
    root = Path(__file__).parent.joinpath(*package.split(".")[1:])
    return tuple(
        sorted(f.name.removesuffix(suffix) for f in root.iterdir() if f.name.endswith(suffix) and f.name[0] != "_")
    )


def load(package: str, name: str) -> ModuleType:
    """Import module ``name`` of ``package``; an unknown name lists the known ones."""
    known = names(package)
    if name not in known:
        raise UnknownName(f'no "{name}"', where=package, cure=f"one of: {', '.join(known)}")
    return import_module(f"{package}.{name}")
