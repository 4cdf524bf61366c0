"""A dataset: what can be asked of the lists of a build, an endpoint, or a document read on the spot."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg import query as asking
from kg.errors import AmbiguousName, QueryError, StoreError, UnknownName
from kg.library.menus import questions as questions_table
from kg.query import Graph
from kg.questions import Question
from kg.store import Embedded, Limited, Part, Store, open_store
from kg.table import Table, write_whole

if TYPE_CHECKING:
    import rdflib

    from kg.library.county import Comparison
    from kg.library.editions import Diff
    from kg.library.findings import Findings
    from kg.model import Duty, DutyList, Finding, Organization
    from kg.network import Network
    from kg.which import Entry


class Dataset:
    """One or many duty lists with everything that can be asked of them.

    Made by :func:`kg.open`. All that it returns is read only; nothing is computed before it is asked for.

    Examples
    --------
    >>> import kg
    >>> data = kg.open("kanerzi-2025-07")
    >>> len(data.duties), data.duty("配合 42").title
    (239, '做好慈善募捐救助工作')
    >>> data.query("no_lead").head(1).rows[0][0]
    '配合 5'
    """

    def __init__(
        self, store: Store, lists: str | Sequence[str] = (), edition: str | None = None
    ) -> None:
        self._whole = store
        self._wish = ((lists,) if isinstance(lists, str) else tuple(lists), edition)
        self._networks: dict[str | None, Network] = {}

    # --- which lists ---

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All lists that are there, whatever is asked of: id, place, month of issue."""
        from kg import dataset

        return tuple(dataset.entries(self._whole))

    @cached_property
    def chosen(self) -> tuple[Entry, ...]:
        """The lists that questions and analyses speak of: those wished for, or the latest edition of each place."""
        from kg import which

        words, edition = self._wish
        return tuple(which.meant(words, self.entries, edition=edition))

    @cached_property
    def store(self) -> Store:
        """What is asked: the chosen lists with what they share, or all there is."""
        return self._part(self.chosen)

    def _part(self, chosen: Sequence[Entry]) -> Store:
        from kg import dataset
        from kg.rdf.iris import graphs_of

        if len(chosen) == len(self.entries):
            return self._whole
        known = dataset.lists(self._whole)
        return Part(self._whole, graphs_of(known[entry.id] for entry in chosen))

    def _of(self, list: str | None) -> Store:
        """Return what is asked for one list, by any of its names; without a name the chosen lists."""
        from kg import which

        return self.store if list is None else self._part([which.one(list, self.entries)])

    def _said(self, table: Table, list: str | None = None) -> Table:
        """Return a table with a note on which lists it speaks of, where there are others too."""
        from kg import which

        chosen = self.chosen if list is None else (which.one(list, self.entries),)
        if len(chosen) == len(self.entries):
            return table
        if list is not None or any(self._wish):
            names = which.called(self.entries)
            some = "、".join(names[entry.id] for entry in chosen[:8]) + (
                "…" if len(chosen) > 8 else ""
            )
            note = f"只看 {some} / only these lists"
        else:
            older = len(self.entries) - len(chosen)
            note = f"每地只看最新一版，未计旧版 {older} 份（--edition all） / {older} older editions not counted"
        return replace(table, notes=(*table.notes, note))

    # --- duties ---

    @cached_property
    def lists(self) -> tuple[DutyList, ...]:
        """The lists, sorted by identifier: those wished for, or all editions of all."""
        from kg import dataset

        store = self.store if any(self._wish) else self._whole
        return tuple(dataset.read_list(store, name) for name in dataset.lists(store))

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties of all lists, in printed order."""
        return tuple(duty for one in self.lists for duty in one.duties)

    @property
    def departments(self) -> tuple[Organization, ...]:
        """The departments of the lists, by name: those that a column names or that act in a superior step."""
        found = {department for one in self.lists for department in one.departments}
        return tuple(sorted(found, key=lambda one: (one.name, one.jurisdiction)))

    def duty(self, reference: str, list: str | None = None) -> Duty:
        """Return one duty.

        Parameters
        ----------
        reference : str
            ``"配合 42"``, ``"C42"``, an IRI, a number, or words of the title, as long as they mean one duty.
        list : str, optional
            The list's identifier, if there are several.

        Raises
        ------
        UnknownName, AmbiguousName
            If it means no duty, or several; the message names them.
        """
        from kg import dataset

        return dataset.find_duty(self._of(list), reference)[0]

    def find(self, words: str, list: str | None = None) -> Table:
        """Return the duties that a reference, a number or some words may mean, one row a duty.

        Words are looked for in the titles; where no title has them, among the matters that the titles are about.
        The table is empty if nothing is found.
        """
        from kg import dataset

        return dataset.hits_table(dataset.search(self._of(list), words))

    def show(self, reference: str, list: str | None = None) -> str:
        """Return one duty in full, as ``kg show`` prints it: departments, steps, the place of everything."""
        from kg import dataset, show

        return show.text(*dataset.find_duty(self._of(list), reference))

    def source(self, list: str | None = None) -> str:
        """Return the text of a list's tables, rebuilt from the graph alone."""
        from kg import dataset, show

        return show.tables_text(dataset.from_graph(self._of(list)))

    def diff(self, old: str, new: str) -> Diff:
        """Return what changed between two lists of the dataset, each by any of its names (青石镇 2024).

        Raises
        ------
        UnknownName, AmbiguousName
            If a name means no list, or those of several places.
        """
        from kg import dataset, which
        from kg.library.editions import between

        chosen = [which.one(name, self.entries) for name in (old, new)]
        before, after = (dataset.read_list(self._whole, entry.id) for entry in chosen)
        return between(before, after)

    def compare(self, *names: str, edition: str | None = None) -> Comparison:
        """Return what lists of the dataset have in common and what differs; without names all places, each its latest edition.

        Raises
        ------
        UnknownName
            If a name means no list, or fewer than two are meant.
        """
        from kg import dataset, which
        from kg.library.county import beside

        chosen = which.meant(names, self.entries, edition=edition)
        return beside([dataset.read_list(self._whole, entry.id) for entry in chosen])

    # --- questions ---

    @property
    def questions(self) -> Table:
        """The named questions: number, name, what each asks, and its group."""
        return questions_table()

    def query(
        self,
        name: str | Question,
        *,
        department: str | None = None,
        category: str | None = None,
        matter: str | None = None,
        evidence: bool = False,
        iris: bool = False,
        timeout: float | None = 60,
        limit: int | None = None,
        service: bool = False,
        params: Mapping[str, str | Sequence[str]] | None = None,
        **more: str | Sequence[str],
    ) -> Table:
        """Ask a named question, or a SPARQL text of your own.

        Parameters
        ----------
        name : str or Question
            A question by name, number or words of its title (:attr:`questions` lists them), the path of a ``.rq``
            file, or SPARQL; the usual prefixes need not be declared.
        department, category, matter : str, optional
            Narrow it, by any name the graph knows (公安局, 社会保障, 消防).
        evidence : bool
            Add the quoted clauses and their places.
        iris : bool
            IRIs instead of labels.
        timeout : float, optional
            Seconds after which it is given up; None or 0: never.
        limit : int, optional
            The largest number of rows; a note says if there were more.
        service : bool
            Allow SERVICE, which asks another machine.
        params, **more : str or sequence of str
            Other parameters of the query, as SPARQL terms: a mapping, or keywords.

        Raises
        ------
        UnknownName, AmbiguousName, QueryError
        """
        asked, store = self._asked(name), Limited(self.store, timeout)
        values = _listed({**(params or {}), **more})
        values |= _narrowed(store, department=department, category=category, matter=matter)
        table = asking.run(store, asked, values, limit=limit, service=service)
        table = _quoted(store, table) if evidence else asking.plain(table)
        return self._said(table if iris else asking.labelled(store, table))

    def graph(
        self,
        name: str | Question,
        *,
        timeout: float | None = 60,
        limit: int | None = None,
        service: bool = False,
        params: Mapping[str, str | Sequence[str]] | None = None,
    ) -> Graph:
        """Ask for a graph: a CONSTRUCT or DESCRIBE of your own.

        Parameters
        ----------
        name : str or Question
            SPARQL, or the path of a ``.rq`` file.
        timeout, service, params
            As for :meth:`query`.
        limit : int, optional
            The largest number of triples.

        Raises
        ------
        QueryError
        """
        store = Limited(self.store, timeout)
        return asking.graph(
            store, self._asked(name), _listed(params or {}), limit=limit, service=service
        )

    def gives_graph(self, name: str | Question) -> bool:
        """Tell whether a query gives a graph (CONSTRUCT, DESCRIBE), not a table."""
        return asking.builds_graph(self._asked(name).text)

    def _asked(self, name: str | Question) -> Question:
        """Return the question that a name, a file's name or a SPARQL text means."""
        if isinstance(name, Question):
            return name
        if any(mark in name for mark in "{}\n"):
            return sparql(name)
        return asking.read(name)

    # --- analyses and findings ---

    def network(self, list: str | None = None) -> Network:
        """Return duties, departments, steps and matters as a NetworkX graph with its projections.

        Parameters
        ----------
        list : str, optional
            One list only; by default all of them together.
        """
        from kg import network

        if list not in self._networks:
            self._networks[list] = network.read(self._of(list))
        return self._networks[list]

    def analyse(
        self, name: str, *, list: str | None = None, evidence: bool = False, iris: bool = False
    ) -> Table:
        """Run an analysis (``kg analyse`` names them) on one list or, by default, on all of them together.

        Parameters
        ----------
        name : str
            The analysis.
        list : str, optional
            One list only.
        evidence : bool
            Add the quoted clauses and their places.
        iris : bool
            IRIs instead of labels.

        Raises
        ------
        UnknownName
            If there is no such analysis or list.
        """
        from kg import plugins

        plugins.load("kg.analyses", name)  # an unknown name is said before anything is read
        table = self._analysed(name, self.network(list), evidence, iris)
        return self._said(table, list)

    def analyse_all(
        self, *, list: str | None = None, evidence: bool = False, iris: bool = False
    ) -> dict[str, Table]:
        """Run every analysis, as :meth:`analyse` runs one; return name → table."""
        from kg import plugins

        network = self.network(list)
        names = plugins.names("kg.analyses")
        tables = {name: self._analysed(name, network, evidence, iris) for name in names}
        return {name: self._said(table, list) for name, table in tables.items()}

    def _analysed(self, name: str, network: Network, evidence: bool, iris: bool) -> Table:
        from kg import findings

        table = findings.analyse(network, name)
        table = _quoted(self.store, table) if evidence else asking.plain(table)
        return table if iris else network.labelled(table)

    def ranking(self, list: str | None = None) -> str:
        """Return every pair of duties of one list with its overlap score as CSV: ``left,right,score``.

        Duties are named by code: B1 基本 1, C2 配合 2, R3 收回 3.

        Raises
        ------
        UnknownName, AmbiguousName
            If there is no such list, or several and none is named.
        """
        import io

        from kg import dataset
        from kg.analyses import overlap

        duties = dataset.read_list(self._of(list)).duties
        text = io.StringIO()
        overlap.write_ranking(duties, overlap.rank(duties), text)
        return text.getvalue()

    def findings(
        self,
        kind: str | None = None,
        *,
        list: str | None = None,
        grade: int | None = None,
        duty: str | None = None,
        verdicts: str | Path | None = None,
    ) -> Findings:
        """Return what the analyses found, with the reader's verdicts.

        Parameters
        ----------
        kind, grade, duty, list : optional
            Only one kind (overlap, remnant, silent, …), one grade (3 is the gravest), one list, those about a duty:
            a reference, or words of a title, which may mean several duties.
        verdicts : str or Path, optional
            A file of verdicts that go before those in the graph; a missing file holds none.

        Raises
        ------
        UnknownName
            If there is no such kind, duty or list.
        """
        from kg import dataset
        from kg import findings as found
        from kg.library.findings import Findings

        store = self._of(list)
        every = found.read_all(store)
        present = sorted({finding.kind for _, finding in every} | set(found.kinds()))
        if kind is not None and kind not in present:
            raise UnknownName(
                f"没有叫 “{kind}” 的发现类型", f'no kind of finding is called "{kind}"',
                cure=(f"可用：{'、'.join(present)}", f"one of: {', '.join(present)}"),
            )  # fmt: skip
        about = {hit.iri for hit in dataset.find(store, duty)} if duty else None
        given = found.read_verdicts(Path(verdicts) if verdicts else None)
        judged = ((id, found.judged([one], given)[0]) for id, one in every)
        return Findings.of(
            (
                (id, one)
                for id, one in judged
                if kind in (None, one.kind)
                and grade in (None, one.grade)
                and (about is None or not about.isdisjoint(one.duties))
            ),
            asking.owners(store),
        )

    def judge(
        self, finding: str, verdict: str, note: str = "", *, verdicts: str | Path = "verdicts.toml"
    ) -> Finding:
        """Keep a verdict on a finding in a file; the next build honours it.

        Parameters
        ----------
        finding : str
            Its identifier, or the beginning of it.
        verdict : str
            ``lawful``, ``settle``, ``no``, or ``none`` to take an earlier one back.
        note : str
            Why.
        verdicts : str or Path
            The file.

        Returns
        -------
        Finding
            The finding, with the verdict.
        """
        from dataclasses import replace

        from kg import findings as found

        known = found.read_verdicts(Path(verdicts))
        one = found.pick(found.read(self._whole), finding)
        if verdict == "none":
            known.pop(one.id, None)
            verdict = note = ""
        else:
            known[one.id] = found.Verdict(verdict, note, tuple(map(found.label, one.duties)))
        found.write_verdicts(Path(verdicts), known)
        return replace(one, verdict=verdict, note=note)

    # --- pages and files ---

    def view(
        self,
        list: str | None = None,
        *,
        department: str | None = None,
        duty: str | None = None,
        query: str | None = None,
    ) -> View:
        """Return the page of a list, opened at a department or a duty, or a picture of a question's answer.

        Parameters
        ----------
        list : str, optional
            The list's identifier, if the dataset holds several.
        department, duty : str, optional
            Where to open the page: any name of a department, ``"配合 42"``.
        query : str, optional
            A question's name, a file or a SPARQL text: a SELECT with IRIs, or a CONSTRUCT.
        """
        from kg import dataset, narrow, pages
        from kg.views.record import route

        if query is not None:
            return View(self._picture(query).decode())
        store = self._of(list)
        duties = dataset.read_list(store)
        start = ""
        if department is not None:
            iri = narrow.department(store, department)[0].strip("<>")
            start = route("department", asking.labels_of(store, {iri})[iri])
        elif duty is not None:
            start = route("duty", *dataset.find_duty(store, duty)[0].key.split("/"))
        return View(pages.list_page(duties, self.findings(list=list), start=start).decode())

    def _picture(self, name: str) -> bytes:
        from kg import pages

        asked = self._asked(name)
        if asking.builds_graph(asked.text):
            triples = asking.construct(self.store, asked)
            iris = {term for triple in triples for term in triple}
            labels, kinds = asking.labels_of(self.store, iris), asking.kinds_of(self.store, iris)
            return pages.graph_page(f"{asked.zh} {asked.en}", triples, labels, kinds)
        table = asking.plain(asking.run(self.store, asked))
        iris = {value for row in table.rows for value in row if isinstance(value, str)}
        labels = asking.labels_of(self.store, iris)
        if not labels:
            raise QueryError(
                "答案中没有 IRI，无从画起", "no IRI in the answer: nothing to draw", where=asked.name,
                cure=("请 SELECT 事项或部门", "SELECT duties or departments"),
            )  # fmt: skip
        return pages.table_page(table, labels, asking.kinds_of(self.store, iris))

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
            graphml, gexf or csv; ttl, trig, jsonld, nq or nt for the graph; default: the ending of ``path``.

        Raises
        ------
        UnknownName
            If there is no such network or format.
        """
        from kg import dump, which
        from kg import export as exporting

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
            return Exported((Path(path),), nodes, edges)
        exporting.targets(
            Path(path), chosen
        )  # a path that cannot be written is said before anything is read
        graph = exporting.graph(self.network(list), name)
        files = tuple(exporting.write(graph, Path(path), chosen))
        return Exported(files, graph.number_of_nodes(), graph.number_of_edges())

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
    counts = [len(duties.of_kind(kind)) for kind in ("basic", "cooperative", "recalled")]
    counts.append(sum(len(duty.steps) for duty in duties.duties))
    cells = "".join(f"<td>{count}</td>" for count in counts)
    return f"<tr><td>{escape(duties.title)}</td>{cells}</tr>"


def sparql(text: str, where: str = "query") -> Question:
    """Return a SPARQL text as a question; ``where`` is what errors call it."""
    return asking.parse(where, text)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the files, and how many nodes and edges they hold."""

    files: tuple[Path, ...]
    nodes: int
    edges: int


class View:
    """A page: shown inside a notebook, or saved as a file that opens offline."""

    def __init__(self, html: str) -> None:
        self.html = html

    def save(self, path: str | Path) -> Path:
        """Write the page as UTF-8 and return its path."""
        write_whole(Path(path), self.html.encode("utf-8", "replace"))
        return Path(path)

    def __repr__(self) -> str:
        return "<View: one HTML page; .save(path), or show it in a notebook>"

    def _repr_html_(self) -> str:
        style = "width:100%;height:760px;border:1px solid #ccd3da;border-radius:4px"
        rights = "allow-scripts allow-downloads allow-popups"
        return f'<iframe sandbox="{rights}" srcdoc="{escape(self.html)}" style="{style}"></iframe>'


def open(
    what: str | Path = "build", *, lists: str | Sequence[str] = (), edition: str | None = None
) -> Dataset:
    """Open a dataset: what ``kg build`` made, a SPARQL endpoint, or a list that is read on the spot.

    Parameters
    ----------
    what : str or Path
        A build folder (default ``build``), an RDF file, ``http://…/query``, the name of a bundled list
        (``kanerzi-2025-07``), a list's folder, or a document.
    lists : str or sequence of str
        Speak of these lists alone, called as people call them: 青石镇, 清河县 (all its townships), 青石镇 2024, a folder.
    edition : str, optional
        ``2024``, ``2024-12`` or ``all``; by default questions and analyses speak of the latest edition of each place.

    Raises
    ------
    StoreError, ReadError
        If nothing is there or it cannot be read.
    """
    text = str(what)
    if text.startswith(("http://", "https://")) or _is_build(Path(text)) or not _is_list(text):
        return Dataset(open_store(text), lists, edition)
    return Dataset(_read(text), lists, edition)


def _listed(values: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
    """Return the values of parameters as lists."""
    return {key: [value] if isinstance(value, str) else [*value] for key, value in values.items()}


def _narrowed(store: Store, **words: str | None) -> dict[str, list[str]]:
    """Return the SPARQL terms of the words that narrow a question."""
    from kg import narrow

    return {key: getattr(narrow, key)(store, word) for key, word in words.items() if word}


def _quoted(store: Store, table: Table) -> Table:
    """Return a table with the clauses that each row rests on, and their places."""
    from kg import show

    return asking.evidence(store, table, show.cite)


def _is_build(path: Path) -> bool:
    if path.suffix.lower() in (".nq", ".trig", ".ttl", ".nt", ".jsonld", ".gz"):
        return True
    if not path.exists():  # a killed build may have left it aside
        from kg.swap import standing

        path = standing(path)
    return (path / "store" / "CURRENT").is_file()


def _is_list(name: str) -> bool:
    """Tell whether a name may mean a list: a file or folder that is there, or a bundled list."""
    from kg.resources import data_path

    plain = "/" not in name and "\\" not in name and name not in ("", ".", "..")
    return os.path.lexists(name) or (plain and (data_path() / "lists" / name).is_dir())


def _read(name: str) -> Store:
    """Read lists into a store in memory, with their findings, as a build would."""
    import pyoxigraph

    from kg.build import triples
    from kg.lists import expand, find_list

    store = pyoxigraph.Store()
    for path in expand([find_list(name)]):
        store.bulk_load("".join(triples(path)).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return Embedded(store, name)
