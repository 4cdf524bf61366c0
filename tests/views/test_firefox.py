"""The page in Firefox, over its own remote protocol (Marionette): drawn, quiet, searched, and nothing asked for."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from kg.graph.sparql import with_prefixes
from kg.views.desk import Desk
from kg.views.record import route
from tests.views.asking import ASK, EVERY, LISTED, differing, rows_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BROWSERS = ("firefox-esr", "firefox")
# Everything that is not the page itself goes to a port where nobody listens.
PREFERENCES = """
user_pref("marionette.port", {port});
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
"""
WATCH = """
window.said = [];
window.addEventListener('error', function (event) { window.said.push(String(event.message)); });
document.addEventListener('securitypolicyviolation', function (event) { window.said.push(event.violatedDirective); });
"""
INK = """
const found = {};
for (const canvas of document.querySelectorAll('canvas')) {
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  for (let i = 0; i < data.length; i += 4 * 97) { found[[data[i], data[i + 1], data[i + 2]]] = 1; }
}
return Object.keys(found).length;
"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Yield a session of Firefox; a machine without one skips, CI fails."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no Firefox found: `make system` installs it")
        pytest.skip("no Firefox on this machine")
    marionette = pytest.importorskip("marionette_driver.marionette", exc_type=ImportError)
    profile = tmp_path_factory.mktemp("firefox")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (profile / "user.js").write_text(PREFERENCES.format(port=port), encoding="utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(
        command,
        env={**os.environ, "HOME": str(profile)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(port)
            session = marionette.Marionette(host="127.0.0.1", port=port, startup_timeout=60)
            session.start_session()
            session.timeout.script = 30
            session.set_window_rect(width=1366, height=853)
            yield session
            session.delete_session()
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    """Return when a server listens; the library's own way of waiting leaves its sockets open."""
    for _ in range(300):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    pytest.fail("Firefox does not answer")


def test_every_kind_of_view_is_drawn_and_quiet(firefox: Any, file: Path, desk: Desk) -> None:
    duty = max(desk.duties.values(), key=lambda each: len(each.steps))
    firefox.navigate(file.as_uri())
    firefox.execute_script(WATCH, sandbox=None)
    drawn = (
        "#/overview",
        route("departments", desk.departments[0].name),
        "#/departments?form=groups",
    )
    views = (*drawn, route("duties", duty.kind, str(duty.number)), "#/departments?form=categories", "#/findings",
             "#/findings?all=1", "#/burden?show=ratio", "#/departments?form=pairs")  # fmt: skip
    for fragment in views:
        shown = firefox.execute_async_script(
            """const [fragment, done] = arguments; location.hash = fragment;
            const look = () => kgPage.drawn === fragment
              ? requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelector('main').innerText)))
              : setTimeout(look, 20);
            look();""",
            script_args=[fragment],
            sandbox=None,
        )
        assert shown.strip(), fragment
        if fragment in drawn:
            assert firefox.execute_script(INK, sandbox=None) > 5, fragment
    assert firefox.execute_script("return window.said", sandbox=None) == []
    asked = firefox.execute_script(
        "return performance.getEntriesByType('resource').map(e => e.name)", sandbox=None
    )
    assert [name for name in asked if not name.startswith(("data:", "blob:"))] == []


def test_search_finds(firefox: Any, file: Path, desk: Desk) -> None:
    firefox.navigate(file.as_uri())
    title = next(iter(desk.duties.values())).title
    firefox.execute_script(
        """const box = document.getElementById('find'); box.focus(); box.value = arguments[0];
        box.dispatchEvent(new Event('input', { bubbles: true }));""",
        script_args=[title[:12]],
        sandbox=None,
    )
    hits = firefox.execute_script(
        "return document.querySelectorAll('#hits a').length", sandbox=None
    )
    assert hits >= 1


def test_every_question_is_answered_as_natively(
    firefox: Any, asking: Path, native: pyoxigraph.Store
) -> None:
    firefox.navigate(f"{asking.as_uri()}#/sparql")
    firefox.execute_script(WATCH, sandbox=None)
    texts = [with_prefixes(one.text) for one in LISTED]
    answered = firefox.execute_async_script(
        f"const [texts, done] = arguments; ({ASK})(texts).then((found) => done(JSON.stringify(found)), (error) => done(String(error)));",
        script_args=[texts],
        sandbox=None,
    )
    assert differing(native, json.loads(answered)) == []
    firefox.execute_script("location.hash = '#/sparql/no_lead'", sandbox=None)
    shown = firefox.execute_async_script(
        """const [done] = arguments; const look = () => document.querySelector('[data-row]')
          ? done(document.querySelectorAll('[data-row]').length) : setTimeout(look, 20); look();""",
        sandbox=None,
    )
    assert shown == len(rows_of(native, next(one for one in LISTED if one.name == "no_lead")))
    assert firefox.execute_script("return window.said", sandbox=None) == []
    names = "return performance.getEntriesByType('resource').map(e => e.name)"
    asked = firefox.execute_script(names, sandbox=None)
    assert [name for name in asked if not name.startswith(("data:", "blob:"))] == []


def test_the_county_is_asked_too(
    firefox: Any, county_build: Path, county_store: pyoxigraph.Store
) -> None:
    firefox.navigate(f"{(county_build / 'index.html').as_uri()}#/sparql")
    firefox.execute_script(WATCH, sandbox=None)
    answered = firefox.execute_async_script(
        f"const [texts, done] = arguments; ({ASK})(texts).then((found) => done(JSON.stringify(found)), (error) => done(String(error)));",
        script_args=[[with_prefixes(one.text) for one in EVERY]],
        sandbox=None,
    )
    assert differing(county_store, json.loads(answered), EVERY) == []
    assert firefox.execute_script("return window.said", sandbox=None) == []
