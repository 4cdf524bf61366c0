"""What a package page shows: the README with links and pictures that work there.

A page of a package index knows no files beside it, so a relative link leads nowhere and a relative picture is broken. Where
the repository is published, whoever releases says it, ``KG_REPOSITORY=https://host/owner/name``: links, pictures and the
project's addresses then lead there. Nobody has said it yet, and an invented address would lead to strangers: then a link
keeps its words alone, pictures are left out, and the page says that both come with the source distribution.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"!\[([^\]]*)\]\((?!https?:)([^)\s]+)\)")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)\s]+)\)")
_FENCE = re.compile(r"^(```+)(?!`).*?^\1$", re.MULTILINE | re.DOTALL)
_ALONE = (
    "> 下面提到的网页和图片在源码包里 / The pages and pictures named below come with the source distribution "
    "(`docs/`, `README.zh.md`).\n\n"
)


def for_package(text: str, repository: str = "") -> str:
    """Return a README for a package page.

    Parameters
    ----------
    text : str
        The README as it is in the repository, with relative links.
    repository : str
        Where the repository is published (``https://host/owner/name``); empty: nowhere that is known.
    """
    parts, at = [], 0
    for code in _FENCE.finditer(text):
        parts += [_linked(text[at : code.start()], repository), code[0]]
        at = code.end()
    made = "".join([*parts, _linked(text[at:], repository)])
    if repository:
        return made
    head, _, rest = made.partition("\n\n")
    return f"{head}\n\n{_ALONE}{rest.lstrip()}"


def _linked(text: str, repository: str) -> str:
    if repository:
        text = _PICTURE.sub(rf"![\1]({repository}/raw/HEAD/\2)", text)
        return _LINK.sub(rf"[\1]({repository}/blob/HEAD/\2)", text)
    # A paragraph or a row of a table that held pictures alone goes with them.
    text = re.sub(
        rf"^(?:{_PICTURE.pattern}\n\n|\|(?: {_PICTURE.pattern} \|)+\n)",
        "",
        text,
        flags=re.MULTILINE,
    )
    return _LINK.sub(r"\1", _PICTURE.sub(r"\1", text))


class PackageReadme(MetadataHookInterface):
    """Gives the built metadata the README of the package page, and the project's addresses where they are known."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set ``readme`` and ``urls``."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        repository = os.environ.get("KG_REPOSITORY", "").rstrip("/")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": for_package(text, repository),
        }
        metadata["urls"] = addresses(repository)


def addresses(repository: str) -> dict[str, str]:
    """Return the project's addresses, none where the repository is published nowhere."""
    if not repository:
        return {}
    page = f"{repository}/blob/HEAD"
    return {
        "Source": repository,
        "Documentation": f"{page}/docs/index.md",
        "中文说明": f"{page}/docs/zh/index.md",
        "Changelog": f"{page}/CHANGELOG.md",
    }
