"""The real list's papers, made once; and what is measured from their files."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

import pytest

import kg
from kg.library import Dataset

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

Render: TypeAlias = Callable[[bytes, str], Path]
"""Turns a file's bytes, whose name ends in the suffix, into a PDF by LibreOffice."""


@pytest.fixture(scope="session")
def data() -> Dataset:
    """Return the real list as a dataset, read on the spot."""
    return kg.open("kanerzi-2025-07")


@pytest.fixture(scope="session")
def report(data: Dataset) -> bytes:
    """Return the real list's analysis report."""
    return data.report("analysis")["分析报告.docx"]


@pytest.fixture(scope="session")
def book(data: Dataset) -> bytes:
    """Return the real list's workbook."""
    return data.report("workbook")["工作簿.xlsx"]


def part(file: bytes, name: str = "word/document.xml") -> ET.Element:
    """Return one part of a document."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return ET.fromstring(archive.read(name))


def text(element: ET.Element) -> str:
    """Return the text of an element."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def paragraphs(file: bytes, style: str) -> list[str]:
    """Return the texts of the paragraphs of one style, in order."""
    found = []
    for paragraph in part(file).iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        if named is not None and named.get(f"{W}val") == style:
            found.append(text(paragraph))
    return found


def tables(file: bytes) -> list[list[list[str]]]:
    """Return the tables as rows of cells."""
    return [_rows(table) for table in part(file).iter(f"{W}tbl")]


def _rows(table: ET.Element) -> list[list[str]]:
    return [_cells(row) for row in table.iter(f"{W}tr")]


def _cells(row: ET.Element) -> list[str]:
    return [text(cell) for cell in row.iter(f"{W}tc")]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    """Return what renders a file; the test is skipped where LibreOffice is not installed."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")

    def run(file: bytes, name: str) -> Path:
        source = tmp_path / name
        source.write_bytes(file)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        words = [
            str(OFFICE),
            "--headless",
            profile,
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(source),
        ]
        subprocess.run(words, check=True, capture_output=True, timeout=300)
        return source.with_suffix(".pdf")

    return run
