"""Radicals → characters: PDF writers put ⻔ and ⼾ where the page shows 门 and 户.

A font draws a radical and its character with one glyph, and Chromium (Skia) writes the lower code
point of the two.
"""

from __future__ import annotations

import unicodedata

# U+2E80–2EF3 and the unified ideograph of each: Unicode's EquivalentUnifiedIdeograph.txt.
_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月"
    "⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋"
    "⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长"
    "⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿"
    "⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
# A Chinese dash is two em dashes; fonts join them in one glyph, and the writer gives that glyph's code point.
# Unicode equates ⼾ with 戶; simplified fonts draw it as 户, and no other radical differs (Noto CJK SC, all 214).
_FOLDED = str.maketrans(
    {
        **dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)),
        **_KANGXI,
        "⼾": "户",
        "⸺": "——",
        "⸻": "———",
    }
)


def fold(text: str) -> str:
    """Return a text with characters for radicals.

    >>> fold("⽩⽔区⺠政局⼊⼾")
    '白水区民政局入户'
    """
    return text.translate(_FOLDED)
