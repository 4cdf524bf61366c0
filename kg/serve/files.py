"""The pages of a build, as a browser asks for them: files below one folder, nothing beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import unquote

from kg.files import real

INDEX: Final = "index.html"
KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".ttl": "text/turtle; charset=utf-8",
    ".trig": "application/trig; charset=utf-8",
    ".nq": "application/n-quads; charset=utf-8",
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".graphml": "application/graphml+xml",
    ".toml": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
"""What is handed out, and as what; the store and everything else are not."""
_STORES: Final = ("store", "latest")


def find(folder: Path, path: str) -> tuple[Path, str] | None:
    """Return the file that an address means and its media type, None if nothing is handed out.

    Parameters
    ----------
    folder : Path
        The build.
    path : str
        The path of the address, quoted, with its slash in front.
    """
    parts = [part for part in unquote(path).split("/") if part]
    if any(part.startswith(".") or "\\" in part or ":" in part or "\0" in part for part in parts):
        return None
    if parts and parts[0] in _STORES:
        return None
    root = real(folder)
    try:
        file = real(root.joinpath(*parts))
        if file.is_dir():
            file /= INDEX
        known = file.is_relative_to(root) and file.is_file()
    except (OSError, ValueError):
        return None
    kind = KINDS.get(file.suffix.lower())
    return (file, kind) if known and kind else None
