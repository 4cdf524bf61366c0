"""Give a build to an assistant: a server of the Model Context Protocol over stdin and stdout."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import kg
from kg.errors import KgError
from kg.library.bounded import LARGEST, cut
from kg.library.tool_words import for_tools
from kg.library.tools import Tools

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

NAMES: Final = ("list_questions", "ask", "show", "search", "findings", "diff", "sparql")
"""The tools, each a method of :class:`~kg.library.tools.Tools`."""
_TOLD: Final = """乡镇（街道）履职事项清单的知识图谱，只读。
先用 ask（普通中文即可）；没有合适的问题时用 search、show、sparql。
每个答案都附原文和出处，回答时请照引，不要补充清单没有写的内容。
A knowledge graph of the duty lists of China's townships, read only.
Start with ask (plain Chinese will do); where no question fits: search, show, sparql.
Each answer quotes clauses and says their places: cite them, and add nothing that the lists
do not say. A long answer says how to get the rest: start=…"""


def mcp(store: str | Path = "build", *, timeout: float = 30.0) -> MCPServer[Any]:
    """Return an MCP server of a build; its ``run()`` speaks over stdin and stdout until they close.

    Parameters
    ----------
    store, timeout
        See :class:`~kg.library.tools.Tools`.

    Raises
    ------
    StoreError
        If nothing is there.
    KgError
        If the package ``mcp`` is not installed.
    """
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp_types import ToolAnnotations
    except ImportError:
        raise KgError(
            "给助手用（MCP）需要安装 mcp 包",
            "serving an assistant (MCP) needs the package mcp",
            cure="pip install 'mcp>=2.3,<3'",
        ) from None
    tools = Tools(store, timeout=timeout)
    server: MCPServer[Any] = MCPServer(
        "kg", title="履职事项清单", version=kg.__version__, instructions=_TOLD, log_level="ERROR"
    )
    read_only = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for name in NAMES:
        server.add_tool(
            _refusing(getattr(tools, name)), annotations=read_only, structured_output=False
        )
    return server


def _refusing(tool: Callable[..., str]) -> Callable[..., str]:
    """Return a tool whose refusals reach the assistant with their reason."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def asked(*words: Any, **named: Any) -> str:
        try:
            return tool(*words, **named)
        except KgError as error:
            raise ToolError(cut(for_tools(error.line), LARGEST // 4)) from None

    return asked
