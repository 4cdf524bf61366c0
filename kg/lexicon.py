"""The words by which analyses know something: ``data/lexicon/*.toml``. Code holds grammar, data hold words.

A recogniser whose words are marked in the text and written into the graph is another thing:
``data/names/marks`` (:mod:`kg.parse.marks`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.resources import data_path, read_toml

if TYPE_CHECKING:  # whoever asks a question does without the records
    from kg.model import Organization


@dataclass(frozen=True, slots=True)
class Act:
    """What is done to somebody or something (punish, licence, inspect …).

    Attributes
    ----------
    id : str
        As the recogniser ``kind`` calls it.
    includes, precedes : pattern or None
        Words that say the very act, and words of the steps before it.
    by_word : mapping
        Word of a title → what says the same act, for a kind whose acts differ by that word.
    methods : mapping
        Word of a title → words of which a method that does the act has one.
    alone : bool
        Whether it meets nothing but itself.
    """

    id: str
    includes: re.Pattern[str] | None
    precedes: re.Pattern[str] | None
    by_word: Mapping[str, re.Pattern[str]]
    methods: Mapping[str, tuple[str, ...]]
    alone: bool

    def same(self, word: str) -> re.Pattern[str]:
        """Return what says the same act as ``word``, with which a title names it."""
        return self.includes or self.by_word.get(word) or re.compile(re.escape(word))


@cache
def acts() -> Mapping[str, Act]:
    """Return the acts by name.

    >>> acts()["penalty"].same("处罚").findall("依法处罚并罚款")
    ['处罚', '罚款']
    """
    return {raw["id"]: _act(raw) for raw in read("acts")["act"]}


@cache
def any_method() -> tuple[str, ...]:
    """Return the words that suit every act: they say who does it, or that nobody does any more."""
    return tuple(read("acts")["any_method"])


def _act(raw: Mapping[str, Any]) -> Act:
    return Act(
        raw["id"],
        _any(raw["includes"]) if "includes" in raw else None,
        _any(raw["precedes"]) if "precedes" in raw else None,
        {word: _any(same) for word, same in raw.get("by_word", {}).items()},
        {word: tuple(words) for word, words in raw.get("methods", {}).items()},
        raw.get("alone", False),
    )


@dataclass(frozen=True, slots=True)
class BodyKind:
    """A kind of performers that are not departments: unnamed ones, villages, firms."""

    id: str
    zh: str
    en: str
    words: re.Pattern[str]
    excepted: re.Pattern[str]


@cache
def body_kinds() -> tuple[BodyKind, ...]:
    """Return the kinds of performers that are not departments; the last takes whatever is left."""
    return tuple(
        BodyKind(
            raw["id"], raw["zh"], raw["en"], _any(raw["words"]), _any(raw.get("except", ["(?!)"]))
        )
        for raw in read("bodies")["body"]
    )


def body_kind(organization: Organization) -> str:
    """Return which kind of body an open class (其他……部门) or an outside performer is.

    >>> from kg.model import Organization
    >>> names = ("各行业主管部门", "建设单位", "村委会")
    >>> [body_kind(Organization(name, "", name, "external")) for name in names]
    ['unnamed', 'enterprise', 'village']
    """
    if organization.kind == "class":
        return "unnamed"
    return next(
        kind.id
        for kind in body_kinds()
        if kind.words.search(organization.name) and not kind.excepted.search(organization.name)
    )


@cache
def signs(name: str) -> Mapping[str, re.Pattern[str]]:
    """Return the signs of one file: what each is called → a pattern that any of its words fits.

    >>> signs("gaps")["whole_lead"].search("县教育局总牵头")[0]
    '总牵头'
    """
    return {key: _any(words) for key, words in read(name).items()}


def never_said(text: str) -> Mapping[str, Any] | None:
    """Return the entry of ``unsaid.toml`` for a question that no list answers (may we refuse?)."""
    fits = (one for one in read("unsaid")["unsaid"] if _any(one["words"]).search(text.casefold()))
    return next(fits, None)


def matter_asked(text: str) -> str | None:
    """Return the matter of which somebody asks who does what (养狗谁管).

    None if it is another kind of question, or one that no list answers.

    >>> matter_asked("养狗归谁管"), matter_asked("no_lead"), matter_asked("出了事谁负责")
    ('养狗', None, None)
    """
    match = _any(read("unsaid")["who"]).match(text.strip())
    if match and never_said(text) is None:
        return match["matter"]
    return None


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(words))


@cache
def read(name: str) -> Mapping[str, Any]:
    """Return all that one file holds.

    Raises
    ------
    ReadError
        If the file is missing or broken.
    """
    return read_toml(data_path() / "lexicon" / f"{name}.toml")
