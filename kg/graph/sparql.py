"""A user's own SPARQL: read only, the usual prefixes given, and errors that help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.engines.tokens import Token, decoded, tokens
from kg.errors import AsksElsewhere, QueryError
from kg.vocab import DUTY, NS, PREFIXES

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
LONGEST = 200_000
"""Characters of a query; the longest of ours has 3,000."""
DEEPEST = 200
"""Brackets inside each other, or signs in a row (``!!!``): engines break at some thousands."""
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"})
_OPENING, _CLOSING, _SIGNS = "({[", ")}]", "!-+^"
_AT = r"error at (\d+):(\d+)"
_SHOWN = 60
TERMS = {name for name in vars(DUTY) if not name.startswith("_")}


def with_prefixes(text: str) -> str:
    """Return a query with the usual prefixes in front, on its first line, where it uses them without saying so.

    >>> with_prefixes("ASK { ?x a duty:Duty }")
    'PREFIX duty: <https://w3id.org/duties#> ASK { ?x a duty:Duty }'
    """
    found = tuple(tokens(text))
    declared = {prefix for prefix, _ in _declared(found)}
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    missing = [prefix for prefix in PREFIXES if prefix in used and prefix not in declared]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + text


def guard(text: str, *, service: bool = False, where: str = "query") -> None:
    """Refuse what cannot or must not be run, with line and column and the nearest known word.

    The text is the query as it will be run, its parameters filled in: what a parameter brings is
    guarded too.

    Raises
    ------
    QueryError
        For an update, a SERVICE (unless allowed), an unknown prefix or term of the ontology, or a
        query that is too long or nested too deeply.
    """
    if len(text) > LONGEST:
        raise QueryError(
            f"查询长 {len(text)} 字，上限 {LONGEST}",
            f"the query has {len(text)} characters, at most {LONGEST} are taken",
            where=where,
        )
    found = tuple(tokens(text))
    _guard_form(text, found, where)
    _guard_depth(text, found, where)
    if not service:
        # Some engines decode code points (\u0053ERVICE) before anything else.
        _guard_service(text, found, where)
        if (written := decoded(text)) != text:
            _guard_service(written, tuple(tokens(written)), where)
    _guard_names(text, found, where)


def _guard_form(text: str, found: Sequence[Token], where: str) -> None:
    """Refuse an update, and a text that asks nothing."""
    keywords = [token for token in found if token.kind == "word"]
    for token in keywords:
        if token.text.upper() in _UPDATES:
            raise QueryError(
                f"{_zh_at(text, token.at)}：{token.text.upper()} 会改动数据",
                f"{_at(text, token.at)}: {token.text.upper()} would change the data",
                where=where,
                cure=("只能读取", "only reading is allowed"),
            )
    if not any(token.text.upper() in FORMS for token in keywords):
        raise QueryError(
            "其中没有 SELECT、ASK、CONSTRUCT 或 DESCRIBE",
            "no SELECT, ASK, CONSTRUCT or DESCRIBE in it",
            where=where,
            cure=("请写 SELECT … WHERE { … }", "write SELECT … WHERE { … }"),
        )


def _guard_depth(text: str, found: Sequence[Token], where: str) -> None:
    """Refuse what would use up the stack of an engine's parser."""
    depth = row = 0
    for token in found:
        sign = token.text if token.kind == "other" else ""
        depth += bool(sign and sign in _OPENING) - bool(sign and sign in _CLOSING)
        row = row + 1 if sign and sign in _SIGNS else 0
        if max(depth, row) > DEEPEST:
            raise QueryError(
                f"{_zh_at(text, token.at)}：嵌套超过 {DEEPEST} 层",
                f"{_at(text, token.at)}: nested more than {DEEPEST} deep",
                where=where,
                cure=("请拆成几个查询", "ask in several steps"),
            )


def _guard_service(text: str, found: Sequence[Token], where: str) -> None:
    """Refuse a query that asks another machine."""
    for token in found:
        if token.kind == "word" and token.text.upper() == "SERVICE":
            raise AsksElsewhere(
                f"{_zh_at(text, token.at)}：SERVICE 会访问另一台机器",
                f"{_at(text, token.at)}: SERVICE asks another machine",
                where=where,
                cure=("只查这份图谱，请去掉 SERVICE", "ask this graph alone: leave out SERVICE"),
            )


def _guard_names(text: str, found: Sequence[Token], where: str) -> None:
    """Refuse an unknown prefix, and a term in our namespace that the ontology lacks."""
    declared = dict(_declared(found))
    begins = {token.at for token in _declarations(found)}
    for token in found:
        if token.kind != "name" or token.at in begins:
            continue
        prefix, _, term = token.text.partition(":")
        if prefix not in declared and prefix not in PREFIXES:
            from difflib import get_close_matches

            near = get_close_matches(prefix[:_SHOWN], [*declared, *PREFIXES], 1, 0.3)
            known = ", ".join(PREFIXES)
            raise QueryError(
                f"{_zh_at(text, token.at)}：没有声明前缀 {prefix[:_SHOWN]}:",
                f"{_at(text, token.at)}: unknown prefix {prefix[:_SHOWN]}:",
                where=where,
                cure=(f"是否指 {near[0]}:？", f"did you mean {near[0]}:?")
                if near
                else (f"可用：{known}", f"known: {known}"),
            )
        if declared.get(prefix, PREFIXES.get(prefix)) == NS and term not in TERMS:
            raise _unknown_term(f"{prefix}:{term[:_SHOWN]}", text, token.at, where)


def _unknown_term(name: str, text: str, at: int, where: str) -> QueryError:
    prefix, _, term = name.partition(":")
    from difflib import get_close_matches

    near = [f"{prefix}:{known}" for known in get_close_matches(term, sorted(TERMS), 3, 0.5)]
    cure: tuple[str, str] | str = "docs/ontology.html"
    if near:
        cure = (f"是否指 {'、'.join(near)}？", f"did you mean {' or '.join(near)}?")
    zh, en = (
        f"{_zh_at(text, at)}：本体中没有 {name}",
        f"{_at(text, at)}: the ontology has no {name}",
    )
    return QueryError(zh, en, where=where, cure=cure)


def _declarations(found: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens that declare a prefix: the name behind each PREFIX."""
    for word, name in pairwise(found):
        if word.kind == "word" and word.text.upper() == "PREFIX" and name.kind == "name":
            yield name


def _declared(found: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield prefix and namespace of each declaration; the namespace is empty where it is missing."""
    after = {token.at: follower for token, follower in pairwise(found)}
    for name in _declarations(found):
        follower = after.get(name.at)
        namespace = follower.text[1:-1] if follower is not None and follower.kind == "iri" else ""
        yield name.text.partition(":")[0], namespace


def form(text: str) -> str:
    r"""Return what a query is: SELECT, ASK, CONSTRUCT or DESCRIBE; empty for anything else.

    >>> form("# SELECT\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    'CONSTRUCT'
    """
    words = (token.text.upper() for token in tokens(text) if token.kind == "word")
    return next((word for word in words if word in FORMS), "")


def prefix_lines(text: str) -> tuple[str, ...]:
    """Return the declarations of prefixes in a query.

    >>> prefix_lines("PREFIX x: <http://x/> ASK { ?s x:p ?o }")
    ('PREFIX x: <http://x/>',)
    """
    return tuple(
        f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in _declared(tuple(tokens(text)))
    )


def graphs(text: str) -> tuple[str, ...]:
    """Return the IRIs behind FROM and FROM NAMED, as written, those in a prefix's short form included.

    >>> graphs("SELECT * FROM <http://a/> FROM NAMED <http://b/> {}")
    ('<http://a/>', '<http://b/>')
    """
    found = [
        token
        for token in tokens(text)
        if not (token.kind == "word" and token.text.upper() == "NAMED")
    ]
    pairs = pairwise(found)
    return tuple(
        after.text
        for word, after in pairs
        if word.kind == "word" and word.text.upper() == "FROM" and after.kind in ("iri", "name")
    )


def check_terms(name: str, values: Sequence[str], where: str = "query") -> None:
    """Refuse a parameter's value that is more than terms: an IRI, a short name, a text, a number, true, false, UNDEF.

    Raises
    ------
    QueryError
        Names the parameter.
    """
    for value in values:
        if not _is_terms(value):
            raise QueryError(
                f"参数 {name} 的值不是 SPARQL 词项：{value[:_SHOWN]}",
                f"the value of {name} is not a SPARQL term: {value[:_SHOWN]}",
                where=where,
                cure=(
                    '请写 "文字"、42、<IRI> 或 duty:名称',
                    'write "a text", 42, <an IRI> or duty:aName',
                ),
            )


_TERM = r"""\s*+(?:(?P<iri><[^<>"{}|^`\\\x00-\x20]++>)
    |(?P<name>(?:[^\W\d_][\w-]*+)?:[\w-]*+(?:\.[\w-]++)*+)
    |(?P<text>"(?:\\[tbnrf"'\\]|[^"\\\n\r])*+"|'(?:\\[tbnrf"'\\]|[^'\\\n\r])*+')
      (?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^(?:<[^<>"{}|^`\\\x00-\x20]++>|(?:[^\W\d_][\w-]*+)?:[\w-]++))?
    |(?P<number>[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?)
    |(?P<word>true|false|UNDEF))(?=\s|$)"""


def _is_terms(value: str) -> bool:
    """Tell whether a text is one or more terms with blanks between them.

    >>> [_is_terms(text) for text in ('<http://a> "b"@zh 3.5', '<a> } SERVICE <http://b> {', "")]
    [True, False, False]
    """
    place, term = 0, re.compile(_TERM, re.VERBOSE)
    while match := term.match(value, place):
        place = match.end()
    return place > 0 and not value[place:].strip()


def explain(error: QueryError, text: str, where: str = "query") -> QueryError:
    """Return an engine's syntax error as one that shows the place: line, column and the words there."""
    match = re.search(_AT, error.what)
    if not match:
        return error
    line, column = int(match[1]), int(match[2])
    lines = text.split("\n")
    if line == 1:
        column -= len(with_prefixes(text)) - len(text)
    there = lines[line - 1][max(0, column - 1) :][:30].strip() if line <= len(lines) else ""
    zh, en = f"第 {line} 行：过早结束", f"line {line}: it ends too early"
    if there:
        zh = f"第 {line} 行第 {max(1, column)} 字：“{there}”处看不懂"
        en = f"line {line}, column {max(1, column)}: not understood at “{there}”"
    cure = ("前面是否少了括号、句点或词？", "is a bracket, a dot or a word missing just before?")
    return QueryError(zh, en, where=where, cure=cure)


def _at(text: str, position: int) -> str:
    return "line {}, column {}".format(*_place(text, position))


def _zh_at(text: str, position: int) -> str:
    return "第 {} 行第 {} 字".format(*_place(text, position))


def _place(text: str, position: int) -> tuple[int, int]:
    """Return line and column of a position, both from 1."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
