"""Only betweenness is here."""
