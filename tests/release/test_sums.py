"""What a release hands out can be checked by those who get it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from release.__main__ import sums


def test_the_sums_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "kg.html").write_bytes(b"a page")
    (tmp_path / "list.csv").write_bytes(b"")
    text = sums([tmp_path / "kg.html", tmp_path / "list.csv"])
    assert [line.split("  ") for line in text.splitlines()] == [
        [hashlib.sha256(b"a page").hexdigest(), "kg.html"],
        [hashlib.sha256(b"").hexdigest(), "list.csv"],
    ]
