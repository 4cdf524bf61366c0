"""What a folder of builds holds: which parts and lists count, and what is said of the others.

Nothing is counted twice and nothing is left out in silence: each thing that is odd is a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.edition import Place
from kg.errors import AmbiguousName, StoreError, both
from kg.tables import parts
from kg.tables.columns import SCHEMA
from kg.tables.parts import Held, Part
from kg.which import Entry

_SHOWN = 6


@dataclass(frozen=True)
class Holdings:
    """The parts that count, each with its lists that do; ``said`` has a line for each odd thing."""

    taken: Mapping[Part, frozenset[str]]
    entries: tuple[Entry, ...]
    said: tuple[str, ...]


def survey(folder: Path, code: str) -> Holdings:
    """Return what a folder holds: a build, a data set of tables, or a folder of either.

    Parameters
    ----------
    code : str
        The hash of this program (:func:`kg.program.code_stamp`): of a list that is there twice, the
        one that it wrote is taken.

    Raises
    ------
    StoreError
        If no part can be read there.
    AmbiguousName
        If two places' lists have one id.
    """
    roots = parts.roots(folder)
    whole: list[Part] = []
    said: list[str] = []
    for root in roots:
        found, odd = _readable(root, folder)
        whole += found
        said += odd
    if not whole:
        raise StoreError(
            "没有表格", "no tables", where=str(folder),
            cure=(
                "；".join(["请先运行 kg build 或 kg tables；旧版程序建的要重建", *said]),
                "run kg build or kg tables first; build again what an older version built",
            ),
        )  # fmt: skip
    chosen = _chosen(whole, code)
    said += _twice(whole, chosen)
    said += _renamed(chosen, code)
    taken: dict[Part, set[str]] = defaultdict(set)
    for id, part in chosen.items():
        taken[part].add(id)
    said += _versions(taken, code)
    said += _bases(taken)
    said += _split(taken)
    entries = _entries(taken)
    counted = {part: frozenset(ids) for part, ids in taken.items()}
    return Holdings(counted, entries, tuple(said))


def _readable(root: Path, folder: Path) -> tuple[list[Part], list[str]]:
    """Return the whole parts of a data set, and lines on what is not whole."""
    whole: list[Part] = []
    said: list[str] = []
    seen: dict[str, Part] = {}
    for path in sorted((root / parts.FOLDER).glob("*.json")):
        part = parts.read(root, path)
        where = path.relative_to(folder).as_posix()
        if part is None:
            said.append(both(f"{where} 读不懂，不计", f"{where} cannot be read: not counted"))
            continue
        seen[part.name] = part
        if broken := part.broken():
            names, count = _some(one.id for one in part.lists), len(part.lists)
            said.append(
                both(
                    f"{part.county} 的部分不完整（{broken}），{count} 份清单不从它计：{names}",
                    f"part {part.name} is not whole: its {count} lists are not counted from it",
                )
            )
        else:
            whole.append(part)
    said += _unlisted(root, seen)
    said += _begun(root, whole)
    return whole, said


def _unlisted(root: Path, known: Mapping[str, Part]) -> Iterator[str]:
    """Yield a line on files that no manifest names: whoever wrote them was ended before."""
    files = [path for table in SCHEMA for path in (root / table).glob("county=*/*")]
    stray = sorted(path for path in files if path.suffix == ".parquet" and path.stem not in known)
    half = [path for path in files if path.suffix == parts.UNFINISHED]
    if stray:
        names = _some(path.relative_to(root).as_posix() for path in stray)
        yield both(
            f"{len(stray)} 个文件没有登记（写到一半就停了），不计：{names}",
            f"{len(stray)} files without a manifest (left half written): not counted",
        )
    if half:
        yield both(
            f"{len(half)} 个文件没有写完，不计",
            f"{len(half)} files were never finished: not counted",
        )


def _begun(root: Path, whole: Sequence[Part]) -> Iterator[str]:
    """Yield a line for each county that was begun and not finished."""
    there = {one.id for part in whole for one in part.lists}
    for county, lists in parts.unfinished(root):
        missing = [id for id in lists if id not in there]
        names, count = _some(missing), len(missing)
        if missing:
            yield both(
                f"{county} 开始而没有写完，少 {count} 份清单：{names}；请再运行一次",
                f"begun and not finished, {count} lists are missing: run it again",
            )


def _chosen(whole: Sequence[Part], code: str) -> dict[str, Part]:
    """Return for each list the part that it is taken from: this program's, else the newest."""
    by_list: dict[str, list[tuple[Part, Held]]] = defaultdict(list)
    for part in whole:
        for one in part.lists:
            by_list[one.id].append((part, one))
    chosen = {}
    for id, found in sorted(by_list.items()):
        homes = {one.place for _, one in found}
        if len(homes) > 1:
            where = "、".join(sorted({one.place.address or part.name for part, one in found}))
            raise AmbiguousName(
                f"{len(homes)} 地的清单同叫 “{id}”：{where}",
                f'lists of {len(homes)} places have the id "{id}"',
                cure=("请给其中一份的文件夹改名，重建", "rename the folder of one and build again"),
            )
        chosen[id] = max((part for part, _ in found), key=lambda part: _rank(part, code))
    return chosen


def _renamed(chosen: dict[str, Part], code: str) -> Iterator[str]:
    """Take a document that parts hold under several ids from one of them; yield a line for each.

    Lists of one part were read together: whoever built it was told, and counts them.
    """
    for name, ids in _of_one_document(chosen):
        kept = max((chosen[id] for id in ids), key=lambda part: _rank(part, code))
        left = [id for id in ids if chosen[id] is not kept]
        for id in left:
            del chosen[id]
        if left:
            yield both(
                f"{name} 的同一份文件有几个名字，只计 {_called(kept)} 的，不计：{_some(left)}",
                f"one document has several ids: counted once, from {_called(kept)}",
            )


def _of_one_document(chosen: Mapping[str, Part]) -> list[tuple[str, list[str]]]:
    """Return place and ids of each document; ids are several where parts call it otherwise."""
    documents: dict[tuple[Place, str], list[str]] = defaultdict(list)
    for id, part in chosen.items():
        (held,) = [one for one in part.lists if one.id == id]
        documents[held.place, held.sha256 or id].append(id)
    return [(place.name, ids) for (place, _), ids in documents.items()]


def _rank(part: Part, code: str) -> tuple[bool, tuple[int, ...], int, str]:
    numbers = tuple(int(word) for word in part.version.split(".") if word.isdigit())
    return part.code == code, numbers, part.changed, part.name


def _twice(whole: Sequence[Part], chosen: Mapping[str, Part]) -> Iterator[str]:
    """Yield a line for each two parts that hold the same lists."""
    found: dict[tuple[Part, Part], list[tuple[str, bool]]] = defaultdict(list)
    documents = {(part.name, one.id): one.sha256 for part in whole for one in part.lists}
    for part in whole:
        for one in part.lists:
            other = chosen[one.id]
            if other is not part and (other.root, other.name) != (part.root, part.name):
                same = documents[other.name, one.id] == one.sha256
                found[other, part].append((one.id, same))
    for (kept, left), lists in found.items():
        names, count = _some(id for id, _ in lists), len(lists)
        changed = sum(not same for _, same in lists)
        more = f"，其中 {changed} 份的文件不同" if changed else ""
        also = f", {changed} of other documents" if changed else ""
        yield both(
            f"{count} 份清单写了两次{more}，只计 {_called(kept)}，不计 {_called(left)}：{names}",
            f"{count} lists were written twice{also}: counted once, from {_called(kept)}",
        )


def _versions(taken: Iterable[Part], code: str) -> Iterator[str]:
    """Yield a line for each other version of the program that wrote parts which count."""
    by_code: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in taken:
        if part.code != code:
            by_code[part.version, part.code].append(part)
    for (version, other), found in sorted(by_code.items()):
        lists = sum(len(part.lists) for part in found)
        lacks = sorted({f"{table}.{column}" for part in found for table, column in _lacking(part)})
        zh = f"，缺列 {_some(lacks)}（按空计）" if lacks else ""
        en = f", without the columns {_some(lacks)} (taken as empty)" if lacks else ""
        yield both(
            f"{lists} 份清单由另一版程序写成（{version} {other[:8]}）{zh}；重建可使各地一致",
            f"{lists} lists were written by another version{en}: build them again",
        )


def _lacking(part: Part) -> Iterator[tuple[str, str]]:
    for table, names in SCHEMA.items():
        there = part.columns.get(table, ())
        yield from ((table, name) for name in names if name not in there)


def _bases(taken: Iterable[Part]) -> Iterator[str]:
    """Yield a line if parts name things by several bases: a body above them is then two."""
    bases = sorted({part.base for part in taken})
    if len(bases) > 1:
        yield both(
            f"各部分的 IRI 以 {len(bases)} 种开头（--base）：{_some(bases)}；上级机关按各种分开计",
            f"{len(bases)} bases of IRIs (--base): bodies above a county are counted by each",
        )


def _split(taken: Iterable[Part]) -> Iterator[str]:
    """Yield a line on counties that lie in several parts: what they share was seen in each."""
    homes: dict[tuple[str, str, str], set[Part]] = defaultdict(set)
    for part in taken:
        for one in part.lists:
            if one.place.county:
                homes[one.place.region, one.place.prefecture, one.place.county].add(part)
    apart = [("".join(home), len(found)) for home, found in sorted(homes.items()) if len(found) > 1]
    if apart:
        names = _some(f"{home}（{count}）" for home, count in apart)
        yield both(
            f"{len(apart)} 个县分在几个部分里，共同事项只在各部分之内比过：{names}",
            f"{len(apart)} counties lie in several parts: common duties were compared within each",
        )


def _entries(taken: Mapping[Part, set[str]]) -> tuple[Entry, ...]:
    found = [
        Entry(one.id, one.place, one.issued)
        for part, ids in taken.items()
        for one in part.lists
        if one.id in ids
    ]
    return tuple(sorted(found, key=lambda one: (one.place.name, one.issued, one.id)))


def _called(part: Part) -> str:
    return f"{part.root.parent.name if part.root.name == 'tables' else part.root.name}/{part.name}"


def _some(names: Iterable[str]) -> str:
    every = list(names)
    return "、".join(every[:_SHOWN]) + ("…" if len(every) > _SHOWN else "")
