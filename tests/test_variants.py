"""The reading carries over to other places, header words, markup, punctuation and bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.parse import Parsed, read_list
from kg.records import duty_json
from tests.variants import REAL, ROW, VARIANTS, Variant, without_spans

GONE = re.compile("奇台|坎尔孜|昌吉|新疆(?!工作)")

moved_variants = {
    name: variant for name, variant in VARIANTS.items() if variant.place.region != REAL.region
}


@pytest.fixture(scope="module")
def real(real_list: Path) -> Parsed:
    return read_list(real_list)


@pytest.fixture(scope="module", params=VARIANTS)
def variant(request: pytest.FixtureRequest) -> Variant:
    return VARIANTS[request.param]


@pytest.fixture(scope="module")
def parsed(variant: Variant, real_text: str, tmp_path_factory: pytest.TempPathFactory) -> Parsed:
    return read_list(variant.write(tmp_path_factory.mktemp("variant") / "list", real_text))


def decoded(variant: Variant, real: str) -> str:
    text = variant.document(real).decode(variant.encoding)
    return text.removeprefix("\ufeff").replace(variant.newline, "\n")


def test_a_variant_keeps_every_row(variant: Variant, real_text: str) -> None:
    real, other = ROW.findall(real_text), ROW.findall(decoded(variant, real_text))
    assert [row.split("\t")[0] for row in real] == [row.split("\t")[0] for row in other]


@pytest.mark.parametrize("moved", moved_variants.values(), ids=moved_variants)
def test_nothing_of_the_real_place_is_left(moved: Variant, real_text: str) -> None:
    assert not GONE.findall(decoded(moved, real_text))


def test_words_of_the_language_stay(real_text: str) -> None:
    moved = decoded(VARIANTS["a district's town"], real_text)
    for word in (
        "城乡建设",
        "乡村振兴",
        "乡风文明",
        "七下乡",
        "乡规划区",
        "县级以上",
        "乡镇企业",
        "万村千乡",
    ):
        assert moved.count(word) == real_text.count(word)


def test_the_same_is_read(variant: Variant, parsed: Parsed, real: Parsed) -> None:
    read = [without_spans(duty_json(duty)) for duty in parsed.list.duties]
    expected = variant.expected(duty_json(duty) for duty in real.list.duties)
    for want, got in zip(expected, read, strict=True):
        assert got == want


def test_the_place_is_known(variant: Variant, parsed: Parsed) -> None:
    place, read = variant.place, parsed.list.place
    assert (read.county, read.township) == (place.county, place.township)


def test_every_span_quotes_its_words(parsed: Parsed) -> None:
    for duty in parsed.list.duties:
        cells = {cell.column: cell.text for cell in duty.cells}
        for step in duty.steps:
            assert cells[step.span.column][step.span.start : step.span.end] == step.text
            for mention in step.participants:
                span = mention.span
                assert cells[span.column][span.start : span.end] == mention.printed


def test_no_more_is_odd_than_in_the_real_list(parsed: Parsed, real: Parsed) -> None:
    assert sorted(odd.code for odd in parsed.oddities) == sorted(odd.code for odd in real.oddities)
