"""An assistant's program asks a build over MCP: the real client, over stdin and stdout of a real ``kg mcp``."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult, TextContent

from kg import library
from kg.library import Tools
from kg.library.bounded import LARGEST, tokens
from tests.conftest import Command
from tests.serve.test_serving import BOMB

EDITIONS = Path(__file__).resolve().parents[1] / "editions"
CODE = "from kg.cli import run; run()"
NAMES = ["list_questions", "ask", "show", "search", "findings", "diff", "sparql"]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def editions(real_list: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build with two editions of one place."""
    folder = tmp_path_factory.mktemp("assistant") / "build"
    library.build(real_list, EDITIONS / "dev-1", output=folder)
    return folder


def talk(store: Path, conversation: Callable[[Client], Awaitable[None]], *options: str) -> str:
    """Hold a conversation with ``kg mcp`` and return what it said on stderr."""
    said = store.parent / "stderr.txt"
    words = ["-c", f"import sys; sys.stderr = open({str(said)!r}, 'a'); {CODE}"]
    server = StdioServerParameters(
        command=sys.executable,
        args=[*words, "mcp", "--store", str(store), *options],
        env={"PYTHONPATH": str(ROOT), "LC_ALL": "C"},
    )

    async def hold() -> None:
        async with Client(server) as client:
            await conversation(client)

    said.write_text("", encoding="utf-8")
    with ThreadPoolExecutor(1) as other:  # in this thread Playwright may hold a loop of its own
        other.submit(anyio.run, hold).result()
    return said.read_text(encoding="utf-8")


def text_of(result: CallToolResult) -> str:
    """Return the one text of an answer, which is all of it and no longer than is promised."""
    (content,) = result.content
    assert isinstance(content, TextContent) and result.structured_content is None
    text = str(content.text)
    assert tokens(text) <= LARGEST
    return text


async def told(client: Client, tool: str, **words: object) -> str:
    """Return a tool's answer."""
    result = await client.call_tool(tool, words)
    assert not result.is_error, result
    return text_of(result)


async def refused(client: Client, tool: str, **words: object) -> str:
    """Return why a tool refuses."""
    result = await client.call_tool(tool, words)
    assert result.is_error, result
    return text_of(result)


def test_every_tool_answers_with_clauses_and_places(editions: Path) -> None:
    async def conversation(client: Client) -> None:
        assert client.server_info is not None and client.server_info.name == "kg"
        assert "ask" in (client.instructions or "")
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == NAMES
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
        assert tokens(json.dumps([tool.model_dump(exclude_none=True) for tool in tools])) < LARGEST
        assert "7 no_lead" in await told(client, "list_questions")
        asked = await told(client, "ask", question="谁没有牵头")
        assert asked.startswith("7 no_lead") and re.search("“配合 .*” — 第", asked)
        assert "养犬" in await told(client, "ask", question="养狗谁管")
        assert "出处 第" in await told(client, "show", duty="配合 42")
        found = await told(client, "search", words="消防 检查")
        assert "县消防救援局" in found and "— 第" in found
        assert "remnant" in await told(client, "findings")
        assert "— 第" in await told(client, "findings", kind="remnant")
        changed = await told(client, "diff", old="坎尔孜乡 2025", new="坎尔孜乡 2026")
        assert "出处（新）" in changed
        query = "SELECT ?duty WHERE { ?duty a duty:RecalledDuty }"
        assert "“收回 " in await told(client, "sparql", query=query)
        graph = "CONSTRUCT { ?duty dct:title ?t } WHERE { ?duty dct:title ?t }"
        assert "start=" in await told(client, "sparql", query=graph)

    assert talk(editions, conversation) == ""


def test_a_refusal_says_why(editions: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.rq"
    secret.write_text("SELECT * { ?s ?p ?o }", encoding="utf-8")

    async def conversation(client: Client) -> None:
        for tool, words, reason in (
            ("ask", {"question": "这件事乡里能不能拒绝"}, "没有写"),
            ("ask", {"question": "no_laed"}, "no_lead"),
            ("ask", {"question": "  "}, "list_questions"),
            ("ask", {"question": str(secret)}, "list_questions"),
            ("ask", {"question": "no_lead", "list": "无此乡"}, "坎尔孜"),
            ("ask", {"question": "no_lead", "department": "无此局"}, "无此局"),
            ("ask", {"question": "牵" * 5_000}, "5000"),
            ("ask", {"question": "no_lead", "start": 10_000}, "start=10000"),
            ("ask", {"question": "no_lead", "start": -1}, "start=-1"),
            ("ask", {}, "question"),
            ("show", {"duty": "消防"}, "可指"),
            ("show", {"duty": "配合 4000"}, "4000"),
            ("search", {"words": ""}, "要找的词"),
            ("findings", {"kind": "xyz"}, "remnant"),
            ("diff", {"old": "坎尔孜乡 2025", "new": "/etc/passwd"}, "/etc/passwd"),
            ("diff", {"old": "坎尔孜乡 2025", "new": "坎尔孜乡 2026", "kind": "x"}, "x"),
            ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}, "只能读取"),
            ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { } }"}, "SERVICE"),
            ("sparql", {"query": "SELECT * {" + "{" * 20_000}, "嵌套"),
            ("sparql", {"query": "SELECT * WHERE { ?s duty:nothing ?o }"}, "duty:nothing"),
            ("sparql", {"query": "x" * 1_000_000}, "200000"),
            ("none", {}, "none"),
        ):
            said = await refused(client, tool, **words)
            assert reason in said, (tool, str(words)[:80], said)
            assert "--" not in said and "kg query" not in said  # an assistant has no flags
            assert "Traceback" not in said
        await told(client, "search", words='" ) } # \\ 消防')
        await told(client, "search", words="\ud7ff\x00\u202e")
        await told(client, "ask", question="7")

    assert "Traceback" not in talk(editions, conversation)


def test_a_query_bomb_ends_within_its_limit_and_others_are_answered(built: Path) -> None:
    async def conversation(client: Client) -> None:
        said: list[str] = []

        async def bomb() -> None:
            said.append(await refused(client, "sparql", query=BOMB))

        began = time.monotonic()
        async with anyio.create_task_group() as group:
            group.start_soon(bomb)
            await anyio.sleep(0.2)
            assert "no_lead" in await told(client, "ask", question="no_lead")
            assert not said, "the bomb was to be running still"
        assert "3 s" in said[0] and time.monotonic() - began < 3 + 1 + 6
        count = "SELECT (COUNT(*) AS ?n) WHERE { ?d a duty:Duty }"
        assert "n 239" in await told(client, "sparql", query=count)

    assert talk(built, conversation, "--timeout", "3") == ""


def test_a_build_that_is_made_again_is_read_again(
    built: Path, real_list: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "build"
    shutil.copytree(built, copy)
    half = tmp_path / "lists" / "half"
    shutil.copytree(real_list, half)

    async def conversation(client: Client) -> None:
        count = "SELECT (COUNT(*) AS ?n) WHERE { ?d a duty:Duty }"
        assert "n 239" in await told(client, "sparql", query=count)
        assert "收回" in await told(client, "ask", question="recalled")
        source = half / "source.txt"
        text = source.read_text(encoding="utf-8")
        source.write_text(text[: text.index("收回事项清单\n")], encoding="utf-8")
        library.build(half, output=copy)
        assert "n 202" in await told(client, "sparql", query=count)
        assert "没有" in await told(client, "ask", question="recalled")
        shutil.rmtree(copy)
        assert "kg build" in await refused(client, "ask", question="recalled")

    assert "Traceback" not in talk(copy, conversation)


def test_all_of_a_long_answer_can_be_had_and_nothing_twice(editions: Path) -> None:
    tools = Tools(editions)
    asks: tuple[Callable[[int], str], ...] = (
        lambda start: tools.ask("load", start=start),
        lambda start: tools.findings("remnant", list="坎尔孜 2025", start=start),
        lambda start: tools.search("县公安局", start=start),
    )
    for ask in asks:
        start = 1
        numbers: list[int] = []
        while start:
            text = ask(start)
            assert tokens(text) <= LARGEST
            lines = [line.partition(".")[0] for line in text.splitlines()]
            numbers += [int(line) for line in lines if line.isdigit()]
            start = int(text.rpartition("start=")[2].rstrip("）")) if "more: start=" in text else 0
        assert numbers == list(range(1, len(numbers) + 1)) and numbers


def test_stdout_carries_the_protocol_alone(built: Path) -> None:
    """Whatever is thrown at it, each line of stdout is a message, and the end of stdin ends it."""
    first = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }  # fmt: skip
    ask = {
        "jsonrpc": "2.0", "id": 2, "method": "tools/call",
        "params": {"name": "ask", "arguments": {"question": "no_lead"}},
    }  # fmt: skip
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    lines = [*map(json.dumps, (first, ready)), "{", "\x00", "[]", '"x"', "{}", json.dumps(ask)]
    with subprocess.Popen(
        [sys.executable, "-c", CODE, "mcp", "--store", str(built)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write("".join(f"{line}\n" for line in lines).encode())
        process.stdin.flush()
        messages: list[dict[str, object]] = []
        while not any(message.get("id") == 2 for message in messages):
            messages.append(json.loads(process.stdout.readline()))
        rest, said = process.communicate(timeout=60)
    assert process.returncode == 0 and b"Traceback" not in said
    for line in rest.splitlines():
        json.loads(line)
    assert all(message["jsonrpc"] == "2.0" for message in messages)


def test_without_the_extra_or_a_build_it_says_so_in_a_line(
    command: Command, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = command("mcp", "--store", tmp_path)
    assert nothing.exit_code == 1 and "kg build" in nothing.stderr and nothing.stdout == ""
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    missing = command("mcp", "--store", built)
    assert missing.exit_code == 1 and missing.stdout == ""
    assert missing.stderr.count("\n") == 1 and "pip install 'mcp>=" in missing.stderr
