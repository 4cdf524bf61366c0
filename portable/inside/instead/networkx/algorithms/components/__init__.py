"""Only connected components, and the nodes without which they fall apart, are here."""

from networkx.algorithms.components.biconnected import *  # noqa: F403
from networkx.algorithms.components.connected import *  # noqa: F403
