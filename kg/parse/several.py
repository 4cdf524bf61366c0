"""Many lists at once: each that can be read, and every file that cannot, with reason and cure."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

from kg import readers
from kg.errors import KgError, ReadError, UnreadFile
from kg.folders import Found, Unread, survey, unread
from kg.parse import Parsed, read_list


def read_several(paths: Iterable[Path]) -> tuple[list[tuple[Found, Parsed]], list[Unread]]:
    """Read all lists at some paths, each under a name of its own (:func:`kg.folders.survey`).

    Returns
    -------
    read : list of (Found, Parsed)
        In the order of their paths.
    others : list of Unread
        Files of folders that are not lists; one that the user named is an error instead.

    Raises
    ------
    ReadError, ParseError
        If a list that the user named cannot be read.
    """
    surveyed = survey(paths)
    read, others = [], list(surveyed.unread)
    for one in surveyed.lists:
        try:
            read.append((one, read_list(one.path, id=one.id)))
        except KgError as error:
            if one.named:
                raise
            others.append(unread(one.path, error))
    return read, others


def readable(paths: Iterable[Path]) -> list[tuple[Found, Parsed]]:
    """Read all lists at some paths; what is not one is told as a warning.

    Raises
    ------
    ReadError, ParseError
        If a list that the user named cannot be read, or none can.

    Warns
    -----
    UnreadFile
        For each document of a folder that is not a list.
    """
    read, others = read_several(paths)
    if others and not read:
        one = others[0]
        raise ReadError(one.zh, one.en, where=one.path, cure=(one.cure_zh, one.cure_en))
    # what no reader takes for a document (a picture) is told by kg check and kg build
    tried = [one for one in others if Path(one.path).suffix.lower() in readers.suffixes()]
    for one in tried:
        warnings.warn(UnreadFile(one.line), stacklevel=2)
    return read
