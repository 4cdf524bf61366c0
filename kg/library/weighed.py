"""What is weighed of a dataset: analyses, findings, and what the reader says of them."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from kg.asking import labels
from kg.errors import UnknownName
from kg.library.asked import Asked, quoted
from kg.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.findings import Verdict, Verdicts
    from kg.graph.store import Store
    from kg.library.findings import Findings
    from kg.model import Finding
    from kg.network import Network


class Weighed(Asked):
    """A dataset's networks, analyses and findings."""

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
        from kg import findings as found

        found.expect(name)
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
        table = quoted(self.store, table) if evidence else labels.plain(table)
        if iris:
            return table
        return network.labelled(table)

    def ranking(self, list: str | None = None) -> str:
        """Return every pair of duties of one list with its overlap score as CSV: ``left,right,score``.

        Duties are named by code: B1 基本 1, C2 配合 2, R3 收回 3.

        Raises
        ------
        UnknownName, AmbiguousName
            If there is no such list, or several and none is named.
        """
        import io

        from kg.analyses import overlap
        from kg.graph import dataset

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
            Only one kind (overlap, remnant, silent, …), one grade (3 is the gravest), one list,
            those about a duty: a reference, or words of a title, which may mean several duties.
        verdicts : str or Path, optional
            A file of verdicts that go before those in the graph; a missing file holds none.

        Raises
        ------
        UnknownName
            If there is no such kind, duty or list.
        """
        from kg import findings as found
        from kg.asking import meant
        from kg.library.findings import Findings

        store = self._of(list)
        every = found.read_all(store)
        present = sorted({finding.kind for _, finding in every} | set(found.kinds()))
        if kind is not None and kind not in present:
            raise UnknownName(
                f"没有叫 “{kind}” 的发现类型", f'no kind of finding is called "{kind}"',
                cure=(f"可用：{'、'.join(present)}", f"one of: {', '.join(present)}"),
            )  # fmt: skip
        about = {hit.iri for hit in meant.find(store, duty)} if duty else None
        given = found.read_verdicts(Path(verdicts) if verdicts else None)
        judged = self._judged(every, given)
        return Findings.of(
            (
                (id, one)
                for id, one in judged
                if kind in (None, one.kind)
                and grade in (None, one.grade)
                and (about is None or not about.isdisjoint(one.duties))
            ),
            self._owners(store, every),
            self._note(list),
            {one.id: found.edition(one.called, one.issued) for one in self.entries},
        )

    def _owners(self, store: Store, every: Iterable[tuple[str, Finding]]) -> dict[str, str]:
        """Return whose each list is; where findings quote other places, theirs too."""
        from kg import findings as found
        from kg import which

        owners = labels.owners(store)
        if not any(found.is_between(one) for _, one in every):
            return owners
        return {**labels.owners(self._part(which.latest(self.entries))), **owners}

    def judge(
        self,
        finding: str,
        verdict: str,
        note: str = "",
        *,
        by: str = "",
        when: str | None = None,
        verdicts: str | Path = "verdicts.toml",
    ) -> Finding:
        """Keep a verdict on a finding in a file; the next build honours it.

        It reaches every place whose list says the same, or, where lists were wished for
        (``kg.open(…, lists="青石镇")``), the places of these lists alone.

        Parameters
        ----------
        finding : str
            Its identifier, or the beginning of it.
        verdict : str
            ``lawful``, ``settle``, ``no``, or ``none`` to take an earlier one back.
        note : str
            Why.
        by : str
            Who judges; by default nobody is named.
        when : str, optional
            The day, as ``2026-11-27``: today if none is given, ``""`` for none.
        verdicts : str or Path
            The file.

        Returns
        -------
        Finding
            The finding, with the verdict; :meth:`reached` says which places it reaches.

        Raises
        ------
        UnknownName
            If there is no such finding, or none in the lists wished for.
        ReadError
            If ``when`` is not a date.
        """
        from kg import findings as found
        from kg.library import judging
        from kg.swap import alone_with

        day = judging.day(when)
        judging.allowed(verdict, found.VERDICTS, ("发现", "a finding"))
        one = found.pick((one for _, one in self._judgeable), finding)
        said = found.Verdict(verdict, note, tuple(map(found.label, one.duties)), by.strip(), day)
        said = self._given_on(said, one)
        places = self.reached(one.id) if any(self._wish) else ("",)
        is_back = verdict == found.TAKEN_BACK
        with alone_with(Path(verdicts)):
            known = found.read_verdicts(Path(verdicts))
            for name in (found.reach(one.id, place) for place in places):
                if is_back:
                    known.pop(name, None)
                else:
                    known[name] = said
            found.write_verdicts(Path(verdicts), known)
        return found.put_on(one, found.Verdict("") if is_back else said)

    def _judged(
        self, every: Iterable[tuple[str, Finding]], given: Verdicts
    ) -> Iterator[tuple[str, Finding]]:
        """Yield findings, each with its list's identifier, with the verdicts of a file on them."""
        from kg import findings as found

        entries = {entry.id: entry for entry in self.entries}
        for id, pairs in groupby(every, key=itemgetter(0)):
            some = [one for _, one in pairs]
            for one in found.judged(some, given, entries[id].called, entries[id].issued):
                yield id, one

    def _given_on(self, said: Verdict, one: Finding) -> Verdict:
        """Return a verdict that says of which edition it is: that of the finding."""
        from kg import findings as found
        from kg.rdf.iris import list_id

        entries = {entry.id: entry for entry in self.entries}
        homes = (one.list,) if one.list else one.duties
        for entry in filter(None, (entries.get(list_id(home)) for home in homes)):
            return found.given_on(said, one, entry.called, entry.issued)
        return said

    def reached(self, finding: str) -> tuple[str, ...]:
        """Return the places whose lists have a finding (its id): those that a verdict on it reaches."""
        found = (place for place, one in self._judgeable if one.id == finding)
        return tuple(dict.fromkeys(found))

    @cached_property
    def _judgeable(self) -> list[tuple[str, Finding]]:
        """Every finding of the lists wished for, or of all, each with what its place is called.

        Those of the latest editions come first: they are what a verdict is given on.
        """
        from kg import findings as found

        lists = self.chosen if any(self._wish) else (*self.chosen, *self.entries)
        called = {entry.id: entry.called for entry in lists}
        order = {id: place for place, id in enumerate(called)}
        every = [pair for pair in found.read_all(self._whole) if pair[0] in called]
        every.sort(key=lambda pair: order[pair[0]])
        return [(called[id], one) for id, one in every]
