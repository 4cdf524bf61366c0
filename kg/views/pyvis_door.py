"""The one place that loads Pyvis, without what it brings along for notebooks.

Pyvis 0.3.2 imports IPython for one class, ``IFrame``, which only its ``show`` in a notebook uses;
we never call that. IPython, jedi and what they need weigh 60 MB and cost time at every start.
jsonpickle, which loads YAML, serves only its ``to_json``. So while Pyvis is loaded, a stand-in
takes the place of each, unless it is there already, and is taken away again: a later ``import
IPython`` is the real one, where it is installed, and the stand-in for jsonpickle loads the real one
when it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

_ASKED = "IPython.display"
_PICKLES = "jsonpickle"


def _stand_ins() -> dict[str, ModuleType]:
    """Return what is to be there in place of IPython and jsonpickle."""
    found = {}
    if not {"IPython", _ASKED} & sys.modules.keys():
        found = {"IPython": ModuleType("IPython"), _ASKED: ModuleType(_ASKED)}
        vars(found[_ASKED])["IFrame"] = type("IFrame", (), {})
    if _PICKLES not in sys.modules:
        found[_PICKLES] = ModuleType(_PICKLES)
        # a module's own __getattr__ is asked for what it lacks, here everything
        vars(found[_PICKLES])["__getattr__"] = lambda name: getattr(import_module(_PICKLES), name)
    return found


@contextmanager
def _stand_in() -> Iterator[None]:
    """Give the stand-ins while Pyvis is loaded."""
    found = _stand_ins()
    sys.modules.update(found)
    try:
        yield
    finally:
        for name in found:
            del sys.modules[name]


with _stand_in():
    from pyvis.network import Network

__all__ = ["Network"]
