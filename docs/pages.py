"""Write the pages of ``docs/`` that are made from ``docs/_source``: ``python -m docs.pages [PAGE…]``.

A source has sentences with figures (``{{ the.duties }}``) and blocks that are run (:mod:`docs.session`); its page, at the
same place below ``docs/``, is what came of it, plain Markdown, so that it can be read wherever the repository is seen. A
test renders every source again and compares. Without PAGE every page is written; ``zh/county`` names one.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from docs import ontology
from docs.described import analyses, commands, described
from docs.figures import figures
from docs.session import Block, Broken, Session, Shown, blocks

FOLDER: Final = Path(__file__).resolve().parent
SOURCES: Final = FOLDER / "_source"
CHARTS: Final = FOLDER / "img" / "charts"
_FIGURE: Final = re.compile(r"\{\{ ([\w.]+) \}\}")
# What is another on every machine: how long a build took; how large a page is, from one commit to the next.
_NOISE: Final = re.compile(r"\d+\.\d 秒 s|\d+ KB")
# A line break between two Chinese characters is a blank on the screen: the lines are joined.
_WIDE: Final = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—]"
_BREAK: Final = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")
_FENCE: Final = re.compile(r"^(?:```+).*?^```+$", re.MULTILINE | re.DOTALL)
# Where a thing lies in memory is another place at every run.
_ADDRESS: Final = re.compile(r" at 0x[0-9a-f]+")
_LANGUAGES: Final = {".toml": "toml", ".rq": "sparql", ".py": "python"}
_ROW: Final = re.compile(r"<tr>(.*?)</tr>")
_CELL: Final = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>")


@dataclass(slots=True)
class Page:
    """A page in the making: its source, the figures, what its blocks have done so far.

    ``charts`` are the PNG files of its charts by name; a chart remembers the code that drew it.
    """

    source: Path
    known: dict[str, dict[str, Any]]
    session: Session
    charts: dict[str, bytes] = field(default_factory=dict)
    code: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The page as it is named: ``zh/county``."""
        return self.source.relative_to(SOURCES).with_suffix("").as_posix()

    def text(self) -> str:
        """Run the page from top to bottom and return it as Markdown.

        Raises
        ------
        Broken
            If a block does not run.
        """
        text = self.source.read_text(encoding="utf-8")
        made, at = [self._note()], 0
        for block in blocks(text):
            made += [self._prose(text[at : block.start]), getattr(self, f"_{block.kind}")(block)]
            at = block.end
        made.append(self._prose(text[at:]))
        made = [_ADDRESS.sub("", part) for part in made]
        return re.sub(r"\n{3,}", "\n\n", "".join(made)).rstrip("\n") + "\n"

    def _note(self) -> str:
        return (
            f"<!-- 由 docs/_source/{self.name}.md 生成，请改那里 / "
            "made from it by python -m docs.pages -->\n\n"
        )

    def _prose(self, text: str) -> str:
        """Return sentences with their figures; what is code in them is left as it is."""
        parts, at = [], 0
        for code in _FENCE.finditer(text):
            parts += [self._sentences(text[at : code.start()]), code[0]]
            at = code.end()
        return "".join([*parts, self._sentences(text[at:])])

    def _sentences(self, text: str) -> str:
        return _BREAK.sub("", _FIGURE.sub(self._figure, text))

    def _figure(self, match: re.Match[str]) -> str:
        group, name, *more = match[1].split(".")
        value = self.known[group][name]
        return str(getattr(value, more[0]) if more else value)

    def _console(self, block: Block) -> str:
        return fenced(self.session.console(block), "console")

    def _install(self, block: Block) -> str:
        return fenced(block.text, "console")

    def _checkout(self, block: Block) -> str:
        self.session.checkout(block)
        return ""

    def _file(self, block: Block) -> str:
        self.session.file(block)
        return self._shown(block, "")

    def _append(self, block: Block) -> str:
        self.session.append(block)
        return self._shown(block, "（加在末尾 added at its end）")

    def _shown(self, block: Block, said: str) -> str:
        language = _LANGUAGES.get(Path(block.name).suffix, "text")
        return f"`{block.name}`{said}\n\n{fenced(block.text, language)}"

    def _image(self, block: Block) -> str:
        return f"![{block.options['alt']}]({block.name})"

    def _api(self, block: Block) -> str:
        return described(block.name)

    def _analyses(self, _: Block) -> str:
        return analyses()

    def _commands(self, _: Block) -> str:
        return commands()

    def _terms(self, _: Block) -> str:
        return ontology.table()

    def _python(self, block: Block) -> str:
        done = self.session.python(block)
        self.code.append(block.text)
        parts = [fenced(block.text, "python")]
        said = "\n".join(filter(None, (done.printed.rstrip(), done.value)))
        parts += [fenced(said, "text")] if said else []
        parts += [table(done.html)] if done.html else []
        parts += [self._chart(block, done)] if done.chart else []
        return "\n\n".join(parts)

    def _chart(self, block: Block, done: Shown) -> str:
        if not block.options.get("alt"):
            raise Broken("a chart needs :alt:, for those who do not see it")
        name = f"{self.name.replace('/', '-')}-{len(self.charts) + 1}.png"
        self.charts[name] = signed(base64.b64decode(done.chart), "\n".join(self.code))
        path = os.path.relpath(CHARTS / name, FOLDER / Path(self.name).parent)
        return f"![{block.options['alt']}]({path})"


def fenced(text: str, language: str) -> str:
    r"""Return text as a block of code, in a fence that the text does not hold.

    >>> fenced("$ kg", "console")
    '```console\n$ kg\n```'
    """
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{text}\n{fence}"


def table(html: str) -> str:
    r"""Return a table of HTML, as notebooks show it, as one of Markdown with its title and its notes.

    >>> table("<table><tr><th>a</th></tr><tr><td>1|2</td></tr></table>")
    '| a |\n| --- |\n| 1\\|2 |'
    """
    title = re.search(r"<caption>(.*?)</caption>", html)
    head, *rows = (_CELL.findall(row) for row in _ROW.findall(html))
    lines = [f"**{title[1]}**", ""] if title else []
    lines += [_line(head), "|" + " --- |" * len(head), *map(_line, rows)]
    notes = re.findall(r"<p><small>(.*?)</small></p>", html)
    return "\n".join([*lines, *(["", *(f"- {note}" for note in notes)] if notes else [])])


def _line(cells: list[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def signed(png: bytes, code: str) -> bytes:
    """Return a picture that remembers the SHA-256 of the code that drew it."""
    about, into = PngInfo(), io.BytesIO()
    about.add_text("Code", hashlib.sha256(code.encode()).hexdigest())
    with Image.open(io.BytesIO(png)) as picture:
        colors = picture.convert("RGB").quantize(64)
        colors.save(into, "PNG", optimize=True, pnginfo=about)
    return into.getvalue()


def code_of(png: bytes) -> str:
    """Return the SHA-256 of the code that drew a picture."""
    with Image.open(io.BytesIO(png)) as picture:
        return str(picture.info.get("Code", ""))


def same(one: str, other: str) -> bool:
    """Tell whether two pages are the same but for the seconds that a build took and sizes in KB.

    >>> same("用时 time 1.0 秒 s", "用时 time 2.5 秒 s"), same("1 行", "2 行")
    (True, False)
    """
    return _NOISE.sub("", one) == _NOISE.sub("", other)


def sources() -> list[Path]:
    """Return the sources of all pages, sorted."""
    return sorted(SOURCES.rglob("*.md"))


def page_of(source: Path) -> Path:
    """Return where the page of a source is."""
    return FOLDER / source.relative_to(SOURCES)


def rendered(
    wanted: list[Path], known: Callable[[], dict[str, dict[str, Any]]]
) -> Iterator[tuple[Page, str]]:
    """Yield each page with its text, run in a folder of its own."""
    for source in wanted:
        with (
            tempfile.TemporaryDirectory(prefix="kg-docs-") as folder,
            Session(Path(folder)) as held,
        ):
            page = Page(source, known(), held)
            yield page, page.text()


def write(page: Page, text: str) -> None:
    """Write a page and its charts; what is the same but for seconds, or drawn by the same code, stays."""
    path = page_of(page.source)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or not same(path.read_text(encoding="utf-8"), text):
        path.write_text(text, encoding="utf-8", newline="\n")
    for name, data in page.charts.items():
        CHARTS.mkdir(parents=True, exist_ok=True)
        chart = CHARTS / name
        if not chart.is_file() or code_of(chart.read_bytes()) != code_of(data):
            chart.write_bytes(data)


def main() -> None:
    """Write all pages, or those that are named."""
    import kg

    counted = figures(kg.open("kanerzi-2025-07"))
    named = [SOURCES / f"{name}.md" for name in sys.argv[1:]]
    for page, text in rendered(named or sources(), lambda: counted):
        write(page, text)
        print(page_of(page.source).relative_to(FOLDER.parent))


if __name__ == "__main__":
    main()
