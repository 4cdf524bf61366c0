"""Elements of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kg.table import in_xml


def element(name: str, text: str | None = None, /, **attributes: str | int) -> Any:
    """Return an element with attributes, all of the namespace ``w``."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    if text is not None:
        made.text = in_xml(text)
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def run(text: str, tag: str = "t", *properties: Any) -> Any:
    """Return a run of text; line ends become breaks."""
    made = element("r")
    if properties:
        form = element("rPr")
        form.extend(properties)
        made.append(form)
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("br"))
        made.append(element(tag, line))
    return made


def field(code: str, shown: str) -> list[Any]:
    """Return the runs of a field: its code, and what is shown until a program computes it."""
    begin, middle, end = element("r"), element("r"), element("r")
    begin.append(element("fldChar", fldCharType="begin"))
    middle.append(element("fldChar", fldCharType="separate"))
    end.append(element("fldChar", fldCharType="end"))
    return [begin, run(code, "instrText"), middle, run(shown), end]
