"""How a duty is cited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.parse import read_list
from kg.show import citation


def test_a_citation_names_the_month_where_one_is_known(real_list: Path) -> None:
    duties = read_list(real_list).list
    (first, *_) = duties.duties
    assert citation(first, duties).startswith(f"《{duties.title}》（{duties.issued}），")
    assert citation(first, replace(duties, issued="")).startswith(f"《{duties.title}》，")
