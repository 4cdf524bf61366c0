"""A text in the XML of a workbook: its runs, its escapes, and what of it is struck through."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kg.readers._package import attributes, local
from kg.readers._sheets import one_line

TRUE = {"1", "true", "on"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class CellText:
    """A text and the part of it that is struck through."""

    shown: str = ""
    struck: str = ""


def rich(element: Element) -> CellText:
    """Return the text of a string item; runs that are struck through apart; phonetic guides are not shown."""
    shown: list[str] = []
    struck: list[str] = []
    for child in element:
        name = local(child.tag)
        if name == "t":
            shown.append(child.text or "")
        elif name == "r":
            text = "".join(e.text or "" for e in child if local(e.tag) == "t")
            (struck if is_struck(child) else shown).append(text)
    return CellText(cleaned("".join(shown)), cleaned("".join(struck)))


def is_struck(run: Element) -> bool:
    """Tell whether a run, or a font, is struck through."""
    return any(
        local(e.tag) == "strike" and attributes(e).get("val", "1") in TRUE for e in run.iter()
    )


def paragraphs(box: Element) -> list[str]:
    """Return the paragraphs of a text box or a comment that hold text."""
    found = [e for e in box.iter() if local(e.tag) == "p"] or [box]
    texts = (_text(paragraph).strip() for paragraph in found)
    return [text for text in texts if text]


def _text(paragraph: Element) -> str:
    return cleaned("".join(e.text or "" for e in paragraph.iter() if local(e.tag) == "t"))


def cleaned(text: str) -> str:
    """Return a cell's text on one line, its escapes (``_x000B_``) resolved."""
    return one_line(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))
