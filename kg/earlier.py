"""The build that is being replaced: which of its lists are as they would be made now, and can be taken over."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from kg import findings, outputs
from kg.findings import Verdicts
from kg.model import Oddity, Place
from kg.outputs import Built, Old
from kg.ownership import Survey
from kg.stamp import verdicts_stamp

FACTS: Final = "list.json.gz"
"""In the folder of a list: what is known of it when it has been built, and the stamp of what it was made of."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a list was made of: files and settings, and the verdicts on its findings."""

    stamp: str
    """That of the list and the settings."""
    findings: tuple[str, ...]
    """What its findings are called."""
    verdicts: str
    """The stamp of the verdicts that concern them."""

    @classmethod
    def of(cls, stamp: str, names: Iterable[str], verdicts: Verdicts, built: Built) -> Made:
        """Return what a list is made of where a reader says something."""
        known = tuple(sorted(names))
        place = built.place.name or built.id
        said = findings.concerning(verdicts, known, place)
        return cls(stamp, known, verdicts_stamp(said))


@dataclass(frozen=True, slots=True)
class Earlier:
    """The lists of an earlier build by the names of their folders; empty if another program made it."""

    old: Old | None = None
    lists: Mapping[str, Built] = field(default_factory=dict)
    made: Mapping[str, Made] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, survey: Survey, program: str) -> Earlier:
        """Read what an earlier build says of its lists; only files that are proven to be ours are read."""
        names = survey.facts.get("lists", ())
        paths = {name: f"{name}/{FACTS}" for name in names}
        if survey.facts.get("program") != program or not all(
            path in survey.ours for path in paths.values()
        ):
            return cls()
        lists, made = {}, {}
        for name, path in paths.items():
            made[name], lists[name] = read(folder / path)
        hashes = {path: proof.sha256 for path, proof in survey.ours.items()}
        return cls(Old(folder, tuple(lists.values()), hashes), lists, made)

    def has(self, name: str, stamp: str, verdicts: Verdicts) -> bool:
        """Say whether a list was made of the same, and all that was written of it is still there."""
        made = self.made.get(name)
        if self.old is None or made is None:
            return False
        one = self.lists[name]
        if made != Made.of(stamp, made.findings, verdicts, one):
            return False
        return outputs.is_held(self.old, one)

    def is_alike(self, stamps: Mapping[str, str]) -> bool:
        """Say whether lists are those of before, but for what the reader says of their findings.

        ``stamps`` are those of all lists that are to be built, by their folders, in order.
        """
        made = [(name, made.stamp) for name, made in self.made.items()]
        if self.old is None or made != [*stamps.items()]:
            return False
        old = self.old
        return all(outputs.is_held(old, one) for one in self.lists.values())

    def take_over(self, name: str, folder: Path) -> Built:
        """Link the files of a list into the new build at ``folder``, and return what is known of the list."""
        assert self.old is not None
        for file in (FACTS, *self.lists[name].files):
            outputs.link(self.old.folder / name / file, folder / name / file)
        return self.lists[name]

    def hashes(self, folder: Path) -> dict[str, str]:
        """Return path → hash of those files of the new build at ``folder`` that were taken over."""
        if self.old is None:
            return {}
        there = {path: folder / path for path in self.old.files if (folder / path).exists()}
        return {
            path: self.old.files[path]
            for path, file in there.items()
            if file.samefile(self.old.folder / path)
        }


def write(folder: Path, made: Made, built: Built) -> None:
    """Write what is known of a list; what is not a character of Unicode (a lone surrogate) becomes a question mark."""
    facts = json.dumps({"made": asdict(made), **asdict(built)}, ensure_ascii=False, indent=0)
    packed = gzip.compress(f"{facts}\n".encode("utf-8", "replace"), mtime=0)
    (folder / FACTS).write_bytes(packed)


def read(path: Path) -> tuple[Made, Built]:
    """Return what :func:`write` wrote."""
    facts: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    made = facts.pop("made")
    made["findings"] = tuple(made["findings"])
    facts["place"] = Place(**facts["place"])
    facts["oddities"] = tuple(Oddity(**oddity) for oddity in facts["oddities"])
    facts["findings"] = tuple(map(tuple, facts["findings"]))
    for name in ("duties", "graphs", "files"):
        facts[name] = tuple(facts[name])
    return Made(**made), Built(**facts)
