from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import jsonschema
import pytest

from kg.matters import MATTER
from kg.model import DutyList
from kg.names.spellings import load
from kg.views.answer import ResultEdge, ResultNode, arrange
from kg.views.desk import Category, Desk
from kg.views.duty import handovers
from kg.views.focus import focus
from kg.views.grouped import grouped
from kg.views.groups import bulge, groups
from kg.views.layout.packing import Bubble, Disc, overlapping
from kg.views.layout.wrap import ems
from kg.views.overview import FLAT, SMALL, WIDE, Frame, overview
from kg.views.payload import payload
from kg.views.scene import Edge, Node, Scene
from kg.views.shell import STATIC
from tests.views import shapes
from tests.views.conftest import grown
from tests.views.hostile import hostile_findings, hostile_list


def check(scene: Scene) -> None:
    """No two boxes overlap, all stand inside, every edge has two ends."""
    boxes = sorted(scene.nodes, key=lambda node: node.y)
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            if other.y - other.height / 2 > one.y + one.height / 2 + 50:
                break
            assert apart(one, other), (one.ref, other.ref)
    for node in scene.nodes:
        assert node.x - node.width / 2 >= 0 and node.x + node.width / 2 <= scene.width, node
        assert node.y - node.height / 2 >= 0 and node.y + node.height / 2 <= scene.height + 0.5, (
            node
        )
    refs = {node.ref for node in scene.nodes} | {item.ref for item in scene.ground}
    assert len({node.ref for node in scene.nodes}) == len(scene.nodes)
    for edge in scene.edges:
        assert {edge.source, edge.target} <= refs, edge


def apart(one: Node, other: Node) -> bool:
    return (
        abs(one.x - other.x) >= (one.width + other.width) / 2 - 0.01
        or abs(one.y - other.y) >= (one.height + other.height) / 2 - 0.01
    )


def test_overview(desk: Desk) -> None:
    scene = overview(desk)
    check(scene)
    assert {n.ref for n in scene.nodes} == {*desk.duties, *(d.id for d in desk.departments)}
    carries = [e for e in scene.edges if e.group == "carries"]
    assert len(carries) == sum(
        len({m.name for m in duty.declared}) for duty in desk.duties.values()
    )


@pytest.mark.parametrize("frame", [WIDE, FLAT, SMALL])
def test_labels_of_the_overview_have_room_in_both_languages(desk: Desk, frame: Frame) -> None:
    """Discs stand in one place in both: neither a Chinese nor an English label meets another or leaves the sheet."""
    known = load().categories
    named = replace(desk, category_en={zh: (one.en, one.brief) for zh, one in known.items()})
    assert all(category.brief for category in named.categories)
    scene = overview(named, frame)
    for english in (False, True):
        labelled = [
            (
                Disc(one.x, one.y, one.width / 2),
                Bubble(1, ems(_label(category, english)) * frame.label, frame.label),
            )
            for one, category in zip(scene.ground, named.categories, strict=True)
        ]
        for (disc, label), (other, beside) in combinations(labelled, 2):
            assert not overlapping(disc, label, other, beside), (disc, other)
        # between the two columns of departments
        edge = frame.box[0] + 8
        for disc, label in labelled:
            assert edge < disc.x - label.label_width / 2, disc
            assert disc.x + label.label_width / 2 < frame.width - edge, disc


def _label(category: Category, english: bool) -> str:
    return f"{category.brief if english else category.name} {len(category.duties)}"


def test_a_long_column_of_departments_leaves_no_window_without_a_disc(records: DutyList) -> None:
    scene = overview(Desk(grown(records, 21)))
    assert scene.height > 5000
    assert min(one.y - one.height / 2 for one in scene.ground) < WIDE.height / 3


@pytest.mark.parametrize("times", [2, 5, 20])
def test_overview_of_many_lists(records: DutyList, times: int) -> None:
    scene = overview(Desk(grown(records, times)))
    check(scene)


def test_every_department(desk: Desk) -> None:
    for department in desk.departments:
        scene = focus(desk, department)
        check(scene)
        cards = [node.ref for node in scene.nodes if node.group == "card"]
        assert sorted(cards) == sorted(department.duties)
        others = {id for pair in desk.shared() if department.id in pair for id in pair} - {
            department.id
        }
        assert {node.ref for node in scene.nodes if node.group == "partner"} == others


def test_hand_overs_rest_on_words_of_their_step(desk: Desk) -> None:
    found = 0
    for duty in desk.duties.values():
        for edge in handovers(duty):
            step = next(s for s in duty.township_steps if f"t{s.position}" == edge.source)
            assert edge.note and edge.note in step.text  # no arrow without the words it rests on
            found += 1
    assert found > 20


def test_groups(desk: Desk) -> None:
    scene = groups(desk)
    check(scene)
    badges = [item for item in scene.ground if item.group == "badge"]
    for one, other in combinations(badges, 2):
        assert (
            abs(one.x - other.x) >= (one.width + other.width) / 2
            or abs(one.y - other.y) >= one.height
        )
    shared = {pair: len(codes) for pair, codes in desk.shared().items()}
    inside = {frozenset(pair) for group in grouped(desk) for pair in combinations(group.members, 2)}
    drawn = {
        frozenset((e.source, e.target)): int(e.note) for e in scene.edges if e.group == "together"
    }
    assert drawn == {frozenset(p): n for p, n in shared.items() if frozenset(p) in inside}
    bridges = [edge for edge in scene.edges if edge.group == "bridge"]
    assert bridges and len(drawn) + len(bridges) == len(scene.edges)
    for edge in bridges:
        ends = frozenset((edge.source, edge.target))
        assert ends not in inside
        assert int(edge.note) in [n for pair, n in shared.items() if frozenset(pair) == ends]


def test_the_name_of_a_bridge_lies_on_the_sheet(desk: Desk) -> None:
    """Between groups at the left edge it began beyond it; seen in print."""
    scene = groups(desk)
    names = [item for item in scene.ground if item.group == "bridge"]
    assert names
    for name in names:
        assert name.width > 12 * 20
        assert 0 <= name.x - name.width / 2 < name.x + name.width / 2 <= scene.width, name


def test_no_line_of_the_groups_is_behind_a_box(desk: Desk) -> None:
    scene = groups(desk)
    spots = {node.ref: node for node in scene.nodes}
    for edge in scene.edges:
        ends = spots[edge.source], spots[edge.target]
        for x, y in _way(edge, *ends):
            for node in scene.nodes:
                across, down = abs(x - node.x) < node.width / 2, abs(y - node.y) < node.height / 2
                assert not (across and down), (edge, node)


def _way(edge: Edge, one: Node, other: Node) -> Iterator[tuple[float, float]]:
    """Yield points of a line as it is painted: a bridge's corners, an arc's curve (kgScene.arc)."""
    if edge.points:
        for (x, y), (u, v) in pairwise(edge.points):
            yield from ((x + (u - x) * part / 20, y + (v - y) * part / 20) for part in range(21))
        return
    x = one.x + one.width / 2
    out = x + bulge(abs(one.y - other.y))
    corners = [(x, one.y), (out, one.y), (out, other.y), (x, other.y)]
    for part in range(21):
        t = part / 20
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        xs = sum(share * corner[0] for share, corner in zip(shares, corners, strict=True))
        ys = sum(share * corner[1] for share, corner in zip(shares, corners, strict=True))
        yield xs, ys


def test_groups_without_an_analysis(records: DutyList) -> None:
    scene = groups(Desk(records))
    check(scene)
    assert any(item.group == "hull" for item in scene.ground)


def test_shared_duties_are_those_of_both(desk: Desk) -> None:
    names = {d.id: d.name for d in desk.departments}
    for (one, other), codes in desk.shared().items():
        for code in codes:
            declared = {m.name for m in desk.duties[code].declared}
            assert {names[one], names[other]} <= declared


def test_every_duty_stands_in_the_payload_once(desk: Desk) -> None:
    data = json.loads(json.dumps(payload(desk, "")))
    assert [row["code"] for row in data["duties"]] == list(desk.duties)
    assert set(data["scenes"]) == {*(d.id for d in desk.departments), "groups"}


@pytest.mark.parametrize(("things", "lines"), [(0, 0), (1, 0), (40, 60), (300, 500)])
def test_result_pictures(things: int, lines: int) -> None:
    nodes = [
        ResultNode(f"u{i}", f"事项 {i} " + "很长的名称" * (i % 5), ("事项", "部门", "类别")[i % 3])
        for i in range(things)
    ]
    edges = [ResultEdge(f"u{i % things}", f"u{i * 7 % things}", "对应") for i in range(lines)]
    check(arrange(nodes, edges, {node.id: f"n{i}" for i, node in enumerate(nodes)}))
    one_kind = [ResultNode(node.id, node.label) for node in nodes]
    check(arrange(one_kind, edges, {node.id: f"n{i}" for i, node in enumerate(nodes)}))


SCHEMA = json.loads((STATIC / "list" / "schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["real", "one duty", "none", "hostile"])
def test_the_data_have_the_shape_of_the_schema(desk: Desk, name: str) -> None:
    records = desk.duty_list
    desks = {
        "real": desk,
        "one duty": Desk(replace(records, duties=records.duties[:1])),
        "none": Desk(replace(records, duties=())),
        "hostile": Desk(hostile_list(), tuple(hostile_findings()), matters={"x": ["basic/1"]}),
    }
    data = json.loads(json.dumps(payload(desks[name], "")))
    jsonschema.validate(data, SCHEMA)
    assert shapes.open_ended(SCHEMA) == []


def test_the_schema_names_nothing_that_no_page_has(desk: Desk) -> None:
    overlap = next(one for one in desk.findings if one.kind == "overlap")
    quoted = overlap.clauses[0]
    elsewhere = replace(quoted, text="改", span=replace(quoted.span, line=quoted.span.line + 1))
    said = replace(overlap, verdict="lawful", note="条例", by="甲", when="2026-01-01")
    twin = replace(said, id="twin", carried="2025-01", clauses=(elsewhere,))
    safe = replace(overlap, id="safe", matter=MATTER + "fire-safety", duties=overlap.duties[:1])
    findings = (*desk.findings, twin, safe)
    data = json.loads(json.dumps(payload(replace(desk, findings=findings), "")))
    jsonschema.validate(data, SCHEMA)
    missing = shapes.nowhere(SCHEMA, data)
    assert missing == [], missing
