"""What an installation weighs, a distribution a line: ``python -m release.weigh``.

It follows what the project asks for, in the environment that it runs in: what else is installed there is not counted.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT: Final = Path(__file__).resolve().parent.parent
LIMIT: Final = 250
"""What an office's installation may weigh, in MB (10⁶ bytes), pip and setuptools included."""
LEFT_OUT: Final = frozenset({"ipython"})
"""Asked for by Pyvis and never loaded (``kg.views.pyvis_door``): pip brings it and its train along, the wheelhouse does not."""


def project() -> dict[str, Any]:
    """Return the table ``[project]`` of ``pyproject.toml``."""
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["project"]
    return found


def needed(left_out: Collection[str] = LEFT_OUT) -> list[Distribution]:
    """Return every distribution that an installation needs, by name; what `left_out` alone asks for is not among them."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(line) for line in project()["dependencies"]]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name not in found and name not in left_out:
            found[name] = distribution(name)
            waiting += _asked(found[name])
    return [found[name] for name in sorted(found)]


def _asked(one: Distribution) -> Iterator[Requirement]:
    """Yield what a distribution asks for here, its extras left out."""
    for line in one.requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            yield wanted


def weight(one: Distribution) -> int:
    """Return the bytes of a distribution's files, without what Python compiled."""
    paths = [Path(str(file.locate())) for file in one.files or () if file.suffix != ".pyc"]
    return sum(path.stat().st_size for path in paths if path.is_file())


def main() -> None:
    """Print name, version and MB of each, the heaviest first."""
    every = sorted(((weight(one), one) for one in needed()), key=lambda pair: -pair[0])
    for size, one in every:
        print(f"{size / 1e6:7.1f} MB  {one.metadata['Name']} {one.version}")
    whole = sum(map(weight, needed(()))) / 1e6
    print(f"{sum(size for size, _ in every) / 1e6:7.1f} MB  {len(every)} 个 distributions")
    print(
        f"{whole:7.1f} MB  用 pip 直接安装时，连同 Pyvis 要的 IPython / by pip, with the IPython that Pyvis asks for"
    )


if __name__ == "__main__":
    main()
