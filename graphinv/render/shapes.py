"""What each kind of node looks like: an outline and an icon of its own, so that colour is never the only signal."""

from __future__ import annotations

from collections.abc import Sequence

from graphinv.render.layout import Box
from graphinv.render.view import OFFICIALS, NodeView

KINDS = ("official", "person", "company", "award", "programme", "account", "unit", "other")
"""All kinds, in the order of the legend."""

_KIND_OF = {
    "Person": "person",
    "Household": "person",
    "Company": "company",
    "Contract": "award",
    "Lot": "award",
    "Tender": "award",
    "Programme": "programme",
    "Account": "account",
    "Unit": "unit",
}

ICONS = {
    "official": "M8 1.2a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM2 15c0-3.6 2.2-5.8 6-5.8s6 2.2 6 5.8zM7 10l1 3.6 1-3.6z",
    "person": "M8 1.8a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM2.4 14.6c0-3.4 2-5.4 5.6-5.4s5.6 2 5.6 5.4z",
    "company": "M2 15V4l6-2.6V15zM9.2 15V6.2H14V15zM3.6 5.6v1.6h2V5.6zm0 3.2v1.6h2V8.8z"
    "m0 3.2v1.6h2V12zm7-4v1.4h2V8zm0 3v1.4h2V11z",
    "award": "M3 1h7l3 3v11H3zM5 6v1.2h6V6zm0 2.8V10h6V8.8zm0 2.8v1.2h4v-1.2z",
    "programme": "M8 1.2A6.8 6.8 0 1 1 8 14.8 6.8 6.8 0 0 1 8 1.2z"
    "M5 4l2.2 3.4H5.2v1h2.1v1H5.2v1h2.1V13h1.4v-2.6h2.1v-1H8.7v-1h2.1v-1h-2L11 4H9.5L8 6.6 6.5 4z",
    "account": "M1 3h14v2.4H1zm0 4h14v6.4H1zm2 3v1.4h4V10z",
    "unit": "M8 1l7 3.6V6H1V4.6zM2.6 7h1.8v5H2.6zm3 0h1.8v5H5.6zm3 0h1.8v5H8.6zm3 0h1.8v5h-1.8zM1 13h14v2H1z",
    "other": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
}
"""Icons as SVG paths in a 16 by 16 square, cut-outs by the even-odd rule."""


def kind_of(node: NodeView) -> str:
    """The kind that decides shape, icon and legend: a person in the officials' column is an official."""
    if node.label == "Person" and node.column == OFFICIALS:
        return "official"
    return _KIND_OF.get(node.label, "other")


def number(value: float) -> str:
    """A coordinate: one decimal at most, the same digits on every run."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def outline(kind: str, box: Box) -> str:
    """The outline of a node's card as an SVG path."""
    return _OUTLINES.get(kind, _rounded)(box)


def inner_line(kind: str, box: Box) -> str | None:
    """The second line inside some outlines: officials a double border, contracts a folded corner, accounts a band."""
    if kind == "official":
        return _rounded(Box(box.x + 3, box.y + 3, box.width - 6, box.height - 6), 4)
    if kind == "award":
        x, y = number(box.x + box.width - 12), number(box.y + 12)
        return f"M{x} {number(box.y)}V{y}H{number(box.x + box.width)}"
    if kind == "account":
        return f"M{number(box.x)} {number(box.y + 5)}H{number(box.x + box.width)}"
    return None


def _rounded(box: Box, radius: float = 6) -> str:
    w, h, r = number(box.width - 2 * radius), number(box.height - 2 * radius), number(radius)
    minus_w, minus_h, minus_r = number(2 * radius - box.width), number(2 * radius - box.height), number(-radius)
    return (
        f"M{number(box.x + radius)} {number(box.y)}h{w}a{r} {r} 0 0 1 {r} {r}v{h}a{r} {r} 0 0 1 {minus_r} {r}"
        f"h{minus_w}a{r} {r} 0 0 1 {minus_r} {minus_r}v{minus_h}a{r} {r} 0 0 1 {r} {minus_r}z"
    )


def _pill(box: Box) -> str:
    return _rounded(box, min(22.0, box.height / 2))


def _square(box: Box) -> str:
    return _polygon([(0, 0), (1, 0), (1, 1), (0, 1)], box)


def _document(box: Box) -> str:
    """A sheet with its upper right corner folded."""
    return _polygon([(0, 0), (1, 0, -12, 0), (1, 0, 0, 12), (1, 1), (0, 1)], box)


def _chamfered(box: Box) -> str:
    corners = [
        (0, 0, 10, 0), (1, 0, -10, 0), (1, 0, 0, 10), (1, 1, 0, -10),
        (1, 1, -10, 0), (0, 1, 10, 0), (0, 1, 0, -10), (0, 0, 0, 10),
    ]  # fmt: skip
    return _polygon(corners, box)


def _ticket(box: Box) -> str:
    """A voucher: a round bite out of either side."""
    left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + box.height
    upper, lower = number(box.y + box.height / 2 - 7), number(box.y + box.height / 2 + 7)
    return (
        f"M{number(left)} {number(top)}H{number(right)}V{upper}A7 7 0 0 0 {number(right)} {lower}V{number(bottom)}"
        f"H{number(left)}V{lower}A7 7 0 0 0 {number(left)} {upper}z"
    )


def _polygon(corners: Sequence[tuple[float, ...]], box: Box) -> str:
    """Corners of the box as (0 or 1, 0 or 1), each with an optional shift (dx, dy)."""
    points = []
    for fx, fy, *shift in corners:
        dx, dy = shift or (0.0, 0.0)
        points.append(f"{number(box.x + fx * box.width + dx)} {number(box.y + fy * box.height + dy)}")
    return "M" + "L".join(points) + "z"


_OUTLINES = {
    "official": _rounded,
    "person": _pill,
    "company": _square,
    "award": _document,
    "programme": _ticket,
    "account": _rounded,
    "unit": _chamfered,
    "other": _rounded,
}
