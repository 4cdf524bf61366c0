"""A difference between townships in words, with what each side has quoted and placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.alignment.differences import Difference
from kg.alignment.marking import marked
from kg.alignment.standing import FOLDED
from kg.model import COLUMN_ZH, KIND_ZH, LIST_KINDS, Duty
from kg.show import place as cited

_SAID: Final[Mapping[str, str]] = {
    "missing": "{who}没有，多数有",
    "own": "{who}独有，其他没有",
    "table": "{who}列为{here}，多数列为{usual}",
    "split": "{who}分列为 {here} 项，多数列为 {usual} 项",
    "merged": "{who}合列为 {here} 项，多数列为 {usual} 项",
    "departments": "{who}的部门是“{here}”，多数是“{usual}”",
    "first": "{who}首列的部门是“{here}”，多数是“{usual}”",
    "lead": "{who}{here}，多数{usual}",
    "names": "{who}称“{here}”，多数称“{usual}”",
    "steps": "只有{who}的乡镇配合职责中有这一步",
    "wording": "{who}的名称与多数不同",
    "category": "{who}归入“{here}”，多数归入“{usual}”",
}
_OLDER: Final = "{who}仍用旧称“{here}”，多数称“{usual}”"
_MOST_QUOTES: Final = 4
"""Lists that are quoted of each side: of forty that say the same, a few are enough."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A clause that a difference rests on: its list (id), its duty, the words and the place; ``departs`` tells the side."""

    list: str
    duty: Duty
    text: str
    place: str
    departs: bool

    @property
    def line(self) -> str:
        """The clause as a line without its list: 配合 12：… （第 222 行 …）."""
        return f"{self.duty.label}：{self.text}（{self.place}）"


def lines(every: Iterable[Quote], called: Mapping[str, str]) -> Iterator[str]:
    """Yield clauses as lines, each with its list, duty and place; those that agree share a line."""
    by_text: dict[str, list[Quote]] = {}
    for quote in every:
        by_text.setdefault(quote.text, []).append(quote)
    for text, same in by_text.items():
        if len(same) == 1:
            yield f"{called[same[0].list]} {same[0].line}"
            continue
        whose = "、".join(f"{called[one.list]} {one.duty.label}（{one.place}）" for one in same)
        yield f"{whose}：{text}"


def sentence(found: Difference, called: Mapping[str, str], older: bool = False) -> str:
    """Return a difference in one Chinese sentence.

    Parameters
    ----------
    called : mapping
        Id → what a list is called.
    older : bool
        For ``names``: the list is older than the others, so that its name is the former one.
    """
    who = "、".join(called[id] for id in found.lists)
    here, usual = (in_chinese(found, text) for text in (found.here, found.usual))
    rule = _OLDER if found.kind == "names" and older else _SAID[found.kind]
    if not found.is_most:
        rule = rule.replace("多数", "别处")  # of two townships neither is most
    said = rule.format(who=who, here=here, usual=usual)
    if found.kind == "missing" and found.ordinary:
        return f"{who}没有；与它同类的都没有，另一类（乡、镇或街道）多数有"
    return said


def worth_a_look(found: Difference) -> bool:
    """Tell whether a person should look: not at other words, or what every 街道 lacks."""
    return found.kind not in FOLDED and not found.ordinary


def is_taken_back(found: Difference) -> bool:
    """Tell whether a duty is recalled on one side of a difference and not on the other."""
    return found.kind == "table" and ("recalled" in found.here) != ("recalled" in found.usual)


def in_chinese(found: Difference, text: str) -> str:
    """Return what a difference has here or usually, in words: tables by their Chinese names."""
    if found.kind != "table":
        return text
    kinds = set(text.split("+"))
    return "和".join(KIND_ZH[kind] for kind in LIST_KINDS if kind in kinds)


def quotes(found: Difference, of: str | None = None) -> Iterator[Quote]:
    """Yield clauses of the lists that depart (or of one), then of those that do as most."""
    duties = found.common.duties
    here = [id for id in found.lists if id in duties and of in (None, id)]
    rest = _as_most(found)
    facing = duties[here[0]][0] if here and found.kind == "wording" and rest else None
    other = duties[rest[0]][0] if facing else None
    for departs, ids in ((True, here), (False, rest)):
        for id in ids[:_MOST_QUOTES]:
            for duty in duties[id]:
                against = other if departs else facing
                yield Quote(id, duty, *_clause(found, duty, departs, against), departs)


def _as_most(found: Difference) -> list[str]:
    """Return the lists that show what most have; a step of one list alone has no such side."""
    if found.kind == "steps":
        return []
    duties = found.common.duties
    return [id for id in duties if id not in found.lists and _has_usual(found, duties[id])]


def _has_usual(found: Difference, duties: Sequence[Duty]) -> bool:
    """Tell whether a list's duties are as most have them, as far as a glance tells."""
    if found.kind == "table":
        return "+".join(sorted({duty.kind for duty in duties})) == found.usual
    if found.kind in ("split", "merged"):
        return str(len(duties)) == found.usual
    if found.kind == "lead":
        return bool(duties[0].leads) == (found.usual == "有牵头")
    if found.kind == "names":
        return found.usual in duties[0].departments
    if found.kind == "category":
        return duties[0].category == found.usual
    return True


def _clause(found: Difference, duty: Duty, departs: bool, against: Duty | None) -> tuple[str, str]:
    """Return the words that show the difference, and their place."""
    if found.kind == "steps":
        for step in duty.township_steps:
            if step.text == found.here:
                return step.text, cited(step.span)
    if found.kind in ("departments", "first", "names", "lead") and duty.departments:
        column = COLUMN_ZH["receiving" if duty.kind == "recalled" else "departments"]
        return (
            f"{duty.title}〔{column}：{'、'.join(duty.departments)}〕",
            f"{duty.title_span.row} {column}",
        )
    if found.kind == "category":
        return f"{duty.title}〔{duty.category}〕", duty.title_span.row
    place = cited(duty.title_span)
    if against is None:
        return duty.title, place
    text = marked(against.title, duty.title)[1] if departs else duty.title
    return text, place
