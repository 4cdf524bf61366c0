"""What kg.html asks of the program: build what was dropped, take verdicts, hand over files. It runs in the page."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = "/here"
"""Where the files that were dropped are."""
MADE = "/made"
"""What is built of them."""
REHEARSED = "/rehearsed"
"""Where what :func:`rehearse` builds is for a moment."""
SAID = "/said"
"""Files of verdicts, and all of them in one: ``verdicts.toml``."""
VERDICTS = f"{SAID}/verdicts.toml"

Tell = Callable[[str, str], None]


def warm() -> None:
    """Load what the first list would wait for."""
    import jinja2.ext  # noqa: F401
    import pyoxigraph

    from kg import build, pages, ties  # noqa: F401
    from kg.analyses import groups  # noqa: F401
    from kg.asking import answers  # noqa: F401
    from kg.asking.questions import questions
    from kg.matters import thesaurus
    from kg.names import load
    from kg.outputs import every
    from kg.views import page

    for _ in every():
        pass
    load()
    thesaurus()
    questions()
    page.environment().get_template("page.html")
    pyoxigraph.Store()


def rehearse() -> None:
    """Build a small made-up list and forget it: then the first list of the user's waits for nothing that is done once."""
    from kg.library import build as make

    make("/kg/sample.txt", output=REHEARSED, verdicts=None, jobs=1)
    shutil.rmtree(REHEARSED)


def clear() -> None:
    """Forget the files that were dropped before."""
    os.chdir("/")
    for folder in (HERE, MADE):
        shutil.rmtree(folder, ignore_errors=True)
    Path(HERE).mkdir()
    Path(SAID).mkdir(exist_ok=True)


def build(tell: Tell, engine: bool) -> str:
    """Build what was dropped, and return what the page shows of it, as JSON.

    ``engine`` gives each page the query engine. A file that cannot be read stops none of the others: it is told in one line, as on the command
    line.
    """
    from kg.errors import KgError
    from kg.library import build as make

    os.chdir(HERE)
    names = [path.name for path in sorted(Path().iterdir())]
    order = _order(names)
    tell("lists", json.dumps({"paths": order}))

    def progress(name: str, done: int, every: int) -> None:
        at = order[done - 1] if name != "store" and done <= len(order) else ""
        tell("progress", json.dumps({"name": name, "path": at, "done": done, "all": every}))

    try:
        summary = make(
            *names,
            output=MADE,
            verdicts=VERDICTS,
            jobs=1,
            patient=True,
            sparql=engine,
            progress=progress,
        )
    except KgError as error:
        return json.dumps({"lists": [], "whole": [], "unread": list(_refused(names, error))})
    lists = [_list(one) for one in summary.lists]
    unread = [_line(one.path, one) for one in summary.unread]
    return json.dumps({"lists": lists, "whole": _whole(), "unread": unread})


def _order(names: list[str]) -> list[str]:
    """Return the paths of what will be read, in order."""
    from kg.errors import KgError
    from kg.folders import survey

    try:
        return [one.path.as_posix() for one in survey(map(Path, names)).lists]
    except KgError:
        return []  # the build will say why


def _refused(names: list[str], error: Any) -> Iterator[dict[str, str]]:
    """Yield a line for every file, where none could be read."""
    from kg.errors import KgError
    from kg.library import check

    for name in names:
        try:
            for one in check(name).unread:
                yield _line(one.path, one)
        except KgError as why:
            yield _line(why.where or name, why)
    if not names:
        yield _line(error.where, error)


def _line(path: str, why: Any) -> dict[str, str]:
    zh = f"{why.zh}；{why.cure_zh}" if why.cure_zh else why.zh
    en = f"{why.en}; {why.cure_en}" if why.cure_en else why.en
    return {"path": path, "zh": zh, "en": en, "line": why.line}


def _list(one: Any) -> dict[str, Any]:
    """Return what the page shows of a list."""
    from kg import outputs
    from kg.check import as_table
    from kg.words import section

    files = []
    for _, output in outputs.every():
        if outputs.is_of_list(output):
            files += outputs.files(output, Path(MADE) / one.folder)
    kinds = section("kind")
    doubts = [oddity for oddity in one.oddities if oddity.severity != "info"]
    rows = as_table(doubts).for_people.rows
    return {
        "id": one.id,
        "folder": one.folder,
        "title": one.title,
        "issued": one.issued,
        "county": one.place.county,
        "source": one.source,
        "duties": one.duties,
        "steps": one.superior_steps + one.township_steps,
        "departments": one.departments,
        "judged": one.judged,
        "findings": [[*kinds[kind], count] for kind, count, _ in one.findings if count],
        "doubts": [" ".join(str(cell) for cell in row if cell) for row in rows],
        "files": [[f"{one.folder}/{path}", zh, en] for path, zh, en in files],
    }


def _whole() -> list[str]:
    """Return the files of the whole build."""
    return sorted(path.name for path in Path(MADE).iterdir() if path.is_file())


def file(path: str) -> bytes:
    """Return a file of the build."""
    return (Path(MADE) / path).read_bytes()


def zipped() -> bytes:
    """Return the whole build as a zip, and the verdicts beside it; what is packed already is stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as writing:
        for path in sorted(Path(MADE).rglob("*")):
            if path.is_file():
                _add(writing, path.relative_to(MADE).as_posix(), path.read_bytes())
        if Path(VERDICTS).exists():
            _add(writing, "verdicts.toml", Path(VERDICTS).read_bytes())
    return out.getvalue()


def _add(writing: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(f"kg/{name}")
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
    writing.writestr(entry, data)


def adopt(name: str) -> str:
    """Take the verdicts of a file over; return how many it held, and which differ from those that were known."""
    from kg.errors import KgError
    from kg.library import adopt as take

    path = Path(SAID) / name
    given = path.with_name(f"given{path.suffix}")
    path.replace(given)
    try:
        adopted = take(given, VERDICTS)
    except KgError as error:
        return json.dumps({"error": _line(name, error)})
    return json.dumps({"count": int(adopted), "conflicts": adopted.text()})


def verdicts() -> bytes:
    """Return all verdicts that were taken over, as a file."""
    return Path(VERDICTS).read_bytes()


def workbook(source: str) -> bytes:
    """Return the workbook of a list: findings to judge, a sheet for every question and analysis."""
    from kg.library import open

    os.chdir(HERE)
    made = open(source).report("workbook", verdicts=VERDICTS)
    return next(iter(made.values()))


def licences() -> bytes:
    """Return the licences of what is not ours, one after the other."""
    files = sorted(Path("/kg/licences").iterdir())
    texts = (f"===== {one.name} =====\n\n{one.read_text(encoding='utf-8')}\n" for one in files)
    return "\n".join(texts).encode()
