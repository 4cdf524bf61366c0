"""What the ciphers are computed by."""


def default_backend():
    """Return nothing: there are no ciphers here."""
