"""A workspace: one investigation's settings, graph and ledger. The only place where everything is wired together."""

from graphinv.workspace.content import catalogue, rule_cases, rule_cypher, rule_sql, write_pages
from graphinv.workspace.demo import DEMO_DAY, demo_workspace
from graphinv.workspace.space import Workspace

__all__ = [
    "DEMO_DAY",
    "Workspace",
    "catalogue",
    "demo_workspace",
    "rule_cases",
    "rule_cypher",
    "rule_sql",
    "write_pages",
]
