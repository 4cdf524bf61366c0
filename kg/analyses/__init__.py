"""What needs the network or a judgement: one file here an analysis, named for its question and not for its algorithm.

A file has

``TITLE``
    what it is called, in Chinese and English;
``KINDS``
    the kinds of findings that it makes: word → name (Chinese, English); empty if it makes none;
``PLACES``
    what its figures mean over several lists: a word of ``[places]`` in ``data/words.toml``;
``run(network) -> Table``
    its answer; the columns hold IRIs where they name a thing, the last one, ``evidence``, those of
    the clauses;
``findings(network) -> list[Finding]``
    what a person should judge; only where ``KINDS`` names any.

Nothing else has to be changed for a new one: commands, menus, pages, documentation and the library
find it here. A file whose name begins with ``_`` is not an analysis.
"""
