"""What things are called, in Chinese and English, each word once: ``data/words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import cast

from kg.errors import ReadError
from kg.resources import data_path

Words = Mapping[str, tuple[str, str]]
"""What a thing is called in the program → (Chinese, English)."""


def section(name: str) -> Words:
    """Return one section of the words: ``list``, ``side``, ``column``, ``kind``, ``grade``, ``verdict``, ``heading``.

    >>> section("verdict")["lawful"]
    ('依法如此', 'as the law has it')
    """
    return _read()[name]


def chinese(name: str) -> dict[str, str]:
    """Return the Chinese words of one section.

    >>> chinese("list")
    {'basic': '基本', 'cooperative': '配合', 'recalled': '收回'}
    """
    return {key: zh for key, (zh, _) in section(name).items()}


def both(name: str) -> dict[str, str]:
    """Return the words of one section in both languages, the Chinese one first.

    >>> both("side")["superior"]
    '上级部门 superior'
    """
    return {key: f"{zh} {en}" for key, (zh, en) in section(name).items()}


def kinds(*names: str) -> dict[str, tuple[str, str]]:
    """Return what some kinds of findings are called: what an analysis declares as its ``KINDS``."""
    return {name: section("kind")[name] for name in names}


@cache
def _read() -> Mapping[str, Words]:
    path = data_path() / "words.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            name: {key: cast(tuple[str, str], (zh, en)) for key, (zh, en) in words.items()}
            for name, words in raw.items()
        }
    except (OSError, ValueError) as error:
        raise ReadError(
            f"词表读不了（{error}）", f"the words cannot be read ({error})", where="data/words.toml",
            cure=("请恢复这个文件", "restore the file"),
        ) from None  # fmt: skip
