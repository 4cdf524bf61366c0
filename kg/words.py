"""What things are called, in Chinese and English, each word once: ``data/words.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from kg.resources import data_path, read_toml

_BOTH = r"(.*[^\x00-\x7f].*?) [a-z][A-Za-z ,'-]*(）?)"
"""A text in Chinese, and behind it the same in English; a bracket may close behind both."""
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


def in_chinese(value: Any) -> Any:
    """Return the Chinese of a text that stands in two languages; any other value stays.

    >>> in_chinese("两者都有 both"), in_chinese("受理而无回告 taken up, no word back")
    ('两者都有', '受理而无回告')
    >>> in_chinese("配合 42 乡镇 1"), in_chinese("agency"), in_chinese("农业农村局（推定 presumed）")
    ('配合 42 乡镇 1', 'agency', '农业农村局（推定）')
    """
    if not isinstance(value, str) or value.isascii():
        return value
    last = value[-1]
    if not last.isascii() and last != "）":  # most texts: no need to look further
        return value
    both = re.fullmatch(_BOTH, value)
    return f"{both[1]}{both[2]}" if both else value


def in_english(text: str) -> str:
    """Return a text with what duties and their steps are called in English.

    >>> in_english("青石镇 配合 42 乡镇 3"), in_english("收回 5 承接部门 1"), in_english("配合检查")
    ('青石镇 Cooperative 42 township step 3', 'Recalled 5 receiving department step 1', '配合检查')
    """
    return _label().sub(_english, text) if not text.isascii() else text


@cache
def _label() -> re.Pattern[str]:
    """Return the pattern of what a duty, or a step of one, is called: 配合 42 乡镇 3."""
    lists, sides = ("|".join(chinese(name).values()) for name in ("list", "side"))
    return re.compile(rf"(?<!\S)({lists}) (@?\d+)(?: ({sides}) ([^\s、：]+))?(?=$|[\s、：])")


def _english(label: re.Match[str]) -> str:
    kind, number, side, step = label.groups()
    english = {zh: en for name in ("list", "side") for zh, en in section(name).values()}
    duty = f"{english[kind].capitalize()} {number}"
    return f"{duty} {english[side]} step {step}" if side else duty


def kinds(*names: str) -> dict[str, tuple[str, str]]:
    """Return what some kinds of findings are called: what an analysis declares as its ``KINDS``."""
    return {name: section("kind")[name] for name in names}


@cache
def _read() -> Mapping[str, Words]:
    raw = read_toml(data_path() / "words.toml")
    return {name: {key: (zh, en) for key, (zh, en) in words.items()} for name, words in raw.items()}
