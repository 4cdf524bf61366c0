"""The text of Word's paragraphs, as Word shows it: what is inserted, wrapped, linked, numbered; and what it does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kg.readers import Revisions
from kg.readers._numbering import Numbering
from kg.readers._package import attributes, local

# Elements that hold properties, code of fields, or a second copy for older programs: nothing of
# them is shown.
_SILENT = frozenset(
    {"pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "instrText",
     "delInstrText", "Fallback", "rt", "rubyPr", "ctrlPr", "oMathParaPr", "smartTagPr", "customXmlPr", "posOffset",
     "binData", "fldData"}
)  # fmt: skip
_INSERTED = frozenset({"ins", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
_BLANK = frozenset({"tab", "br", "cr", "ptab"})
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(slots=True)
class Left:
    """Text that is not handed on, by its reason; ``revisions`` counts the tracked changes."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    revisions: int = 0

    def add(self, code: str, text: str) -> None:
        """Note a text, unless it is blank."""
        if text.strip():
            self.texts.setdefault(code, []).append(text)

    def take(self) -> dict[str, str]:
        """Return what was noted since the last call, and forget it."""
        taken = {code: "".join(texts) for code, texts in self.texts.items()}
        self.texts = {}
        return taken


@dataclass(frozen=True, slots=True)
class _Format:
    """Whether a text is struck through or hidden; None where a style leaves it to the one below."""

    struck: bool | None = None
    hidden: bool | None = None

    def over(self, other: _Format) -> _Format:
        """Return this format where it says something, else the other."""
        struck, hidden = self.struck, self.hidden
        if struck is None:
            struck = other.struck
        if hidden is None:
            hidden = other.hidden
        return _Format(struck, hidden)


@dataclass(slots=True)
class _Style:
    form: _Format = _Format()
    based_on: str = ""
    numbering: tuple[str, int] | None = None


@dataclass(slots=True)
class Paragraph:
    """One paragraph: its text, and the boxes that are anchored in it.

    ``joined`` tells that its end was taken out by a tracked change, so that the next one goes on in
    it.
    """

    text: str
    boxes: list[Element]
    joined: bool


class Words:
    """Reads paragraphs of one document, in their order (it counts their numbers)."""

    def __init__(self, styles: Element | None, numbering: Numbering, revisions: Revisions) -> None:
        self.styles = _styles(styles)
        self.numbering = numbering
        self.left_out, self.kept, self.code = _INSERTED, _DELETED, "inserted-text"
        if revisions == "final":
            self.left_out, self.kept, self.code = _DELETED, _INSERTED, "deleted-text"
        self.left = Left()
        self.notes: list[str] = []
        self.objects = 0
        self._boxes: list[Element] = []

    def paragraph(self, element: Element) -> Paragraph:
        """Return a paragraph's text with its automatic number; what is not shown is noted in ``left``."""
        properties = child_of(element, "pPr")
        form, numbered = self._paragraph_style(properties)
        self._boxes = []
        text = "".join(self._inline(element, form))
        marks = child_of(properties, "rPr")
        changes = _names(marks) & (_INSERTED | _DELETED)
        self.left.revisions += len(changes)
        joined = bool(changes & self.left_out)
        gone = joined and not text.strip()
        if numbered is not None and not gone:
            text = _labelled(self.numbering.label(*numbered), text)
        return Paragraph(text, self._boxes, joined)

    def tracked(self, properties: Element | None) -> bool:
        """Tell whether a row or a cell is taken out by a tracked change (``trPr``, ``tcPr``)."""
        changes = _names(properties) & {"ins", "del", "cellIns", "cellDel"}
        self.left.revisions += len(changes)
        return bool(changes & self._cells_left_out())

    def _cells_left_out(self) -> set[str]:
        if "del" in self.left_out:
            return {"del", "cellDel"}
        return {"ins", "cellIns"}

    def everything(self, element: Element) -> str:
        """Return all text of an element, shown or not: for what is left out whole."""
        return "".join(e.text or "" for e in element.iter() if local(e.tag) in ("t", "delText"))

    def _paragraph_style(
        self, properties: Element | None
    ) -> tuple[_Format, tuple[str, int] | None]:
        style = self.styles.get(value_of(properties, "pStyle"), self.styles.get("", _Style()))
        own = _numbering(properties)
        numbered = own
        if own is None:
            numbered = style.numbering
        if numbered is not None and numbered[0] in ("", "0"):
            numbered = None
        return style.form, numbered

    def _inline(self, element: Element, form: _Format) -> Iterator[str]:
        """Yield the texts that an element shows; an element that is not known is looked into."""
        for child in element:
            name = local(child.tag)
            handler = self._handlers.get(name)
            if name in _SILENT:
                if name == "rt":
                    self.left.add("ruby", self.everything(child))
            elif name in self.left_out:
                self.leave(child)
            elif handler is not None:
                yield from handler(self, child, form)
            else:
                self.left.revisions += name in self.kept
                yield from self._inline(child, form)

    def leave(self, element: Element) -> None:
        """Note an element that a tracked change takes out."""
        self.left.revisions += 1
        self.left.add(self.code, self.everything(element))

    def _run(self, run: Element, form: _Format) -> Iterator[str]:
        properties = child_of(run, "rPr")
        if properties is not None:
            style = self.styles.get(value_of(properties, "rStyle"))
            if style:
                form = style.form.over(form)
            form = _format(properties).over(form)
            if any(local(child.tag) in self.left_out for child in properties):
                self.leave(run)
                return
        text = "".join(self._inline(run, form))
        if form.hidden:
            self.left.add("hidden-text", text)
        elif form.struck:
            self.left.add("struck-text", text)
        else:
            yield text

    def _control(self, control: Element, form: _Format) -> Iterator[str]:
        """Yield a content control's text; its placeholder (单击此处输入文字) is nobody's."""
        if child_of(child_of(control, "sdtPr"), "showingPlcHdr") is not None:
            self.left.add("placeholder", self.everything(control))
            return
        yield from self._inline(control, form)

    def _text(self, element: Element, form: _Format) -> Iterator[str]:
        yield element.text or ""

    def _space(self, element: Element, form: _Format) -> Iterator[str]:
        yield " "

    def _hyphen(self, element: Element, form: _Format) -> Iterator[str]:
        yield "-"

    def _symbol(self, element: Element, form: _Format) -> Iterator[str]:
        code = int(attributes(element).get("char", "25A1"), 16)
        if 0xE000 <= code < 0xF900:  # a sign of a font of its own
            code = ord("□")
        yield chr(code)

    def _box(self, element: Element, form: _Format) -> Iterator[str]:
        self._boxes.append(element)
        return iter(())

    def _object(self, element: Element, form: _Format) -> Iterator[str]:
        self.objects += 1
        yield from self._inline(element, form)

    def _note(self, element: Element, form: _Format) -> Iterator[str]:
        self.notes.append(attributes(element).get("id", ""))
        return iter(())

    _handlers: dict[str, Callable[[Words, Element, _Format], Iterator[str]]] = {  # noqa: RUF012
        "r": _run, "t": _text, "delText": _text, "sdt": _control, "sym": _symbol, "noBreakHyphen": _hyphen,
        "txbxContent": _box, "OLEObject": _object, "footnoteReference": _note, "endnoteReference": _note,
        **dict.fromkeys(_BLANK, _space),
    }  # fmt: skip


def child_of(element: Element | None, name: str) -> Element | None:
    """Return an element's first child of that name."""
    if element is None:
        return None
    return next((child for child in element if local(child.tag) == name), None)


def value_of(element: Element | None, name: str) -> str:
    """Return the ``val`` of an element's child of that name, empty if it has none."""
    child = child_of(element, name)
    if child is not None:
        return attributes(child).get("val", "")
    return ""


def _flag(element: Element, *names: str) -> bool | None:
    """Return whether a property is on, off, or not said."""
    for child in element:
        if local(child.tag) in names:
            return attributes(child).get("val", "1") not in _OFF
    return None


def _format(properties: Element) -> _Format:
    return _Format(_flag(properties, "strike", "dstrike"), _flag(properties, "vanish", "webHidden"))


def _numbering(properties: Element | None) -> tuple[str, int] | None:
    """Return the list and the level of a paragraph's own number, list ``0`` where it says that it has none."""
    numbered = child_of(properties, "numPr")
    if numbered is None or child_of(numbered, "numId") is None:
        return None
    return value_of(numbered, "numId"), int(value_of(numbered, "ilvl") or "0")


def _names(properties: Element | None) -> set[str]:
    """Return the names of an element's children; an empty set for a missing element."""
    if properties is None:
        return set()
    return {local(child.tag) for child in properties}


def _labelled(label: str, text: str) -> str:
    """Return a paragraph's text behind its automatic number, with a space where none is printed."""
    if not text.strip():
        return label or text
    if label and label[-1] not in "、.．)）：":
        label += " "
    return label + text


def _styles(tree: Element | None) -> dict[str, _Style]:
    """Return the styles by their id, each with what it inherits; the default paragraph style also as ``""``."""
    raw: dict[str, _Style] = {}
    default = ""
    for element in tree if tree is not None else ():
        if local(element.tag) != "style":
            continue
        named, properties = attributes(element), child_of(element, "rPr")
        form = _Format()
        if properties is not None:
            form = _format(properties)
        numbered = _numbering(child_of(element, "pPr"))
        raw[named.get("styleId", "")] = _Style(form, value_of(element, "basedOn"), numbered)
        if named.get("type") == "paragraph" and named.get("default") in ("1", "true", "on"):
            default = named.get("styleId", "")
    found = {name: _inherited(name, raw) for name in raw}
    return {**found, "": found.get(default, _Style())}


def _inherited(name: str, raw: dict[str, _Style]) -> _Style:
    form, numbered, seen = raw[name].form, raw[name].numbering, {name}
    below = raw[name].based_on
    while below in raw and below not in seen:
        seen.add(below)
        form = form.over(raw[below].form)
        numbered = numbered or raw[below].numbering
        below = raw[below].based_on
    return _Style(form, "", numbered)
