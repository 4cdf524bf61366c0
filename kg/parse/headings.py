"""Department headings inside a cell: 县应急管理局：, 【县公安局】, 牵头单位：县公安局."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.names import Entity

Find = Callable[[str], Iterator[Entity]]

_COORDINATION = re.compile(r"\s*[、，,和及与]\s*")
# 牵头单位：县公安局, the name behind the colon: a heading too, if nothing else stands in its sentence.
_CALLED = re.compile(
    r"(?:(?:牵头|主办|主管|责任|承接)(?:责任)?|(?:配合|协办|协助|参与))(?:单位|部门)(?:及职责)?\s*[：:（(]\s*"
)
_CALLED_END = re.compile(r"[）)]?\s*(?:[：:。；;]|$|(?=\s\S)|(?=1\s*[.．、])|(?=[（(]1[）)]))")
_COLON = re.compile(r"\s*(?:(?:工作|主要)?职责(?:为)?)?\s*[：:]")
_BRACKETED = re.compile(
    r"[【［\[〔〖『（(]([^【】［］\[\]〔〕〖〗『』（）()]{2,60})[】］\]〕〗』）)]\s*[：:]?"
)
_ROUND = ("（", "(")
_ROLE = re.compile(r"^(?:(?:牵头|主办|主管|责任|配合|协办|协助)(?:单位|部门)?\s*[：:]\s*)?")
_SENTENCE_START = re.compile(r"(?:^|[。；;\s])$")
_NUMBER_BEFORE = re.compile(r"(?:^|\s)\d{1,3}\s*[.．、]\s*$")
_FIRST = re.compile(r"\s*(?:1\s*[.．、]|[（(][1一][）)]|[①⑴一])")


def headings(block: str, find: Find) -> list[tuple[int, int]]:
    """Return start and end of the department headings of a block, in printed order, what follows them left out."""
    entities = list(find(block))
    found = [*_bracketed(block, entities), *_with_colon(block, entities)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _bracketed(block: str, entities: list[Entity]) -> Iterator[tuple[int, int]]:
    """Yield 【县公安局】 where a sentence begins; in round brackets only before a list, for （县公安局） may explain."""
    for match in _BRACKETED.finditer(block):
        if not _SENTENCE_START.search(block[: match.start()]):
            continue
        inside = [e for e in entities if match.start(1) <= e.start and e.end <= match.end(1)]
        if not inside or not _only_names(match[1], match.start(1), inside):
            continue
        follows = block[match.end() :]
        listed = match.start() == 0 or bool(_FIRST.match(follows))
        if match[0][0] in _ROUND and not (listed and follows.strip()):
            continue
        yield match.start(), match.end()


def _only_names(text: str, offset: int, inside: list[Entity]) -> bool:
    """Tell whether a bracket holds departments and nothing else."""
    rest = text
    for entity in reversed(inside):
        rest = rest[: entity.start - offset] + "、" + rest[entity.end - offset :]
    return not re.sub(r"[、，,和及与\s]", "", _ROLE.sub("", rest))


def _with_colon(block: str, entities: list[Entity]) -> Iterator[tuple[int, int]]:
    called = {match.end(): match.start() for match in _CALLED.finditer(block)}
    start = end = opened = -1
    headed = False
    for entity in entities:
        if entity.start in called:
            opened = called[entity.start]
        beside = end >= 0 and _COORDINATION.fullmatch(block[end : entity.start])
        start, end = (start if beside else entity.start), entity.end
        if opened >= 0 and (closed := _called(block, opened, end)):
            yield opened, closed
            opened = -1
            continue
        colon = _COLON.match(block, end)
        if colon is None or entity.organization.kind not in ("department", "class"):
            continue
        if _heads(block, start, colon.end(), headed=headed):
            yield start, colon.end()
        headed = headed or start == 0


def _called(block: str, opened: int, end: int) -> int:
    """Return where 牵头单位：X ends if nothing else stands in its sentence, else 0."""
    closed = _CALLED_END.match(block, end)
    return closed.end() if closed and _SENTENCE_START.search(block[:opened]) else 0


def _heads(block: str, start: int, end: int, *, headed: bool) -> bool:
    """Tell whether X： heads what follows: first in its block, after a space, before 1., or as one before it did."""
    before = block[:start]
    if not before:
        return True
    if before[-1].isspace() and not _NUMBER_BEFORE.search(before):
        return True
    after_sentence = bool(re.search(r"[。；;]\s*$", before))
    return after_sentence and (headed or bool(re.match(r"\s*1\s*[.．、]", block[end:])))
