"""The file around a paper: styles of ours, nothing else of a template, always the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from importlib.resources import files
from typing import Any, Final

from docx import Document
from docx.oxml import parse_xml

from kg.sheets import EPOCH

_UNUSED: Final = (
    "stylesWithEffects",
    "customXml",
    "thumbnail",
    "theme",
    "numbering",
    "webSettings",
    "fontTable",
)


def new(title: str) -> Any:
    """Return an empty document with our styles and no leftovers of python-docx's template."""
    document = Document()
    styles = files("kg.papers._word").joinpath("styles.xml").read_bytes()
    document.part._styles_part._element = parse_xml(styles)
    for rels in (document.part.rels, document.part.package.rels):
        for id, rel in list(rels.items()):
            if any(name in rel.reltype for name in _UNUSED):
                del rels[id]
    core = document.core_properties
    core.title, core.author, core.comments, core.language = title, "", "", "zh-CN"
    core.created = core.modified = datetime(*EPOCH[:3])
    core.last_modified_by, core.revision = "", 1
    return document


def encode(document: Any) -> bytes:
    """Return the document's bytes; the archive says no time and nothing of the machine."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist(), key=_first_the_types):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            after.writestr(info, before.read(name))
    return out.getvalue()


def _first_the_types(name: str) -> tuple[bool, bool, str]:
    """Return what the archive is ordered by: the list of types, then the relations, in front."""
    return (name != "[Content_Types].xml", not name.startswith("_rels/"), name)
