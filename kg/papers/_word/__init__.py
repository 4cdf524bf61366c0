"""Word documents in the layout of official papers (GB/T 9704-2012): the one door to python-docx.

A :class:`Paper` is written from top to bottom; the same content is the same bytes.
"""

from kg.papers._word.paper import Paper
from kg.papers._word.revisions import Revised
from kg.papers._word.tables import Cell, Column

__all__ = ["Cell", "Column", "Paper", "Revised"]
