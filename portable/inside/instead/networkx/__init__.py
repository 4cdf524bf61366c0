"""NetworkX with what kg.html asks of it: its graphs, and the algorithms by which editions and analyses compare."""

# In NetworkX' own order: each line needs those before it.
from networkx.lazy_imports import _lazy_import
from networkx.exception import *
from networkx import utils
from networkx.utils import _clear_cache, _dispatchable

config = utils.backends._set_configs_from_environment()
utils.config = utils.configs.config = config

from networkx import classes
from networkx.classes import *
from networkx.classes import filters
from networkx import convert
from networkx.convert import *
from networkx.algorithms import community
from networkx.algorithms.components import *
from networkx.algorithms.matching import max_weight_matching


def __getattr__(name):
    """Load what only an analysis asks for."""
    if name == "betweenness_centrality":
        from networkx.algorithms.centrality.betweenness import betweenness_centrality as found
    elif name == "constraint":
        from networkx.algorithms.structuralholes import constraint as found
    else:
        raise AttributeError(f"kg.html has no networkx.{name}")
    return found
