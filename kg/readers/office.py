"""Read what only an office program understands (old Word, WPS 文字, RTF, XML of Office 2003): LibreOffice converts it.

Where LibreOffice is not installed, one sentence says what to save the file as.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import ReadError
from kg.readers import LARGEST, LeftOut, RawTable, Revisions, Sample, docx, xlsx

SUFFIXES = (".doc", ".wps", ".rtf", ".wpt", ".dot")
TITLE = "旧版 Word、WPS 文字 old Word document"
REVISIONS = True

SECONDS = 120
"""How long a conversion may take."""

_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_WORDS = (b"http://schemas.microsoft.com/office/word/2003/wordml", b'progid="Word.Document"')


def detects(sample: Sample) -> bool:
    """Tell whether a file is old Word, RTF, or one of the XML formats of Office 2003."""
    start = sample.head[:4096]
    xml = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    old_xml = xml and any(sign in start for sign in (_SPREADSHEET, *_WORDS))
    return "WordDocument" in sample.streams or start.startswith(b"{\\rtf") or old_xml


def read(path: Path, *, revisions: Revisions = "final") -> Iterator[RawTable]:
    """Yield the raw tables of the document that LibreOffice makes of this one.

    Raises
    ------
    ReadError
        If LibreOffice is not installed, or cannot convert the file.
    """
    sample = Sample.of(path, largest=LARGEST)
    if not detects(sample):
        raise ReadError(
            "不是 Word 文档，或已损坏",
            "is not a Word document, or is damaged",
            where=path.name,
            cure=("请打开后另存为 .docx", "open it and save it as .docx"),
        )
    ending = "xlsx" if _SPREADSHEET in sample.head else "docx"
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError(
            "旧格式的文件，要装有 LibreOffice 才能直接读",
            "an old format: it can be read only where LibreOffice is installed",
            where=path.name,
            cure=(
                f"请在 Word、WPS 或 Excel 中另存为 .{ending}",
                f"save it as .{ending} in Word, WPS or Excel",
            ),
        )
    with TemporaryDirectory(prefix="kg-office-") as folder:
        made = _converted(program, path, sample, ending, Path(folder))
        tables = list(xlsx.read(made) if ending == "xlsx" else docx.read(made, revisions=revisions))
    note = LeftOut(
        "converted", 1, "全文", f"由 LibreOffice 转成 .{ending} 后读入", f"read after LibreOffice made .{ending} of it",
        severity="info",
    )  # fmt: skip
    for number, table in enumerate(tables):
        name = path.name if table.name == made.name else table.name
        yield RawTable(
            name, table.rows, (*([note] if number == 0 else []), *table.left), table.sheet
        )


def _converted(program: str, path: Path, sample: Sample, ending: str, folder: Path) -> Path:
    """Return the converted file; LibreOffice is told what it is, or it would take rubbish for a text."""
    kind, filter_ = _filter(sample)
    source = folder / f"source{kind}"
    source.write_bytes(path.read_bytes())
    profile = (folder / "profile").as_uri()
    line = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", *filter_, "--convert-to", ending,
            "--outdir", str(folder), str(source)]  # fmt: skip
    try:
        done = subprocess.run(
            line, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
        )
        said = re.sub(r"\s+", " ", done.stderr.decode("utf-8", "replace"))
    except subprocess.TimeoutExpired:
        said = f"{SECONDS} s"
    made = folder / f"source.{ending}"
    if not made.is_file():
        locked = "password" in said.lower()
        raise ReadError(
            "LibreOffice 转换不了这个文件（可能有密码，或已损坏）",
            "LibreOffice cannot convert the file (it may be locked by a password, or damaged)",
            where=path.name,
            cure=(
                f"请打开后{'去掉密码，' if locked else ''}另存为 .{ending}",
                f"open it and save it as .{ending}{', without a password' if locked else ''}",
            ),
        )
    return made


def _filter(sample: Sample) -> tuple[str, list[str]]:
    """Return the ending that belongs to a content, and the option that names LibreOffice's filter for it."""
    if sample.head.startswith(b"{\\rtf"):
        return ".rtf", ["--infilter=Rich Text Format"]
    if "WordDocument" in sample.streams:
        return ".doc", ["--infilter=MS Word 97"]
    return ".xml", []
