"""How a node is called before anything is masked."""

from __future__ import annotations

from graphinv.stores.base import Node

_NAMING = ("name", "title", "summary", "item", "value")


def display_name(node: Node) -> str:
    """Its name or title; a pair of programmes by both; else nothing, and its id stands in its place."""
    if node.label == "ExclusivePair":
        return f"{node.props.get('programme_a_id')} / {node.props.get('programme_b_id')}"
    for prop in _NAMING:
        text = node.props.get(prop)
        if isinstance(text, str) and text.strip():
            return text
    return ""
