"""What the start page says of a list's duties, told on its page: others', the last edition's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from kg.outputs import Whole, page
from kg.outputs._siblings import put

_ID: Final = "beside"
SAME, REWORDED, MOVED, MISSING, POSSIBLE = "=~^-?"
"""How another township has a duty: in these words, others, another list, not, perhaps."""
_Json = dict[str, Any]


def tell(whole: Whole, start: bytes) -> None:
    """Write into each list's page what the start page, as HTML, says of its duties.

    A page says it in a block of its own, so that it is made without looking at other lists; one
    that the build took over is written anew only if it says something else.
    """
    from kg.views.shell import data_of

    if whole.is_alike:
        return  # the pages say it already
    data = data_of(start)
    folders = {one.id: one.folder for one in whole.lists}
    told: dict[str, _Json] = {}
    for county in data["counties"]:
        for id, others in _others(data, county):
            told.setdefault(id, {})["others"] = others
        for id, before in _before(data, county):
            told.setdefault(id, {})["before"] = before
    befores = {id: said["before"] for id, said in told.items() if "before" in said}
    for id in befores:
        if earlier := [*_earlier(id, befores, whole.twins)]:
            told[id]["earlier"] = earlier
    for one in whole.lists:
        if one.id in told or one.id in whole.same:
            found = {"id": one.id, "start": "../index.html", **told.get(one.id, {})}
            path = whole.folder / folders[one.id] / page.FILE
            put(path, _ID, found if one.id in told else {})


def _others(data: _Json, county: _Json) -> Iterator[tuple[str, _Json]]:
    """Yield, list by list of a comparison, how the other townships have each of its duties."""
    comparison = county["comparison"]
    if comparison is None:
        return
    lists = [data["lists"][number] for number in comparison["lists"]]
    for column, own in enumerate(lists):
        duties: dict[str, str] = {}
        for row in comparison["rows"]:
            if row["held"][column]:
                states = _states(row, column)
                duties |= dict.fromkeys(row["held"][column].split(), states)
        names = [one["name"] for one in lists]
        yield own["id"], {"names": names, "own": column, "duties": duties}


def _states(row: _Json, column: int) -> str:
    """Return a letter a column: how it has the duty that is in ``column``."""
    alike = next(form["columns"] for form in row["forms"] if column in form["columns"])
    possible = [one["column"] for one in row["possible"]]
    letters = ""
    for other, held in enumerate(row["held"]):
        if not held:
            letters += POSSIBLE if other in possible else MISSING
        elif held[0] != row["held"][column][0]:
            letters += MOVED
        else:
            letters += SAME if other in alike else REWORDED
    return letters


def _before(data: _Json, county: _Json) -> Iterator[tuple[str, _Json]]:
    """Yield, list by list, what changed of its duties since the edition right before it."""
    last: dict[int, _Json] = {}
    for change in county["changes"]:
        known = last.get(change["new"])
        months = [data["lists"][number]["issued"] for number in (change["old"], change["new"])]
        nearer = known is None or data["lists"][known["old"]]["issued"] < months[0]
        if months[0] < months[1] and nearer:
            last[change["new"]] = change
    for number, change in last.items():
        old = data["lists"][change["old"]]
        kinds = {kind for row in change["rows"] for kind in row["kinds"]}
        yield (
            data["lists"][number]["id"],
            {
                "id": old["id"],
                "issued": old["issued"],
                "page": quote(f"../{old['page']}", safe="/%"),
                "words": {kind: data["words"]["change"][kind] for kind in sorted(kinds)},
                "duties": _changed(change),
            },
        )


def _earlier(
    id: str, befores: Mapping[str, _Json], twins: Mapping[tuple[str, str], Mapping[str, str]]
) -> Iterator[_Json]:
    """Yield, edition by edition backwards, what changed of a list's duties before the last change.

    ``twins`` are two editions → key of a duty of the first → its key in the second. A duty goes by
    the code that it has in the list; ``at`` is the month from which the change holds.
    """
    here, known = id, dict[str, str]()
    while here in befores:
        last = befores[here]
        step = twins.get((here, last["id"]))
        said = befores.get(last["id"])
        if step is None or said is None:
            return
        known = {key: step.get(known[key], "") for key in known} if known else dict(step)
        codes = {_code(key): _code(there) for key, there in known.items() if there}
        changed = said["duties"]
        duties = {code: changed[was] for code, was in codes.items() if was in changed}
        yield {**said, "at": last["issued"], "duties": duties}
        here = last["id"]


def _code(key: str) -> str:
    """Return the code of a duty (``C42``) by its key (``cooperative/42``)."""
    kind, _, mark = key.partition("/")
    return f"{kind[0].upper()}{mark}"


def _changed(change: _Json) -> _Json:
    """Return duty → what changed of it: kinds, both titles in pieces, how many steps."""
    duties: _Json = {}
    for row in change["rows"]:
        old = [
            {"label": one["label"], "code": one["code"], "pieces": one["pieces"]}
            for one in row["old"]
        ]
        for new in row["new"]:
            duties[new["code"]] = {
                "kinds": row["kinds"],
                "old": old,
                "new": new["pieces"],
                "steps": len(row["parts"]),
            }
    return duties
