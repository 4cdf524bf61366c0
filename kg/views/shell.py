"""The page as a file: scripts and styles in one, nothing that the data say can run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any, cast

from markupsafe import Markup

from kg.views.scene import Json

_PACKAGE = Path(__file__).resolve().parent.parent
TEMPLATES = _PACKAGE / "templates"
STATIC = _PACKAGE / "static"
#: Comments that begin a line and end one; a licence (``/*!``) stays.
_REMARKS = re.compile(r"^[ ]*(?:/\*(?!!)(?:[^*]|\*(?!/))*\*/[ ]*$|//[^\n]*$)", re.MULTILINE)
_CLOSES = re.compile(r"<(/script|/style|!--)", re.IGNORECASE)


def asset(*names: str) -> str:
    """Return files of ``kg/static`` one after the other, as text that may stand inside ``<script>`` or ``<style>``.

    They are read, not rendered: braces in them mean nothing to the template. The text is what the
    browser will see, so its digest is the one that the page's policy must name.
    """
    text = "\n".join((STATIC / name).read_text(encoding="utf-8").strip() for name in names)
    return _CLOSES.sub(r"<\\\g<1>", text)


def dense(text: str) -> str:
    r"""Return a script or style of ours without its indentation, and without comments on lines of their own.

    >>> dense("a {\n  b: c;\n\n}")
    'a {\nb: c;\n}'
    >>> dense("/* a\n   b */\nf();\n  // c\ng(); // d\n/*! licence */")
    'f();\ng(); // d\n/*! licence */'
    """
    lines = _REMARKS.sub("", text).split("\n")
    return "\n".join(filter(None, (line.strip() for line in lines)))


def digest(text: str) -> str:
    """Return the Content-Security-Policy source of an inline script or style.

    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def policy(scripts: tuple[str, ...], styles: tuple[str, ...], *, wasm: bool = False) -> str:
    """Return a policy that lets these scripts and styles run and asks nobody for anything.

    ``wasm``: WebAssembly may run, in a worker that is made of what is in the page.
    """
    sources = {"script-src": [*map(digest, scripts)], "style-src": [*map(digest, styles)]}
    if wasm:
        sources["script-src"].append("'wasm-unsafe-eval'")
        sources["worker-src"] = ["blob:"]
    allowed = [f"{what} {' '.join(which)}" for what, which in sources.items() if which]
    return "; ".join(["default-src 'none'", "base-uri 'none'", "form-action 'none'", *allowed])


def block(data: Json) -> Markup:
    r"""Return JSON that may stand inside ``<script type="application/json">``.

    >>> block({"a": "</script>"})
    Markup('{"a":"\\u003c/script\\u003e"}')
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - every mark that HTML reads is escaped above


def packed(data: Json) -> Markup:
    """Return JSON deflated (zlib, RFC 1950) and in base64, for a block that a script unpacks.

    >>> unpacked(packed({"a": ["事项"]}))
    {'a': ['事项']}
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # level 6 takes a quarter of the time of 9, for 2 % more
    deflated = zlib.compress(text.encode("utf-8"), 6)
    return Markup(base64.b64encode(deflated).decode("ascii"))  # noqa: S704 - letters, digits, +/=


def unpacked(block_text: str) -> Json:
    """Return what :func:`packed` was given."""
    data: Json = json.loads(zlib.decompress(base64.b64decode(block_text)))
    return data


def data_of(page: bytes, name: str = "data") -> dict[str, Any]:
    """Return what a block of a page, as HTML, was packed from; nothing where the page lacks it."""
    block_text = block_in(page, name)
    return cast("dict[str, Any]", unpacked(block_text)) if block_text else {}


def block_in(page: bytes, name: str) -> str:
    """Return a block of a page, as HTML, as it is packed; nothing where the page lacks it."""
    return page.partition(f' id="{name}">'.encode())[2].partition(b"<")[0].decode()
