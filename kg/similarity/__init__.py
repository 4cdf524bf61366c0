"""How near two duties are: by the matters they name, by the phrases they share, by their best-matching clauses.

Everything works on records and sparse matrices, without input or output; :mod:`kg.analyses.overlap`
puts the parts together. A word or phrase counts the more, the fewer duties of the list have it. A
paragraph that several duties have in common word for word counts nothing, and neither do the names
of departments: they say who acts, not on what.
"""
