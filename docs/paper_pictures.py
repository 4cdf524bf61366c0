"""Take the pictures of the papers: pages of Word files as LibreOffice shows them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from PIL import Image

import kg

NAMES = ("report", "proposal")
_OFFICE = ("soffice", "libreoffice")
_PAGES = (0, 1, 3, 8)
"""Of the report: the cover, the summary, boundaries, what was recalled and remains."""
_HEIGHT = 722
_LEAD = "（牵头）"
"""What the picture of the proposal shows as inserted."""


def take(name: str) -> dict[str, Image.Image]:
    """Return the pictures of a list's papers, by their names.

    Raises
    ------
    RuntimeError
        If LibreOffice is not installed.
    """
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    if office is None:
        raise RuntimeError("LibreOffice is not installed: make system")
    with tempfile.TemporaryDirectory() as folder:
        data = kg.open(name)
        with _printed(office, Path(folder), data.report("analysis")) as report:
            cover_and_more = _beside([_picture(report[number]) for number in _PAGES])
        with _printed(office, Path(folder), _proposal(data, Path(folder))) as proposal:
            changed = next(page for page in proposal if _LEAD in _text(page))
            return {"report": cover_and_more, "proposal": _picture(changed)}


def _proposal(data: kg.Dataset, folder: Path) -> dict[str, bytes]:
    """Return the proposal in which the last duty without a lead gets its first department as lead."""
    finding = data.findings("no_lead")[-1]
    verdicts = folder / "verdicts.toml"
    data.judge(finding.id, "settle", f"牵头：{finding.departments[0]}", verdicts=verdicts)
    return dict(data.report("proposal", verdicts=verdicts))


def _printed(office: str, folder: Path, files: Mapping[str, bytes]) -> pypdfium2.PdfDocument:
    """Return the first file as LibreOffice prints it."""
    name, content = next(iter(files.items()))
    source = folder / name
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    line = [office, profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*line, str(folder), str(source)], check=True, capture_output=True, timeout=300)
    return pypdfium2.PdfDocument(source.with_suffix(".pdf").read_bytes())


def _text(page: pypdfium2.PdfPage) -> str:
    return "".join(page.get_textpage().get_text_range().split())


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=_HEIGHT / page.get_height()).to_pil().convert("RGB")
    return picture


def _beside(pages: list[Image.Image]) -> Image.Image:
    """Return pages side by side."""
    sheet = Image.new("RGB", (sum(page.width for page in pages), _HEIGHT), "white")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width
    return sheet
