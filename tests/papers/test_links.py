"""The start page links what was made; a rebuild keeps the papers and the links; a changed page stays the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.library import report

LIST = "江南省云州市\n青河县东山镇\n履职事项清单\n\n基本履职事项清单\n序号\t事项类别\t事项名称\n1\t党的建设\t落实党建责任\n"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "东山.txt").write_text(LIST, encoding="utf-8")
    build([tmp_path / "东山.txt"], tmp_path / "build")
    return tmp_path / "build"


def start(made: Path) -> str:
    return (made / "index.html").read_text(encoding="utf-8")


def test_the_start_page_links_papers_and_keeps_them(made: Path) -> None:
    assert ".docx" not in start(made)
    written = report(None, "township", store=made)
    (path,) = written
    assert path.parent.name == "papers" and path.parent.parent.parent == made
    assert start(made).count('.docx">乡镇清单') == 1
    report(None, "analysis", "township", store=made)
    assert start(made).count('.docx">乡镇清单') == start(made).count('.docx">分析报告') == 1
    before = start(made)
    build([made.parent / "东山.txt"], made)
    assert path.is_file() and start(made) == before
    build([made.parent / "东山.txt"], made, fresh=True)
    assert path.is_file() and start(made) == before
    assert not list(made.glob("*.new.*"))


def test_a_page_that_somebody_changed_stays(made: Path) -> None:
    changed = start(made) + "<!-- mine -->"
    (made / "index.html").write_text(changed, encoding="utf-8")
    assert report(None, "township", store=made)
    assert start(made) == changed


def test_elsewhere_they_go_where_they_are_sent(made: Path) -> None:
    (path,) = report("东山.txt", "township", store="nowhere")
    assert path.parts[0] == "papers"
    before = start(made)
    (path,) = report(None, "township", store=made, output=made.parent / "材料")
    assert path.parent == made.parent / "材料" and start(made) == before
