"""Modules as Python loads them, not as they are written: compiling was a third of the time until the page was ready."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode
from collections.abc import Mapping
from pathlib import PurePosixPath

from portable.parts import HERE, lock

Files = dict[str, bytes]
"""Path → content."""

LIBRARY = "/lib/python.zip/"
"""What a fault calls the place of Python's own library."""
PROGRAM = "/kg/"
"""Where the program lies in the page."""


def modules(library: Mapping[str, bytes], program: Mapping[str, bytes]) -> tuple[Files, Files]:
    """Return Python's own library and the program with their modules compiled; every other file as it was.

    In the library, a zip, the compiled module is in place of the source. In the program it lies where
    Python keeps what it compiles, beside an empty source: the program lists modules by their sources.
    """
    sources = _sources(LIBRARY, library) | _sources(PROGRAM, program)
    made = compiled(sources)
    zipped, laid = {}, {}
    for path, data in library.items():
        code = made.get(LIBRARY + path)
        zipped[path if code is None else f"{path}c"] = data if code is None else code
    for path, data in program.items():
        code = made.get(PROGRAM + path)
        laid[path] = data if code is None else b""
        if code is not None:
            laid[beside(path)] = code
    return zipped, laid


def compiled(sources: Mapping[str, bytes]) -> Files:
    """Return path → content of the ``.pyc``, without descriptions, made under node by the Python that will load it.

    The paths are those of the page: a fault names them. The same sources give the same bytes.
    """
    given = json.dumps({path: source.decode("utf-8") for path, source in sources.items()})
    made = subprocess.run(
        ["node", HERE / "compiling.mjs"], input=given.encode(), stdout=subprocess.PIPE, check=True
    )
    return {path: b64decode(code) for path, code in json.loads(made.stdout).items()}


def beside(path: str) -> str:
    """Return where Python keeps what it compiled of a source: ``kg/__pycache__/build.cpython-314.pyc``."""
    place = PurePosixPath(path)
    major, minor, _ = json.loads(lock())["python"].split(".")
    return str(place.parent / "__pycache__" / f"{place.stem}.cpython-{major}{minor}.pyc")


def _sources(root: str, files: Mapping[str, bytes]) -> Files:
    return {root + path: data for path, data in files.items() if path.endswith(".py")}
