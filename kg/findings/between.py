"""The kinds of findings that say how a place differs from others; loads nothing that compares."""

from __future__ import annotations

from typing import Final

from kg.alignment.standing import FOLDED
from kg.model import Finding
from kg.words import section

PREFIX: Final = "place_"
"""What these kinds begin with: ``place_missing``."""


def is_between(finding: Finding) -> bool:
    """Tell whether a finding says how a place differs from others, not what its own list says."""
    return finding.kind.startswith(PREFIX)


def kinds() -> dict[str, tuple[str, str]]:
    """Return the kinds of these findings: word → name (Chinese, English)."""
    words, between = section("difference"), section("between")
    zh, en = between["place"]
    named = {kind: said for kind, said in words.items() if kind not in FOLDED}
    named |= {"taken_back": between["taken_back"]}
    return {f"{PREFIX}{kind}": (f"{zh}：{a}", f"{en}: {b}") for kind, (a, b) in named.items()}
