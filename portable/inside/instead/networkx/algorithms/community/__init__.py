"""Only Louvain's groups and what they are measured by are here."""

from networkx.algorithms.community.community_utils import *  # noqa: F403
from networkx.algorithms.community.louvain import *  # noqa: F403
from networkx.algorithms.community.quality import *  # noqa: F403
