"""A build of the real list, served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.library import Serving, serve


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[Serving]:
    """Yield the real list's build at an address of this machine."""
    with serve(built, port=0, timeout=20) as serving:
        yield serving
