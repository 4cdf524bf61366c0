"""The first table of the goals: what a person waits for, each as a ratio to a peer in the same run, beside its goal.

A ratio of CPU seconds holds on any machine; absolute figures are printed for who knows the machine.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import counting
from benchmarks.measure import Cost, growth, inside, median, process
from benchmarks.perturb import make
from kg import library
from kg.pages import list_page
from kg.parse import read_list
from kg.resources import data_path

REAL = data_path() / "lists" / "kanerzi-2025-07"
UNIT = "sum(i*i for i in range(20_000_000))"
MANY, SOME = 50, 10
_OWN_DUTIES = 239
_Command = list[str | Path]


def kg(*words: str | Path) -> _Command:
    """Return the command line of ``kg``."""
    return [sys.executable, "-m", "kg", *words]


def report(work: Path, lists: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of this section: what, measured, ratio, goal."""
    yield f"{'Goals':44}{'measured':>24}{'ratio':>9}   goal"
    with tempfile.TemporaryDirectory(dir=work) as scratch:
        here = Path(scratch)
        unit = (
            min(process([sys.executable, "-c", UNIT], cwd=here).cpu for _ in range(3)) or math.nan
        )
        yield _line(
            "python: 20 million squares", f"{unit:.2f} CPU s", 1, "the unit of what follows"
        )
        yield from _one(here, unit)
        yield from _many(here, seed)
        yield from _start(here)
        yield from _questions(here)
        for what, measured, ratio, goal in counting.over_many(here):
            yield _line(what, measured, ratio, goal)
        yield from _page()


def _line(what: str, measured: str, ratio: float, goal: str) -> str:
    shown = "" if math.isnan(ratio) else f"{ratio:.3g}"
    return f"  {what:42}{measured:>24}{shown:>9}   {goal}"


def _one(work: Path, unit: float) -> Iterator[str]:
    cost = min(
        (process(kg("build", "--fresh"), cwd=work) for _ in range(3)), key=lambda one: one.cpu
    )
    yield _line(
        "kg build, 1 list",
        f"{cost.cpu:.2f} CPU s, {cost.megabytes:.0f} MB",
        cost.cpu / unit,
        "≤ 1.6",
    )
    again = process(kg("build"), cwd=work)
    yield _line("… again, nothing changed", f"{again.cpu:.2f} CPU s", again.cpu / unit, "")
    build = work / "build"
    yield _line("… on disk", f"{_size(build) / 1e6:.1f} MB", math.nan, "≤ 12 MB")
    quads = _quads(build)
    yield _line("… quads", f"{quads:,}", math.nan, "≤ 50,000 (and the thesaurus, once)")
    yield _store(build)


def _many(work: Path, seed: int) -> Iterator[str]:
    folders = make(MANY, work / "many", seed)
    some = process(kg("build", *folders[:SOME], "-o", "some"), cwd=work)
    full = process(kg("build", *folders, "-o", "all"), cwd=work)
    ratio = full.megabytes / some.megabytes
    yield _line(
        f"kg build, {MANY} lists", f"{full.cpu / MANY:.2f} CPU s a list", math.nan, "≤ 1.3 s"
    )
    yield _line("… memory", f"{full.megabytes:.0f} MB", ratio, f"flat: × that of {SOME} lists, ≤ 2")
    yield _store(work / "all")
    _change(folders[MANY // 2])
    changed = process(kg("build", *folders, "-o", "all"), cwd=work)
    yield _line(
        "… one of them changed",
        f"{changed.cpu:.2f} CPU s",
        changed.cpu / full.cpu,
        "≤ 0.05 of the whole",
    )
    yield _store(work / "all")
    burden = process(kg("analyse", "burden", "--store", "some"), cwd=work)
    yield _line(f"kg analyse burden, {SOME} lists", f"{burden.cpu:.2f} CPU s", math.nan, "≤ 0.5 s")


def _store(build: Path) -> str:
    each = _size(build / "store") / _quads(build)
    return _line("… store", f"{each:.0f} bytes a quad", math.nan, "≤ 165")


def _change(folder: Path) -> None:
    """Change a word of a list's document, as a person would mend it, and its hash in ``list.toml``."""
    document, facts = folder / "source.txt", folder / "list.toml"
    old = document.read_bytes()
    document.write_bytes(old.replace("做好".encode(), "认真做好".encode(), 1))
    before, after = (hashlib.sha256(data).hexdigest() for data in (old, document.read_bytes()))
    facts.write_text(facts.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def _start(work: Path) -> Iterator[str]:
    click = median([sys.executable, "-c", "import click"], cwd=work)
    wanted = (("--help",), "≤ 1.5"), (("query", "no_lead"), "≤ 3"), (("show", "配合 42"), "≤ 4")
    for words, goal in wanted:
        cost = median(kg(*words), cwd=work)
        yield _line(
            f"kg {' '.join(words)}",
            f"{cost.cpu * 1000:.0f} CPU ms",
            _over(cost, click),
            f"{goal} × import click",
        )


def _over(cost: Cost, other: Cost) -> float:
    return cost.cpu / other.cpu if other.cpu else cost.seconds / other.seconds


def _questions(work: Path) -> Iterator[str]:
    means: dict[int, float] = {}
    for folder, count, goal in (
        ("build", 1, "each ≤ 20 ms"),
        ("some", SOME, ""),
        ("all", MANY, ""),
    ):
        data = library.open(work / folder)
        names = [str(row["name"]) for row in data.questions]
        times = {name: inside(partial(_ask, data, name), times=3, limit=1.0) for name in names}
        means[count] = math.exp(sum(math.log(taken) for taken in times.values()) / len(times))
        slowest = max(times, key=lambda name: times[name])
        shown = f"{means[count] * 1000:.1f} ms, {times[slowest] * 1000:.0f} at most"
        yield _line(
            f"{len(names)} questions, {count} list{'s' * (count > 1)}",
            shown,
            math.nan,
            f"{goal} ({slowest})",
        )
    yield _line("… growth", f"n^{growth(means):.2f}", math.nan, "≤ n^1.1")
    yield _line(*counting.beside_rdflib(work / "build"))


def _ask(data: Any, name: str) -> int:
    return len(data.query(name).rows)


def _page() -> Iterator[str]:
    duties = read_list(REAL).list
    ours = inside(partial(list_page, duties))
    stock = inside(partial(_stock_pyvis, _OWN_DUTIES))
    yield _line(
        "page, 239 duties", f"{ours * 1000:.0f} ms", ours / stock, "≤ 250 ms; × stock Pyvis"
    )


def _stock_pyvis(count: int) -> int:
    """Draw as many duties as Pyvis' own tutorial would, with two departments each."""
    from pyvis.network import Network

    network = Network()
    for number in range(count):
        network.add_node(number, label=f"duty {number}")
        for other in (number % 37, number % 11):
            network.add_node(f"d{other}", label=f"department {other}")
            network.add_edge(number, f"d{other}")
    return len(network.generate_html())


def _size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(Path(path).stat().st_size for path in folder.rglob("*") if path.is_file())


def _quads(build: Path) -> int:
    return int(json.loads((build / "store" / "BUILD").read_bytes())["quads"])
