"""Run the blocks of a page from top to bottom, as its reader would, and keep what each shows.

A page's blocks are MyST fences: ``{console}`` (lines with ``$`` are commands, run in a process of their own), ``{python}``
(run in one namespace, the last expression is shown), ``{file} NAME`` and ``{append} NAME`` (written for what follows). All
blocks of a page share one folder, which begins empty, or after ``{checkout}`` as a copy of the checkout. ``{install}``
is shown only: a test runs it in a fresh environment. ``{image} FILE`` with ``:alt:``, ``{api} NAME``, ``{analyses}``,
``{commands}`` and ``{terms}`` show a picture, what a docstring says, what each analysis counts, the help of every command, and
the terms of the ontology.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import os
import pty
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

KINDS: Final = (
    "checkout", "console", "python", "file", "append", "install",
    "image", "api", "analyses", "commands", "terms",
)  # fmt: skip
CHECKOUT: Final = Path(__file__).resolve().parent.parent
PORT: Final = "7878"
"""The port that a page's server is shown with; a free one is used."""
_FENCE = re.compile(
    r"^(?P<fence>```+)\{(?P<kind>\w+)\}[ \t]*(?P<name>.*)\n(?P<body>(?:.*\n)*?)(?P=fence)[ \t]*$",
    re.MULTILINE,
)
_OPTION = re.compile(r"^:(\w+):[ \t]*(.*)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """One fence of a page: its kind, the argument behind it, its options and its text.

    ``start`` and ``end`` say where it is in the page, in characters.
    """

    kind: str
    name: str
    text: str
    options: dict[str, str] = field(default_factory=dict)
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a Python block shows: printed text, the last value as HTML or text, a chart as PNG in base64."""

    printed: str = ""
    html: str = ""
    value: str = ""
    chart: str = ""


class Broken(Exception):
    """A block of a page does not run."""


def blocks(page: str) -> Iterator[Block]:
    r"""Yield the blocks of a page that are ours, in order.

    >>> [one.kind for one in blocks("```{console}\n$ kg --version\n```\n")]
    ['console']
    """
    for match in _FENCE.finditer(page):
        if match["kind"] in KINDS:
            body, options = match["body"], {}
            while found := _OPTION.match(body):
                options[found[1]] = found[2].strip()
                body = body[found.end() :]
            name, text = match["name"].strip(), body.strip("\n")
            yield Block(match["kind"], name, text, options, *match.span())


class Session:
    """What a reader of a page has: one folder, one Python, one terminal.

    Parameters
    ----------
    folder : Path
        Where it happens; made if it is missing.
    python : Path
        The Python whose ``kg`` the commands run.
    """

    def __init__(self, folder: Path, python: Path | None = None) -> None:
        self.folder = folder
        self.program = python or Path(sys.executable)
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.servers: list[subprocess.Popen[bytes]] = []
        self.port = _free_port()
        folder.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for server in self.servers:
            server.terminate()
            server.wait()

    def console(self, block: Block) -> str:
        """Run the commands of a block and return the terminal's text."""
        said = []
        for line in block.text.splitlines():
            command = line.removeprefix("$ ")
            if command == line:
                raise Broken(f"{line}: a command begins with $")
            said.append(line)
            if command.endswith(" &"):
                self._serve(command[:-2])
            elif output := self._run(command, block).rstrip():
                said += cut(output, int(block.options.get("lines", 12)))
        return "\n".join(said)

    def file(self, block: Block) -> None:
        """Write a file of the page."""
        path = self.folder / block.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text.replace(PORT, self.port) + "\n", encoding="utf-8", newline="\n")

    def append(self, block: Block) -> None:
        """Add lines to the end of a file that is there."""
        with (self.folder / block.name).open("a", encoding="utf-8", newline="\n") as file:
            file.write("\n" + block.text + "\n")

    def checkout(self, _: Block) -> None:
        """Begin with a copy of what a clone of the repository holds, so that the page can add files to it."""
        for name in ("kg", "data", "ontology"):
            shutil.copytree(
                CHECKOUT / name,
                self.folder / name,
                ignore=shutil.ignore_patterns("__pycache__", ".mypy_cache"),
            )

    def python(self, block: Block) -> Shown:
        """Run code; the value of its last expression and an open chart are shown."""
        tree = ast.parse(block.text)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        printed, value = io.StringIO(), None
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
            exec(compile(tree, "page", "exec"), self.names)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), "page", "eval"), self.names)
        chart = _chart()
        if value is None or chart:
            return Shown(printed.getvalue(), chart=chart)
        html = (
            value._repr_html_()
            if hasattr(value, "_repr_html_") and not hasattr(value, "save")
            else ""
        )
        return Shown(printed.getvalue(), html, "" if html else repr(value))

    def _run(self, command: str, block: Block) -> str:
        words = self._words(command)
        terminal, inner = pty.openpty()
        with subprocess.Popen(
            words,
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=inner,
            stderr=subprocess.PIPE,
        ) as process:
            os.close(inner)
            output = _drain(terminal)
            assert process.stderr is not None
            error = process.stderr.read().decode("utf-8", "replace")
        if process.returncode != int(block.options.get("exit", 0)):
            raise Broken(f"{command}: exit code {process.returncode}\n{error}{output}")
        shown = output + (error if "stderr" in block.options or process.returncode else "")
        return shown.replace(self.port, PORT).replace(str(self.folder), "…")

    def _words(self, command: str) -> list[str]:
        words = shlex.split(command.replace(PORT, self.port))
        if words[0] == "kg":
            return [str(self.program), "-m", "kg", *words[1:]]
        if words[0] == "python":
            return [str(self.program), *words[1:]]
        beside = self.program.parent / words[0]
        if beside.is_file():
            return [str(beside), *words[1:]]
        if shutil.which(words[0]) is None:
            raise Broken(f"{command}: no such command")
        return words

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "KG_STORE"}
        return kept | {"TERM": "dumb", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}

    def _serve(self, command: str) -> None:
        self.servers.append(
            subprocess.Popen(
                self._words(command), cwd=self.folder, env=self._environment(),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        for _ in range(100):
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("127.0.0.1", int(self.port)), timeout=1),
            ):
                return
            time.sleep(0.1)
        raise Broken(f"{command}: it does not answer")


def cut(output: str, lines: int) -> list[str]:
    r"""Return the lines of an output, the middle of a long one as ``…``.

    >>> cut("1\n2\n3\n4\n5", 3)
    ['1', '2', '…', '5']
    """
    every = [line.rstrip() for line in output.split("\n")]
    if len(every) <= lines + 1:
        return every
    return [*every[: lines - 1], "…", *([every[-1]] if every[-1] else [])]


def _chart() -> str:
    if "matplotlib.pyplot" not in sys.modules:
        return ""
    from matplotlib import pyplot

    if not pyplot.get_fignums():
        return ""
    data = io.BytesIO()
    pyplot.savefig(data, format="png", dpi=110, metadata={"Software": None})
    pyplot.close("all")
    return base64.b64encode(data.getvalue()).decode()


def _drain(terminal: int) -> str:
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # what Linux says when the other side has closed
            part = b""
        if not part:
            os.close(terminal)
            return b"".join(parts).decode("utf-8", "replace").replace("\r\n", "\n")
        parts.append(part)


def _free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])
