"""Department headings in a cell: 县应急管理局：, 【县公安局】, 牵头单位：县公安局."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.names import Entity

Find = Callable[[str], Iterable[Entity]]

_COORDINATION = re.compile(r"\s*[、，,和及与]\s*")
# 牵头单位：县公安局, the name behind the colon: a heading too, if nothing else stands in its sentence.
_CALLED = re.compile(
    r"(?:(?:牵头|主办|主管|责任|承接)(?:责任)?|(?:配合|协办|协助|参与))(?:单位|部门)(?:及职责)?\s*[：:（(]\s*"
)
_CALLED_END = re.compile(
    r"[）)]?\s*(?:[：:。；;]|$|(?=\s\S)|(?=1\s*[.．、])|(?=[（(]1[）)])"
    r"|(?=(?:工作|履职|承接)方式\s*[：:]))"
)
# 区金融局（区处非办）：, 县公安局主要职责：
_COLON = re.compile(
    r"\s*(?:[（(][^（）()：:。；]{2,16}[）)])?\s*(?:(?:工作|主要)?职责(?:为)?)?\s*[：:]"
)
_BRACKETED = re.compile(
    r"[【［\[〔〖『（(]([^【】［］\[\]〔〕〖〗『』（）()]{2,60})[】］\]〕〗』）)]\s*[：:]?"
)
_ROUND = ("（", "(")
_ROLE = re.compile(r"^(?:(?:牵头|主办|主管|责任|配合|协办|协助)(?:单位|部门)?\s*[：:]\s*)?")
_SENTENCE_START = re.compile(r"(?:^|[。；;\s])$")
_AFTER_SENTENCE = re.compile(r"[。；;]\s*$")
_NUMBER_BEFORE = re.compile(r"(?:^|\s)\d{1,3}\s*[.．、]\s*$")
_FIRST = re.compile(r"\s*(?:1\s*[.．、]|[（(][1一][）)]|[①⑴一])")
_ONE = re.compile(r"\s*1\s*[.．、]")
# 县民政局 1.落实政策: a name in a line of its own, whose line end the format may have lost.
_LIST_BEHIND = re.compile(
    r"(?:[（(](?:牵头|主办|配合|协办)[^（）()]{0,6}[）)])?\s*"
    r"(?=1\s*[.．、](?!\d)|[（(][1一][）)]|[①⑴]|一[是、])"
)
_TEXT_BEHIND = re.compile(r"\s+(?=\S)")
_BACK = 24
"""Characters before a name that may tell what it is; the whole block would cost its square."""


@dataclass(slots=True)
class _Block:
    """A block of a cell and the organisations that it names, in printed order."""

    text: str
    entities: Sequence[Entity]

    def before(self, at: int) -> str:
        """Return what stands before ``at``: its end, where it is long."""
        return self.text[max(0, at - _BACK) : at]


def headings(block: str, find: Find) -> list[tuple[int, int]]:
    """Return start and end of the department headings of a block, in printed order, what follows them left out."""
    whole = _Block(block, list(find(block)))
    found = [*_bracketed(whole), *_with_colon(whole)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def is_name(block: str, find: Find) -> bool:
    """Tell whether a block is nothing but departments: a line that may head those below it."""
    text = block.strip()
    inside = list(find(text)) if len(text) <= 60 else []
    departments = all(e.organization.kind in ("department", "class") for e in inside)
    return bool(inside) and departments and _only_names(text, 0, inside)


def _bracketed(block: _Block) -> Iterator[tuple[int, int]]:
    """Yield 【县公安局】 where a sentence begins; in round brackets only before a list, for （县公安局） may explain."""
    starts = [entity.start for entity in block.entities]
    for match in _BRACKETED.finditer(block.text):
        first, last = bisect_left(starts, match.start(1)), bisect_left(starts, match.end(1))
        inside = [e for e in block.entities[first:last] if e.end <= match.end(1)]
        if not inside or not _SENTENCE_START.search(block.before(match.start())):
            continue
        if not _only_names(match[1], match.start(1), inside):
            continue
        listed = match.start() == 0 or bool(_FIRST.match(block.text, match.end()))
        something = bool(block.text[match.end() : match.end() + _BACK].strip())
        if match[0][0] in _ROUND and not (listed and something):
            continue
        yield match.start(), match.end()


def _only_names(text: str, offset: int, inside: Sequence[Entity]) -> bool:
    """Tell whether a text holds departments and nothing else."""
    rest = text
    for entity in reversed(inside):
        rest = rest[: entity.start - offset] + "、" + rest[entity.end - offset :]
    return not re.sub(r"[、，,和及与\s]", "", _ROLE.sub("", rest))


def _with_colon(block: _Block) -> Iterator[tuple[int, int]]:
    """Yield names before a colon, those called 牵头单位：, and those alone before a list."""
    called = {match.end(): match.start() for match in _CALLED.finditer(block.text)}
    start = end = opened = -1
    headed = False
    for entity in block.entities:
        if entity.start in called:
            opened = called[entity.start]
        between = block.text[end : entity.start] if 0 <= entity.start - end <= _BACK else ""
        beside = end >= 0 and _COORDINATION.fullmatch(between)
        start, end = (start if beside else entity.start), entity.end
        if opened >= 0 and (closed := _called(block, opened, end)):
            yield opened, closed
            opened = -1
            continue
        stop = _end_of_heading(block, entity, start, end, headed=headed)
        if stop:
            yield start, stop
        headed = headed or bool(stop)


def _end_of_heading(block: _Block, entity: Entity, start: int, end: int, *, headed: bool) -> int:
    """Return where the heading made by a name at ``start``:``end`` ends; 0 if the name does not make one.

    其他行业主管部门： is one only among others.
    """
    is_department = entity.organization.kind in ("department", "class")
    if not is_department and not (headed and not entity.named):
        return 0
    colon = _COLON.match(block.text, end)
    if colon is None:
        if is_department:
            return _alone(block, start, end, headed=headed)
        return 0
    if _heads(block, start, colon.end(), headed=headed):
        return colon.end()
    return 0


def _called(block: _Block, opened: int, end: int) -> int:
    """Return where 牵头单位：X ends if nothing else stands in its sentence, else 0."""
    closed = _CALLED_END.match(block.text, end)
    if closed and _SENTENCE_START.search(block.before(opened)):
        return closed.end()
    return 0


def _alone(block: _Block, start: int, end: int, *, headed: bool) -> int:
    """Return where a name ends that begins a sentence and has a list behind it, else 0.

    Where one heads like this, one with blanks round it does too: 县民政局 1.… 县医保局 落实政策。
    """
    begins = start == 0 or bool(_AFTER_SENTENCE.search(block.before(start)))
    if not begins:
        return 0
    listed = _LIST_BEHIND.match(block.text, end)
    if listed is not None:
        return listed.end()
    apart = headed and block.text[start - 1 : start].isspace()
    if apart and _TEXT_BEHIND.match(block.text, end):
        return end
    return 0


def _heads(block: _Block, start: int, end: int, *, headed: bool) -> bool:
    """Tell whether X： heads what follows: first in its block, after a space, before 1., or as one before it did."""
    if start == 0:
        return True
    before = block.before(start)
    if before[-1].isspace() and not _NUMBER_BEFORE.search(before):
        return True
    after_sentence = bool(_AFTER_SENTENCE.search(before))
    return after_sentence and (headed or bool(_ONE.match(block.text, end)))
