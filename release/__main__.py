"""Make everything that a release hands out, into ``dist/``: ``make release``.

The wheel and the source distribution; the wheelhouse for Windows and its list; ``kg.html`` where it can be made; the
pages as a site, in one archive; ``SHA256SUMS`` over all. What is already in ``dist/`` under another version stays.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import kg
from release import wheelhouse, wheels
from release.weigh import CHECKOUT

DIST: Final = CHECKOUT / "dist"
PLATFORM, PYTHON = "win_amd64", "3.11"
PORTABLE: Final = "kg.html"
"""The file that needs no installation: ``make portable`` makes it, in ``dist/``; it is handed out if it is there."""
_WHEN: Final = (1980, 1, 1, 0, 0, 0)


def distributions() -> Iterator[Path]:
    """Build wheel and source distribution, have their page checked, and yield them."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", folder]
        subprocess.run(
            [sys.executable, *command], cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL
        )
        made = sorted(Path(folder).glob("township_duties-*"))
        checked = ["-m", "twine", "check", "--strict", *map(str, made)]
        subprocess.run([sys.executable, *checked], check=True)
        for path in made:
            yield Path(shutil.copy2(path, DIST / path.name))


def site() -> Path:
    """Build the pages as a site and return it as one archive, the same bytes for the same pages."""
    archive = DIST / f"kg-docs-{kg.__version__}.zip"
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d"]
        away, pages = Path(folder) / "read", Path(folder) / "kg-docs"
        subprocess.run(
            [sys.executable, *command, str(away), "docs", str(pages)], cwd=CHECKOUT, check=True
        )
        (pages / ".buildinfo").unlink(missing_ok=True)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(path for path in pages.rglob("*") if path.is_file()):
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _WHEN)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes())
    return archive


def windows() -> Path:
    """Gather the wheelhouse for Windows and return its list; the folder itself is too large for one file."""
    folder = DIST / f"wheelhouse-{PLATFORM}-{PYTHON}"
    wheelhouse.write(wheelhouse.gather(PLATFORM, PYTHON, folder), folder)
    listed = DIST / f"{folder.name}.csv"
    listed.write_text(
        wheels.listed(sorted(map(wheels.read, folder.glob("*.whl")), key=lambda one: one.name)),
        encoding="utf-8-sig",
        newline="\n",
    )
    return listed


def sums(paths: list[Path]) -> str:
    """Return the lines of ``SHA256SUMS`` (``sha256sum -c`` reads them)."""
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in paths)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Make everything and say what there is."""
    DIST.mkdir(exist_ok=True)
    made = [*distributions(), windows(), site()]
    portable = DIST / PORTABLE
    made += [portable] if portable.is_file() else []
    (DIST / "SHA256SUMS").write_text(sums(made), encoding="utf-8", newline="\n")
    for path in made:
        print(f"{path.stat().st_size / 1e6:7.1f} MB  {path.relative_to(CHECKOUT).as_posix()}")


if __name__ == "__main__":
    main()
