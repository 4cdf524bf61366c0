"""The one place that loads Pyvis, without what it brings along for notebooks.

Pyvis 0.3.2 imports IPython for one class, ``IFrame``, which only its ``show`` in a notebook uses; we
never call that. IPython, jedi and what they need weigh 60 MB and cost time at every start. So while
Pyvis is loaded, a stand-in takes IPython's place, unless IPython is there already, and is taken away
again: a later ``import IPython`` is the real one, where it is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_ASKED = "IPython.display"
_STANDS_FOR = ("IPython", _ASKED)


@contextmanager
def _stand_in() -> Iterator[None]:
    """Give ``IPython.display.IFrame`` while Pyvis is loaded, if nobody has loaded IPython."""
    if any(name in sys.modules for name in _STANDS_FOR):
        yield
        return
    for name in _STANDS_FOR:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules[_ASKED])["IFrame"] = type("IFrame", (), {})
    try:
        yield
    finally:
        for name in _STANDS_FOR:
            del sys.modules[name]


with _stand_in():
    from pyvis.network import Network

__all__ = ["Network"]
