"""``kg mcp``: a build for an assistant."""

from __future__ import annotations

import sys

import click

from kg.cli import options


@click.command(cls=options.Command)
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=30, show_default=True, metavar="SECONDS",
    help="一个问题最多几秒。 Seconds that a question may take.",
)  # fmt: skip
@options.store
def mcp(timeout: float, store: str) -> None:
    """给助手用：MCP 服务，答案附原文。 For an assistant: an MCP server with quotations.

    An assistant's program starts it and speaks to it over stdin and stdout; nothing is said on
    stdout beside that. It needs the package mcp: pip install 'mcp>=2.3,<3'.

    \b
    kg mcp
    kg mcp --store build --timeout 10
    """
    from kg import library

    server = library.mcp(store, timeout=timeout)
    if sys.stdin.isatty():
        options.say(
            "等助手的程序发话；按 Ctrl+C 停止 / waiting for an assistant's program; stop: Ctrl-C",
            err=True,
        )
    server.run()
