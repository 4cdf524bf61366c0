"""Pyvis shows a picture in a notebook by this."""


class IFrame:
    """Nothing: the page has no notebook."""
