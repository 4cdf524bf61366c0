"""What a researcher opens: lists, duties, questions, analyses and views of one dataset, as typed records and tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg import dataset, narrow, show
from kg import query as asking
from kg.errors import QueryError, StoreError
from kg.model import Duty, DutyList, Finding, Organization
from kg.store import Embedded, Store, open_store
from kg.table import Heading, Table, write_whole

if TYPE_CHECKING:
    import rdflib

    from kg.network import Network


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

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def lists(self) -> tuple[DutyList, ...]:
        """The lists, sorted by identifier."""
        return tuple(dataset.read_list(self.store, name) for name in dataset.lists(self.store))

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The duties of all lists, in printed order."""
        return tuple(duty for one in self.lists for duty in one.duties)

    @property
    def departments(self) -> tuple[Organization, ...]:
        """The departments that are declared, receive a duty or perform a step, sorted by name."""
        found = set()
        for duty in self.duties:
            found |= {mention.organization for mention in duty.declared}
            for step in duty.superior_steps:
                found |= {m.organization for m in step.participants if m.role in ("performer", "joined")}
        return tuple(sorted((o for o in found if o.kind == "department"), key=lambda o: (o.name, o.jurisdiction)))

    def duty(self, reference: str, list: str | None = None) -> Duty:
        """Return one duty by ``"配合 42"``, ``"C42"`` or its IRI; ``list`` names the list if there are several.

        Raises
        ------
        UnknownName, AmbiguousName
        """
        return dataset.find_duty(self.store, reference, list)[0]

    @property
    def questions(self) -> Table:
        """The named questions: number, name, what each asks, and its group."""
        headings = (Heading("number"), Heading("name"), Heading("zh"), Heading("en"), Heading("group"))
        rows = tuple((q.number, q.name, q.zh, q.en, q.group) for q in asking.questions())
        return Table("问题", "Questions", headings, rows)

    def query(
        self,
        name: str,
        *,
        department: str | None = None,
        category: str | None = None,
        matter: str | None = None,
        evidence: bool = False,
        iris: bool = False,
        timeout: float | None = 60,
        **params: str | Sequence[str],
    ) -> Table:
        """Ask a named question, or a SPARQL text of your own.

        Parameters
        ----------
        name : str
            A question (:attr:`questions` lists them) or SPARQL; the usual prefixes need not be declared.
        department, category, matter : str, optional
            Narrow it, by any name the graph knows (公安局, 社会保障, 消防).
        evidence : bool
            Add the quoted clauses and their places.
        iris : bool
            IRIs instead of labels.
        **params : str or sequence of str
            Other parameters of the query, as SPARQL terms.

        Raises
        ------
        UnknownName, QueryError
        """
        asked = self._asked(name)
        values = {key: [value] if isinstance(value, str) else [*value] for key, value in params.items()}
        for key, word in (("department", department), ("category", category), ("matter", matter)):
            if word:
                values[key] = getattr(narrow, key)(self.store, word)
        table = asking.run(self.store, asked, values, timeout=timeout)
        table = asking.evidence(self.store, table, show.cite) if evidence else asking.plain(table)
        return table if iris else asking.labelled(self.store, table)

    def _asked(self, name: str) -> asking.Question:
        """Return the question that a name, a file's name or a SPARQL text means."""
        if any(mark in name for mark in "{}\n"):
            return asking.parse("query", name)
        return asking.read(name)

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
        from kg import pages
        from kg.views.record import route

        if query is not None:
            return View(self._picture(query).decode())
        duties = dataset.read_list(self.store, list)
        start = ""
        if department is not None:
            iri = narrow.department(self.store, department)[0].strip("<>")
            start = route("department", asking.labels_of(self.store, {iri})[iri])
        elif duty is not None:
            start = route("duty", *dataset.find_duty(self.store, duty, list)[0].key.split("/"))
        return View(pages.list_page(duties, self.findings(list=list), start=start).decode())

    def _picture(self, name: str) -> bytes:
        from kg import pages

        asked = self._asked(name)
        if asking.builds_graph(asked.text):
            triples = asking.construct(self.store, asked)
            iris = {term for triple in triples for term in triple}
            title = f"{asked.zh} {asked.en}"
            return pages.graph_page(
                title, triples, asking.labels_of(self.store, iris), asking.kinds_of(self.store, iris)
            )
        table = asking.plain(asking.run(self.store, asked))
        iris = {value for row in table.rows for value in row if isinstance(value, str)}
        labels = asking.labels_of(self.store, iris)
        if not labels:
            raise QueryError(
                "no IRI in the answer: nothing to draw", where=asked.name, cure="SELECT duties or departments"
            )
        return pages.table_page(table, labels, asking.kinds_of(self.store, iris))

    def findings(self, kind: str | None = None, *, list: str | None = None) -> tuple[Finding, ...]:
        """Return what the analyses found, with the reader's verdicts; ``kind`` narrows it (overlap, remnant, silent)."""
        from kg import findings

        return tuple(f for f in findings.read(self.store, list) if kind is None or f.kind == kind)

    def network(self, list: str | None = None) -> Network:
        """Return the duties, departments, steps and matters of a list as a NetworkX graph with its projections."""
        from kg.network import Network

        return Network.of(dataset.read_list(self.store, list))

    def analyse(self, name: str, *, list: str | None = None) -> Table:
        """Run an analysis (load, shared_duties, overlap, …) on a list; ``kg analyse`` tells of each."""
        from kg.plugins import load

        return asking.plain(load("kg.analyses", name).run(self.network(list)))

    def rdflib(self) -> rdflib.Dataset:
        """Return the same data behind rdflib's API (needs oxrdflib; not for an endpoint)."""
        if not isinstance(self.store, Embedded):
            raise StoreError(
                "an endpoint has no rdflib face here", where=self.store.location, cure="use rdflib's SPARQLStore"
            )
        return self.store.rdflib()

    def __repr__(self) -> str:
        return f"<Dataset {self.store.location}: {len(self.lists)} lists, {len(self.duties)} duties>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(one.title)}</td>"
            + "".join(f"<td>{len(one.of_kind(kind))}</td>" for kind in ("basic", "cooperative", "recalled"))
            + f"<td>{sum(len(d.steps) for d in one.duties)}</td></tr>"
            for one in self.lists
        )
        head = "".join(
            f"<th>{h}</th>" for h in ("清单 list", "基本 basic", "配合 cooperative", "收回 recalled", "步骤 steps")
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


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
        return f'<iframe sandbox="allow-scripts allow-downloads allow-popups" srcdoc="{escape(self.html)}" style="{style}"></iframe>'


def open(what: str | Path = "build") -> Dataset:
    """Open a dataset: what ``kg build`` made, a SPARQL endpoint, or a list that is read on the spot.

    Parameters
    ----------
    what : str or Path
        A build folder (default ``build``), an RDF file, ``http://…/query``, the name of a bundled list
        (``kanerzi-2025-07``), a list's folder, or a document.

    Raises
    ------
    StoreError, ReadError
        If nothing is there or it cannot be read.
    """
    text = str(what)
    if text.startswith(("http://", "https://")) or _is_build(Path(text)):
        return Dataset(open_store(text))
    return Dataset(_read(text))


def _is_build(path: Path) -> bool:
    return (path / "store" / "CURRENT").is_file() or path.suffix.lower() in (".nq", ".trig", ".ttl", ".nt", ".jsonld")


def _read(name: str) -> Store:
    """Read lists into a store in memory, with their findings, as a build would."""
    import pyoxigraph

    from kg.build import expand, find_list, triples

    store = pyoxigraph.Store()
    for path in expand([find_list(name)]):
        store.bulk_load("".join(triples(path)).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return Embedded(store, name)


__all__ = ["Dataset", "View", "open"]
