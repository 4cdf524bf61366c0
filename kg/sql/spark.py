"""Spark: on this machine, or on the cluster that ``spark-submit`` names. It needs Java 17."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.sql import Rows

TITLE = (
    "本机或 Spark 集群；pip install 'kg[spark]'，另需 Java",
    "this machine or a Spark cluster; pip install 'kg[spark]', and Java",
)
_NAME = re.compile(r'"(\w+)"')


def spelt(sql: str) -> str:
    """Return SQL as Spark spells it: names in backticks, texts of any length as STRING.

    >>> spelt('SELECT CAST(a AS VARCHAR) AS "having"')
    'SELECT CAST(a AS STRING) AS `having`'
    """
    return _NAME.sub(r"`\1`", sql.replace("AS VARCHAR)", "AS STRING)"))


class Spark:
    """A session whose temporary views are the tables."""

    SECONDS: ClassVar[float] = (
        600  # it plans and compiles each query anew: seconds, where DuckDB takes milliseconds
    )

    def __init__(self, session: Any) -> None:
        self._session = session

    def scan(self, view: str, files: Sequence[str]) -> None:
        """Call some files of one shape a view."""
        self._session.read.parquet(*files).createOrReplaceTempView(view)

    def define(self, view: str, sql: str) -> None:
        """Call what a SELECT gives a view."""
        self._session.sql(spelt(sql)).createOrReplaceTempView(view)

    def rows(self, sql: str) -> Rows:
        """Return what a SELECT gives, in its order."""
        found = self._session.sql(spelt(sql))
        return list(found.columns), [tuple(row) for row in found.collect()]

    def stop(self) -> None:
        """Give up what is being asked."""
        self._session.sparkContext.cancelAllJobs()

    def close(self) -> None:
        """End it."""
        self._session.stop()


def open() -> Spark:
    """Start it; 20 seconds on one machine."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise QueryError(
            "没有安装 Spark", "Spark is not installed", cure="pip install 'kg[spark]'"
        ) from None
    try:
        session = SparkSession.builder.appName("kg").config(map=_SETTINGS).getOrCreate()
        if str(session.sparkContext.master).startswith(
            "local"
        ):  # 200, its own number, is for a cluster
            session.conf.set("spark.sql.shuffle.partitions", "4")
    except (
        Exception
    ) as error:  # its errors have no common base; the first line says what is missing
        said = str(error).strip().partition("\n")[0][:200]
        raise QueryError(
            f"Spark 没有启动（{said}）", f"Spark did not start ({said})",
            cure=("请安装 Java 17 或更新的版本", "install Java 17 or newer"),
        ) from None  # fmt: skip
    session.sparkContext.setLogLevel("ERROR")
    return Spark(session)


_SETTINGS: dict[str, bool | float | int | str | None] = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}
