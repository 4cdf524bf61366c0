"""The frame of a list's page: every state in the address, Back brings the place and the focus again, one filter for all."""

from __future__ import annotations

import pytest

from kg.views.desk import Desk
from tests.views.conftest import Watched
from tests.views.test_browser import VIEWS, go

pytestmark = pytest.mark.browser

#: What a fragment of an earlier version leads to.
FORMER = {
    "#/duty/cooperative/19": "#/duties/cooperative/19",
    "#/matrix": "#/departments?form=categories",
    "#/matrix/departments": "#/departments?form=pairs",
    "#/clusters": "#/departments?form=groups",
    "#/overlaps": "#/findings",
    "#/gaps?lang=en": "#/findings?form=gaps&lang=en",
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
    assert "养犬" in page.evaluate("document.activeElement.textContent")


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
