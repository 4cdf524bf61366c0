"""Pictures of pages."""


class Image:
    """Nothing: no page is drawn."""
