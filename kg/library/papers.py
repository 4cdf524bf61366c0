"""Papers for a meeting, made of a dataset: Word and Excel files as bytes, or in a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.table import Table

if TYPE_CHECKING:
    from kg.library.dataset import Dataset
    from kg.model import DutyList
    from kg.papers import Changed, County, Desk, Files


def report(
    name: str | Path | None = None,
    *kinds: str,
    output: str | Path | None = None,
    store: str | Path = "build",
    verdicts: str | Path | None = "verdicts.toml",
    findings: Sequence[str] = (),
    against: str | Path | None = None,
) -> tuple[Path, ...]:
    """Write papers for a meeting into a folder; return the files.

    Parameters
    ----------
    name : str or Path, optional
        A document, a list's folder, a bundled list, or a place in ``store`` (青石镇). None: all.
    *kinds : str
        As for :meth:`kg.library.Dataset.report`.
    output : str or Path, optional
        The folder; it is made if it is missing. By default that of the list in the build, whose
        start page then links the papers; ``papers`` where there is no build.
    store : str or Path
        A build folder or an endpoint, for names that no file has.
    verdicts : str or Path, optional
        The reader's verdicts; a missing file holds none.
    findings, against
        As for :meth:`kg.library.Dataset.report`.

    Raises
    ------
    UnknownName, ReadError, StoreError, WriteError

    Warns
    -----
    KeptFile
        A paper that somebody changed stays; the new one is written beside it.
    """
    from kg.library import written
    from kg.library.chosen import is_there
    from kg.library.dataset import open

    is_file = name is not None and is_there(str(name))
    data = (
        open(name)
        if is_file and name is not None
        else open(store, lists=() if name is None else str(name))
    )
    made = data.report(*kinds, verdicts=verdicts, findings=findings, against=against)
    if output is not None:
        return written.write(made, Path(output))
    place = _in_build(data, Path(str(store)))
    paths = written.write(made, place or Path("papers"))
    if place is not None:
        _link(place)
    return paths


def _in_build(data: Dataset, build: Path) -> Path | None:
    """Return the folder of papers of the one list that was asked for, if it is in a build here."""
    from kg import ownership
    from kg.outputs.start import PAPERS

    chosen = data.chosen
    if len(chosen) != 1 or not ownership.is_build(build):
        return None
    folder = build / chosen[0].id
    return folder / PAPERS if folder.is_dir() else None


def _link(papers: Path) -> None:
    """Link the papers of a list on the start page of its build, unless that was changed."""
    from kg import ownership
    from kg.outputs import start

    folder, build = papers.parent.name, papers.parent.parent
    page = build / start.FILE
    if not page.is_file():
        return
    paths = (path.relative_to(build).as_posix() for path in papers.rglob("*") if path.is_file())
    text = start.with_papers(page.read_text(encoding="utf-8"), folder, sorted(paths))
    ownership.rewrite(build, start.FILE, text.encode())


def papers_menu() -> Table:
    """Return the kinds of papers: name, file or folder, and what each is."""
    from kg import papers
    from kg.table import Heading

    headings = (
        Heading("name", "名称", "name"),
        Heading("file", "文件", "file"),
        Heading("zh", "内容", "in Chinese"),
        Heading("en", "英文", "in English"),
    )
    rows = tuple((name, paper.FILE, *paper.TITLE) for name, paper in papers.every())
    return Table("材料", "Papers", headings, rows)


@dataclass(frozen=True, slots=True)
class Wish:
    """What papers are to be made: kinds, verdicts, findings chosen, older edition."""

    kinds: Sequence[str] = ()
    verdicts: str | Path | None = None
    findings: Sequence[str] = ()
    against: DutyList | None = None


def of(data: Dataset, list: str | None, wish: Wish) -> Files:
    """Return the papers of one list, or of every chosen list, each in a folder of its own."""
    from kg import papers, which

    papers.pick(wish.kinds)  # an unknown kind is said before anything is read
    chosen = data.chosen if list is None else (which.one(list, data.entries),)
    if len(chosen) == 1:
        return of_list(data, chosen[0].id, wish)
    called = which.called(chosen)
    desks = {entry.id: _desk(data, entry.id, wish) for entry in chosen}
    files: dict[str, bytes] = {}
    together: dict[str, bytes] = {}
    for _, paper in papers.pick(wish.kinds):
        if hasattr(paper, "of_county"):
            together.update(paper.of_county(_county(data, tuple(desks.values()), wish)))
        if not getattr(paper, "TOGETHER", False):
            for id, desk in desks.items():
                made = paper.of_list(desk).items()
                files |= {f"{_safe(called[id])}/{name}": content for name, content in made}
    return together | files


def _county(data: Dataset, desks: tuple[Desk, ...], wish: Wish) -> County:
    """Return several lists together, beside each other and beside their earlier editions."""
    from kg.papers import Compared, County

    ids = (desk.duties.id for desk in desks)
    compared = data.compare(*ids, verdicts=wish.verdicts)
    differing = {id(one.common) for one in compared.differences}
    table = Compared(
        len(compared.common), len(compared.common) - len(differing),
        compared.counts(), compared.burden(), compared.table(),
    )  # fmt: skip
    names = dict.fromkeys(desk.duties.place.county for desk in desks)
    found = [one for desk in desks if (one := _changed(data, desk, wish)) is not None]
    return County("、".join(filter(None, names)), desks, table, tuple(found))


def _changed(data: Dataset, desk: Desk, wish: Wish) -> Changed | None:
    """Return what changed of a list since the edition before, if there is one."""
    from kg.papers import Changed
    from kg.words import section

    duties = desk.duties
    before = [
        one for one in data.entries if one.place == duties.place and one.issued < duties.issued
    ]
    if not before:
        return None
    old = max(before, key=lambda one: one.issued)
    diff = data.diff(old.id, duties.id, verdicts=wish.verdicts)
    counts = diff.counts()
    kinds = tuple((zh, counts[kind]) for kind, (zh, _) in section("change").items() if counts[kind])
    sums = tuple(f"{section('list')[one.kind][0]}：{one.text}" for one in diff.sums)
    return Changed(duties.place.name or duties.title, old.issued, duties.issued, kinds, sums)


def edition(data: Dataset, name: str | Path) -> DutyList:
    """Return another edition: of a file, or of the dataset by any of its names."""
    from kg import which
    from kg.graph import dataset
    from kg.library.chosen import is_there, read_lists

    if is_there(str(name)):
        return read_lists([name])[0]
    return dataset.read_list(data._whole, which.one(str(name), data.entries).id)


def _safe(name: str) -> str:
    """Return a name that every system can give to a folder.

    >>> _safe("清河县青石镇 2024/12")
    '清河县青石镇 2024-12'
    """
    return "".join("-" if character in '<>:"/\\|?*' else character for character in name)


def of_list(data: Dataset, id: str, wish: Wish) -> Files:
    """Return the papers of one list, by path."""
    from kg import papers

    chosen = papers.pick(wish.kinds)
    desk = _desk(data, id, wish)
    files: dict[str, bytes] = {}
    for _, paper in chosen:
        files.update(paper.of_list(desk))
    return files


def _desk(data: Dataset, id: str, wish: Wish) -> Desk:
    """Return a list with what is known of it; each question is asked once."""
    from kg import __version__
    from kg.library.paired import told_in
    from kg.papers import Desk

    one = type(data)(data._whole, id, "all")
    (duties,) = one.lists
    peers = [other for other in data.chosen if other.place.above == duties.place.above]
    counts = _counts(data, [other.id for other in peers]) if len(peers) > 1 else None
    ask: Callable[[str], Table] = cache(lambda name: one.query(name, timeout=None))
    analyse: Callable[[str], Table] = cache(lambda name: one.analyse(name))
    told = one.findings(verdicts=wish.verdicts).of_lists
    chosen, pairs = tuple(wish.findings), told_in(wish.verdicts)
    return Desk(duties, told, ask, analyse, counts, __version__, chosen, wish.against, pairs)


def _counts(data: Dataset, ids: Sequence[str]) -> Table:
    """Return how many duties some lists have, with the median; nothing is compared for it."""
    from kg.graph import dataset
    from kg.library.county import Comparison

    lists = tuple(dataset.read_list(data._whole, id) for id in ids)
    return Comparison(lists, (), ()).counts()
