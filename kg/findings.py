"""What the analyses found, and what the reader says of it: her verdicts live in a TOML file of her own."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from kg import dataset, plugins, show
from kg.errors import ReadError, UnknownName
from kg.matters import thesaurus
from kg.model import KIND_ZH, Clause, DutyList, Finding
from kg.network import Network
from kg.rdf.findings import read_findings
from kg.rdf.iris import BASE
from kg.store import Store
from kg.table import Heading, Table, Value, write_whole

VERDICTS = ("lawful", "settle", "no")
VERDICT_ZH = {"lawful": "依法如此", "settle": "需要理顺", "no": "不成立"}
FILE = Path("verdicts.toml")
"""Where a reader's verdicts stand if she names no other place."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader says of a finding: ``lawful``, ``settle`` or ``no``, and why; ``duties`` say what it was about."""

    verdict: str
    note: str = ""
    duties: tuple[str, ...] = ()


Verdicts = Mapping[str, Verdict]
"""Finding's id → verdict. It holds wherever the same words stand, in the next edition too."""


def of_list(duties: DutyList, verdicts: Verdicts | None = None, *, base: str = BASE) -> tuple[Finding, ...]:
    """Return every finding of a list, analysis by analysis, each with the reader's verdict if she gave one."""
    network = Network([duties], base)
    found = [finding for module in analyses().values() for finding in _findings(module, network)]
    return tuple(judged(found, verdicts or {}))


def judged(findings: Iterable[Finding], verdicts: Verdicts) -> list[Finding]:
    """Return the findings with the verdicts put on them; one that has none keeps what it had."""
    return [
        replace(f, verdict=verdicts[f.id].verdict, note=verdicts[f.id].note) if f.id in verdicts else f
        for f in findings
    ]


def analyses() -> dict[str, ModuleType]:
    """Return the analyses: name → module, sorted; a new file in ``kg/analyses`` is one more."""
    return {name: plugins.load("kg.analyses", name) for name in plugins.names("kg.analyses")}


def analyse(network: Network, name: str) -> Table:
    """Run one analysis.

    Raises
    ------
    UnknownName
        If there is none of that name; the message lists those there are.
    """
    module = plugins.load("kg.analyses", name)
    if hasattr(module, "run"):
        table: Table = module.run(network)
        return table
    by_list = [(Network([one], network.base), one.id) for one in network.lists]
    rows = [(id, f) for part, id in by_list for f in _findings(module, part)]
    return as_table(rows, title=title(name), base=network.base)


def title(name: str) -> tuple[str, str]:
    """Return what an analysis is called in the menu (zh, en)."""
    module = plugins.load("kg.analyses", name)
    zh, en = getattr(module, "TITLE", None) or (name, (module.__doc__ or name).splitlines()[0])
    return zh, en


def kinds() -> dict[str, tuple[str, str]]:
    """Return the kinds of findings that the analyses make: word → name (zh, en)."""
    found: dict[str, tuple[str, str]] = {}
    for module in analyses().values():
        found |= getattr(module, "KINDS", {})
    return found


def _findings(module: ModuleType, network: Network) -> list[Finding]:
    make = getattr(module, "findings", None)
    if make is None:
        return []
    by_duties = hasattr(module, "rank")
    return list(make([entry.duty for entry in network.entries] if by_duties else network))


def read(store: Store, name: str | None = None) -> tuple[Finding, ...]:
    """Return the findings of a store as they were built: of all its lists, or of the one that is named."""
    return tuple(finding for _, finding in read_all(store, name))


def read_all(store: Store, name: str | None = None) -> list[tuple[str, Finding]]:
    """Return the findings of a store, each with its list's identifier; by kind, the gravest first.

    Raises
    ------
    UnknownName
        If the store has no list of that name.
    """
    known = dataset.lists(store)
    if name is not None and name not in known:
        raise UnknownName(
            f'the store has no list "{name}"', where=store.location, cure=f"one of: {', '.join(list(known)[:8])}"
        )

    def ask(query: str) -> Iterator[tuple[str, str, str]]:
        return ((s[0], p[0], o[0]) for s, p, o in store.select(query).rows if s and p and o)

    wanted = known if name is None else [name]
    return [(id, finding) for id in wanted for finding in read_findings(ask, known[id])]


def counts(findings: Iterable[Finding]) -> dict[str, Counter[int]]:
    """Return kind → grade → number, without those that the reader calls wrong."""
    found: dict[str, Counter[int]] = {}
    for finding in findings:
        if finding.verdict != "no":
            found.setdefault(finding.kind, Counter())[finding.grade] += 1
    return dict(sorted(found.items()))


def as_table(
    findings: Sequence[tuple[str, Finding]], *, title: tuple[str, str] = ("分析发现", "Findings"), base: str = BASE
) -> Table:
    """Return findings, each with its list's identifier, as a table; the clauses stand in it, with their places."""
    names, matters = kinds(), thesaurus().matters
    several = len({id for id, _ in findings}) > 1
    rows: list[tuple[Value, ...]] = []
    for id, finding in findings:
        zh, en = names.get(finding.kind, (finding.kind, ""))
        duties = "、".join(label(key) for key in finding.duties)
        rows.append(
            (
                finding.id,
                f"{zh} {en}".strip(),
                finding.grade or None,
                f"{id} {duties}" if several else duties,
                "、".join(finding.departments) or None,
                matters[finding.matter].zh if finding.matter in matters else None,
                finding.rule_zh,
                "\n".join(f"{label(c.duty)}：{marked(c)}" for c in finding.clauses) or None,
                "\n".join(show.place(c.span) for c in finding.clauses) or None,
                round(finding.score, 3),
                VERDICT_ZH.get(finding.verdict),
                finding.note or None,
                f"{base}list/{id}/findings/{finding.id}",
            )
        )
    wrong = sum(finding.verdict == "no" for _, finding in findings)
    by_kind = "；".join(
        f"{names.get(kind, (kind, ''))[0]} {grades.total()}" + (f"（{_grades(grades)}）" if set(grades) - {0} else "")
        for kind, grades in counts(finding for _, finding in findings).items()
    )
    notes = (
        f"单位：发现，共 {len(findings)} 条，其中读者判为不成立 {wrong} 条（不计入下列各数） / Unit: finding, {len(findings)} in all; {wrong} that the reader calls wrong are left out of the counts",
        f"各类 by kind：{by_kind}",
        "等级 3 最重，空为未评级；分值只在同类中可比；【】内是据以判断的词。kg verdict 编号 lawful|settle|no 记下判断"
        " / Grade 3 is the gravest, empty: not graded; scores compare within one kind; 【】 marks the words it rests on. kg verdict ID lawful|settle|no records what you think of it",
    )
    headings = (
        Heading("finding", "编号", "id"),
        Heading("kind", "类型", "kind"),
        Heading("grade", "等级", "grade"),
        Heading("duties", "事项", "duties"),
        Heading("departments", "部门", "departments"),
        Heading("matter", "事", "matter"),
        Heading("rule", "依据", "why"),
        Heading("quote", "原文", "quotation"),
        Heading("place", "出处", "place"),
        Heading("score", "分值", "score"),
        Heading("verdict", "判断", "verdict"),
        Heading("note", "备注", "note"),
        Heading("evidence", "证据", "evidence"),
    )
    return Table(*title, headings, tuple(rows), notes)


def overview(findings: Sequence[Finding]) -> Table:
    """Return how many findings there are of each kind and grade, and how many the reader has judged."""
    names = kinds()
    rows: list[tuple[Value, ...]] = []
    for kind in sorted({finding.kind for finding in findings}):
        here = [finding for finding in findings if finding.kind == kind]
        standing = Counter(finding.grade for finding in here if finding.verdict != "no")
        zh, en = names.get(kind, (kind, kind))
        graded = (standing[grade] or None for grade in (3, 2, 1))
        judged = Counter(finding.verdict for finding in here)
        rows.append((kind, zh, en, standing.total(), *graded, *(judged[verdict] or None for verdict in VERDICTS)))
    headings = (
        Heading("kind", "类型", "kind"),
        Heading("zh", "名称", ""),
        Heading("en", "", "name"),
        Heading("findings", "条数", "findings"),
        *(Heading(f"grade_{grade}", f"{grade} 级", f"grade {grade}") for grade in (3, 2, 1)),
        *(Heading(verdict, VERDICT_ZH[verdict], verdict) for verdict in VERDICTS),
    )
    notes = (
        "单位：发现；条数不含读者判为不成立的 / Unit: finding; those the reader calls wrong are not counted",
        "",
        "kg findings --kind overlap --grade 3     逐条列出，连同原文 one by one, with the clauses",
        'kg findings --duty "配合 42"             某一事项的 those about one duty',
        "kg findings -o 发现.xlsx                 全部，存为 Excel all of them, as Excel",
    )
    return Table("分析发现", "Findings", headings, tuple(rows), notes)


def as_text(findings: Sequence[tuple[str, Finding]]) -> str:
    """Return findings one by one for a terminal: what, why, and the clauses with their places."""
    table, lines = as_table(findings), []
    for row, (_, finding) in zip(table, findings, strict=True):
        grade = f"  {finding.grade} 级" if finding.grade else ""
        lines.append(f"{finding.id}  {row['kind']}{grade}  {row['duties']}  {row['matter'] or ''}".rstrip())
        lines.append(f"  {finding.rule_zh}")
        lines += [f"    {label(c.duty)}：{marked(c)}  〔{show.place(c.span)}〕" for c in finding.clauses]
        if finding.verdict:
            note = f"：{finding.note}" if finding.note else ""
            lines.append(f"  判断 verdict: {VERDICT_ZH.get(finding.verdict, finding.verdict)} {finding.verdict}{note}")
        lines.append("")
    return "\n".join([*lines, *table.notes]) + "\n"


def _grades(grades: Counter[int]) -> str:
    return "，".join(f"{grade} 级 {grades[grade]}" for grade in sorted(grades, reverse=True) if grade)


def label(key: str) -> str:
    """Return what a reader calls the duty of a key.

    >>> label("cooperative/42")
    '配合 42'
    """
    names: Mapping[str, str] = KIND_ZH
    kind, _, number = key.partition("/")
    return f"{names.get(kind, kind)} {number}"


def marked(clause: Clause) -> str:
    """Return a clause with the words it is quoted for in 【】.

    >>> from kg.model import Span
    >>> marked(Clause("basic/1", "秸秆禁烧和秸秆利用", Span(1, "title", 0, 9), ("秸秆禁烧", "秸秆")))
    '【秸秆禁烧】和【秸秆】利用'
    """
    text, out, at = clause.text, [], 0
    words = sorted(filter(None, clause.words), key=len, reverse=True)
    while at < len(text):
        word = next((w for w in words if text.startswith(w, at)), "")
        out.append(f"【{word}】" if word else text[at])
        at += len(word) or 1
    return "".join(out)


def read_verdicts(path: Path | None) -> dict[str, Verdict]:
    """Read a verdict file, her own or one that a page has saved; a missing one holds none.

    Raises
    ------
    ReadError
        If it is no TOML, or a verdict is none of lawful, settle, no.
    """
    if path is None or not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("verdict", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"not TOML: {error}", where=str(path), cure="mend that line") from None
    except OSError as error:
        raise ReadError(f"cannot be read ({error.strerror})", where=str(path), cure="check the path") from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ReadError("holds no [[verdict]]", where=str(path), cure="let kg verdict or a page write it")
    found = {}
    for entry in entries:
        id, verdict = str(entry.get("finding", "")), str(entry.get("verdict", ""))
        if not id or verdict not in VERDICTS:
            raise ReadError(
                f'verdict "{verdict}" on "{id}"', where=str(path), cure=f"write one of: {', '.join(VERDICTS)}"
            )
        duties = entry.get("duties", [])
        found[id] = Verdict(verdict, str(entry.get("note", "")), tuple(map(str, duties)))
    return found


def write_verdicts(path: Path, verdicts: Verdicts) -> None:
    """Write a verdict file, sorted by finding, whole or not at all."""
    lines = [
        "# 读者对分析发现的判断 what the reader says of the findings: lawful 依法如此, settle 需要理顺, no 不成立",
        "",
    ]
    for id, verdict in sorted(verdicts.items()):
        duties = ", ".join(map(_quoted, verdict.duties))
        lines += ["[[verdict]]", f"finding = {_quoted(id)}", f"verdict = {_quoted(verdict.verdict)}"]
        lines += [f"note = {_quoted(verdict.note)}", f"duties = [{duties}]", ""]
    write_whole(path, "\n".join(lines).encode())


def _quoted(text: str) -> str:
    """Return a TOML string; its escapes are JSON's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def pick(findings: Iterable[Finding], name: str) -> Finding:
    """Return the finding of an id, or of the only id that begins so.

    Raises
    ------
    UnknownName
        If none or several do.
    """
    every = list(findings)
    exact = [finding for finding in every if finding.id == name]
    near = exact or [finding for finding in every if finding.id.startswith(name)]
    if len({finding.id for finding in near}) == 1:
        return near[0]
    several = ", ".join(sorted(finding.id for finding in near)[:5])
    raise UnknownName(
        f'{len(near)} findings begin with "{name}"' if near else f'no finding begins with "{name}"',
        cure=f"one of: {several}" if near else "kg findings lists them",
    )
