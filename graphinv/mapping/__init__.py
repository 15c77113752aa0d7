"""Staged rows become nodes and edges, as the loaders say."""

from graphinv.mapping.build import build
from graphinv.mapping.totals import GraphTotals
from graphinv.mapping.version import plan_digest

__all__ = ["GraphTotals", "build", "plan_digest"]
