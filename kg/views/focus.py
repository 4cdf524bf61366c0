"""A department: everything on one desk, and with whom. Department → duties by category → those who share them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.views.desk import Department, Desk
from kg.views.layout.barycentre import centre
from kg.views.layout.lanes import Slot, foot, stack
from kg.views.layout.place import place
from kg.views.layout.wrap import breaks
from kg.views.scene import Edge, Ground, Json, Node, Scene

WIDTH, HEIGHT = 1000.0, 660.0
FOCUS_X, FOCUS_WIDTH = 92.0, 152.0
CARD_X, CARD_WIDTH, CARD_TEXT = 464.0, 444.0, 26.0
PARTNER_X, PARTNER_WIDTH, PARTNER_HEIGHT = 899.0, 186.0, 26.0
_LINE, _PADDING, _HEADING, _MARGIN = 18.0, 12.0, 22.0, 14.0


def focus(desk: Desk, department: Department) -> Scene:
    """Return the picture of one department."""
    rows = _rows(desk, department)
    ends = {
        code: breaks(desk.duties[code].title, CARD_TEXT, 3) for kind, code in rows if kind == "card"
    }
    slots = _slots(rows, ends)
    names = {category.id: category.name for category in desk.categories}
    ground, cards = [], []
    for (kind, ref), slot in zip(rows, slots, strict=True):
        if kind == "heading":
            ground.append(
                Ground("heading", ref, CARD_X, slot.middle, CARD_WIDTH, slot.height, names[ref])
            )
        else:
            title = desk.duties[ref].title
            cards.append(
                Node("card", ref, CARD_X, slot.middle, CARD_WIDTH, slot.height, title, ends[ref])
            )
    bottom = foot(slots, HEIGHT)
    partners, edges = _partners(desk, department, cards, max(bottom, HEIGHT) + _MARGIN)
    height = max([HEIGHT, bottom + _MARGIN, *(p.y + p.height / 2 + _MARGIN for p in partners)])
    middle = min(height / 2, HEIGHT / 2, (_MARGIN + bottom) / 2 + 30)
    head = breaks(department.short, 8.5, 3)
    desk_node = Node(
        "focus",
        department.id,
        FOCUS_X,
        middle,
        FOCUS_WIDTH,
        40 + 20 * len(head),
        department.short,
        head,
    )
    first = [
        Edge("carries" if card.ref in department.declared else "acts", department.id, card.ref)
        for card in cards
    ]
    return Scene(WIDTH, height, tuple(ground), (*first, *edges), (*cards, desk_node, *partners))


def _rows(desk: Desk, department: Department) -> list[tuple[str, str]]:
    """Return what stands in the middle, from top to bottom: each category's heading, and the cards of its duties."""
    rows: list[tuple[str, str]] = []
    for category in desk.categories:
        cards = [("card", code) for code in category.duties if code in department.duties]
        if cards:
            rows += [("heading", category.id), *cards]
    return rows


def _slots(rows: Sequence[tuple[str, str]], ends: Mapping[str, Sequence[int]]) -> list[Slot]:
    heights, gaps = [], []
    for index, (kind, ref) in enumerate(rows):
        if kind == "heading":
            heights.append(_HEADING)
            gaps.append(10.0)
        else:
            heights.append(_PADDING + _LINE * len(ends[ref]))
            gaps.append(6.0 if index else 0.0)
    return stack(heights, gaps, _MARGIN)


def pack(scene: Scene) -> dict[str, Json]:
    """Return a department's picture without its lines: the page knows who carries what."""
    packed = scene.pack()
    return {
        "size": packed["size"],
        "heads": [[item.ref, round(item.y)] for item in scene.ground],
        "nodes": packed["nodes"],
    }


def _partners(
    desk: Desk, department: Department, cards: list[Node], height: float
) -> tuple[list[Node], list[Edge]]:
    """Return those who share a duty with it (its column names both), each beside the duties that they share."""
    joined: dict[str, list[Node]] = {}
    for card in cards:
        for pair in desk.duties[card.ref].pairs:
            names = [mention.name for mention in pair]
            if department.name in names:
                (other_name,) = {*names} - {department.name}
                joined.setdefault(other_name, []).append(card)
    wish = {}
    for name, mine in joined.items():
        wish[name] = centre([(card.x, card.y) for card in mine])[1]
    order = sorted(joined, key=lambda name: (wish[name], name))
    sizes = [PARTNER_HEIGHT] * len(order)
    middles = place([wish[name] for name in order], sizes, _MARGIN, height - _MARGIN, 8.0)
    nodes = []
    for name, y in zip(order, middles, strict=True):
        other = desk.department[name]
        ends = breaks(other.short, 11.5, 1)
        nodes.append(
            Node(
                "partner", other.id, PARTNER_X, y, PARTNER_WIDTH, PARTNER_HEIGHT, other.short, ends
            )
        )
    edges = []
    for name in order:
        partner = desk.department[name].id
        edges += [Edge("shares", card.ref, partner) for card in joined[name]]
    return nodes, edges
