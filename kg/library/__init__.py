"""The one face of the package: what a command, a notebook, a report or a server calls, and nothing else.

Documents
    :func:`read` and :func:`check` take a document apart and say what is odd about it; :func:`build` makes the graph,
    the tables and the pages; :func:`tabulate` the tables alone, by many machines into one folder.
Datasets
    :func:`tables` gives the :class:`Tables` of one build or of many, for counting.
    :func:`open` gives a :class:`Dataset`: duties, questions, analyses, findings, pages, networks.
Editions and places
    :func:`diff` says what changed between two lists, :func:`history` what became of each duty over several.
    :func:`compare` says what many places have in common and what differs.
    :func:`answers` says which answers change from one list to another.
    :func:`pairs` gives duties taken for one matter, :func:`judge_pair` keeps that they are not.
Papers
    :func:`report` writes the Word and Excel files for a meeting; :func:`papers_menu` names them.
Serving
    :func:`serve` gives a build to browsers and to other programs, as a SPARQL endpoint.
    :func:`mcp` gives it to an assistant; :class:`Tools` is what the assistant may ask.
Other stores
    :func:`load` writes a build to another store, which :func:`open` then asks by its address.
Menus
    :func:`questions_menu`, :func:`question_help`, :func:`suggest`, :func:`analyses_menu`, :func:`networks_menu`.

Every command of the command line is one call of something here; a test runs each beside its twin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.asking.query import Graph
    from kg.library.answered import answers
    from kg.library.asked import sparql
    from kg.library.assistants import mcp
    from kg.library.county import Comparison, compare
    from kg.library.dataset import Dataset, Exported, open
    from kg.library.documents import (
        Check,
        Reading,
        build,
        check,
        outputs,
        read,
        summary,
        tabulate,
    )
    from kg.library.editions import Diff, History, diff, history
    from kg.library.files import examine, make_folder
    from kg.library.findings import Findings, adopt, verdicts
    from kg.library.loaded import Loaded, load
    from kg.library.menus import (
        analyses,
        analyses_menu,
        networks,
        networks_menu,
        question_help,
        questions,
        questions_menu,
        suggest,
    )
    from kg.library.paired import Pair, Pairs, judge_pair, pairs
    from kg.library.papers import papers_menu, report
    from kg.library.served import Serving, serve
    from kg.library.tabled import Tables, tables
    from kg.library.tools import Tools
    from kg.library.view import View

_HOME = {
    "answered": ("answers",),
    "county": ("Comparison", "compare"),
    "asked": ("Graph", "sparql"),
    "assistants": ("mcp",),
    "dataset": ("Dataset", "Exported", "open"),
    "documents": ("Check", "Reading", "build", "check", "outputs", "read", "summary", "tabulate"),
    "editions": ("Diff", "History", "diff", "history"),
    "files": ("examine", "make_folder"),
    "findings": ("Findings", "adopt", "verdicts"),
    "menus": (
        "analyses",
        "analyses_menu",
        "networks",
        "networks_menu",
        "question_help",
        "questions",
        "questions_menu",
        "suggest",
    ),
    "loaded": ("Loaded", "load"),
    "paired": ("Pair", "Pairs", "judge_pair", "pairs"),
    "papers": ("papers_menu", "report"),
    "served": ("Serving", "serve"),
    "tabled": ("Tables", "tables"),
    "tools": ("Tools",),
    "view": ("View",),
}
"""Module → the names it gives; each module is loaded where one of its names is first used."""

__all__ = [
    "Check", "Comparison", "Dataset", "Diff", "Exported", "Findings", "Graph", "History", "Loaded", "Pair", "Pairs",
     "Reading", "Serving", "Tables", "Tools", "View", "adopt", "analyses", "analyses_menu",
    "answers", "build", "check",
    "compare",
    "diff", "examine",
    "history",
    "judge_pair", "load", "make_folder", "mcp", "networks", "networks_menu", "open", "outputs",
    "pairs", "papers_menu", "question_help", "questions",
    "questions_menu", "read", "report", "serve", "sparql", "suggest", "summary", "tables",
    "tabulate", "verdicts",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a name where it is first used."""
    from importlib import import_module

    for module, names in _HOME.items():
        if name in names:
            globals()[name] = value = getattr(import_module(f"kg.library.{module}"), name)
            return value
    raise AttributeError(f"module 'kg.library' has no attribute {name!r}")
