"""Only Louvain's groups and what they are measured by are here, each after what it needs."""

from networkx.algorithms.community.community_utils import *
from networkx.algorithms.community.quality import *
from networkx.algorithms.community.louvain import *
