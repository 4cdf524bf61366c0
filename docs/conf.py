"""How the documentation is built: ``make docs``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))

import kg  # noqa: E402
from docs.figures import figures  # noqa: E402

project = "kg"
author = "kg"
copyright = "MIT"
language = "en"
root_doc = "index"
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "docs.blocks",
]
exclude_patterns = ["_build", "**.j2"]
smartquotes = False

myst_enable_extensions = ["substitution", "colon_fence", "deflist", "attrs_block"]
myst_heading_anchors = 3
myst_substitutions: dict[str, Any] = figures(kg.open("kanerzi-2025-07"))
suppress_warnings = ["toc.empty_glob"]

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = False
napoleon_use_rtype = False

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


def _references(
    _: Sphinx, __: str, ___: str, ____: object, _____: object, lines: list[str]
) -> None:
    """Make numbered references plain paragraphs: every docstring counts from 1, a page may show several."""
    lines[:] = [re.sub(r"^\.\. \[(\d+)\] ", r"[\1] ", line) for line in lines]


def setup(app: Sphinx) -> None:
    """Connect what the build asks for."""
    app.connect("autodoc-process-docstring", _references, priority=900)
