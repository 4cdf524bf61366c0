"""On a duty's page: how the other townships have it, and what changed since the edition before; as compared and told elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from kg import build as job
from kg.alignment.texts import title
from kg.library.county import beside as compared
from kg.library.editions import between
from kg.outputs import _beside, _county, _siblings
from kg.resources import data_path
from tests.views import county as pages


def told(lists: tuple[Any, ...]) -> dict[str, Any]:
    """Return what is told of some lists, by their ids."""
    data: Any = json.loads(json.dumps(pages.data_of(pages.page(lists))))
    found: dict[str, Any] = {}
    for one in data["counties"]:
        for id, others in _beside._others(data, one):
            found.setdefault(id, {})["others"] = others
        for id, before in _beside._before(data, one):
            found.setdefault(id, {})["before"] = before
    return found


def test_others_are_those_of_the_comparison() -> None:
    lists = pages.county()
    found = told(lists)
    places = {one.id: one.place for one in lists}
    seen = set()
    for common in compared(lists).common:
        for id, duties in common.duties.items():
            for duty in duties:
                states = found[id]["others"]["duties"][duty.code]
                for state, other in zip(states, lists, strict=True):
                    theirs = common.duties.get(other.id, ())
                    ours = [(one.kind, title(one, places[id])) for one in duties]
                    words = [(one.kind, title(one, places[other.id])) for one in theirs]
                    assert (state in "-?") == (not theirs)
                    if state == "^":
                        assert theirs[0].kind != duties[0].kind
                    if state in "=~":
                        assert (state == "=") == (ours == words)
                    seen.add(state)
    assert seen >= set("=~^-")


def test_history_is_what_changed_since_the_edition_before() -> None:
    lists = pages.editions()
    found = told(lists)
    oldest, *later = sorted(lists, key=lambda one: one.issued)
    assert "before" not in found.get(oldest.id, {})
    for old, new in zip((oldest, *later), later, strict=False):
        before = found[new.id]["before"]
        assert before["id"] == old.id
        changed = [one for one in between(old, new).changes if one.kinds and one.new]
        assert set(before["duties"]) == {duty.code for one in changed for duty in one.new}
        for one in changed:
            for duty in one.new:
                row = before["duties"][duty.code]
                assert row["kinds"] == list(one.kinds)
                assert "".join(piece["text"] for piece in row["new"]) == duty.title
                assert [side["code"] for side in row["old"]] == [was.code for was in one.old]


def test_history_goes_back_over_every_edition() -> None:
    lists = pages.editions()
    first, second, third = sorted(lists, key=lambda one: one.issued)
    befores = {id: said["before"] for id, said in told(lists).items()}
    way: dict[tuple[str, str], dict[str, str]] = {}
    for old, new in ((first, second), (second, third)):
        made = _county.succession(old, new).adjustments
        onward, back = _siblings.twins((one.old, one.new) for one in made)
        way[old.id, new.id], way[new.id, old.id] = onward, back
    (earlier,) = _beside._earlier(third.id, befores, way)
    assert (earlier["id"], earlier["at"]) == (first.id, second.issued)
    assert [*_beside._earlier(second.id, befores, way)] == []
    assert len(earlier["duties"]) > 5
    keys = {duty.code: duty.key for duty in (*second.duties, *third.duties)}
    for code, change in earlier["duties"].items():
        was = way[third.id, second.id][keys[code]]
        assert change == befores[second.id]["duties"][_beside._code(was)]


@pytest.mark.browser
def test_a_page_of_a_build_shows_both(browser: Browser, tmp_path: Path) -> None:
    job.build([data_path() / "examples" / "example-county"], tmp_path / "build", jobs=1)
    file = tmp_path / "build" / "river-2025-12" / "graph.html"
    known = json.loads(re.search(r'id="beside">(.*?)</script>', file.read_text("utf-8"))[1])  # type: ignore[index]
    page = browser.new_page()
    page.goto(f"{file.as_uri()}#/duties/basic/15")
    texts = page.locator(".beside section").all_inner_texts()
    history = next(text for text in texts if text.startswith("来历"))
    assert "合并" in history
    assert all(one["label"] in history for one in known["before"]["duties"]["B15"]["old"])
    others = next(text for text in texts if text.startswith("别的乡镇"))
    assert "另外 2 个乡镇中 2 个有" in others
    assert page.locator(".signs .sign").count() == 2
    page.locator(".beside section", has_text="别的乡镇").locator("h3 a").click()
    page.wait_for_function("() => window.kgCounty")
    assert page.evaluate("kgCounty.at.parts") == ["river-2025-12", "basic", "15"]
    assert page.locator("#drawer").is_visible()
    page.close()
