"""Bars as pictures, for papers: the one door to Pillow. Their numbers are in the table beside them.

No font is bundled. Where a machine has no Chinese font there is no picture.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_FONTS: Final = (
    "simfang.ttf", "simsun.ttc", "msyh.ttc", "Songti.ttc", "PingFang.ttc",
    "NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc-Regular.otf", "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf", "SourceHanSerifSC-Regular.otf",
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "uming.ttc",
)  # fmt: skip
"""Files of Chinese fonts on Windows, macOS and Linux; the first that is there is taken."""
_SHADES: Final = ("#2F4B6E", "#8FA6C1", "#D3DCE6")
"""Told apart in print without colours too: dark, middle, light."""
_WIDTH, _ROW, _SIZE, _GAP = 1860, 50, 34, 18
"""Pixels, 300 to the inch: the picture's width, a bar with its room, the letters, a gap."""


def bars(labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]]) -> bytes | None:
    """Return horizontal bars as PNG, their series stacked; None without a Chinese font.

    Parameters
    ----------
    labels : sequence of str
        What each bar is called.
    series : sequence of (str, sequence of float)
        At most three: the name for the legend, and a number for each bar.
    """
    from PIL import Image, ImageDraw

    font = _font()
    if font is None or not labels:
        return None
    left = int(max(map(font.getlength, labels))) + _GAP
    sums = [sum(values) for values in zip(*(values for _, values in series), strict=True)]
    longest = max(sums) or 1
    scale = (_WIDTH - left - 120) / longest
    top = _ROW + _GAP if len(series) > 1 else 0
    picture = Image.new("L", (_WIDTH, top + _ROW * len(labels)), 255)
    draw = ImageDraw.Draw(picture)
    if top:
        _legend(draw, font, left, [name for name, _ in series])
    for number, label in enumerate(labels):
        y = top + _ROW * number
        draw.text((left - _GAP, y + _ROW / 2), label, 0, font, anchor="rm")
        x = float(left)
        for (_, values), shade in zip(series, _SHADES, strict=False):
            end = x + values[number] * scale
            if values[number]:
                draw.rectangle((x, y + 8, end, y + _ROW - 8), shade)
            x = end
        draw.text((x + _GAP / 2, y + _ROW / 2), f"{sums[number]:g}", 0, font, anchor="lm")
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


def _legend(draw: ImageDraw, font: FreeTypeFont, x: float, names: Sequence[str]) -> None:
    """Draw a patch and a name for each series."""
    for name, shade in zip(names, _SHADES, strict=False):
        draw.rectangle((x, 10, x + 30, 40), shade)
        draw.text((x + 42, _ROW / 2), name, 0, font, anchor="lm")
        x += 42 + font.getlength(name) + 3 * _GAP


@cache
def _font() -> FreeTypeFont | None:
    from PIL import ImageFont

    for name in _FONTS:
        try:
            return ImageFont.truetype(name, _SIZE)
        except OSError:
            continue
    return None
