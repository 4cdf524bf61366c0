"""Which lists a dataset speaks of, and their duties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.store import Embedded, Limited, Part, Store, latest_of
from kg.table import Table

if TYPE_CHECKING:
    from kg.library.county import Comparison
    from kg.library.editions import Diff
    from kg.model import Duty, DutyList, Organization
    from kg.network import Network
    from kg.which import Entry


class Listed:
    """The lists of a store, those that are asked of, and what is read of them."""

    def __init__(
        self, store: Store, lists: str | Sequence[str] = (), edition: str | None = None
    ) -> None:
        self._whole = store
        self._looked_up_in = store
        self._wish = ((lists,) if isinstance(lists, str) else tuple(lists), edition)
        self._networks: dict[str | None, Network] = {}

    @property
    def stale(self) -> str:
        """How the build differs from what would be made now, in a line; empty if it does not."""
        from pathlib import Path

        from kg.stale import stale

        place = Path(self._whole.location)
        return stale(place.parent) if place.name == "store" else ""

    # --- which lists ---

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All lists that are there, whatever is asked of: id, place, month of issue."""
        from kg.graph import dataset

        return tuple(dataset.entries(self._looked_up_in))

    @cached_property
    def chosen(self) -> tuple[Entry, ...]:
        """The lists that are asked of: those wished for, or the latest edition of each place."""
        from kg import which

        words, edition = self._wish
        return tuple(which.meant(words, self.entries, edition=edition))

    @cached_property
    def store(self) -> Store:
        """What is asked: the chosen lists with what they share, or all there is."""
        return self._part(self.chosen)

    def _part(self, chosen: Sequence[Entry]) -> Store:
        from kg import which
        from kg.graph import dataset
        from kg.rdf.iris import graphs_of

        if len(chosen) == len(self.entries):
            return self._whole
        latest = list(chosen) == which.latest(self.entries)
        if latest and (beside := latest_of(self._whole)):
            return beside
        known = dataset.lists(self._looked_up_in)
        # a build's own shared graphs are whole; loaded, they are cut to the latest editions
        earlier = not latest and not isinstance(self._whole, Embedded)
        graphs = graphs_of((known[entry.id] for entry in chosen), earlier=earlier)
        return Part(self._whole, graphs)

    def _within(self, seconds: float | None) -> tuple[Store, Store]:
        """Return what is asked, and all of which it is part, for so many seconds together.

        Which lists there are is found out in that time too: an endpoint may never answer.
        """
        whole = Limited(self._whole, seconds)
        if not isinstance(self._whole, Embedded):
            self._looked_up_in = whole
        try:
            return whole.also(self.store), whole
        finally:
            self._looked_up_in = self._whole

    def _of(self, list: str | None) -> Store:
        """Return what is asked for one list, by any of its names; without one the chosen lists."""
        from kg import which

        return self.store if list is None else self._part([which.one(list, self.entries)])

    def _said(self, table: Table, list: str | None = None) -> Table:
        """Return a table with a note on which lists it speaks of, where there are others too."""
        note = self._note(list)
        return replace(table, notes=(*table.notes, note)) if note else table

    def _note(self, list: str | None = None) -> str:
        """Return which lists an answer speaks of, where there are others too; else nothing."""
        from kg import which

        chosen = self.chosen if list is None else (which.one(list, self.entries),)
        return which.note(self.entries, chosen, wished=list is not None or any(self._wish))

    # --- duties ---

    @cached_property
    def lists(self) -> tuple[DutyList, ...]:
        """The lists, sorted by identifier: those wished for, or all editions of all."""
        from kg.graph import dataset

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
            ``"配合 42"``, ``"C42"``, an IRI, a number, or words of the title, as long as they mean
            one duty.
        list : str, optional
            The list's identifier, if there are several.

        Raises
        ------
        UnknownName, AmbiguousName
            If it means no duty, or several; the message names them.
        """
        from kg.asking import meant

        return meant.find_duty(self._of(list), reference)[0]

    def find(self, words: str, list: str | None = None) -> Table:
        """Return the duties that a reference, a number or some words may mean, one row a duty.

        Words are looked for in the titles; where no title has them, among the matters that the
        titles are about. The table is empty if nothing is found.
        """
        from kg import which
        from kg.asking import meant

        hits = meant.search(self._of(list), words)
        return self._said(meant.hits_table(hits, which.called(self.entries)), list)

    def show(self, reference: str, list: str | None = None) -> str:
        """Return one duty in full, as ``kg show`` prints it: departments, steps, the place of everything."""
        from kg import show
        from kg.asking import meant

        return show.text(*meant.find_duty(self._of(list), reference))

    def source(self, list: str | None = None) -> str:
        """Return the text of a list's tables, rebuilt from the graph alone."""
        from kg import show
        from kg.graph import dataset

        return show.tables_text(dataset.from_graph(self._of(list)))

    def diff(self, old: str, new: str, *, verdicts: str | Path | None = None) -> Diff:
        """Return what changed between two lists of the dataset, each by any of its names (青石镇 2024).

        What a file of ``verdicts`` says of pairs of duties holds.

        Raises
        ------
        UnknownName, AmbiguousName
            If a name means no list, or those of several places.
        """
        from kg import which
        from kg.graph import dataset
        from kg.library.editions import between
        from kg.library.paired import told_in

        chosen = [which.one(name, self.entries) for name in (old, new)]
        before, after = (dataset.read_list(self._whole, entry.id) for entry in chosen)
        return between(before, after, told=told_in(verdicts))

    def compare(
        self, *names: str, edition: str | None = None, verdicts: str | Path | None = None
    ) -> Comparison:
        """Return what lists of the dataset have in common and what differs; without names all places, each its latest edition.

        What a file of ``verdicts`` says of pairs of duties holds.

        Raises
        ------
        UnknownName
            If a name means no list, or fewer than two are meant.
        """
        from kg import which
        from kg.graph import dataset
        from kg.library.county import beside
        from kg.library.paired import told_in

        chosen = which.meant(names, self.entries, edition=edition)
        lists = [dataset.read_list(self._whole, entry.id) for entry in chosen]
        return beside(lists, told=told_in(verdicts))
