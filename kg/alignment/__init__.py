"""Which duties of two or many lists are the same duty, and what changed: over records, in pure Python."""
