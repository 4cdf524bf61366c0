"""Time and memory of the whole program, beside its peers."""
