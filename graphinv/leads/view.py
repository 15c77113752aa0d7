"""What a report needs of a lead beside its JSON: who stands in its drawing, and how they may be called."""

from __future__ import annotations

from dataclasses import dataclass

from graphinv.leads.to_json import View


@dataclass(frozen=True)
class ShownNode:
    """A node as it may be shown: `id` as the evidence's `from` and `to` name it; `official` if in a public post."""

    id: str
    label: str
    name: str
    official: bool


def shown_nodes(view: View, lang: str = "zh") -> list[ShownNode]:
    """The nodes of a lead: those that its rule returned in the order of RETURN, then those in between."""
    return [
        ShownNode(view.id(node.gid), node.label, view.name(node, lang), node.post) for node in view.lead.nodes.values()
    ]
