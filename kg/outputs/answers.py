"""What the start page takes over of a list's answers, so that the list is not asked again."""

from __future__ import annotations

from pathlib import Path

from kg.outputs import One

FILE = "answers.json.gz"
TITLE = ("逐项回答的答案（程序用）", "answers, for the program")


def of_list(one: One, path: Path) -> None:
    """Write what is kept of the list's answers; nothing where no store is installed."""
    from kg.asking import keeping

    if one.answers is not None:
        path.write_bytes(keeping.pack(one.answers))
