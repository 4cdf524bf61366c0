"""A dataset: what can be asked of the lists of a build, an endpoint, or a document read on the spot."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.asking import labels
from kg.asking import query as asking
from kg.errors import AmbiguousName, StoreError, UnknownName
from kg.graph.store import Embedded, Store, open_store
from kg.library.asked import quoted
from kg.library.view import View
from kg.library.weighed import Weighed
from kg.table import write_whole

if TYPE_CHECKING:
    import rdflib

    from kg.model import DutyList
    from kg.which import Entry


class Dataset(Weighed):
    """One or many duty lists with everything that can be asked of them.

    Made by :func:`kg.open`. All that it returns is read only; nothing is computed before it is
    asked for.

    Examples
    --------
    >>> import kg
    >>> data = kg.open("kanerzi-2025-07")
    >>> len(data.duties), data.duty("配合 42").title
    (239, '做好慈善募捐救助工作')
    >>> data.query("no_lead").head(1).rows[0][0]
    '配合 5'
    """

    def view(
        self,
        list: str | None = None,
        *,
        department: str | None = None,
        duty: str | None = None,
        query: str | None = None,
        sparql: bool = False,
    ) -> View:
        """Return the page of a list, opened at a department or a duty, or of a question's answer.

        Parameters
        ----------
        list, department, duty : str, optional
            Which list, if the dataset holds several, and where to open its page: any name of a
            department, ``"配合 42"``.
        query : str, optional
            A question's name, a file or a SPARQL text. Its page has the table with the clauses; a
            picture too for a CONSTRUCT, or a header ``#: flow: column -> column``.
        sparql : bool
            Whether the page answers queries.
        """
        from kg import pages
        from kg.asking import answers, meant, narrow
        from kg.graph import dataset, dump
        from kg.views.record import route

        if query is not None:
            return View(self._picture(query).decode())
        store, start, told = self._of(list), "", self.findings(list=list).of_lists
        duties, asked = dataset.read_list(store), answers.of_store(store)
        if department is not None:
            iri = narrow.department(store, department)[0].strip("<>")
            start = route("departments", labels.labels_of(store, {iri})[iri])
        elif duty is not None:
            start = route("duties", *meant.find_duty(store, duty)[0].key.split("/"))
        graph = dump.lines(store, duties.id) if sparql else None
        return View(pages.list_page(duties, told, start=start, answers=asked, graph=graph).decode())

    def _picture(self, name: str) -> bytes:
        from kg import pages

        asked, about = self._told(name)
        source = "、".join(_dated(one) for one in self.chosen)
        found = asking.graph(self.store, asked) if asking.builds_graph(asked.text) else None
        raw = asking.run(self.store, asked, about) if found is None else found.table()
        raw = replace(raw, title_zh=asked.zh, title_en=asked.en)
        shown = labels.labelled(self.store, quoted(self._whole, raw), self._whole)
        kinds = labels.kinds_of(self.store, set(map(str, chain.from_iterable(raw.rows))))
        if found is not None:
            return pages.graph_page(shown, found.triples(), kinds, source)
        return pages.table_page(labels.plain(raw), shown, kinds, asked.flow, source)

    def report(
        self,
        *kinds: str,
        list: str | None = None,
        verdicts: str | Path | None = None,
        findings: Sequence[str] = (),
        against: str | Path | None = None,
    ) -> Mapping[str, bytes]:
        """Return papers for a meeting: path → content; :func:`kg.library.report` writes them.

        Parameters
        ----------
        *kinds : str
            ``analysis``, … (:func:`kg.library.papers_menu` names them); none: all.
        list : str, optional
            One list; by default every list that is asked of, each in a folder of its own.
        verdicts : str or Path, optional
            A file of verdicts that go before those in the graph.
        findings : sequence of str
            Identifiers of findings to be negotiated, instead of those judged 需要理顺.
        against : str or Path, optional
            An older edition (a document, or a name in the dataset): the proposal shows what
            changed.

        Raises
        ------
        UnknownName
            If there is no such kind, list or finding.
        """
        from kg.library import papers

        before = None if against is None else papers.edition(self, against)
        return papers.of(self, list, papers.Wish(kinds, verdicts, findings, before))

    def export(
        self, name: str, path: str | Path, *, list: str | None = None, format: str | None = None
    ) -> Exported:
        """Write a network (whole, departments, matters) as GraphML, GEXF or CSV, or the graph itself as RDF.

        Parameters
        ----------
        name : str
            The network, or ``graph``; ``kg export`` names them.
        path : str or Path
            The file; for CSV two files are written, ``…-nodes.csv`` and ``…-edges.csv``.
        list : str, optional
            One list only.
        format : str, optional
            graphml, gexf or csv; ttl, trig, jsonld, nq or nt for the graph; default: the ending of
            ``path``.

        Raises
        ------
        UnknownName
            If there is no such network or format.
        """
        from kg import export as exporting
        from kg import which
        from kg.graph import dump

        chosen = format or Path(path).suffix[1:].lower()
        formats = dump.FORMATS if name == dump.NAME else exporting.FORMATS
        if chosen not in formats:
            raise UnknownName(
                f"没有 “{chosen}” 这种格式",
                f'no format "{chosen}"',
                where=str(path),
                cure=", ".join(formats),
            )
        if name == dump.NAME:
            one = which.one(list, self.entries).id if list is not None else self._only()
            data, nodes, edges = dump.encode(self._whole, chosen, one)
            write_whole(Path(path), data)
            return Exported((Path(path),), nodes, edges, self._note(list) if one else "")
        exporting.targets(
            Path(path), chosen
        )  # a path that cannot be written is said before anything is read
        graph = exporting.graph(self.network(list), name)
        files = tuple(exporting.write(graph, Path(path), chosen))
        size = graph.number_of_nodes(), graph.number_of_edges()
        return Exported(files, *size, self._note(list))

    def _only(self) -> str | None:
        """Return the id of the one list that was wished for; None for all.

        Raises
        ------
        AmbiguousName
            If several were, but not all: a graph is written of one list or of all.
        """
        if not any(self._wish) or len(self.chosen) == len(self.entries):
            return None
        if len(self.chosen) > 1:
            raise AmbiguousName(
                "图谱只能整个导出，或导出一份清单的", "the graph is exported whole, or of one list",
                cure=("请用 --list 指明一份", "name one list"),
            )  # fmt: skip
        return self.chosen[0].id

    def rdflib(self) -> rdflib.Dataset:
        """Return the same data behind rdflib's API (needs oxrdflib; not for an endpoint)."""
        if not isinstance(self._whole, Embedded):
            raise StoreError(
                "端点在这里没有 rdflib 接口", "an endpoint has no rdflib face here", where=self._whole.location,
                cure=("请用 rdflib 的 SPARQLStore", "use rdflib's SPARQLStore"),
            )  # fmt: skip
        return self._whole.rdflib()

    def __repr__(self) -> str:
        return (
            f"<Dataset {self._whole.location}: {len(self.lists)} lists, {len(self.duties)} duties>"
        )

    def _repr_html_(self) -> str:
        heads = ("清单 list", "基本 basic", "配合 cooperative", "收回 recalled", "步骤 steps")
        rows = "".join(map(_row, self.lists))
        head = "".join(f"<th>{name}</th>" for name in heads)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(duties: DutyList) -> str:
    """Return a list as a row of HTML: title, duties of each table, steps."""
    from html import escape

    counts = [len(duties.of_kind(kind)) for kind in ("basic", "cooperative", "recalled")]
    counts.append(sum(len(duty.steps) for duty in duties.duties))
    cells = "".join(f"<td>{count}</td>" for count in counts)
    return f"<tr><td>{escape(duties.title)}</td>{cells}</tr>"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the files, how many nodes and edges they hold, and of which lists."""

    files: tuple[Path, ...]
    nodes: int
    edges: int
    note: str = ""


def open(
    what: str | Path = "build", *, lists: str | Sequence[str] = (), edition: str | None = None
) -> Dataset:
    """Open a dataset: what ``kg build`` made, a SPARQL endpoint, or a list that is read on the spot.

    Parameters
    ----------
    what : str or Path
        A build folder (default ``build``), an RDF file, ``http://…/query``, the name of a bundled
        list (``kanerzi-2025-07``), a list's folder, or a document.
    lists : str or sequence of str
        Speak of these lists alone, called as people call them: 青石镇, 清河县 (all its townships),
        青石镇 2024, a folder.
    edition : str, optional
        ``2024``, ``2024-12`` or ``all``; by default questions and analyses speak of the latest
        edition of each place.

    Raises
    ------
    StoreError, ReadError
        If nothing is there or it cannot be read.
    """
    text = str(what)
    if text.startswith(("http://", "https://")) or _is_build(Path(text)) or not _is_list(text):
        return Dataset(open_store(text), lists, edition)
    return Dataset(_read(text), lists, edition)


def _is_build(path: Path) -> bool:
    if path.suffix.lower() in (".nq", ".trig", ".ttl", ".nt", ".jsonld", ".gz"):
        return True
    if not path.exists():  # a killed build may have left it aside
        from kg.swap import standing

        path = standing(path)
    return (path / "store" / "CURRENT").is_file()


def _is_list(name: str) -> bool:
    """Tell whether a name may mean a list: a file or folder that is there, or a bundled list."""
    from kg.lists import named

    return os.path.lexists(name) or named(name) is not None


def _read(name: str) -> Store:
    """Read lists into a store in memory, with all that a build would say of them."""
    import pyoxigraph

    from kg.build import in_memory
    from kg.lists import find_list

    store = pyoxigraph.Store()
    for lines in in_memory([find_list(name)]):
        store.bulk_load("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return Embedded(store, name)


def _dated(entry: Entry) -> str:
    """Return what a list is called, with its month."""
    if entry.issued in entry.called:
        return entry.called
    return f"{entry.called} {entry.issued}"
