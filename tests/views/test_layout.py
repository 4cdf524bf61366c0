from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.layout.barycentre import sides
from kg.views.layout.packing import GAP, Bubble, overlapping, pack, seats
from kg.views.layout.place import place
from kg.views.layout.wrap import CLOSING, OPENING, breaks, ems, lines

CHINESE = st.text(
    alphabet="县公安局负责收集养犬人员，。；：、（）“”《》0123456789ABab ", max_size=160
)


@given(CHINESE, st.integers(3, 30))
def test_lines_hold_the_whole_text_and_fit(text: str, limit: int) -> None:
    ends = breaks(text, limit)
    assert ends == tuple(sorted(set(ends)))
    assert not text or ends[-1] == len(text)
    for start, end in zip((0, *ends), ends, strict=False):
        assert ems(text[start:end].strip()) <= limit + 1e-6


WORD = st.text(alphabet="县公安局负责收集养犬人员", min_size=1, max_size=9)
PHRASE = st.tuples(
    st.sampled_from(["", "（", "“"]), WORD, st.sampled_from(["", "，", "；", "。", "、"])
).map(lambda t: t[0] + t[1] + {"": "", "（": "）", "“": "”"}[t[0]] + t[2])


@given(st.lists(PHRASE, max_size=20).map("".join), st.integers(6, 30))
def test_no_line_begins_or_ends_with_the_wrong_mark(text: str, limit: int) -> None:
    for end in breaks(text, limit)[:-1]:
        assert text[end] not in CLOSING
        assert text[end - 1] not in OPENING


def test_marks_stay_with_their_words() -> None:
    text = "负责对符合养犬标准的犬只，养犬证的办理；负责查处养犬扰民、伤人治安案件；（含“流浪犬”的捕捉）"
    for limit in range(6, 40):
        ends = breaks(text, limit)
        assert all(
            text[end] not in CLOSING and text[end - 1] not in OPENING for end in ends[:-1]
        ), limit


def test_a_number_is_not_torn() -> None:
    assert lines("开展12345热线", 4) == ("开展", "12345", "热线")


@given(CHINESE, st.integers(4, 20), st.integers(1, 3))
def test_a_cut_text_says_so(text: str, limit: int, most: int) -> None:
    found = lines(text, limit, most)
    assert len(found) <= most
    assert all(ems(line) <= limit + 1e-6 for line in found)
    whole = breaks(text, limit)
    if len(whole) > most:
        assert found[-1].endswith("…")


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(5, 40)), max_size=20))
def test_labels_on_a_line_do_not_overlap(pairs: list[tuple[float, float]]) -> None:
    wishes, sizes = [w for w, _ in pairs], [s for _, s in pairs]
    found = place(wishes, sizes, -300, 300, 3)
    for i in range(1, len(found)):
        assert found[i] - found[i - 1] >= (sizes[i] + sizes[i - 1]) / 2 + 3 - 1e-6
    assert all(x - s / 2 >= -300 - 1e-6 for x, s in zip(found, sizes, strict=True))


def test_labels_that_have_room_stand_where_they_wish() -> None:
    assert place([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]


def test_columns_do_not_depend_on_the_order_of_names() -> None:
    near = {name: [(float(ord(name) % 7), float(ord(name) % 5))] for name in "abcdefghij"} | {
        "x": [],
        "y": [],
    }
    left, right = sides(near)
    assert sides(dict(reversed(near.items()))) == (left, right)
    assert abs(len(left) - len(right)) <= 1
    assert sorted(left + right) == sorted(near)


SIZES = {
    "one": [1],
    "ones": [1] * 40,
    "township": [33, 7, 13, 12, 27, 4, 24, 24, 13, 20, 4, 11, 7, 17, 7, 1, 8, 2, 4, 1],
    "twenty townships": [
        n * 20 for n in (33, 7, 13, 12, 27, 4, 24, 24, 13, 20, 4, 11, 7, 17, 7, 1, 8, 2, 4, 1)
    ],
    "one giant": [500, 1, 1, 1, 2],
    "sixty": list(range(1, 61)),
}


@pytest.mark.parametrize("name", SIZES)
def test_bubbles_are_clear_of_each_other(name: str) -> None:
    bubbles = [Bubble(n, 60 + 7 * (n % 5), 20) for n in SIZES[name]]
    discs = pack(bubbles, 560, 660)
    for (one, first), (other, second) in combinations(list(zip(discs, bubbles, strict=True)), 2):
        assert not overlapping(one, first, other, second, GAP - 1e-6)
    scale = discs[0].radius / math.sqrt(SIZES[name][0])
    for disc, bubble in zip(discs, bubbles, strict=True):
        assert disc.radius == pytest.approx(scale * math.sqrt(bubble.weight))  # area = duties
        assert disc.x - max(disc.radius, bubble.label_width / 2) >= -1e-6
        assert disc.x + max(disc.radius, bubble.label_width / 2) <= 560 + 1e-6


def test_nothing_to_pack() -> None:
    assert pack([], 100, 100) == []


@pytest.mark.parametrize("count", [*range(1, 60), 239, 660])
def test_seats_lie_inside_and_apart(count: int) -> None:
    radius = 12 * math.sqrt(count)
    points, pitch = seats(count, radius)
    assert len(points) == count
    assert all(math.hypot(*point) <= radius for point in points)
    assert points == sorted(points, key=lambda p: (p[1], p[0]))
    if 1 < count < 60:
        assert min(math.dist(a, b) for a, b in combinations(points, 2)) >= pitch - 0.01
