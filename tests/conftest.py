"""What several tests start from: the real list and a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kg.resources import data_path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


@pytest.fixture(scope="session")
def real_list() -> Path:
    """Return the folder of the real list."""
    return data_path() / "lists" / "kanerzi-2025-07"


@pytest.fixture(scope="session")
def real_text(real_list: Path) -> str:
    """Return the real document, as it was published."""
    return (real_list / "source.txt").read_text(encoding="utf-8")


def find_browser() -> str | None:
    """Return the path of a Chromium: the one that KG_BROWSER names, or the first on the search path."""
    return os.environ.get("KG_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium; a machine without one skips the pages, CI fails."""
    if found := find_browser():
        return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium found: `make system` installs it")
    pytest.skip("no Chromium on this machine: set KG_BROWSER to its path")
