"""``python -m kg``, and ``kg``: the program starts here, before anything of it is loaded."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program; stopped while it is still being loaded, it says so as it does later."""
    try:
        from kg.cli import run
    except KeyboardInterrupt:
        sys.stderr.write("kg: 已中断 / interrupted\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
