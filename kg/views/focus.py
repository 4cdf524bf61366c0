"""A department: everything on one desk, and with whom. Department → duties by category → those who share them."""

from __future__ import annotations

from kg.views.desk import Department, Desk
from kg.views.layout.barycentre import centre
from kg.views.layout.lanes import foot, stack
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
    groups = [(c, [code for code in c.duties if code in department.duties]) for c in desk.categories]
    rows: list[tuple[str, str]] = []
    for category, codes in groups:
        if codes:
            rows += [("heading", category.id), *(("card", code) for code in codes)]
    ends = {code: breaks(desk.duties[code].title, CARD_TEXT, 3) for kind, code in rows if kind == "card"}
    heights = [_HEADING if kind == "heading" else _PADDING + _LINE * len(ends[ref]) for kind, ref in rows]
    gaps = [
        (10.0 if kind == "heading" else 0.0) if i == 0 or kind == "heading" else 6.0 for i, (kind, _) in enumerate(rows)
    ]
    slots = stack(heights, gaps, _MARGIN)
    names = {category.id: category.name for category in desk.categories}
    ground, cards = [], []
    for (kind, ref), slot in zip(rows, slots, strict=True):
        if kind == "heading":
            ground.append(Ground("heading", ref, CARD_X, slot.middle, CARD_WIDTH, slot.height, names[ref]))
        else:
            title = desk.duties[ref].title
            cards.append(Node("card", ref, CARD_X, slot.middle, CARD_WIDTH, slot.height, title, ends[ref]))
    bottom = foot(slots, HEIGHT)
    partners, edges = _partners(desk, department, cards, max(bottom, HEIGHT) + _MARGIN)
    height = max([HEIGHT, bottom + _MARGIN, *(p.y + p.height / 2 + _MARGIN for p in partners)])
    middle = min(height / 2, HEIGHT / 2, (_MARGIN + bottom) / 2 + 30)
    head = breaks(department.short, 8.5, 3)
    desk_node = Node("focus", department.id, FOCUS_X, middle, FOCUS_WIDTH, 40 + 20 * len(head), department.short, head)
    first = [Edge("carries" if card.ref in department.declared else "acts", department.id, card.ref) for card in cards]
    return Scene(WIDTH, height, tuple(ground), (*first, *edges), (*cards, desk_node, *partners))


def pack(scene: Scene) -> dict[str, Json]:
    """Return a department's picture without its lines: the page knows who carries what."""
    packed = scene.pack()
    return {
        "size": packed["size"],
        "heads": [[item.ref, round(item.y)] for item in scene.ground],
        "nodes": packed["nodes"],
    }


def _partners(desk: Desk, department: Department, cards: list[Node], height: float) -> tuple[list[Node], list[Edge]]:
    """Return those who share a duty with it (its column names both), each beside the duties that they share."""
    joined: dict[str, list[Node]] = {}
    for card in cards:
        for pair in desk.duties[card.ref].pairs:
            names = [mention.name for mention in pair]
            if department.name in names:
                (other_name,) = {*names} - {department.name}
                joined.setdefault(other_name, []).append(card)
    wish = {name: centre([(card.x, card.y) for card in mine])[1] for name, mine in joined.items()}
    order = sorted(joined, key=lambda name: (wish[name], name))
    sizes = [PARTNER_HEIGHT] * len(order)
    middles = place([wish[name] for name in order], sizes, _MARGIN, height - _MARGIN, 8.0)
    nodes = []
    for name, y in zip(order, middles, strict=True):
        other = desk.department[name]
        ends = breaks(other.short, 11.5, 1)
        nodes.append(Node("partner", other.id, PARTNER_X, y, PARTNER_WIDTH, PARTNER_HEIGHT, other.short, ends))
    edges = [Edge("shares", card.ref, desk.department[name].id) for name in order for card in joined[name]]
    return nodes, edges
