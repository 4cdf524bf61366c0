"""Make many lists out of the real one: other places, some duties dropped, doubled or reworded. Seeded.

The real list is one of 38,000. Thousands of others say nearly the same in nearly the same words, so these do too:
about nine duties in ten are kept, one in six of them in other words, and the numbers stay consecutive.

    python -m benchmarks.perturb 100 build/perturbed --seed 1
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

from kg.resources import data_path
from tests.variants import REAL, ROW, Locality, list_toml, moved

DROPPED, DOUBLED, REWORDED = 0.08, 0.02, 0.16
TOWNSHIPS_A_COUNTY = 12
SYLLABLES = "安柏长大东丰高海河湖金兰林龙南宁平青清泉山石双松田文武西新阳永玉云泽中"
OTHER_WORDS = {
    "及时上报": "第一时间上报",
    "做好": "切实做好",
    "组织开展": "组织实施",
    "宣传教育": "宣传引导",
    "安全隐患": "风险隐患",
    "监督检查": "督促检查",
    "台账": "工作台账",
    "发现问题": "发现问题线索",
}
_WORDS = re.compile("|".join(sorted(OTHER_WORDS, key=len, reverse=True)))


def make(count: int, into: Path, seed: int = 1) -> list[Path]:
    """Write ``count`` list folders below ``into`` and return them; the same seed gives the same bytes."""
    real = (data_path() / "lists" / "kanerzi-2025-07" / "source.txt").read_text(encoding="utf-8")
    folders = []
    for index, place in zip(range(count), places(seed), strict=False):
        folder = into / f"place-{index:05d}-2025-07"
        folder.mkdir(parents=True, exist_ok=True)
        text, counts = perturb(real, random.Random(f"{seed}/{index}"))
        document = moved(place)(text).encode()
        (folder / "source.txt").write_bytes(document)
        (folder / "list.toml").write_text(list_toml(place, document, counts), encoding="utf-8")
        folders.append(folder)
    return folders


def places(seed: int) -> Iterator[Locality]:
    """Yield places without end: counties, county-level cities and districts with twelve townships each."""
    draw = random.Random(seed)
    seen: set[str] = set()

    def name(class_: str) -> str:
        while True:
            new = "".join(draw.sample(SYLLABLES, 2)) + class_
            if new not in seen:
                seen.add(new)
                return new

    while True:
        class_ = draw.choice("县县县市区")
        above = (
            REAL if class_ != "区" else Locality("云岭省", "省", "临河市", "临河市", "市", "", "")
        )
        county = name(class_)
        for _ in range(TOWNSHIPS_A_COUNTY):
            township = name(draw.choice(("乡", "镇", "镇", "街道")))
            yield Locality(
                above.region,
                above.region_class,
                above.prefecture,
                above.prefecture_short,
                above.own_prefecture,
                county,
                township,
            )


def perturb(document: str, draw: random.Random) -> tuple[str, tuple[int, int, int]]:
    """Return the document with other duties, and how many each of its three tables has."""
    counts: list[int] = []
    lines: list[str] = []
    for line in document.split("\n"):
        if (
            line.endswith(("基本履职事项清单", "配合履职事项清单", "收回事项清单"))
            and not line[0].isdigit()
        ):
            counts.append(0)
        if not ROW.match(line):
            lines.append(line)
            continue
        chance = draw.random()
        copies = 0 if chance < DROPPED else 2 if chance < DROPPED + DOUBLED else 1
        for copy in range(copies):
            counts[-1] += 1
            cells = line.split("\t")[1:]
            if copy:
                cells[1] += "（二）"
            if copy or draw.random() < REWORDED:
                cells = [_reword(cell, draw) for cell in cells]
            lines.append("\t".join([str(counts[-1]), *cells]))
    basic, cooperative, recalled = counts
    return "\n".join(lines), (basic, cooperative, recalled)


def _reword(cell: str, draw: random.Random) -> str:
    return _WORDS.sub(lambda hit: OTHER_WORDS[hit[0]] if draw.random() < 0.5 else hit[0], cell)


def main() -> None:
    """Write the lists and say where they are."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("into", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    folders = make(wanted.count, wanted.into, wanted.seed)
    print(f"{len(folders)} lists in {wanted.into}")


if __name__ == "__main__":
    main()
