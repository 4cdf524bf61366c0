"""What is found in a made-up list of another province: each row was judged by reading the clauses.

It is short and written in the phrases that lists have everywhere, so that no rule is fitted to the
one real list.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.analyses import gaps, handover, overlap, recalls
from kg.model import Finding
from kg.network import Network
from kg.parse import read_list

LIST = Path(__file__).with_name("made_up_list")
# One act on one object, ordered of the township's own and again of the township beside a department.
DUPLICATIONS = {
    ("B11", "C2"), ("B27", "C5"), ("B27", "C9"), ("B29", "C10"), ("B32", "C11"), ("B32", "C13"),
    ("B33", "C14"), ("B34", "C15"), ("B37", "C7"), ("B39", "C19"),
}  # fmt: skip
# Recalled, and still there: a fire brigade to be set up, the matter of a penalty still patrolled.
REMNANTS = {
    ("B25", "R6"), ("B32", "R10"), ("B36", "R14"), ("B38", "R15"), ("C8", "R8"), ("C10", "R9"),
    ("C12", "R11"), ("C24", "R15"),
}  # fmt: skip
# Nobody is told or nobody acts 3; whom it tells must be guessed 2; only word back is missing 1.
LOOPS = {
    "C6": 3, "C12": 3, "C18": 3, "C1": 2, "C9": 2, "C17": 2, "C19": 2, "C21": 2,
    "C5": 1, "C7": 1, "C10": 1, "C14": 1, "C16": 1, "C20": 1, "C22": 1, "C23": 1, "C25": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def network() -> Network:
    return Network([read_list(LIST).list])


def codes(network: Network, finding: Finding) -> tuple[str, ...]:
    known = {entry.iri: entry.duty.code for entry in network.entries}
    return tuple(sorted(known[iri] for iri in finding.duties))


def test_what_stands_twice(network: Network) -> None:
    found = overlap.findings(network)
    assert {codes(network, one) for one in found if one.grade == 3} == DUPLICATIONS
    # fireworks and special equipment are both supervised for safety, and are two things
    assert ("C21", "C24") not in {codes(network, one) for one in found if one.grade > 1}


def test_the_step_is_quoted_that_says_who_is_to_do_it(network: Network) -> None:
    """The title of C2 names what the bureau does (审核确认); the township takes applications in."""
    found = {codes(network, one): one for one in overlap.findings(network)}
    assert found["B11", "C2"].clauses[1].text == "受理低保申请；"


def test_what_was_recalled_and_remains(network: Network) -> None:
    """Money to be paid back (R2) is not concerned by the applications that the township takes in."""
    assert {codes(network, one) for one in recalls.findings(network)} == REMNANTS


def test_where_hand_overs_break(network: Network) -> None:
    found = {codes(network, one)[0]: one.grade for one in handover.findings(network)}
    assert found == LOOPS


def test_other_departments_are_those_of_the_column(network: Network) -> None:
    """C13: 其他部门按职责分工做好整治, so that none of the three is silent."""
    kinds = {(one.kind, *codes(network, one)) for one in gaps.findings(network)}
    assert not [kind for kind, *_ in kinds if kind == "silent"]
    assert ("vague", "C13") in kinds
