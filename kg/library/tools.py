"""What an assistant may ask of a build: seven tools, bounded answers, clauses and places."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kg.asking import meant
from kg.asking import questions as asking
from kg.errors import QueryError
from kg.graph.store import Embedded, Store, open_store
from kg.library.asked import sparql as as_question
from kg.library.bounded import paged, rows
from kg.library.dataset import Dataset
from kg.library.heard import hear
from kg.library.tool_words import brief, for_tools, head, of_kind, question_line, short
from kg.ownership import stamp
from kg.table import Table

_MOST_ROWS: Final = 2_000
"""Rows of a query that are looked at."""
_DUTIES: Final = (
    "SELECT ?duty ?title WHERE {{ VALUES ?duty {{ {} }} ?duty dct:title ?title }} ORDER BY ?duty\n"
)
_SAYING: Final = """SELECT ?step WHERE {{ ?step duty:stepOf ?duty ; duty:text ?text . {} }}
ORDER BY ?duty ?step
"""


class Tools:
    """The tools over one build; usable without any server.

    Parameters
    ----------
    store : str or Path
        As for :func:`kg.library.open`: a build, an RDF file, an endpoint. A build that is made
        again is read again.
    timeout : float
        Seconds that a question or a query may take.

    Raises
    ------
    StoreError
        If nothing is there.
    """

    def __init__(self, store: str | Path = "build", *, timeout: float = 30.0) -> None:
        self._where = str(store)
        self._timeout = timeout
        self._lock = threading.Lock()
        self._opened: dict[str, tuple[str, Store]] = {}
        self._data("")

    def list_questions(self, words: str = "", start: int = 1) -> str:
        """有哪些问题可问。 The named questions that can be asked with `ask`.

        Parameters
        ----------
        words : str
            Only those that such words may mean (谁没有牵头); empty: all.
        start : int
            The first one shown.
        """
        words = short(words)
        chosen = [*asking.meant(words)] or [one for one, _ in asking.nearest(words)[:5]]
        if not words:
            chosen = [*asking.questions()]
        title = "问题 questions: 名称 name｜问的是什么 what it asks｜可按什么缩小 narrowed by"
        return paged(title, list(map(question_line, chosen)), start)

    def ask(
        self,
        question: str,
        department: str = "",
        category: str = "",
        matter: str = "",
        list: str = "",
        start: int = 1,
    ) -> str:
        """问一个问题，连同原文和出处。 Ask a question; each row has its clauses and their places.

        Parameters
        ----------
        question : str
            A question's name or number (`no_lead`, 7), or plain Chinese words (养狗谁管).
        department, category, matter : str
            Narrow it, by any of their names (公安局, 社会保障, 消防).
        list : str
            Of which list, as people call it (青石镇, 青石镇 2024); empty: the latest of each place.
        start : int
            The first row shown.
        """
        data = self._data(list)
        narrow = {"department": department, "category": category, "matter": matter}
        given = {name: short(word) for name, word in narrow.items() if word.strip()}
        heard = hear(short(question), given)
        table = self._query(data, heard.question, narrow=heard.narrow)
        return paged(head(data, heard.title, heard.others, *table.notes), rows(table), start)

    def show(self, duty: str, list: str = "", start: int = 1) -> str:
        """看一个事项的全文和每一处的出处。 One duty in full, with the place of everything.

        Parameters
        ----------
        duty : str
            "配合 42", C42, or words of its title that mean one duty.
        list : str
            Of which list; needed where several have such a duty.
        start : int
            The first line shown.
        """
        data = self._data(list)
        duty = short(duty)
        text = data.show(duty)
        return paged(head(data, f"事项 duty {duty}"), text.splitlines(), start)

    def search(self, words: str, list: str = "", start: int = 1) -> str:
        """找标题或正文里有这些词的。 Find duties and clauses that say some words, with places.

        Parameters
        ----------
        words : str
            One or more words, all of which must be there (消防 检查), or a duty's number.
        list : str
            In which list; empty: the latest of each place.
        start : int
            The first one shown.
        """
        data = self._data(list)
        words = short(words)
        if not words:
            raise QueryError("请写要找的词", "say the words to look for")
        titled, saying = self._titled(data, words), self._saying(data, words)
        title = f"“{words}”：{len(titled)} 个事项 duties，{len(saying)} 处条文 clauses"
        return paged(head(data, title), [*rows(titled), *rows(saying, len(titled))], start)

    def findings(self, kind: str = "", duty: str = "", list: str = "", start: int = 1) -> str:
        """分析发现，连同原文。 What the analyses found; without a kind: how many of each.

        Parameters
        ----------
        kind : str
            One kind (overlap, handover, remnant, …): the names stand in the answer without one.
        duty : str
            Only those about a duty ("配合 42").
        list : str
            Of which list; empty: the latest of each place.
        start : int
            The first one shown.
        """
        data = self._data(list)
        kind, duty = short(kind), short(duty)
        found = data.findings(kind or None, duty=duty or None)
        if not kind and not duty:
            more = "逐条 one by one: findings(kind=…)"
            return paged(head(data, "发现 findings", more), rows(found.overview()), start)
        title = f"发现 findings {kind} {duty}".rstrip()
        return paged(head(data, title), rows(brief(found.table())), start)

    def diff(self, old: str, new: str, kind: str = "", start: int = 1) -> str:
        """比两版或两地，连同两边原文。 What changed between two lists, with both clauses.

        Parameters
        ----------
        old, new : str
            The two lists, as people call them (青石镇 2024, 青石镇 2025).
        kind : str
            Only one kind of change, as the answer's first lines name it; empty: all.
        start : int
            The first change shown.
        """
        data = self._data("")
        found = data.diff(short(old), short(new))
        table = of_kind(found.table(), short(kind))
        sides = (f"{one.title} {one.issued}" for one in (found.old, found.new))
        return paged(
            "\n".join([" → ".join(sides), *map(for_tools, table.notes)]), rows(table), start
        )

    def sparql(self, query: str, iris: bool = False, list: str = "", start: int = 1) -> str:
        """自己的 SPARQL 查询，只读。 A SPARQL query of your own, read only.

        Rows that name duties or steps come with the clauses.

        The prefixes duty:, dct:, rdfs:, skos:, org: … need not be declared; the default graph is
        the union of all. Terms: duty:BasicDuty, duty:CooperativeDuty, duty:RecalledDuty,
        dct:title, duty:declaredDepartment, duty:stepOf, duty:text.

        Parameters
        ----------
        query : str
            SELECT, ASK, CONSTRUCT or DESCRIBE.
        iris : bool
            Show IRIs instead of labels.
        list : str
            Of which list; empty: the latest of each place.
        start : int
            The first row (of a graph: triple) shown; with ORDER BY, rows keep their places.
        """
        data = self._data(list, apart="sparql")
        asked = as_question(query)
        if data.gives_graph(asked):
            graph = data.graph(asked, timeout=self._timeout, limit=_MOST_ROWS)
            return paged(head(data, "图 graph"), graph.to_text("nt").splitlines(), start)
        table = self._query(data, asked, iris=iris)
        return paged(head(data, "答案 answer", *table.notes), rows(table), start)

    def _data(self, list: str, apart: str = "") -> Dataset:
        """Return the build as it is now; ``apart``: asked in a process of its own."""
        with self._lock:
            now = self._stamp()
            known, store = self._opened.get(apart, ("", None))
            if store is None or known != now:
                store = open_store(self._where)
                self._opened[apart] = (now, store)
        return Dataset(store, short(list) or ())

    def _stamp(self) -> str:
        """Return a mark that changes with every build; empty where the data is not a build."""
        opened = self._opened.get("")
        if opened is not None and not isinstance(opened[1], Embedded):
            return ""
        return stamp(Path(self._where)) or ""

    def _titled(self, data: Dataset, words: str) -> Table:
        """Return the duties that words mean, each quoted."""
        hits = meant.search(data.store, words)
        query = _DUTIES.format(" ".join(f"<{hit.iri}>" for hit in hits))
        return self._quoted(data, query)

    def _saying(self, data: Dataset, words: str) -> Table:
        """Return the clauses that say all of some words, each quoted."""
        literals = (json.dumps(word, ensure_ascii=False) for word in words.split())
        tests = " ".join(f"FILTER(CONTAINS(?text, {literal}))" for literal in literals)
        return self._quoted(data, _SAYING.format(tests))

    def _quoted(self, data: Dataset, query: str) -> Table:
        return self._query(data, as_question(query))

    def _query(
        self,
        data: Dataset,
        asked: asking.Question,
        *,
        narrow: Mapping[str, str] | None = None,
        iris: bool = False,
    ) -> Table:
        """Return the answer to a question within the limits, with clauses and places."""
        given = narrow or {}
        return data.query(
            asked,
            department=given.get("department"),
            category=given.get("category"),
            matter=given.get("matter"),
            evidence=True,
            iris=iris,
            timeout=self._timeout,
            limit=_MOST_ROWS,
        )
