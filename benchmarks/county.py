"""Many places: lists compared, and the questions of a list and of a county, as their number grows.

    python -m benchmarks.county               125 to 1,000 lists compared; 12 to 50 lists asked
    python -m benchmarks.county 100 200       other numbers to compare

What is compared are records: a few lists are read, and the others made of them as ``perturb`` makes documents (duties
dropped, titles in other words, other townships), so that reading does not hide what comparing costs. CPU seconds are
what to read, and how they grow: the exponent of a power through the first and the last size, 1 where twice as many
lists take twice as long.
"""

from __future__ import annotations

import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import perturb
from kg import archive
from kg.asking.questions import questions
from kg.model import Duty, DutyList
from kg.resources import data_path

if TYPE_CHECKING:
    from kg.asking.questions import Question
    from kg.engines.embedded import Embedded

READ = 8
"""Lists that are read; the others are made of their records."""
ASKED = (12, 24, 50)
REPEATS = 3
"""Times that each question is asked; the least counts."""
_WORDS = re.compile("|".join(sorted(perturb.OTHER_WORDS, key=len, reverse=True)))


def main() -> None:
    """Print both tables."""
    if sys.argv[1:2] == ["--compare"]:
        print(*_compared(Path(sys.argv[2]), int(sys.argv[3])))
        return
    sizes = [int(word) for word in sys.argv[1:]] or [125, 250, 500, 1000]
    with tempfile.TemporaryDirectory() as folder:
        for line in report(Path(folder), sizes, 1):
            print(line, flush=True)


def report(work: Path, lists: Sequence[int], seed: int) -> Iterator[str]:
    """Yield the lines of this section."""
    yield from _comparing(work, lists, seed)
    yield ""
    yield from _asking(work, seed)


# --- comparing ---


def _comparing(work: Path, sizes: Sequence[int], seed: int) -> Iterator[str]:
    for number, one in enumerate(_read(perturb.make(READ, work / "read", seed))):
        (work / f"{number}.gz").write_bytes(archive.pack(one))
    yield "Compare       lists   duties  distinct texts   common   CPU s   µs/duty   MB   bytes/duty"
    found: list[tuple[int, float]] = []
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.county", "--compare", str(work), str(size)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        duties, texts, common, cpu, before, after = done.stdout.split()
        found.append((size, float(cpu)))
        more = int(after) - int(before)
        each = float(cpu) * 1e6 / int(duties), more * 1e6 / int(duties)
        yield (
            f"           {size:8}{duties:>9}{texts:>16}{common:>9}{float(cpu):8.1f}{each[0]:10.0f}"
            f"   {before} + {more}{each[1]:9.0f}"
        )
    yield (
        f"  exponent {exponent(found):.2f}; memory: of the records + of comparing them, which is the "
        "answer: each duty in its common duty"
    )


def _read(folders: Sequence[Path]) -> list[DutyList]:
    from kg.parse import read_list

    return [read_list(folder).list for folder in folders]


def _compared(work: Path, size: int) -> tuple[int, int, int, str, int, int]:
    """Compare so many lists; return duties, distinct titles, common duties, CPU seconds, MB before and after."""
    from kg.alignment.common import common_duties
    from kg.alignment.differences import differences
    from kg.alignment.texts import title

    base = [one for path in sorted(work.glob("*.gz")) if (one := archive.unpack(path.read_bytes()))]
    draw = random.Random(size)
    lists = [another(base[number % len(base)], number, draw) for number in range(size)]
    duties = [duty for one in lists for duty in one.duties]
    before, began = _megabytes(), time.process_time()
    common = common_duties(lists)
    differences(common, lists)
    cpu = time.process_time() - began
    texts = {title(duty, one.place) for one in lists for duty in one.duties}
    return len(duties), len(texts), len(common), f"{cpu:.2f}", before, _megabytes()


def another(one: DutyList, number: int, draw: random.Random) -> DutyList:
    """Return a list as another township might have it: some duties dropped, some titles in other words."""
    place = replace(one.place, township=f"第{number}镇")
    kept = [_reworded(duty, draw) for duty in one.duties if draw.random() > perturb.DROPPED]
    return replace(one, id=f"place-{number}", place=place, duties=tuple(kept))


def _reworded(duty: Duty, draw: random.Random) -> Duty:
    if draw.random() > perturb.REWORDED:
        return duty
    title = _WORDS.sub(lambda hit: perturb.OTHER_WORDS[hit[0]], duty.title)
    return duty if title == duty.title else replace(duty, title=title)


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


# --- asking ---


def _asking(work: Path, seed: int) -> Iterator[str]:
    """Time every question over townships of one county, two editions each."""
    import pyoxigraph

    from kg import findings
    from kg.engines.embedded import Embedded
    from kg.outputs import One
    from kg.outputs._county import between
    from kg.parse import read_list
    from kg.rdf import thesaurus_lines
    from kg.rdf.iris import BASE

    stores = {size: pyoxigraph.Store() for size in ASKED}
    lists: list[DutyList] = []
    for number, folder in enumerate(_county(work / "county", max(ASKED), seed)):
        parsed = read_list(folder)
        lists.append(parsed.list)
        lines = One(parsed, findings.of_list(parsed.list), BASE).lines
        for size, store in stores.items():
            if number < size:
                _load(store, lines)
    taken: dict[str, list[tuple[int, float]]] = {}
    for size, store in stores.items():
        _load(store, [*thesaurus_lines(), *between(lists[:size], base=BASE)])
        opened = Embedded(store, "memory")
        for asked in questions():
            least = min(_seconds(opened, asked) for _ in range(REPEATS))
            taken.setdefault(asked.name, []).append((size, least))
    yield f"Questions{'':24}" + "".join(f"{size:9} lists" for size in ASKED) + "   exponent"
    for name, times in taken.items():
        cells = "".join(f"{seconds * 1000:12.0f} ms" for _, seconds in times)
        yield f"  {name:31}{cells}{exponent(times):10.2f}"
    whole = [(size, sum(times[at][1] for times in taken.values())) for at, size in enumerate(ASKED)]
    cells = "".join(f"{seconds * 1000:12.0f} ms" for _, seconds in whole)
    yield f"  {'all':31}{cells}{exponent(whole):10.2f}"
    name = max(taken, key=lambda asked: exponent(taken[asked]))
    yield f"  largest exponent: {exponent(taken[name]):.2f} ({name})"


def _seconds(store: Embedded, asked: Question) -> float:
    """Return the CPU seconds of one question."""
    from kg.asking import query

    began = time.process_time()
    query.run(store, asked)
    return time.process_time() - began


def _county(into: Path, count: int, seed: int) -> Iterator[Path]:
    """Write so many lists of one county, each township twice: 2025-07 and 2026-07."""
    from tests.variants import list_toml, moved

    real = (data_path() / "lists" / "kanerzi-2025-07" / "source.txt").read_text("utf-8")
    places = perturb.places(seed)
    county = next(places).county
    for number, place in zip(range(count // 2), places, strict=False):
        here = replace(place, county=county, township=f"{place.township[:2]}{'乡镇'[number % 2]}")
        for issued in ("2025-07", "2026-07"):
            folder = into / f"{number:03}-{issued}"
            folder.mkdir(parents=True, exist_ok=True)
            text, counts = perturb.perturb(real, random.Random(f"{seed}/{number}/{issued}"))
            document = moved(here)(text).encode()
            (folder / "source.txt").write_bytes(document)
            toml = list_toml(here, document, counts, issued)
            (folder / "list.toml").write_text(toml, encoding="utf-8")
            yield folder


def _load(store: object, lines: Sequence[str]) -> None:
    import pyoxigraph

    assert isinstance(store, pyoxigraph.Store)
    store.bulk_load("".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)


def exponent(times: Sequence[tuple[int, float]]) -> float:
    """Return how a time grows: the exponent of a power through the first and the last size; of one size none (nan)."""
    (small, quick), (large, slow) = times[0], times[-1]
    if small == large:
        return math.nan
    return math.log(max(slow, 1e-4) / max(quick, 1e-4)) / math.log(large / small)


if __name__ == "__main__":
    main()
