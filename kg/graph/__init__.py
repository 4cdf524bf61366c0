"""The graph as it is kept and asked: its store, its lists, the guard of a query, its dump."""
