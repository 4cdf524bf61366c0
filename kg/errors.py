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

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

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


_REASONS: Final[Mapping[int | None, tuple[str, str]]] = {
    errno.ENOENT: ("没有这个文件或文件夹", "no such file or folder"),
    errno.EACCES: ("没有权限，或另一个程序正开着", "no permission, or another program has it open"),
    errno.EPERM: ("没有权限", "no permission"),
    errno.EROFS: ("只读，不能写", "it is read-only"),
    errno.ENOSPC: ("磁盘已满", "the disk is full"),
    getattr(errno, "EDQUOT", -1): ("配额已满", "the quota is used up"),
    errno.EFBIG: ("文件太大", "the file is too large"),
    errno.ENAMETOOLONG: ("名称太长", "the name is too long"),
    errno.EISDIR: ("是文件夹", "it is a folder"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "a part of the path is not a folder"),
    errno.EEXIST: ("已经存在", "it exists already"),
    errno.ENOTEMPTY: ("文件夹不是空的", "the folder is not empty"),
    errno.ELOOP: ("链接绕成了圈", "its links go in a circle"),
    errno.EBUSY: ("正在使用", "it is in use"),
    errno.EINVAL: ("系统不接受这个名称", "the system does not take the name"),
    errno.EIO: ("磁盘读写出错", "the disk fails"),
    errno.EMFILE: ("打开的文件太多", "too many files are open"),
    errno.EPIPE: ("读的一方已经关闭", "its reader has closed it"),
    errno.ECONNREFUSED: ("连接被拒绝", "the connection is refused"),
    errno.ECONNRESET: ("连接中断", "the connection broke off"),
    errno.ETIMEDOUT: ("等得太久", "it takes too long"),
    errno.EHOSTUNREACH: ("网络不通", "the network does not lead there"),
    errno.ENETUNREACH: ("网络不通", "the network does not lead there"),
}
"""Why the system refuses, by its number."""
FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""Numbers of refusals for want of space."""
SPACE: Final = ("请腾出空间，或换一个磁盘", "make room, or choose another disk")
"""What one does about these."""
_PERMISSIONS: Final = ("请检查权限", "check its permissions")
_MAY: Final[Mapping[int | None, tuple[str, str]]] = {
    errno.EACCES: _PERMISSIONS,
    errno.EPERM: _PERMISSIONS,
    errno.EROFS: ("请换一个文件夹", "choose another folder"),
    errno.EMFILE: ("请关闭别的程序", "close other programs"),
}
"""What one does about others."""


def number(error: BaseException) -> int | None:
    """Return the system's number of a refusal, by its words where a library tells only these.

    >>> number(OSError("IO error: No space left on device: While appending")) == errno.ENOSPC
    True
    """
    known: int | None = getattr(error, "errno", None)
    if known is not None or not isinstance(error, OSError):
        return known
    said = str(error)
    return next((one for one in _REASONS if one and os.strerror(one) in said), None)


def reason(error: BaseException) -> tuple[str, str]:
    """Return why the system, or a library, refuses: in Chinese and English, or its own words twice.

    >>> reason(OSError(errno.ENOSPC, "No space left on device"))
    ('磁盘已满', 'the disk is full')
    >>> reason(ValueError("embedded null byte"))
    ('embedded null byte', 'embedded null byte')
    """
    inner = getattr(error, "reason", None)  # what urllib wraps
    if isinstance(inner, BaseException):
        return reason(inner)
    if type(error).__name__ == "gaierror":  # its numbers are others
        return "没有这个主机名，或网络不通", "no such host, or no network"
    if isinstance(error, TimeoutError):  # urllib's has no number
        return _REASONS[errno.ETIMEDOUT]
    said = str(inner or getattr(error, "strerror", None) or error) or type(error).__name__
    if type(error).__module__ == "ssl":  # its numbers are others, too
        return f"加密连接不成：{said}", f"no encrypted connection: {said}"
    return _REASONS.get(number(error), (said, said))


def refused(error: OSError) -> KgError:
    """Return what is said of a refusal that nobody foresaw: what, why, what to do.

    >>> refused(OSError(errno.ENOSPC, "No space left on device", "结果/BUILD")).what
    '系统不允许（磁盘已满） / the system refuses (the disk is full)'
    """
    zh, en = reason(error)
    known = number(error)
    cure = SPACE if known in FULL else _MAY.get(known, "")
    where = str(error.filename or "")
    return KgError(f"系统不允许（{zh}）", f"the system refuses ({en})", where=where, cure=cure)


class KgWarning(UserWarning):
    """Base of all warnings: one line in Chinese and English, printed once by every command."""


class UnreadFile(KgWarning):
    """A document in a folder of lists is not one, or cannot be read; the others were."""


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


@contextmanager
def as_written(where: str) -> Iterator[None]:
    """Say so where a graph cannot be read because it is not as this program writes it.

    Raises
    ------
    StoreError
        For whatever is missing in the graph, or is no number where one belongs.
    """
    try:
        yield
    except (LookupError, ValueError) as error:
        raise StoreError(
            f"图谱不是本版 kg 写的样子（{type(error).__name__}: {error}）",
            f"the graph is not as this kg writes it ({type(error).__name__}: {error})",
            where=where,
            cure=("请重新运行 kg build，或重新装入", "run kg build again, or load it again"),
        ) from error
