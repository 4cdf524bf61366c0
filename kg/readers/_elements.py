"""What the elements of a web page do to the text in them."""

from __future__ import annotations

BLOCK = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
    "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "summary", "ul",
})  # fmt: skip
"""They end the paragraph before them."""
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr",
})  # fmt: skip
"""They hold nothing and are never closed."""
SILENT = frozenset({
    "audio", "head", "iframe", "noscript", "object", "script", "style", "template", "title",
    "video",
})  # fmt: skip
"""What is in them is not shown."""
STRUCK = frozenset({"s", "strike", "del"})
CLOSED_BY = {
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
    "li": {"li"},
    "p": {"p"},
}
"""Elements that a new one ends if they were left open; a cell or a row never reaches out of its table."""


def ended_by(tag: str) -> set[str]:
    """Return the elements that are left open often, and that the beginning of another one ends."""
    ends_paragraph = tag == "table" or tag in BLOCK - {"br"}
    return CLOSED_BY.get(tag, {"p"} if ends_paragraph else set())
