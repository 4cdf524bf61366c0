"""Daft: in this process, or on a Ray cluster where ``DAFT_RUNNER=ray`` names one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.sql import Rows

TITLE = (
    "本机或 Ray 集群；pip install 'kg[daft]'",
    "this machine or a Ray cluster; pip install 'kg[daft]'",
)


class Daft:
    """Data frames that nothing is computed of until rows are asked for."""

    SECONDS: ClassVar[float] = 60

    def __init__(self, daft: Any) -> None:
        self._daft = daft
        self._frames: dict[str, Any] = {}

    def scan(self, view: str, files: Sequence[str]) -> None:
        """Call some files of one shape a view."""
        self._frames[view] = self._daft.read_parquet(list(files))

    def define(self, view: str, sql: str) -> None:
        """Call what a SELECT gives a view."""
        self._frames[view] = self._asked(sql)

    def rows(self, sql: str) -> Rows:
        """Return what a SELECT gives, in its order."""
        found = self._asked(sql).to_pydict()
        return list(found), list(zip(*found.values(), strict=True))

    def stop(self) -> None:
        """Do nothing: Daft has no way to give up what it computes."""

    def close(self) -> None:
        """End it."""
        self._frames.clear()

    def _asked(self, sql: str) -> Any:
        return self._daft.sql(sql, register_globals=False, **self._frames)


def open() -> Daft:
    """Start it."""
    try:
        import daft
    except ImportError:
        raise QueryError(
            "没有安装 Daft", "Daft is not installed", cure="pip install 'kg[daft]'"
        ) from None
    return Daft(daft)
