"""Every error of the package, said in Chinese and in English on one line.

::

    KgError              where: 何事 / what; 怎么办 / what to do
    ├── ReadError        a document that cannot be read
    ├── WriteError       a file that cannot be written
    ├── ParseError       a document that can be read but holds no duty list
    ├── UnknownName      a name that is not in the data
    ├── AmbiguousName    a name that could mean several things
    ├── CheckFailed      the data break a rule (strict reading)
    ├── QueryError       a query that cannot be run
    └── StoreError       a store that cannot be opened or asked
"""

from __future__ import annotations

Words = str | tuple[str, str]
"""A text for the user: Chinese and English, or one text that serves in both languages."""


class KgError(Exception):
    """Base of all errors: one line, ``where: 中文 / English; 怎么办 / what to do``.

    Parameters
    ----------
    zh, en : str
        What is wrong, in Chinese and in English; neither ends in a full stop. With ``en`` left out,
        the first text is shown alone (a message that another program wrote).
    where : str, optional
        The file, address, query or place that the message is about.
    cure : str or tuple of str, optional
        What the user can do: Chinese and English, or one text for both (a command, a list of
        names).

    Attributes
    ----------
    zh, en, where : str
        As given.
    cure_zh, cure_en : str
        The cure in each language; empty if there is none.

    Examples
    --------
    >>> raise KgError(
    ...     "文件是空的", "the file is empty", where="a.txt", cure=("请重新保存", "save it again")
    ... )
    Traceback (most recent call last):
    kg.errors.KgError: a.txt: 文件是空的 / the file is empty; 请重新保存 / save it again
    """

    def __init__(self, zh: str, en: str = "", *, where: str = "", cure: Words = "") -> None:
        self.zh = zh
        self.en = en or zh
        self.where = where
        self.cure_zh, self.cure_en = (cure, cure) if isinstance(cure, str) else cure
        super().__init__(self.line)

    @property
    def what(self) -> str:
        """What is wrong, in both languages."""
        return both(self.zh, self.en)

    @property
    def cure(self) -> str:
        """What the user can do, in both languages; empty if there is nothing."""
        return both(self.cure_zh, self.cure_en)

    @property
    def line(self) -> str:
        """The whole message as one line."""
        head = around("", self.where, ": ")
        tail = around("; ", self.cure)
        from kg.terminal import printable

        return printable(" ".join(f"{head}{self.what}{tail}".split()))


def around(before: str, text: str, after: str = "") -> str:
    """Return a text with others around it; nothing where the text is empty.

    >>> around("（", "2025-07", "）"), around("（", "", "）")
    ('（2025-07）', '')
    """
    if not text:
        return ""
    return f"{before}{text}{after}"


def both(zh: str, en: str) -> str:
    """Return two texts beside each other, one text where they are the same.

    >>> both("文件是空的", "the file is empty"), both("kg build", "kg build")
    ('文件是空的 / the file is empty', 'kg build')
    """
    return zh if zh == en or not en else f"{zh} / {en}"


class ReadError(KgError):
    """A document cannot be read."""


class WriteError(KgError):
    """A file cannot be written."""


class ParseError(KgError):
    """A document can be read but is not understood as a duty list."""


class UnknownName(KgError):
    """A name is not in the data."""


class AmbiguousName(KgError):
    """A name could mean several things."""


class CheckFailed(KgError):
    """The data break a rule."""


class QueryError(KgError):
    """A query cannot be run."""


class AsksElsewhere(QueryError):
    """A query would ask another machine."""


class StoreError(KgError):
    """A store cannot be opened or asked."""

    @classmethod
    def not_rdf(cls, path: object, error: BaseException) -> StoreError:
        """Return the error of a file that holds something else than RDF."""
        return cls(
            f"不是 RDF（{error}）",
            f"not RDF ({error})",
            where=str(path),
            cure=("请重新运行 kg build", "run kg build again"),
        )
