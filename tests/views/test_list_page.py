"""The frame of a list's page: every state in the address, Back brings the place and the focus again, one filter for all."""

from __future__ import annotations

import pytest

from kg.views.desk import Desk
from kg.views.record import route
from tests.views.conftest import Watched
from tests.views.test_browser import VIEWS, go
from tests.views.walk import LABELS, faults

pytestmark = pytest.mark.browser

#: What a fragment of an earlier version leads to.
FORMER = {
    "#/duty/cooperative/19": "#/duties/cooperative/19",
    "#/matrix": "#/departments?form=categories",
    "#/matrix/departments": "#/departments?form=pairs",
    "#/clusters": "#/departments?form=groups",
    "#/overlaps": "#/findings?mark=overlap",
    "#/gaps?lang=en": "#/findings?lang=en",
}


def test_former_addresses_lead_to_their_successors(opened: Watched) -> None:
    for fragment, successor in FORMER.items():
        go(opened.page, fragment)
        assert opened.page.evaluate("location.hash") == successor


def test_back_brings_place_and_focus(opened: Watched) -> None:
    page = opened.page
    go(page, "#/duties")
    link = page.locator("#sheet tbody a", has_text="养犬").first
    link.scroll_into_view_if_needed()
    before = page.evaluate("document.getElementById('sheet').scrollTop")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => kgPage.at.parts.length === 2 && kgPage.drawn === location.hash")
    page.go_back()
    page.wait_for_function("() => kgPage.drawn === '#/duties'")
    assert page.evaluate("document.getElementById('sheet').scrollTop") == before > 1000
    assert "养犬" in page.evaluate("document.activeElement.closest('tr, li').textContent")


def test_filters_and_language_go_along_and_are_kept(opened: Watched, desk: Desk) -> None:
    page = opened.page
    page.click("#kinds button[value=basic]")
    page.click("#language")
    name = desk.departments[0].name
    left = [
        code
        for code, duty in desk.duties.items()
        if duty.kind != "basic" and code in desk.department[name].duties
    ]
    page.select_option("#who", name)
    for view in VIEWS[:5]:
        name_of_tab = view.removeprefix("#/").split("?")[0]
        page.click(f"#tabs [data-view={name_of_tab}]")
        page.wait_for_function("v => kgPage.drawn.includes(v)", arg=name_of_tab)
        assert page.evaluate("kgPage.chosen") == left
        assert page.locator("html").get_attribute("lang") == "en"
    page.reload()
    assert page.evaluate("kgPage.chosen") == left
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("#language").inner_text() == "中文"


def test_the_skip_link_leads_to_the_list(opened: Watched) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    assert page.evaluate("location.hash") in {"", "#/overview"}


@pytest.mark.parametrize("choice", ["#category", "#who", "#mark"])
def test_a_choice_says_how_many_it_leaves(opened: Watched, choice: str) -> None:
    page = opened.page
    go(page, "#/overview?list=cooperative,recalled")
    options = page.locator(f"{choice} option").evaluate_all(
        "nodes => nodes.slice(1).map(node => [node.value, node.textContent])"
    )
    for value, text in options[:4]:
        page.select_option(choice, value)
        assert page.evaluate("kgPage.chosen.length") == int(text.rsplit(" ", 1)[1]) > 0
        page.select_option(choice, "")


def test_boxes_are_painted_as_long_as_a_part_is_in_the_window(opened: Watched, desk: Desk) -> None:
    """Vis leaves out what lies outside: it must know how large each box is."""
    page = opened.page
    name = max(desk.departments, key=lambda one: len(one.duties)).name
    for fragment in ("#/overview", route("departments", name), "#/departments?form=groups"):
        go(page, fragment)
        for _ in range(5):
            assert faults(page, fitted=False) == {}, fragment
            page.click("#zoom-in")
        page.mouse.move(400, 400)
        page.mouse.down()
        page.mouse.move(150, 300, steps=3)
        page.mouse.up()
        assert faults(page, fitted=False) == {}, fragment


def test_the_whole_picture_is_in_the_window(opened: Watched, desk: Desk) -> None:
    page = opened.page
    name = max(desk.departments, key=lambda one: len(one.duties)).name
    for fragment in ("#/overview", route("departments", name), "#/departments?form=groups"):
        go(page, fragment)
        page.click("#zoom-fit")
        assert page.evaluate(LABELS)["outside"] == []


def test_a_pinch_zooms_as_far_as_the_fingers(opened: Watched) -> None:
    """A pinch to twice the size comes as wheel turns that add up to 100 ln 2."""
    zoom = """() => {
      const box = document.getElementById('graph'), before = kgPage.graph.view().scale;
      for (let at = 0; at < 14; at++) {
        box.dispatchEvent(new WheelEvent('wheel', {
          deltaY: -69.3 / 14, ctrlKey: true, clientX: 400, clientY: 300, bubbles: true, cancelable: true}));
      }
      return kgPage.graph.view().scale / before;
    }"""
    assert 1.9 < opened.page.evaluate(zoom) < 2.1
