"""Acts as data: what a clause orders to be done (排查, 上报, 处罚 …), by the words of ``data/lexicon/orders.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.lexicon import read
from kg.matters import Recognition

_SPOKEN_OF = re.compile(
    r"(?:对|将|未|违反|擅自)[^，。；]*?(?:行为|案件|情况|情形|问题)"
    r"|对[^，。；]*的(?=处罚|予以|进行|依法)"
    r"|(?:根据|按照|依据|按)[^，。；]*?(?:需要|要求|预案|方案|计划|情况|规定|安排)"
    r"|结合[^，。；]*"
)
"""What a clause speaks of, not what it orders: 对未按规定回收的行为 orders no 回收, 根据扑救的需要 no 扑救."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act; a ``light`` one makes no duplication by itself.

    ``say`` is a verb that goes behind 就“…”, ``object`` what of it the verb takes, if anything; in
    ``en`` the matter goes into {}.
    """

    id: str
    zh: str
    en: str
    say: str
    object: str
    light: bool
    words: tuple[str, ...]


class Order(NamedTuple):
    """An act that a text orders: the act, the word, and where the word begins and ends."""

    act: Act
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Acts:
    """The scheme: every act by its id, and the words by which they are recognised."""

    by_id: dict[str, Act]
    by_word: dict[str, Act]
    pattern: re.Pattern[str]
    objectless: frozenset[str]
    """Matters, by their Chinese names, that say only what is done (统计, 演练)."""
    passed_on: re.Pattern[str]
    """Where papers are passed up: nothing is reported of what was found."""
    offender: re.Pattern[str]
    """What stands behind the word of a matter that only says who offends."""
    first_response: frozenset[str]
    """Words for what the township does until a department comes."""
    unsaid: frozenset[str]
    """Words that cannot be said behind 就“…”."""

    def orders(self, text: str, matters: Collection[Recognition] = ()) -> Iterator[Order]:
        """Yield what a clause orders, left to right.

        A word inside the longer name of a matter (治理 in 环境治理) names the matter and orders
        nothing.

        >>> [order.act.id for order in acts().orders("对未按规定回收的行为及时报告，开展隐患排查")]
        ['report', 'find']
        """
        spoken_of = [found.span() for found in _SPOKEN_OF.finditer(text)]
        spoken_of += [found.span() for found in self.passed_on.finditer(text)]
        named = [(found.start, found.end) for found in matters]
        for found in self.pattern.finditer(text):
            act = self.by_word.get(found[0])
            start, end = found.span()
            inside = any(a <= start and end <= b and b - a > end - start for a, b in named)
            if (
                act is not None
                and not inside
                and not any(a <= start and end <= b for a, b in spoken_of)
            ):
                yield Order(act, found[0], start, end)


@cache
def acts() -> Acts:
    """Return the project's acts."""
    raw = read("orders")
    by_id = {
        one["id"]: Act(
            one["id"],
            one["zh"],
            one["en"],
            one["say"],
            one.get("object", ""),
            one.get("light", False),
            tuple(one["words"]),
        )
        for one in raw["act"]
    }
    by_word: dict[str, Act] = {}
    for act in by_id.values():
        by_word |= dict.fromkeys(act.words, act)
    words = sorted([*by_word, *raw["except"]], key=lambda word: (-len(word), word))
    pattern = re.compile("|".join(map(re.escape, words)))
    return Acts(
        by_id,
        by_word,
        pattern,
        frozenset(raw["objectless"]),
        re.compile("|".join(raw["passed_on"])),
        re.compile(raw["offender"]),
        frozenset(raw["first_response"]),
        frozenset(raw["unsaid"]),
    )


@dataclass(frozen=True, slots=True)
class SetPhrases:
    """Phrases that tell no duty from another, and the words that make a title a reward."""

    blanked: tuple[str, ...]
    rewards: tuple[str, ...]

    def is_reward(self, title: str) -> bool:
        """Tell whether a title is about a reward.

        >>> set_phrases().is_reward("对在抢险救灾中有功人员的奖励")
        True
        """
        return title.rstrip("。； ").removesuffix("工作").endswith(self.rewards)


@cache
def set_phrases() -> SetPhrases:
    """Return the project's set phrases, the longest first."""
    raw = read("set_phrases")
    blanked = sorted(
        [*raw["political"], *raw["formulas"]], key=lambda phrase: (-len(phrase), phrase)
    )
    return SetPhrases(tuple(blanked), tuple(raw["rewards"]))
