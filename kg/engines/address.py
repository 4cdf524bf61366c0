"""The address of an endpoint: where to ask, what to send along, and what may be shown of it."""

from __future__ import annotations

from kg.errors import StoreError

_SAFE = "/:?#[]@!$&'()*+,;=%~"


def address(url: str) -> tuple[str, dict[str, str], str]:
    """Return the address to ask, the headers to send, and the address as it may be shown.

    >>> address("http://kg:secret@例子.cn/查询")[::2]
    ('http://xn--fsqu00a.cn/%E6%9F%A5%E8%AF%A2', 'http://例子.cn/查询')
    """
    from urllib.parse import quote, unquote, urlsplit, urlunsplit

    headers = {"User-Agent": "kg"}
    try:
        parts = urlsplit(url)
        user, _, host = parts.netloc.rpartition("@")
        if parts.scheme not in ("http", "https"):
            raise ValueError("not http or https")
        if not parts.hostname or not url.isprintable() or " " in url or parts.port == 0:
            raise ValueError("no host in it")
        shown = urlunsplit((parts.scheme, host, parts.path, parts.query, ""))
        plain_host = host if host.isascii() else host.encode("idna").decode()
        asked = (parts.scheme, plain_host, quote(parts.path, _SAFE), quote(parts.query, _SAFE), "")
    except ValueError as error:
        raise StoreError(
            f"网址有误（{error}）",
            f"not an address ({error})",
            where=url.rpartition("@")[2],
            cure=("请写 http://主机:端口/query", "write http://host:port/query"),
        ) from None
    if user:
        from base64 import b64encode

        headers["Authorization"] = f"Basic {b64encode(unquote(user).encode()).decode()}"
    return urlunsplit(asked), headers, shown
