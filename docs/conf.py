"""How the documentation site is built from the pages: ``make docs``.

The pages are plain Markdown, made by ``python -m docs.pages`` or written by hand; nothing is run here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = Path(__file__).parent

project = "kg"
author = "kg"
copyright = "MIT"
language = "en"
root_doc = "index"
extensions = ["myst_parser"]
exclude_patterns = ["_build", "_source", "**.j2"]
smartquotes = False

myst_heading_anchors = 3
suppress_warnings = ["toc.empty_glob"]

html_theme = "furo"
html_title = "kg · 履职事项图谱"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_extra_path = ["ontology.html"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": False, "top_of_page_buttons": []}
pygments_style = "friendly"

CONTENTS = {
    "": ("tutorial", "tutorial-county"),
    "中文": ("zh/*",),
    "How to": ("howto/*",),
    "Reference": ("reference/*", "questions", "county-questions"),
    "Explanation": ("explanation/*", "overlap", "decisions/README"),
    "The real list": ("findings-*",),
    "Decisions": ("decisions/0*",),
}
"""The site's contents: caption → pages, in order. The pages themselves need none: their first page links them."""


def _contents(_: Sphinx, name: str, text: list[str]) -> None:
    """Add the contents, which only the site shows, to the first page as it is read."""
    if name != root_doc:
        return
    for caption, pages in CONTENTS.items():
        named = [f":caption: {caption}"] if caption else []
        lines = ["```{toctree}", ":hidden:", ":glob:", *named, "", *pages, "```"]
        text[0] += "\n" + "\n".join(lines) + "\n"


def setup(app: Sphinx) -> None:
    """Connect what the build asks for."""
    app.connect("source-read", _contents)
