"""OpenDocument files (LibreOffice, WPS): the styles that hide or strike through, and the texts of paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from kg.readers import locked
from kg.readers._package import Package, attributes, local

_SILENT = frozenset(
    {
        "ruby-text",
        "tracked-changes",
        "soft-page-break",
        "bookmark",
        "desc",
        "title",
        "forms",
        "sequence-decls",
    }
)


def content(package: Package, path: Path) -> tuple[Element, Styles]:
    """Return the document's body and its styles.

    Raises
    ------
    ReadError
        If a password locks it.
    """
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.data(
        "META-INF/manifest.xml"
    ):
        raise locked(path.name)
    tree = package.tree("content.xml")
    styles = Styles()
    for part in ("styles.xml", "content.xml"):
        if part in package.names:
            styles.read(tree if part == "content.xml" else package.tree(part))
    body = next((child for child in tree if local(child.tag) == "body"), tree)
    return body, styles


@dataclass(slots=True)
class _Level:
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1


@dataclass(slots=True)
class Styles:
    """What styles do to a text: names of those that hide or strike through; the number forms of lists."""

    struck: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)

    def read(self, tree: Element) -> None:
        """Take in the styles of a part; one inherits from another."""
        for element in tree.iter():
            name = local(element.tag)
            if name == "style":
                self._style(element)
            elif name == "list-style":
                self.lists[attributes(element).get("name", "")] = _levels(element)

    def _style(self, element: Element) -> None:
        named = attributes(element)
        name, parent = named.get("name", ""), named.get("parent-style-name", "")
        struck, hidden = parent in self.struck, parent in self.hidden
        for properties in element:
            said = attributes(properties)
            line = said.get("text-line-through-style") or said.get("text-line-through-type")
            if line is not None:
                struck = line != "none"
            if said.get("display") in ("none", "false"):
                hidden = True
        (self.struck.add if struck else self.struck.discard)(name)
        (self.hidden.add if hidden else self.hidden.discard)(name)

    def code(self, element: Element) -> str:
        """Return why an element's text is not shown; empty if it is."""
        name = attributes(element).get("style-name", "")
        if name in self.hidden:
            return "hidden-text"
        return "struck-text" if name in self.struck else ""


def _levels(element: Element) -> dict[int, _Level]:
    found = {}
    for child in element:
        if local(child.tag) == "list-level-style-number":
            named = attributes(child)
            level = _Level(
                named.get("num-format", ""),
                named.get("num-prefix", ""),
                named.get("num-suffix", ""),
            )
            level.start = int(named.get("start-value", "1"))
            found[int(named.get("level", "1"))] = level
    return found


Leave = Callable[[str, str], None]
"""Called with a reason and a text that is left out."""


def text_of(element: Element, styles: Styles, leave: Leave, boxes: list[Element]) -> str:
    """Return what a paragraph shows; text boxes that are anchored in it are put into ``boxes``."""
    code = styles.code(element)
    if code:
        leave(code, "".join(element.itertext()))
        return ""
    return "".join(_pieces(element, styles, leave, boxes))


def _pieces(element: Element, styles: Styles, leave: Leave, boxes: list[Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child.tag)
        if name == "s" or name in ("tab", "line-break"):
            yield " "
        elif name == "text-box":
            boxes.append(child)
        elif name == "note":
            leave("footnote", "".join(child.itertext()))
        elif name == "annotation":
            leave("comment", "".join(child.itertext()))
        elif name == "hidden-text" or styles.code(child):
            leave(styles.code(child) or "hidden-text", "".join(child.itertext()))
        elif name == "ruby-text":
            leave("ruby", "".join(child.itertext()))
        elif name not in _SILENT:
            yield from _pieces(child, styles, leave, boxes)
        yield child.tail or ""
