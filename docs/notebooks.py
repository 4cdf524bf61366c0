"""Run the notebooks on a clean kernel and keep small outputs: ``python -m docs.notebooks [NAME…]``.

A view is shown while one works; what is saved of it is one line of text, since the page alone has most of a megabyte.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import nbformat
from nbclient import NotebookClient

FOLDER: Final = Path(__file__).resolve().parent.parent / "notebooks"
SPACES: Final = re.compile(r"\s+")


def names() -> list[str]:
    """Return the names of the notebooks, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.ipynb"))


def read(name: str) -> Any:
    """Return a notebook as it is saved."""
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]


def run(name: str, folder: Path) -> Any:
    """Return the notebook run from top to bottom in ``folder``, on a new kernel, with small outputs."""
    book = read(name)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(
        book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    for cell in book.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", ()):
            _shrink(output)
    book.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                     "language_info": {"name": "python"}}  # fmt: skip
    return book


def _shrink(output: Any) -> None:
    data = output.get("data", {})
    if "<iframe" in data.get("text/html", ""):
        del data["text/html"]
    if "image/png" in data:
        data.pop("text/plain", None)


def shown(book: Any) -> list[list[tuple[str, str]]]:
    """Return what each code cell shows, for comparing: kind and text; of a picture only that it is one."""
    return [
        _joined(map(_comparable, cell.outputs)) for cell in book.cells if cell.cell_type == "code"
    ]


def _joined(outputs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return outputs with what was printed in one: a kernel sends it in pieces, as it comes."""
    found: list[tuple[str, str]] = []
    for kind, text in outputs:
        if found and kind == found[-1][0] == "stream":
            found[-1] = kind, SPACES.sub(" ", f"{found[-1][1]} {text}")
        else:
            found.append((kind, text))
    return found


def _comparable(output: Any) -> tuple[str, str]:
    data = output.get("data", {})
    if "image/png" in data:
        return "picture", ""
    kind = "text/html" if "text/html" in data else "text/plain"
    return output.output_type, SPACES.sub(" ", data.get(kind, output.get("text", "")))


def main() -> None:
    """Run the notebooks that are named, or all, and save them."""
    for name in sys.argv[1:] or names():
        book = run(name, FOLDER)
        path = FOLDER / f"{name}.ipynb"
        nbformat.write(book, path)  # type: ignore[no-untyped-call]
        print(f"{path.name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
