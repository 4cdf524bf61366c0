r"""Describe functions and classes as Markdown, from their signatures and numpydoc docstrings.

>>> print("\n".join(prose("Add ``a`` to :class:`~kg.table.Table`.")))
Add `a` to `Table`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from kg import plugins

_ROLE: Final = re.compile(r":(?:\w+:)?\w+:`~?(?:[\w.]+\.)?(\w+)`")
_LITERAL: Final = re.compile(r"``(.+?)``")
_SECTION: Final = re.compile(r"^-{3,}$")
_REFERENCE: Final = re.compile(r"^\.\. \[(\d+)\] ")
_ADDRESS: Final = re.compile(r"<function .+? at 0x[0-9a-f]+>")
_QUOTED: Final = re.compile(r"(: |-> )'([^']*)'")
_TYPES: Final = re.compile(r"\b(?:kg|collections|pathlib|typing|datetime)(?:\.\w+)*\.(\w+)")


def described(name: str) -> str:
    """Return a function, a class with its public members, or a module with what it defines, as Markdown.

    Parameters
    ----------
    name : str
        Its dotted name; ``NAME *`` also describes what a class inherits.
    """
    path, _, inherited = name.partition(" ")
    thing = _find(path)
    if isinstance(thing, ModuleType):
        return "\n".join(_module(thing))
    if inspect.isclass(thing):
        return "\n".join(_class(path, thing, inherited=bool(inherited)))
    return "\n".join(_function(path, thing, "###"))


def _find(path: str) -> Any:
    """Return what a dotted name names: a module, or something of one."""
    for cut in range(len(parts := path.split(".")), 0, -1):
        try:
            thing: Any = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            thing = getattr(thing, part)
        return thing
    raise ModuleNotFoundError(path)


def _module(module: ModuleType) -> Iterator[str]:
    yield from prose(module.__doc__)
    for name in getattr(module, "__all__", vars(module)):
        thing = getattr(module, name)
        ours = getattr(thing, "__module__", "").startswith(module.__name__)
        if inspect.isclass(thing) and ours and not name.startswith("_"):
            yield from ("", *_class(name, thing, inherited=False))


def _class(path: str, thing: type, *, inherited: bool) -> Iterator[str]:
    yield f"### `{path}`"
    yield from ("", *prose(thing.__doc__))
    members = {
        name: member
        for kind in reversed(thing.__mro__ if inherited else (thing,))
        for name, member in vars(kind).items()
        if kind.__module__.startswith("kg") and not name.startswith("_")
    }
    for name, member in members.items():
        inner = getattr(
            member, "func", getattr(member, "fget", getattr(member, "__func__", member))
        )
        if not inspect.isfunction(inner) or not inner.__doc__:
            continue
        if inner is member or hasattr(member, "__func__"):
            yield from ("", *_function(f"{thing.__name__}.{name}", inner, "####"))
        else:
            yield from ("", f"#### `{thing.__name__}.{name}`", "", *prose(inner.__doc__))


def _function(path: str, thing: Any, level: str) -> Iterator[str]:
    signature = str(inspect.signature(thing)).replace("(self, ", "(").replace("(self)", "()")
    signature = _ADDRESS.sub("…", signature)
    signature = _TYPES.sub(r"\1", _QUOTED.sub(r"\1\2", signature))
    yield f"{level} `{path}{signature}`"
    yield from ("", *prose(thing.__doc__))


def prose(text: str | None) -> Iterator[str]:
    """Yield a docstring as Markdown: sections as bold words, parameters as a list, examples as code."""
    lines = inspect.cleandoc(text or "").splitlines()
    section, at = "", 0
    while at < len(lines):
        line = lines[at]
        if at + 1 < len(lines) and _SECTION.match(lines[at + 1]):
            section, at = line, at + 2
            yield from (f"**{line}**", "")
        elif line.lstrip().startswith(">>>"):
            end = _until_blank(lines, at)
            yield from ("```python", *lines[at:end], "```")
            at = end
        elif section in ("Parameters", "Returns", "Raises", "Attributes", "Yields") and line:
            end = _until_next(lines, at)
            said = " ".join(part.strip() for part in lines[at + 1 : end] if part.strip())
            yield f"- `{line}`: {_plain(said)}" if said else f"- {_plain(line)}"
            at = end
        else:
            yield _plain(_REFERENCE.sub(r"- [\1] ", line))
            at += 1


def _until_blank(lines: list[str], at: int) -> int:
    while at < len(lines) and lines[at].strip():
        at += 1
    return at


def _until_next(lines: list[str], at: int) -> int:
    """Return where the entry of a section ends: at the next line that is not set in, or blank before one."""
    at += 1
    while at < len(lines) and lines[at].startswith(" "):
        at += 1
    return at


def _plain(text: str) -> str:
    return _LITERAL.sub(r"`\1`", _ROLE.sub(r"`\1`", text)).replace("::", ":")


def commands() -> str:
    """Return the help of every command, a heading and a block of text each."""
    from click.testing import CliRunner

    from kg.cli import COMMANDS, main

    parts = []
    for name in COMMANDS:
        said = CliRunner().invoke(main, [name, "--help"], prog_name="kg", env={"COLUMNS": "100"})
        text = "\n".join(line.rstrip() for line in said.output.strip().splitlines())
        parts.append(f"### kg {name}\n\n```text\n{text}\n```")
    return "\n\n".join(parts)


def analyses() -> str:
    """Return what each analysis counts: a new file in ``kg/analyses`` is one more."""
    return "\n\n".join(
        described(f"kg.analyses.{name}.run") for name in plugins.names("kg.analyses")
    )
