"""The signs of a cell as a person sees them."""

from __future__ import annotations

import re
import unicodedata

from kg.names.headers import INVISIBLE

# A run of blanks is one blank: what pads a cell by thousands says nothing, and costs time at
# every pattern.
_MANY_BLANKS = re.compile(r"\s{9,}")
_HAN_GAP = re.compile("(?<=[一-龥])\u00a0+(?=[一-龥])")
# Signs that look like others and are not them: compatibility ideographs and radicals, which PDF
# writers leave.
_VARIANT = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]|[\U0002f800-\U0002fa1f]")


def cleaned(cell: str) -> str:
    """Return a cell without signs that nobody sees, and with the usual form of those that only look like others."""
    plain = _MANY_BLANKS.sub(" ", INVISIBLE.sub("", cell))
    if "\u00a0" in plain:
        plain = _HAN_GAP.sub("", plain).replace("\u00a0", " ")
    return _VARIANT.sub(lambda match: unicodedata.normalize("NFKC", match[0]), plain)
