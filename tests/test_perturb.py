"""The lists that the benchmarks run on are lists: consecutive numbers, counts that hold, the same from one seed."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from benchmarks import county
from benchmarks.perturb import make
from kg.parse import Parsed
from tests.variants import ROW


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make(30, tmp_path_factory.mktemp("lists"), seed=7)


def test_the_same_seed_gives_the_same_bytes(folders: list[Path], tmp_path: Path) -> None:
    for folder, again in zip(folders, make(30, tmp_path, seed=7), strict=True):
        for name in ("source.txt", "list.toml"):
            assert (folder / name).read_bytes() == (again / name).read_bytes()


def test_numbers_are_consecutive_and_counted(folders: list[Path]) -> None:
    for folder in folders:
        expected = tomllib.loads((folder / "list.toml").read_text(encoding="utf-8"))["expected"]
        rows = ROW.findall((folder / "source.txt").read_text(encoding="utf-8"))
        numbers = [int(row.split("\t")[0]) for row in rows]
        assert numbers == [number for count in expected.values() for number in range(1, count + 1)]


def test_places_differ_and_the_real_one_is_gone(folders: list[Path]) -> None:
    texts = [(folder / "source.txt").read_text(encoding="utf-8") for folder in folders]
    assert not any(name in text for text in texts for name in ("奇台", "坎尔孜"))
    titles = {
        tomllib.loads((folder / "list.toml").read_text(encoding="utf-8"))["title"]
        for folder in folders
    }
    assert len(titles) == len(folders)
    assert any("街道" in title for title in titles)
    assert any("区" in title for title in titles)


def test_lists_made_of_records_are_other_places_and_nearly_the_same(real_parsed: Parsed) -> None:
    made = [county.another(real_parsed.list, number, random.Random(number)) for number in range(3)]
    assert len({one.place for one in made}) == len({one.id for one in made}) == 3
    for one in made:
        titles = {duty.title for duty in one.duties} & {
            duty.title for duty in real_parsed.list.duties
        }
        assert 0.7 * len(real_parsed.list.duties) < len(titles) < len(real_parsed.list.duties)


def test_how_a_time_grows() -> None:
    assert county.exponent([(10, 1.0), (20, 2.0)]) == pytest.approx(1)
    assert county.exponent([(10, 1.0), (20, 3.0), (40, 16.0)]) == pytest.approx(2)
