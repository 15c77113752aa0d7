"""The graph's vocabulary: labels, edge types, value types and ids, declared once."""

from graphinv.model.edges import EDGES
from graphinv.model.ids import mint, pseudonym
from graphinv.model.labels import LABELS, SUPERTYPES, concrete
from graphinv.model.types import FIRST_DAY, INTERVAL, OPEN_END, EdgeType, Label, PropType

__all__ = [
    "EDGES",
    "FIRST_DAY",
    "INTERVAL",
    "LABELS",
    "OPEN_END",
    "SUPERTYPES",
    "EdgeType",
    "Label",
    "PropType",
    "concrete",
    "mint",
    "pseudonym",
]
