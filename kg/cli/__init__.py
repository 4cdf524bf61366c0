"""The command line: parse arguments, call one function of :mod:`kg.library`, print. One file a command."""

from __future__ import annotations

import gc
import os
import sys
import warnings

import click

import kg
from kg.cli.group import Group, say
from kg.errors import KgWarning

COMMANDS = {
    "build": "建图谱：清单 → 图谱、表格、网页。 Build graph, tables and pages from the lists.",
    "tables": "只做表格：各机各做各县，写进一处。 Tables alone; many machines write one folder.",
    "read": "读清单：解析后的记录，一行一个事项。 The parsed records, one row a duty.",
    "check": "检查：项数、规则、原文疑点。 Expected counts, rules and oddities of the source.",
    "query": "提问：有名的问题、自己的 SPARQL 文件、或标准输入。 Ask a named question, a SPARQL file of yours, or stdin.",
    "show": "看一个事项：全文、部门与角色、双方步骤、每一处的出处。 One duty in full, with the place of everything.",
    "analyse": "分析：谁承担什么、在哪里重叠、断在哪里。 Run an analysis: who carries what, what overlaps, where it breaks.",
    "findings": "分析发现：交叉、残留、缺口、断点，连同原文与判断。 What was found, with the clauses and your verdicts.",
    "compare": "比各地：谁缺什么、独有什么、列法和部门有何不同，连同原文。 What differs between places, with quotations.",
    "diff": "比版本：新增、取消、收回、下放、拆分、合并、改写，连同原文。 What changed between editions, with both clauses.",
    "verdict": "记下对一条发现的判断。 Record what you think of a finding; the next build honours it.",
    "view": "看图：一个离线网页，双击即可打开。 One page that opens offline by a double click.",
    "report": "出材料：上会的 Word、Excel 文件。 Papers for a meeting, as Word and Excel files.",
    "serve": "开服务：网页和只读的 SPARQL 端点。 Pages and a read-only SPARQL endpoint for other programs.",
    "mcp": "给助手用：MCP 服务，答案附原文。 For an assistant: an MCP server with quotations.",
    "load": "装入另一个图数据库。 Load a build into another store, one graph after the other.",
    "export": "导出网络或图谱本身。 A network for Gephi, Cytoscape, R, or the graph itself as RDF.",
    "source": "还原原文：仅凭图谱重建三张表的文字。 Rebuild the tables' text from the graph alone.",
}
"""Each command in the order of the work, with the first line of its help: ``kg --help`` loads none of them."""


@click.group(
    cls=Group,
    modules=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(kg.__version__, "--version", prog_name="kg", help="版本。 Show the version.")
def main() -> None:
    """从乡镇履职事项清单到职责知识图谱。 Township duty lists as a knowledge graph of responsibilities.

    \b
    kg build                  清单 → 图谱、表格、网页     lists → graph, tables, pages
    kg query                  有哪些问题可问              what can be asked
    kg query 无牵头           多部门而无牵头的事项        duties with several departments and no lead
    kg show "配合 42"         一个事项的全文与出处        one duty in full, with its places
    kg show 消防              名称中有“消防”的事项        the duties whose title says 消防
    """


_RARELY = 200_000
"""Objects after which garbage is looked for: a build would be searched at its end."""


def run() -> None:
    """Start the program; stdout and stderr speak UTF-8 whatever the locale is."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    _hear_ours_only()
    gc.set_threshold(_RARELY)
    try:
        main(prog_name="kg")
    finally:
        gc.freeze()  # or else what is left would be searched for garbage before the program ends


def _open_what_is_closed() -> None:
    """Give a program that was started without a stream (``kg … >&-``) one that leads nowhere.

    Otherwise the next file that is opened takes its number, and Python has None in its place.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _hear_ours_only() -> None:
    """Print our own warnings, each once; those of other libraries are not for the user."""
    warnings.showwarning = _warn
    if not sys.warnoptions:  # python -W and PYTHONWARNINGS are for whoever looks for a mistake
        warnings.simplefilter("ignore")
        warnings.simplefilter("once", KgWarning)


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    """Say what the library warns of in one line, as errors are said."""
    say(f"kg: {message}", err=True)
