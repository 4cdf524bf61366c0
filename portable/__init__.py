"""Makes ``kg.html``: the whole program in one file that a browser opens, without a network and without installing.

``python -m portable`` (``make portable``) takes Python and Oxigraph as WebAssembly from npm, the pure
part of this program with the pure Python packages it needs, as they are installed, and packs all of
it into ``dist/kg.html``: the same parts give the same bytes.
"""
