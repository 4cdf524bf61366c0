"""What answers SPARQL: Oxigraph on disk or in memory (``embedded``), or an endpoint over HTTP (``endpoint``).

A query that the user wrote runs in a process of its own (``apart``, ``child``, ``worker``): it can
be ended when its time is over, its memory is bounded, and if it breaks the engine the program lives
on.
"""
