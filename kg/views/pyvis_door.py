"""The one place that loads Pyvis, without what it brings along and we never use.

Pyvis 0.3.2 imports IPython for a class of its ``show`` in a notebook, networkx for ``from_nx`` and
jsonpickle (with PyYAML) for ``to_json``; we call none of these. IPython, jedi and what they need
weigh 60 MB, and the three cost time at every start. So while Pyvis is loaded, a stand-in takes the
place of each that is not there already, and is taken away again: a later ``import`` is the real
one, where it is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_UNUSED = (("IPython", "IPython.display"), ("networkx",), ("jsonpickle",))


@contextmanager
def _stand_in() -> Iterator[None]:
    """Give Pyvis a name for each library that it does not need here, if nobody has loaded it."""
    names = [
        name for modules in _UNUSED if not sys.modules.keys() & set(modules) for name in modules
    ]
    sys.modules.update({name: ModuleType(name) for name in names})
    if "IPython.display" in names:
        vars(sys.modules["IPython.display"])["IFrame"] = type("IFrame", (), {})
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


with _stand_in():
    from pyvis.network import Network

__all__ = ["Network"]
