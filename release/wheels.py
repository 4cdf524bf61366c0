"""Wheels in a folder: what each asks for on another machine, under which licence it comes, and its hash."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Final

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from release.weigh import LEFT_OUT

PLATFORMS: Final = {
    "win_amd64": ("win_amd64",),
    "linux_x86_64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "linux_aarch64": ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
}
"""The machines of offices → the tags of the wheels that run there (统信、麒麟 are the Linux ones)."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel as its METADATA describes it; ``size`` in bytes, ``sha256`` of the file."""

    path: Path
    name: str
    version: str
    requires: tuple[Requirement, ...]
    licence: str
    sha256: str
    size: int


def read(path: Path) -> Wheel:
    """Read a wheel."""
    with zipfile.ZipFile(path) as archive:
        inner = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = HeaderParser().parsestr(archive.read(inner).decode("utf-8"))
    data = path.read_bytes()
    return Wheel(
        path,
        canonicalize_name(about["Name"]),
        about["Version"],
        tuple(map(Requirement, about.get_all("Requires-Dist") or ())),
        licence(about),
        hashlib.sha256(data).hexdigest(),
        len(data),
    )


def licence(about: Message) -> str:
    """Return the licence that metadata name: the expression, else the classifiers, else the first line of the field."""
    if said := about["License-Expression"]:
        return str(said)
    kinds = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    field = str(about["License"] or "").strip().partition("\n")[0]
    return " / ".join(kinds) or field or "?"


def environment(platform: str, python: str) -> dict[str, str]:
    """Return the environment markers of another machine; pip would take this machine's.

    >>> environment("win_amd64", "3.11")["platform_system"]
    'Windows'
    """
    system, _, machine = platform.partition("_")
    windows = system == "win"
    return {
        **{name: str(value) for name, value in default_environment().items()},
        "os_name": "nt" if windows else "posix",
        "sys_platform": "win32" if windows else "linux",
        "platform_system": "Windows" if windows else "Linux",
        "platform_machine": "AMD64" if windows else machine,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }


def wanted(
    wheels: Iterable[Wheel], root: str, there: dict[str, str]
) -> tuple[list[Wheel], list[Requirement]]:
    """Return what a distribution needs on another machine: the wheels that are here, and what is missing.

    What is asked for and never loaded (:data:`release.weigh.LEFT_OUT`) is neither.

    Parameters
    ----------
    wheels : iterable of Wheel
        What a folder holds.
    root : str
        The distribution to install.
    there : dict
        The other machine, as :func:`environment` describes it.

    Returns
    -------
    tuple
        The wheels by name, and the requirements that none of them fulfils.
    """
    here = {wheel.name: wheel for wheel in wheels}
    found: dict[str, Wheel] = {}
    missing: dict[str, Requirement] = {}
    waiting = [Requirement(root)]
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        wheel = here.get(name)
        if wheel is None or not asked.specifier.contains(wheel.version, prereleases=True):
            missing[name] = asked
        elif name not in found:
            found[name] = wheel
            waiting += _asked(wheel, there)
    return [found[name] for name in sorted(found)], [missing[name] for name in sorted(missing)]


def _asked(wheel: Wheel, there: dict[str, str]) -> Iterator[Requirement]:
    for one in wheel.requires:
        if canonicalize_name(one.name) in LEFT_OUT:
            continue
        if one.marker is None or one.marker.evaluate(there):
            yield one


def listed(wheels: Iterable[Wheel]) -> str:
    """Return wheels as CSV: name, version, licence, MB, file, SHA-256."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["名称 name", "版本 version", "许可 licence", "MB", "文件 file", "SHA-256"])
    for one in wheels:
        size = f"{one.size / 1e6:.1f}"
        rows.writerow([one.name, one.version, one.licence, size, one.path.name, one.sha256])
    return text.getvalue()


def pinned(wheels: Iterable[Wheel]) -> str:
    """Return wheels as a file of requirements with hashes: pip then takes these files and no others."""
    lines = (f"{one.name}=={one.version} --hash=sha256:{one.sha256}" for one in wheels)
    return "\n".join(lines) + "\n"
