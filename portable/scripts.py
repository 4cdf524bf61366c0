"""The script of the worker: Pyodide's modules and Oxigraph as one plain script, since a worker of a page may load none."""

from __future__ import annotations

import re
from pathlib import Path

from kg.views.engine import OXIGRAPH
from kg.views.shell import asset
from portable.parts import HERE, NODE, lock


def worker() -> str:
    """Return the whole script of the worker."""
    pyodide = NODE / "pyodide"
    python = _plain(pyodide / "pyodide.asm.mjs", "export default _createPyodideModule;")
    loader = _plain(pyodide / "pyodide.mjs", "export{dt as loadPyodide,U as version};")
    return "\n".join(
        (
            # Pyodide takes a worker that can import scripts for one of the old kind, and refuses it.
            "self.importScripts = undefined;",
            f"const kgPyodide = (() => {{ {python}\n{loader}",
            f"return {{ loadPyodide: dt, create: _createPyodideModule, info: {lock()} }}; }})();",
            asset(OXIGRAPH),
            (HERE / "face" / "letters.js").read_text(encoding="utf-8"),
            (HERE / "face" / "worker.js").read_text(encoding="utf-8"),
        )
    )


def _plain(path: Path, export: str) -> str:
    """Return a module as a plain script: it exports nothing, and asks nobody where it is."""
    text = path.read_text(encoding="utf-8")
    if text.count(export) != 1:
        raise ValueError(f"{path.name} does not end as expected: {export}")
    text = text.replace(export, "").replace("import.meta.url", "self.location.href")
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)
