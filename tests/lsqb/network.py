"""The small social networks of the Labelled Subgraph Query Benchmark: a model of their own, and their rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphinv.cypher.schema import Model
from graphinv.model import EdgeType, Label
from graphinv.model.layout import Layout
from graphinv.stores.base import EdgeText, NodeText
from tests.data import DATA, absent

NETWORKS = DATA / "lsqb"
SCALES = ("sfexample", "sf0.003")

_MESSAGES = ("Comment", "Post")
_PLACES = ("City", "Country", "Continent")
_OTHERS = ("Person", "Forum", "Tag", "TagClass", "Company", "University")
_ENDS = {
    "isPartOf": "City>Country, Country>Continent",
    "isLocatedIn": "Person>City, University>City, Company>Country, Comment>Country, Post>Country",
    "knows": "Person>Person",
    "studyAt": "Person>University",
    "workAt": "Person>Company",
    "hasInterest": "Person>Tag",
    "likes": "Person>Comment, Person>Post",
    "hasMember": "Forum>Person",
    "hasModerator": "Forum>Person",
    "containerOf": "Forum>Post",
    "hasTag": "Forum>Tag, Comment>Tag, Post>Tag",
    "hasCreator": "Comment>Person, Post>Person",
    "replyOf": "Comment>Comment, Comment>Post",
    "hasType": "Tag>TagClass",
    "isSubclassOf": "TagClass>TagClass",
}
"""Edge types as the files spell them, with the labels that they join."""

_PAIRS = {
    name: tuple((start, end) for start, _, end in (part.strip().partition(">") for part in ends.split(",")))
    for name, ends in _ENDS.items()
}


def needs_network() -> None:
    """Skip where the data is not there."""
    if reason := absent(NETWORKS):
        pytest.skip(reason)


def network_model() -> Model:
    """Eleven labels without properties, Message and Place as supertypes, and fifteen edge types."""
    supertypes = {"Message": _MESSAGES, "Place": _PLACES}
    above = {label: (name,) for name, members in supertypes.items() for label in members}
    labels = {name: Label(name, {}, above.get(name, ())) for name in (*_MESSAGES, *_PLACES, *_OTHERS)}
    edges = {_type(name): EdgeType(_type(name), pairs) for name, pairs in _PAIRS.items()}
    return Model(Layout(labels, supertypes, edges))


def network(scale: str) -> tuple[list[NodeText], list[EdgeText]]:
    """All nodes and edges of a scale; ids are unique per label only, so that keys are `Label/id`."""
    folder = NETWORKS / f"social-network-{scale}-projected-fk"
    nodes = [
        NodeText(f"{label}/{key}", label, key)
        for label in (*_MESSAGES, *_PLACES, *_OTHERS)
        for (key,) in _rows(folder / f"{label}.csv")
    ]
    edges = [
        EdgeText(_type(name), f"{start}/{src}", f"{end}/{dst}")
        for name, pairs in _PAIRS.items()
        for start, end in pairs
        for src, dst in _rows(folder / f"{start}_{name}_{end}.csv")
    ]
    return nodes, edges


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="|")
        next(rows)
        yield from rows


def _type(name: str) -> str:
    """`hasCreator` as HAS_CREATOR."""
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name).upper()
