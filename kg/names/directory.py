"""Who is meant: find and resolve the organisations that a text names, for one place.

A department is a jurisdiction and a function (奇台县 + 公安局). Short forms of any county are resolved by rule
(县X局 → the list's county), irregular ones by data; nothing here knows a place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Organization, OrganizationKind, Place
from kg.names.jurisdiction import Jurisdiction, levels
from kg.names.places import outside, places
from kg.names.spellings import Function, Spellings
from kg.openings import beginning

_HAN = "一-龥"
# A name built like a department's that no file knows: 县某局, 县某大队. The letters left out never stand inside one.
_ENDINGS = (
    "局(?![{han}]?[长面])|(?:大|支|中)队(?![长员伍])|中心(?![城镇区户学校校])|(?:医|保健|法|检察)院(?![长])|(?:管理|监督|监管|执法|服务)[所站]|"
    "工作站|监测站|总站|总会|政法委|管委会|关工委|指挥部"
)
_UNKNOWN = f"(?!级|内|域|直|乡|城|政(?!法)|人(?!民医院)|情|里)[{_HAN}]{{2,10}}?(?:{_ENDINGS.replace('{han}', _HAN)})"
# 民政、财政部门 are two departments, each called by its field; 农业、林草、生态环境等有关部门 are three and others.
_FIELD_END = re.compile("(?:等)?(?:有关|相关|行政主管|行政|主管)?部门$|(?:管理)?局$")
_JOINED_END = "(?:等)?(?:有关|相关|行政主管|行政|主管)?部门"
# Words that call a body by what it does, not by its name.
_GENERIC = ("部门", "机关", "机构", "单位", "组织")
_PROVINCIAL = f"[{_HAN}]{{2,12}}?厅"
_HALF_WIDTH = str.maketrans("（）", "()")
_NEVER_INSIDE = re.compile("[的和与及对向在由经为将是等、]|负责|组织|开展|协助|配合")


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation found in a text, at ``start``:``end``.

    ``known`` is false if no file names its function; ``named`` is true for a single body, false for a kind of bodies.
    """

    start: int
    end: int
    printed: str
    organization: Organization
    known: bool = True
    named: bool = True


def _by_spelling(functions: Iterable[Function]) -> dict[str, Function]:
    """Return functions by each spelling, with brackets of full and of half width."""
    found: dict[str, Function] = {}
    for function in functions:
        for spelling in function.spellings:
            found[spelling] = found[spelling.translate(_HALF_WIDTH)] = function
    return found


def _by_form(jurisdictions: Sequence[Jurisdiction]) -> dict[str, Jurisdiction]:
    """Return the jurisdictions by what a name begins with, the longest form first; of two, the nearer one."""
    found: dict[str, Jurisdiction] = {}
    for jurisdiction in reversed(jurisdictions):
        found |= dict.fromkeys(jurisdiction.forms, jurisdiction)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


class Directory:
    """The organisations of one place: ``declared`` are the names its department columns print.

    ``cells`` are the names that stand together in one cell: two spellings of one function there are two departments.

    Examples
    --------
    >>> from kg.names import load
    >>> place = Place("某省", "", "青河区", "东山街道")
    >>> directory = Directory(load(), place, ["青河区公安局", "青河区卫健局"])
    >>> directory.resolve("区卫健委").name, directory.resolve("公安机关").name, directory.resolve("区教育局").name
    ('青河区卫健局', '青河区公安局', '青河区教育局')
    """

    def __init__(
        self,
        spellings: Spellings,
        place: Place,
        declared: Iterable[str] = (),
        cells: Iterable[Sequence[str]] = (),
    ) -> None:
        self.place = place
        self._levels = list(levels(place)) or [Jurisdiction("", "县", ("县", "区", "市"))]
        printed = Counter(declared)
        self._home = self._levels[0] = _as_printed(self._levels[0], place.county, printed)
        self._functions = _by_spelling(spellings.functions)
        self._prefixes = _by_form(self._levels)
        self._offices: list[tuple[str, re.Pattern[str]]] = []
        for office in spellings.branch_offices:
            self._offices += [
                (office.name, re.compile(self._fill(pattern))) for pattern in office.patterns
            ]
        self._bodies: list[tuple[str, str]] = []
        for body in spellings.bodies:
            self._bodies += [(body.kind, self._fill(pattern)) for pattern in body.patterns]
        self._outside: dict[str, str] = {}
        for one in outside():
            self._outside |= dict.fromkeys(one.prefixes, one.name)
        self._fields: dict[str, Function] = {}
        for function in spellings.functions:
            self._fields |= dict.fromkeys(_fields_of(function), function)
        self.unknown: dict[str, None] = {}
        self._called: dict[str, str] = {}
        for names in cells:
            self._tell_apart(names)
        for name in sorted(printed):
            self._learn(name)
        self._canonical = self._choose(printed)
        self._pattern = self._compile()

    def _fill(self, pattern: str) -> str:
        county = "|".join(map(re.escape, self._home.forms))
        forms: set[str] = set()
        for level in self._levels[1:]:
            forms |= {*level.forms, level.level[-1:]}
        forms = forms - {""} or {"市", "州"}
        higher = "|".join(sorted(map(re.escape, forms), key=lambda f: (-len(f), f)))
        return (
            pattern.replace("{county}", f"(?:{county})")
            .replace("{higher}", f"(?:{higher})")
            .replace("{township}", f"(?:{'|'.join(map(re.escape, self._township_forms()))})")
        )

    def _township_forms(self) -> list[str]:
        name = self.place.township
        kind = next(
            (k for k in ("街道", "苏木", "镇", "乡") if name.removesuffix("办事处").endswith(k)),
            "乡",
        )
        return sorted(
            {f for f in (name, name.removesuffix("办事处"), f"本{kind}") if f},
            key=lambda f: (-len(f), f),
        )

    def _split(self, printed: str) -> tuple[Jurisdiction | None, str]:
        for form in self._prefixes:
            if printed.startswith(form) and len(printed) > len(form):
                return self._prefixes[form], printed[len(form) :]
        place, rest = places().split(printed)
        return (Jurisdiction(place, place[-1], (place,)), rest) if place else (None, printed)

    def _identify(self, printed: str) -> tuple[str, str, bool]:
        """Return jurisdiction, function and whether a file knows the function."""
        for name, pattern in self._offices:
            if pattern.fullmatch(printed):
                return self._home.name, name, True
        level, rest = self._split(printed)
        if printed in self._functions:
            return self._home.name, self._functions[printed].name, True
        if rest in self._functions:
            if level is not None and level is not self._home:
                return level.name, rest, True
            return self._home.name, self._functions[rest].name, True
        return (
            (level.name if level else ""),
            rest,
            level is not None and level.level in ("省", "自治区"),
        )

    def _learn(self, printed: str) -> None:
        _, rest, known = self._identify(printed)
        if not known and not any(re.fullmatch(pattern, printed) for _, pattern in self._bodies):
            self._functions[rest] = Function(rest, "", (rest,), False, ())
            self.unknown[printed] = None

    def _tell_apart(self, names: Sequence[str]) -> None:
        """Make departments of their own of the spellings of one function that one cell lists side by side."""
        read = [(self._identify(name), self._split(name)[1]) for name in names]
        beside: dict[tuple[str, str], set[str]] = {}
        for (jurisdiction, function, _), rest in read:
            beside.setdefault((jurisdiction, function), set()).add(rest)
        for (jurisdiction, function, known), rest in read:
            several = len(beside[jurisdiction, function]) > 1
            if known and several and rest in self._functions and rest != function:
                self._functions[rest] = replace(self._functions[rest], name=rest, spellings=(rest,))

    def _choose(self, printed: Counter[str]) -> dict[tuple[str, str], str]:
        """Canonical = as the column prints it in full, the commonest form first."""
        forms: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
        for name, count in printed.items():
            jurisdiction, function, _ = self._identify(name)
            level, rest = self._split(name)
            bare_word = (
                level is not None
                and len(name) - len(rest) in (1, len(level.level))
                and level.name != level.level
            )
            full = self._office_name(name, function) or (
                level.name + rest if level is not None and bare_word else name
            )
            forms.setdefault((jurisdiction, function), []).append((-count, -len(full), full))
        return {key: min(candidates)[2] for key, candidates in forms.items()}

    def _compile(self) -> re.Pattern[str]:
        prefixes = "|".join(map(re.escape, self._prefixes))
        functions = sorted(self._functions, key=lambda f: (-len(f), f))
        bare = [f for f in functions if self._functions[f].bare]
        called = [
            f"(?P<outside{i}>{one.pattern})" for i, one in enumerate(outside()) if one.pattern
        ]
        if self._called:
            by_hand = "|".join(
                map(re.escape, sorted(self._called, key=lambda alias: (-len(alias), alias)))
            )
            called = [f"(?P<called>{by_hand})", *called]
        parts = [
            *called,
            "(?P<office>" + "|".join(pattern.pattern for _, pattern in self._offices) + ")",
        ]
        parts.append(f"(?P<provincial>(?:{self._regions()}){_PROVINCIAL})")
        parts.append(f"(?P<department>(?:{prefixes})(?:{'|'.join(map(self._guarded, functions))}))")
        field = "|".join(sorted(map(re.escape, self._fields), key=lambda f: (-len(f), f)))
        parts.append(f"(?P<joined>(?:(?:{field})[、和与及]){{1,8}}(?:{field}){_JOINED_END})")
        # after the fields: 农业、林草等有关部门 names two, 有关部门 nobody
        parts += [f"(?P<{kind}{i}>{pattern})" for i, (kind, pattern) in enumerate(self._bodies)]
        parts.append(f"(?P<bare>(?<![乡镇村道])(?:{'|'.join(map(self._guarded, bare))}))")
        parts.append(f"(?P<unknown>(?:{'|'.join(map(re.escape, self._home.forms))}){_UNKNOWN})")
        return re.compile(f"{beginning(parts)}(?:{'|'.join(parts)})")

    def _regions(self) -> str:
        """Return the forms of the list's province, as a regular expression."""
        forms = {"省", "自治区"}
        for level in self._levels:
            if level.level in ("省", "自治区"):
                forms.update(level.forms)
        return "|".join(map(re.escape, sorted(forms, key=lambda f: (-len(f), f))))

    def _guarded(self, spelling: str) -> str:
        after = self._functions[spelling].not_before
        return re.escape(spelling) + (f"(?!{'|'.join(map(re.escape, after))})" if after else "")

    def call(self, aliases: Mapping[str, str]) -> None:
        """Read spellings as people explain them: alias → the body that it means."""
        self._called |= aliases
        self._pattern = self._compile()

    def resolve(self, printed: str) -> Organization:
        """Return the organisation a printed name means; a body that is not a department keeps its printed name."""
        printed = self._called.get(printed, printed)
        for kind, pattern in self._bodies:
            if re.fullmatch(pattern, printed):
                return self._body(kind, printed)
        jurisdiction, function, _ = self._identify(printed)
        name = self._canonical.get((jurisdiction, function))
        if name is None:
            name = self._office_name(printed, function) or jurisdiction + function
        return Organization(name, jurisdiction, function, "department")

    def _office_name(self, printed: str, function: str) -> str:
        """Return the full name of a field office (州某局某县分局), empty for any other ``function``."""
        if not any(
            name == function and pattern.fullmatch(printed) for name, pattern in self._offices
        ):
            return ""
        for level in self._levels[1:]:
            for form in sorted(
                filter(None, {*level.forms, level.level[-1:]}), key=lambda f: (-len(f), f)
            ):
                if printed.startswith(form):
                    return level.name + printed[len(form) :]
        return (
            printed
            if any(form in printed for form in self._home.forms)
            else self._home.name + printed
        )

    def _body(self, kind: str, printed: str) -> Organization:
        if kind == "township" and self.place.township:
            return Organization(self.place.name, self.place.county, self.place.township, "township")
        kinds: dict[str, OrganizationKind] = {"class": "class", "township": "township"}
        return Organization(printed, "", printed, kinds.get(kind, "external"))

    def knows(self, printed: str) -> bool:
        """Tell whether a file names this department's function, or the field by which it is called (农业、林草等部门)."""
        if _FIELD_END.sub("", printed) in self._fields:
            return True
        return self._identify(printed)[2] and printed not in self.unknown

    def branch(self, function: str) -> str:
        """Return the branch of power (party, government, …) of a function, empty if not known."""
        return self._functions[function].branch if function in self._functions else ""

    def aliases(self, organization: Organization) -> tuple[str, ...]:
        """Return other spellings of a department's function, for search."""
        function = self._functions.get(organization.function)
        return (
            tuple(s for s in function.spellings if s != organization.function) if function else ()
        )

    def learn(self, texts: Iterable[str]) -> None:
        """Call a department that no column prints as the texts print it: 县水务局 does not become a 水利局.

        The commonest form is taken; one that only says what a body does (水利部门), or shortens its name (人社局), is left out.
        """
        forms: dict[tuple[str, str], Counter[str]] = {}
        offices = {
            name for name, _ in self._offices
        }  # they are named by the place above and the place they serve
        for text in texts:
            for entity in self.find(text):
                body = entity.organization
                key = (body.jurisdiction, body.function)
                rest = self._split(entity.printed)[1]
                open_name = body.kind == "department" and key not in self._canonical
                if open_name and body.function not in offices and _is_name(rest, body.function):
                    forms.setdefault(key, Counter())[rest] += 1
        for (jurisdiction, function), counts in forms.items():
            rest = min(counts, key=lambda form: (-counts[form], -len(form), form))
            self._canonical[jurisdiction, function] = jurisdiction + rest

    def find(self, text: str) -> Iterator[Entity]:
        """Yield the organisations that ``text`` names, left to right, none inside another."""
        end = 0
        for match in self._pattern.finditer(text):
            group = (match.lastgroup or "").rstrip("0123456789")
            if group == "unknown" and _NEVER_INSIDE.search(match[0]):
                continue
            if group == "joined":
                yield from self._joined(match)
            elif group == "called":
                yield Entity(match.start(), match.end(), match[0], self.resolve(match[0]))
            elif group == "outside":
                yield Entity(match.start(), match.end(), match[0], self._nation(match[0]))
            elif group in ("office", "provincial", "department", "bare", "unknown"):
                yield self._department(
                    text, match.start(), match.end(), end, known=group != "unknown"
                )
            else:
                body = self._body(group, match[0])
                yield Entity(match.start(), match.end(), match[0], body, named=group != "external")
            end = match.end()

    def _department(self, text: str, start: int, end: int, after: int, *, known: bool) -> Entity:
        """Return a department; one whose name goes on to the left (界首市公安局, 国家统计局) is another place's."""
        printed = text[start:end]
        level, rest = self._split(printed)
        begins, place = places().before(text, end - len(rest))
        if after <= begins < start and place not in self._prefixes:
            return Entity(begins, end, text[begins:end], self._of(place, rest), known)
        prefix = (
            next((p for p in self._outside if text.endswith(p, after, start)), "")
            if level is None
            else ""
        )
        if prefix:
            whole = Organization(prefix + rest, self._outside[prefix], rest, "department")
            return Entity(start - len(prefix), end, text[start - len(prefix) : end], whole, known)
        return Entity(start, end, printed, self.resolve(printed), known)

    def _of(self, place: str, rest: str) -> Organization:
        """Return another place's body; it keeps the name it is printed with."""
        return Organization(place + rest, place, rest, "department")

    def _nation(self, printed: str) -> Organization:
        owner = next(one.name for one in outside() if printed.startswith(one.bodies))
        return Organization(printed, owner, printed, "department")

    def _joined(self, match: re.Match[str]) -> Iterator[Entity]:
        """Yield the departments of 民政、财政部门, each at its own words."""
        start = match.start()
        for printed in re.split("[、和与及]", match[0]):
            function = self._fields[_FIELD_END.sub("", printed)].name
            office = f"{function}分局"  # where the county has a branch of the prefecture's, that is meant
            if (self._home.name, function) not in self._canonical and (
                self._home.name,
                office,
            ) in self._canonical:
                function = office
            name = self._canonical.get((self._home.name, function)) or self._home.name + function
            body = Organization(name, self._home.name, function, "department")
            named, _, others = printed.partition("等")
            yield Entity(start, start + len(named), named, body)
            if others:  # 等有关部门: some more, without a name
                end = start + len(printed)
                yield Entity(
                    end - len(others), end, others, self._body("external", others), named=False
                )
            start += len(printed) + 1


def _fields_of(function: Function) -> Iterator[str]:
    """Yield the fields that departments are called by: 民政 of 民政部门."""
    for spelling in function.spellings:
        field = spelling.removesuffix("部门")
        if field != spelling and len(field) > 1:
            yield _FIELD_END.sub("", spelling)


def _is_name(printed: str, function: str) -> bool:
    """Tell whether a spelling is a body's own name, no word for what it does and no short form of the usual name."""
    if printed.endswith(_GENERIC):
        return False
    letters = iter(function)
    return not all(letter in letters for letter in printed)


def _as_printed(home: Jurisdiction, county: str, printed: Counter[str]) -> Jurisdiction:
    """Return the list's county with the name that its columns use: 某县 or, in full, 某某族自治县."""
    full = sum(count for name, count in printed.items() if name.startswith(county))
    short = sum(count for name, count in printed.items() if name.startswith(home.name))
    return replace(home, name=county) if county != home.name and full > short else home
