"""Only connected components, and the nodes without which they fall apart, are here."""

from networkx.algorithms.components.biconnected import *
from networkx.algorithms.components.connected import *
