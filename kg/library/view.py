"""A page of a dataset: shown in a notebook, or saved."""

from __future__ import annotations

from html import escape
from pathlib import Path

from kg.table import write_whole


class View:
    """A page: shown inside a notebook, or saved as a file that opens offline."""

    def __init__(self, html: str) -> None:
        self.html = html

    def save(self, path: str | Path) -> Path:
        """Write the page as UTF-8 and return its path."""
        write_whole(Path(path), self.html.encode("utf-8", "replace"))
        return Path(path)

    def __repr__(self) -> str:
        return "<View: one HTML page; .save(path), or show it in a notebook>"

    def _repr_html_(self) -> str:
        style = "width:100%;height:760px;border:1px solid #ccd3da;border-radius:4px"
        rights = "allow-scripts allow-downloads allow-popups"
        return f'<iframe sandbox="{rights}" srcdoc="{escape(self.html)}" style="{style}"></iframe>'
