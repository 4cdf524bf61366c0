"""Ciphers: the page has none, so that a document that is locked by one is told to be locked."""


class LockedByPassword(Exception):
    """The document cannot be opened here."""


class Cipher:
    """A cipher that opens nothing."""

    def __init__(self, *arguments, **options):
        raise LockedByPassword


class algorithms:  # noqa: N801 - as cryptography calls it
    """Names of ciphers."""

    AES = staticmethod(lambda key: key)


class modes:  # noqa: N801 - as cryptography calls it
    """Modes of ciphers."""

    CBC = ECB = staticmethod(lambda *key: key)
