"""The names of a place and of what stands above it, in full and short: 昌吉回族自治州 is 昌吉州 and 州."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Place

_PEOPLES = (
    "(?<!内)蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|怒族|"
    "乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族"
)
_LEVELS = (
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "特区",
    "林区",
    "新区",
    "地区",
    "省",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
)


# What a place is called by its kind, beside the word of its level: 开发区公安分局, 行署教育局.
_OTHER_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("高新技术产业开发区", ("高新区", "开发区")),
    ("经济技术开发区", ("经开区", "开发区")),
    ("经济开发区", ("经开区", "开发区")),
    ("地区", ("行署", "地区行署")),
    ("盟", ("行署", "盟行署")),
)
_ZONES = (
    "开发区",
    "高新区",
    "经开区",
    "新区",
    "林区",
    "特区",
    "矿区",
    "示范区",
    "度假区",
    "管理区",
    "园区",
)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """``name`` is what a canonical name begins with, ``forms`` every prefix a text may use, longest first."""

    name: str
    level: str
    forms: tuple[str, ...]


def _split(full: str) -> tuple[str, str]:
    for level in _LEVELS:
        if full.endswith(level) and len(full) > len(level):
            return full[: -len(level)], level
    return full, ""


def short_name(full: str) -> str:
    """Return the name without the peoples it names.

    >>> short_name("昌吉回族自治州"), short_name("奇台县"), short_name("新疆维吾尔自治区"), short_name("东乡族自治县")
    ('昌吉州', '奇台县', '新疆', '东乡县')
    """
    stem, level = _split(full)
    if not level.startswith("自治"):
        return full
    plain = re.sub(f"(?:{_PEOPLES})+$", "", stem) or stem.removesuffix("族")
    return plain if level == "自治区" else plain + level[-1]


def jurisdiction(full: str, *, word: str | None = None) -> Jurisdiction:
    """Return the forms of a place name; ``word`` is the bare level word that means it here (县, 市), if any."""
    short = short_name(full)
    stem = _split(short)[0]
    forms = {full, short, short + "人民", stem} if len(stem) >= 2 else {full, short}
    forms.discard(short + "人民")
    if word:
        forms.add(word)
        forms.update(_other_words(full))
    return Jurisdiction(
        short, _split(full)[1], tuple(sorted(filter(None, forms), key=lambda f: (-len(f), f)))
    )


def _other_words(full: str) -> tuple[str, ...]:
    """Return what a place is called by its kind alone, beside the word of its level.

    >>> _other_words("青河经济技术开发区"), _other_words("青河新区"), _other_words("青河县")
    (('经开区', '开发区'), ('新区',), ())
    """
    for ending, words in _OTHER_WORDS:
        if full.endswith(ending):
            return words
    return tuple(zone for zone in _ZONES if full.endswith(zone))


def levels(place: Place) -> tuple[Jurisdiction, ...]:
    """Return county, prefecture and region of a place, nearest first; a bare word means the nearest that has it.

    The county may stand behind what is above it: 长沙市望城区.

    >>> [(j.name, j.forms) for j in levels(Place("某某省", "某某回族自治州", "青河县", "柳河镇"))]  # doctest: +ELLIPSIS
    [('青河县', (..., '青河县', '青河', '县')), ('某某州', ('某某回族自治州', '某某州', '某某', '州')), ('某某省', ...)]
    """
    taken: set[str] = set()
    found = []
    for full in (place.county, place.prefecture, place.region):
        if not full:
            continue
        level = _split(full)[1]
        word = {
            "自治州": "州",
            "自治县": "县",
            "自治旗": "旗",
            "新区": "区",
            "林区": "区",
            "特区": "区",
        }.get(level, level)
        bare = word if word and word not in taken else None
        taken.add(word)
        found.append(jurisdiction(full, word=bare))
    if place.county and len(found) > 1:
        above = [form for level in found[1:] for form in level.forms if len(form) > 1]
        names = {full for full in (found[0].name, place.county) if len(full) > 1}
        long = {form + name for form in above for name in names}
        forms = tuple(sorted({*found[0].forms, *long}, key=lambda f: (-len(f), f)))
        found[0] = Jurisdiction(found[0].name, found[0].level, forms)
    return tuple(found)
