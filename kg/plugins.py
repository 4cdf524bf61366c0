"""List the files of a folder of the package without loading them, and load one by name."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from kg.errors import CheckFailed, UnknownName


@cache
def names(package: str, suffix: str = ".py") -> tuple[str, ...]:
    """Return the names of the files in ``package`` that end in ``suffix``, sorted; a leading ``_`` hides a file.

    >>> "docx" in names("kg.readers")
    True
    """
    root = Path(__file__).parent.joinpath(*package.split(".")[1:])
    return tuple(
        sorted(
            f.name.removesuffix(suffix)
            for f in root.iterdir()
            if f.name.endswith(suffix) and f.name[0] != "_"
        )
    )


def load(package: str, name: str, *contract: str) -> ModuleType:
    """Import module ``name`` of ``package``.

    Parameters
    ----------
    *contract : str
        What the module must have, being a file of that folder.

    Raises
    ------
    UnknownName
        If there is no such module; the message lists them all.
    CheckFailed
        If it lacks something of the contract.
    """
    known = names(package)
    if name not in known:
        listed = ", ".join(known)
        raise UnknownName(
            f"没有 “{name}”",
            f'no "{name}"',
            where=package,
            cure=(f"可用：{listed}", f"one of: {listed}"),
        )
    module = import_module(f"{package}.{name}")
    for part in contract:
        if not hasattr(module, part):
            raise CheckFailed(
                f"缺少 {part}", f"{part} is missing", where=f"{package.replace('.', '/')}/{name}.py",
                cure=(f"约定见 {package}", f"the contract is in {package}"),
            )  # fmt: skip
    return module
