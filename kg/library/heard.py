"""What an assistant's words ask for: a question, narrowed, and what else they may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.asking import questions as asking
from kg.asking.suggest import LOOK_UP, NONE, answers, departments
from kg.errors import UnknownName, around
from kg.lexicon import never_said
from kg.names import load


@dataclass(frozen=True, slots=True)
class Heard:
    """A question, the words that narrow it (by ``department`` …), and other readings as a line."""

    question: asking.Question
    narrow: Mapping[str, str]
    others: str = ""

    @property
    def title(self) -> str:
        """What is answered, so that a reader sees how the words were understood."""
        words = "，".join(self.narrow.values())
        asked = self.question
        return f"{asked.number} {asked.name} {asked.zh}" + around("（", words, "）")


def hear(text: str, narrow: Mapping[str, str]) -> Heard:
    """Return the question that a name, a number or plain words ask, by the matcher of ``kg query``.

    Raises
    ------
    UnknownName
        If no list says it, or no question comes near; the message says what is nearest.
    """
    if not text:
        raise UnknownName(
            "请写要问的问题", "say what is asked",
            cure=("list_questions 列出有哪些", "list_questions lists what there is"),
        )  # fmt: skip
    exact = asking.meant(text)
    if len(exact) == 1 or _is_a_name(text):
        return Heard(exact[0] if exact else asking.question(text), narrow)
    best, *others = answers(text)
    if best == NONE:
        raise _unsaid(text, others)
    if best.startswith(LOOK_UP):
        best, narrow = _looked_up(best.removeprefix(LOOK_UP), narrow)
        others = [other for other in others if other != best]
    near = "、".join(others)
    return Heard(asking.question(best), narrow, near and f"也可能问 it may also mean: {near}")


def _is_a_name(text: str) -> bool:
    """Tell whether a text can only be a question's name, mistyped: one word in Latin letters."""
    return text.isascii() and not any(sign.isspace() for sign in text)


def _looked_up(word: str, narrow: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """Return the question that tells all about a word, and the word as its filter."""
    if word in departments():
        return "portfolio", {**narrow, "department": word}
    if word in load().categories:
        return "portfolio", {**narrow, "category": word}
    return "matter", {**narrow, "matter": word}


def _unsaid(text: str, near: list[str]) -> UnknownName:
    entry = never_said(text)
    what = f"没有问 “{text}” 的问题", f'no question asks "{text}"'
    if entry:
        what = entry["zh"], entry["en"]
    names = [name for name in near if not name.startswith(LOOK_UP)]
    listed = "、".join(f"{name} {asking.question(name).zh}" for name in names)
    return UnknownName(*what, cure=(f"最接近的 {listed}", f"the nearest: {', '.join(names)}"))
