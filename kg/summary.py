"""What ``kg build`` says at the end, for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg import findings
from kg.build import Built, Summary
from kg.edition import Place
from kg.which import Entry
from kg.words import section


def text(summary: Summary) -> str:
    """Return the summary of a build: duties, steps, departments, oddities, files, time."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    shown = summary.lists[:10]
    homes = Counter(_entry(one).home for one in summary.lists)
    for one in shown:
        several = homes[_entry(one).home] > 1
        yield from _one(one, one.heading if several else one.title, summary.folder)
        yield ""
    if len(summary.lists) > len(shown):
        duties = sum(sum(one.duties) for one in summary.lists)
        steps = sum(one.superior_steps + one.township_steps for one in summary.lists)
        yield f"… 共 {len(summary.lists)} 份清单 lists: {duties:,} 个事项 duties, {steps:,} 个步骤 steps"
        yield ""
    yield f"结果 results        {summary.folder.as_posix()}/"
    yield f"网页 pages          {summary.folder.as_posix()}/index.html  (双击打开 open by a double click)"
    yield f"图谱 graph          {summary.quads:,} 条四元组 quads"
    if summary.same:
        yield f"未变 unchanged      {summary.same} 份清单，沿用上次的结果 lists, taken over (--fresh: 全部重做 make all again)"
    yield from _kept("您的 yours", summary.kept, "保留原处 kept where it was")
    yield from _kept(
        "另名 renamed",
        summary.beside,
        "同名文件您改过，新文件用此名 you changed the file of that name; the new one has this",
    )
    yield from _between(summary)
    if summary.unread:
        read = len(summary.lists)
        every = read + len(summary.unread)
        yield f"未读 not read       {every} 份文件中读了 {read} 份 {read} of {every} files read"
        for file in summary.unread:
            yield f"                    {file.line}"
    yield f"用时 time           {summary.seconds:.1f} 秒 s"


def _between(summary: Summary) -> Iterator[str]:
    """Name lists of one place and month, and say how places and editions are compared."""
    entries = [_entry(one) for one in summary.lists]
    same: dict[tuple[Place, str], list[str]] = {}
    for one in entries:
        same.setdefault((one.home, one.issued), []).append(one.id)
    for (place, issued), ids in same.items():
        if len(ids) > 1:
            yield (
                f"同地同版 twice      {place.name} {issued}：{'、'.join(ids)}；都计入，请只留一份 "
                "all are counted: keep one"
            )
    store = _store(summary.folder)
    if (county := _to_compare(entries)) is not None:
        yield f"各地 places         → kg compare{county}{store}"
    if len({one.home for one in entries}) < len(same):
        yield f"各版 editions       → kg query change_counts{store}"


def _to_compare(entries: Sequence[Entry]) -> str | None:
    """Return what to compare: all, or of several counties the one of most places; None if nothing is.

    Places are compared within their county, as the county's page does.
    """
    homes = {one.home: (one.place.prefecture, one.place.county) for one in entries}
    counties = Counter(homes.values())
    if len(counties) == len(homes):
        return None
    ((_, county), _), *others = counties.most_common()
    return f" {_word(county)}" if others and county else ""


def _store(folder: Path) -> str:
    """Return how a command is told of a build that does not lie where it looks first."""
    if folder == Path("build"):
        return ""
    return f" --store {_word(folder.as_posix())}"


def _kept(head: str, paths: Sequence[str], what: str) -> Iterator[str]:
    """Name files of the user's, or beside them: the first twenty, and how many more there are."""
    for path in paths[:20]:
        yield f"{head:<18}{path}  （{what}）"
    if len(paths) > 20:
        yield f"{head:<18}… 共 {len(paths)} 个文件 files"


def _entry(one: Built) -> Entry:
    return Entry(one.id, one.place, one.issued)


def _one(one: Built, name: str, folder: Path) -> Iterator[str]:
    basic, cooperative, recalled = one.duties
    store = _store(folder)
    yield f"{name}  [{one.id}]"
    yield f"  事项 duties       {sum(one.duties)} = 基本 basic {basic} + 配合 cooperative {cooperative} + 收回 recalled {recalled}"
    yield (
        f"  步骤 steps        {one.superior_steps + one.township_steps} = 上级部门 superior "
        f"{one.superior_steps} + 乡镇 township {one.township_steps}"
    )
    yield f"  部门 departments  {one.departments}"
    if one.findings:
        yield f"  发现 findings     {sum(count for _, count, _ in one.findings)}  → kg findings{store}"
        for kind, count, others in sorted(one.findings, key=lambda row: (-row[1], row[0])):
            yield f"  {count:>20}  {_kind(kind, others)}"
    severities: Counter[str] = Counter(o.severity for o in one.oddities)
    found = ", ".join(
        f"{severities[s]} {zh} {s}"
        for s, zh in (("violation", "违反"), ("warning", "警告"), ("info", "提示"))
    )
    yield f"  检查 check        {found}  [规则与原文 rules and source]  → kg check {_word(one.source)}"


def _kind(kind: str, others: int) -> str:
    """Return what a kind of finding is called, with the number of those that are not listed unless asked for."""
    zh, en = findings.kinds()[kind]
    if not others:
        return f"{zh} {en}"
    other_zh, other_en = section("others")[kind]
    return f"{zh} {en}（另有 and {others} {other_zh} {other_en}）"


def _word(text: str) -> str:
    """Return a text as one word of a command line."""
    return f'"{text}"' if " " in text else text
