"""Only ``matching`` is here."""
