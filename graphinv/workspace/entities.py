"""The entity that somebody names on the command line: its key, gid, pseudonym or name, with or without its label."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graphinv.errors import UsageError
from graphinv.leads.lead import CaseNode
from graphinv.leads.names import display_name
from graphinv.leads.to_json import shown_id
from graphinv.message import msg
from graphinv.model import LABELS, SUPERTYPES
from graphinv.render.redact import Mode, Redactor
from graphinv.stores.base import Node
from graphinv.stores.duckdb import lookup
from graphinv.stores.duckdb.store import DuckStore

OFFERED = 10


def entity(store: DuckStore, text: str, *, named: bool) -> Node:
    """The one node that the text names. Raises UsageError, with those that it may mean, if there is none or are many.

    `Label:key` says which kind of thing is meant; a name is enough where only one has it.
    """
    label, key = _parted(text.strip())
    found = _found(store, key, label)
    if len(found) == 1:
        return store.nodes(found)[next(iter(found))]
    if found:
        names = _offered(store, found, named=named)
        raise UsageError(
            "{text} may be any of {count}.", hint="Say which: {names}.", text=text, count=len(found), names=names
        )
    near = lookup.like(store.con, key, label, OFFERED) if key else set()
    if near:
        names = _offered(store, near, named=named)
        raise UsageError("Nothing in the graph is called {text}.", hint="Did you mean {names}?", text=text, names=names)
    raise UsageError(
        "Nothing in the graph is called {text}.",
        hint="Give a key of the sources, a name, or the id of a masked person such as P-0123456789abcdef.",
        text=text,
    )


def _parted(text: str) -> tuple[str, str]:
    """Label and key; no label if what stands before the colon is none."""
    before, colon, after = text.partition(":")
    label = next((name for name in (*LABELS, *SUPERTYPES) if name.lower() == before.lower()), "")
    return (label, after) if colon and label else ("", text)


def _found(store: DuckStore, key: str, label: str) -> set[int]:
    con = store.con
    exact = lookup.by_gid(con, key) or lookup.by_pseudonym(con, key)
    return exact or lookup.by_key(con, key, label) or lookup.by_name(con, key, label)


def _offered(store: DuckStore, numbers: Collection[int], *, named: bool) -> list[object]:
    """Each with its label, id and name, so that the first two can be typed."""
    nodes = [node for _, node in sorted(store.nodes(sorted(numbers)[:OFFERED]).items())]
    redactor = Redactor(Mode.NAMED if named else Mode.MASK, _people(nodes))
    offered: list[object] = [
        msg("{label}:{id} ({name})", label=node.label, id=_id(node, named=named), name=_name(node, redactor))
        for node in nodes
    ]
    return [*offered, "…"] if len(numbers) > OFFERED else offered


def _people(nodes: Iterable[Node]) -> dict[str, str]:
    return {node.gid: display_name(node) for node in nodes if node.label == "Person"}


def _name(node: Node, redactor: Redactor) -> str:
    if node.label == "Person":
        return redactor.name(node.gid)
    return redactor.text(display_name(node) or node.id)


def _id(node: Node, *, named: bool) -> str:
    return shown_id(CaseNode(node.gid, node.label, node.id, ""), named)
