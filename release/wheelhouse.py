"""Gather the wheels that an office without network installs from: ``python -m release.wheelhouse``.

``--platform win_amd64 --python 3.11 -o dist`` are the defaults; any machine with network can gather for any other. The
folder holds the wheels, ``requirements.txt`` (pip takes these files and no others), ``清单.csv`` (name, version, licence,
hash of each) and the instructions.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Final

from release import wheels
from release.weigh import CHECKOUT, project

INSTRUCTIONS: Final = CHECKOUT / "docs" / "zh" / "install.md"
_ROUNDS: Final = 5
"""How often what is missing may bring what is missing in turn."""


def wheel(into: Path) -> Path:
    """Build the project's own wheel into a folder and return it."""
    command = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(into)]
    subprocess.run([sys.executable, *command], cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL)
    return max(into.glob("township_duties-*.whl"), key=lambda path: path.stat().st_mtime)


def gather(platform: str, python: str, into: Path) -> list[wheels.Wheel]:
    """Fill a folder with every wheel that an installation needs on another machine, and return them.

    pip judges conditions such as ``platform_system == "Windows"`` by the machine that it runs on, so what it brought is
    read again for the other machine: what is missing there is fetched, what nobody there needs goes.

    Raises
    ------
    SystemExit
        If something that is needed cannot be had as a wheel.
    """
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    there = wheels.environment(platform, python)
    asked = [str(wheel(into))]
    for _ in range(_ROUNDS):
        _download(asked, platform, python, into)
        found, missing = wheels.wanted(
            map(wheels.read, into.glob("*.whl")), project()["name"], there
        )
        if not missing:
            break
        asked = [f"{one.name}{one.specifier}" for one in missing]
    else:
        raise SystemExit(f"没有安装包 / no wheel for {platform}: {', '.join(map(str, missing))}")
    for path in set(into.glob("*.whl")) - {one.path for one in found}:
        path.unlink()
    return found


def _download(asked: list[str], platform: str, python: str, into: Path) -> None:
    tags = [word for tag in wheels.PLATFORMS[platform] for word in ("--platform", tag)]
    constraints = ["--constraint", str(CHECKOUT / "constraints.txt")]
    which = ["--only-binary=:all:", "--implementation", "cp", "--python-version", python, *tags]
    command = ["-m", "pip", "download", "--quiet", *which, *constraints, "--dest", str(into)]
    subprocess.run([sys.executable, *command, *asked], check=True, cwd=into)


def write(found: list[wheels.Wheel], into: Path) -> None:
    """Write what stands beside the wheels: requirements with hashes, the list, the instructions."""
    (into / "requirements.txt").write_text(wheels.pinned(found), encoding="utf-8", newline="\n")
    (into / "清单.csv").write_text(wheels.listed(found), encoding="utf-8-sig", newline="\n")
    shutil.copyfile(INSTRUCTIONS, into / "安装说明.md")


def main() -> None:
    """Gather one wheelhouse and say what it is."""
    parser = ArgumentParser(prog="python -m release.wheelhouse")
    parser.add_argument("--platform", choices=wheels.PLATFORMS, default="win_amd64")
    parser.add_argument("--python", default="3.11")
    parser.add_argument("-o", "--output", type=Path, default=CHECKOUT / "dist")
    wish = parser.parse_args()
    into = wish.output / f"wheelhouse-{wish.platform}-{wish.python}"
    found = gather(wish.platform, wish.python, into)
    write(found, into)
    size = sum(one.size for one in found) / 1e6
    print(f"{into.name}: {len(found)} 个安装包 wheels, {size:.0f} MB")


if __name__ == "__main__":
    main()
