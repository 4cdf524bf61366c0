"""Write ``dist/kg.html``, or the file that is named, and say what it weighs."""

from __future__ import annotations

import sys
from pathlib import Path

from portable.page import made
from portable.parts import ROOT

if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "kg.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    data = made()
    target.write_bytes(data)
    sys.stdout.write(f"{target}  {len(data) / 1e6:.2f} MB\n")
