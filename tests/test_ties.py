"""What stands together in one list, on the real list with a few words changed: each rule is seen to decide."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from kg import ties
from kg.parse import read_list
from kg.rdf.ties import Tie, tie_lines

Found: TypeAlias = Callable[..., list[Tie]]


@pytest.fixture
def found(real_list: Path, tmp_path: Path) -> Found:
    """Return the function that reads the real list with some words changed, and gives its ties."""

    def tied(*changes: tuple[str, str]) -> list[Tie]:
        folder = tmp_path / str(len(list(tmp_path.iterdir()))) / real_list.name
        shutil.copytree(real_list, folder)
        text = (folder / "source.txt").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (folder / "source.txt").write_text(text, encoding="utf-8")
        return ties.of_list(read_list(folder).list)

    return tied


def of(every: list[Tie], kind: str, duty: str) -> list[Tie]:
    """Return the ties of a kind about a duty."""
    return [tie for tie in every if tie.kind == kind and any(d.endswith(duty) for d in tie.duties)]


def acts(every: list[Tie], duty: str) -> set[str]:
    return {tie.type.rpartition("/")[2] for tie in of(every, "same-act", duty)}


def test_two_that_punish_one_offence_do_the_same(found: Found) -> None:
    assert acts(found(), "cooperative/19") == {"supervise"}
    changed = found(("查处违法经营、交易活动", "查处养犬扰民、伤人治安案件"))
    assert acts(changed, "cooperative/19") == {"supervise", "enforce"}


def test_to_help_is_not_to_do(found: Found) -> None:
    """配合 19, step 2: 协助公安机关查处违法养犬行为, beside step 1."""
    offence = ("负责查处养犬扰民、伤人治安案件", "负责查处违法养犬行为")
    assert acts(found(offence), "cooperative/19") == {"supervise"}
    own = ("协助公安机关查处违法养犬行为", "查处违法养犬行为")
    assert acts(found(offence, own), "cooperative/19") == {"supervise", "enforce"}


def test_one_clause_names_the_object(found: Found) -> None:
    """配合 66: the transport bureau supervises hauliers; to supervise the certification of stoves is no act on the gas."""
    assert acts(found(), "cooperative/66") == {"inspect"}
    changed = found(("家用燃气器具强制性产品认证监管", "家用燃气器具监管"))
    assert acts(changed, "cooperative/66") == {"inspect", "supervise"}


def test_the_same_words_are_the_same_task(found: Found) -> None:
    assert acts(found(), "cooperative/75") == {"same-words"}
    changed = found(("持续提升文化进基层的深度和广度", "持续办好文化活动"))
    assert acts(changed, "cooperative/75") == set()


def test_a_shared_class_of_people_is_no_matter(found: Found) -> None:
    """基本 38 names 养老 among frauds; 配合 16 is an allowance for the old, a part of 老龄工作 (基本 60)."""
    every = found()
    pairs = {
        tuple(d.rpartition("/")[2] for d in tie.duties)
        for tie in of(every, "same-matter", "cooperative/16")
    }
    assert ("60", "16") in pairs
    assert ("38", "16") not in pairs


def meets(every: list[Tie], basic: str, cooperative: str) -> bool:
    """Tell whether two duties are tied by a matter."""
    tied = of(every, "same-matter", f"basic/{basic}")
    return any(duty.endswith(f"cooperative/{cooperative}") for tie in tied for duty in tie.duties)


def test_a_service_for_some_people_is_not_the_one_for_everybody(found: Found) -> None:
    """基本 67: work for veterans; 配合 36: work for everybody, as 基本 62."""
    every = found()
    assert meets(every, "62", "36") and not meets(every, "67", "36")
    theirs = ("举办各类招聘、就业创业服务专项活动", "举办退役军人招聘、就业创业服务专项活动")
    assert meets(found(theirs), "67", "36")


def test_a_side_of_a_whole_is_no_whole_of_what_is_two_steps_below(found: Found) -> None:
    """基本 74 names 林长制, a side of forestry; 退耕还林 (配合 54) is afforestation, as 基本 80 names it."""
    every = found()
    assert meets(every, "80", "54") and not meets(every, "74", "54")
    assert meets(found(("落实“林长制”工作要求", "负责造林工作")), "74", "54")


def test_another_offence_is_not_reported(found: Found) -> None:
    assert len(of(found(), "same-conduct", "basic/78")) == 1
    changed = found(("弃置、掩埋废旧农田地膜的处罚", "违规销售农田地膜的处罚"))
    assert of(changed, "same-conduct", "basic/78") == []


def test_a_tie_is_written_once(real_list: Path) -> None:
    duties = read_list(real_list).list
    every = ties.of_list(duties)
    lines = tie_lines(duties, every, base="https://w3id.org/duties/")
    assert lines == sorted(set(lines))
    assert sum("#tieKind>" in line for line in lines) == len(every)
