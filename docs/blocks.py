"""Sphinx directives for the blocks of :mod:`docs.session`: run in their place, shown with what they print."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.application import Sphinx
from sphinx.util import logging

from docs.session import Block, Broken, Session

_LOG = logging.getLogger(__name__)
_LEXERS = {".toml": "toml", ".rq": "sparql", ".py": "python"}


class Reader:
    """The session of the page that is being read: a new page begins a new one."""

    page: ClassVar[str] = ""
    session: ClassVar[Session | None] = None
    folders: ClassVar[list[tempfile.TemporaryDirectory[str]]] = []

    @classmethod
    def at(cls, page: str) -> Session:
        """Return the session of a page."""
        if cls.session is None or cls.page != page:
            cls.close()
            cls.folders.append(tempfile.TemporaryDirectory(prefix="kg-docs-"))
            cls.page, cls.session = page, Session(Path(cls.folders[-1].name))
        return cls.session

    @classmethod
    def close(cls, *_: object) -> None:
        """End the session: its servers stop, its folder goes."""
        if cls.session is not None:
            cls.session.__exit__(None, None, None)
        cls.session = None
        while cls.folders:
            cls.folders.pop().cleanup()


class _Run(Directive):
    """A block that is run; it fails the build where it does not run."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "lines": directives.nonnegative_int,
        "exit": directives.nonnegative_int,
        "stderr": directives.flag,
        "alt": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        env = self.state.document.settings.env
        options = {
            name: "" if value is None else str(value) for name, value in self.options.items()
        }
        block = Block(self.name, " ".join(self.arguments), "\n".join(self.content), options)
        env.note_reread()
        try:
            return self.shown(Reader.at(env.docname), block)
        except Exception as error:
            _LOG.warning("%s: %s", type(error).__name__, error, location=(env.docname, self.lineno))
            return [_literal(block.text, "text")]

    def shown(self, session: Session, block: Block) -> list[nodes.Node]:
        """Run the block and return what the page shows of it."""
        raise NotImplementedError


class Console(_Run):
    """Commands and what they print."""

    def shown(self, session: Session, block: Block) -> list[nodes.Node]:
        return [_literal(session.console(block), "console")]


class Install(_Run):
    """Commands that a test runs in a fresh environment."""

    def shown(self, session: Session, block: Block) -> list[nodes.Node]:
        return [_literal(block.text, "console")]


class Checkout(_Run):
    """A copy of the checkout to begin with; the page shows nothing of it."""

    has_content = False

    def shown(self, session: Session, block: Block) -> list[nodes.Node]:
        session.checkout(block)
        return []


class File(_Run):
    """A file, or lines to add to one, that the page's commands use."""

    required_arguments = 1

    def shown(self, session: Session, block: Block) -> list[nodes.Node]:
        getattr(session, block.kind)(block)
        literal = _literal(block.text, _LEXERS.get(Path(block.name).suffix, "text"))
        caption = nodes.caption("", "", nodes.literal("", block.name))
        return [
            nodes.container(
                "", caption, literal, literal_block=True, classes=["literal-block-wrapper"]
            )
        ]


class Python(_Run):
    """Code, and the value of its last expression."""

    def shown(self, session: Session, block: Block) -> list[nodes.Node]:
        done = session.python(block)
        made: list[nodes.Node] = [_literal(block.text, "python")]
        if done.printed.strip():
            made.append(_literal(done.printed.rstrip(), "text"))
        if done.value:
            made.append(_literal(done.value, "text"))
        if done.html:
            made.append(nodes.raw("", f'<div class="answer">{done.html}</div>', format="html"))
        if done.chart:
            if not block.options.get("alt"):
                raise Broken("a chart needs :alt:, for those who do not see it")
            alt = escape(block.options["alt"])
            image = f'<img class="chart" alt="{alt}" src="data:image/png;base64,{done.chart}">'
            made.append(nodes.raw("", image, format="html"))
        return made


def _literal(text: str, language: str) -> nodes.literal_block:
    return nodes.literal_block(text, text, language=language)


def setup(app: Sphinx) -> dict[str, bool]:
    """Make the directives known; the pages share a process, so they are read one after the other."""
    for name, directive in (("console", Console), ("install", Install), ("python", Python), ("checkout", Checkout),
                            ("file", File), ("append", File)):  # fmt: skip
        app.add_directive(name, directive)
    app.connect("build-finished", Reader.close)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
