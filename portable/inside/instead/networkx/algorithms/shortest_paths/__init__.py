"""Only what betweenness takes from ``weighted`` is here."""
