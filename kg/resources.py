"""Where the ontology and the data are: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from kg.errors import ReadError

_PACKAGE = Path(__file__).resolve().parent


def ontology_path() -> Path:
    """Return the folder that holds ``duties.ttl`` and ``shapes.ttl``.

    >>> (ontology_path() / "duties.ttl").is_file()
    True
    """
    return _folder("ontology")


def data_path() -> Path:
    """Return the folder that holds ``lists/``, ``names/`` and the thesaurus of matters.

    >>> (data_path() / "lists").is_dir()
    True
    """
    return _folder("data")


def _folder(name: str) -> Path:
    for folder in (_PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ReadError(
        f"缺少文件夹 {name}", f"the folder {name} is missing", where=str(_PACKAGE),
        cure=("请重新安装 kg", "install kg again"),
    )  # fmt: skip
