"""The loaders themselves: each fits the model, and what does not fit is refused with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import FINDS, LoaderSpec, load
from graphinv.errors import SpecError
from graphinv.mapping import plan_digest
from graphinv.mapping.find import FINDERS
from graphinv.mapping.transforms import TRANSFORMS
from graphinv.mapping.values import property_columns
from graphinv.model import PropType
from tests.mapping.hand import CATALOGUE, Hand


def test_every_loader_maps_an_empty_file(tmp_path: Path) -> None:
    hand = Hand()
    for loader in CATALOGUE.loaders:
        hand.file(loader, [])
    graph = hand.graph(tmp_path / "g.duckdb")
    assert not graph.totals.nodes and not graph.totals.edges
    assert len(graph.rows("SELECT 1 FROM source_file")) == len(CATALOGUE.loaders)


def test_every_transform_is_used_by_a_loader() -> None:
    named = {name for spec in CATALOGUE.loaders.values() for name in spec.transforms}
    assert named == set(TRANSFORMS)


@pytest.mark.parametrize(
    ("prop", "kind", "source", "message"),
    [
        (
            "transferee_id",
            PropType.STRING,
            "transferee_id",
            "cannot hold `transferee_id`, which is party. Take `<node>.id`",
        ),
        ("share", PropType.SHARE, "since", "`share` is share and cannot hold `since`, which is date"),
        ("acquired_by", PropType.MONEY, "acquired_by", "is money and cannot hold"),
    ],
)
def test_a_column_of_another_type_is_refused(prop: str, kind: PropType, source: str, message: str) -> None:
    with pytest.raises(SpecError, match=message):
        property_columns(CATALOGUE.loaders["shareholdings"], prop, kind, source)


_LOADER = """
id: x
title: {zh: 甲, en: X}
source: {files: [x]}
columns: {a_id: {type: person}, b_id: {type: person}}
nodes: {a: {ref: person, id: a_id}, b: {ref: person, id: b_id}, k: {account_of: %s}}
edges: [{type: FAMILY, from: a, to: b, props: {doc: %s}, always: {%s: x}}]
"""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("c", "b.id", "a_id"), "is the account of `c`"),
        (("a", "c.id", "a_id"), "`c.id`, which is not declared"),
        (("a", "b.id", "a_di"), "Did you mean `a_id`"),
    ],
)
def test_names_inside_a_loader_must_exist(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(_LOADER % words, "utf-8")
    with pytest.raises(SpecError, match=message):
        load(path)
    path.write_text(_LOADER % ("a", "b.id", "a_id"), "utf-8")
    assert load(path).nodes["k"].account_of == "a"


_FINDING = """
id: x
title: {zh: 甲, en: X}
source: {files: [x]}
columns: {bid_id: {type: bid}, mac: {type: identifier, of: mac}, day: {type: date}, lot_id: {type: lot}}
nodes:
  bidder: {find: %s, id: %s}
  card: {label: Identifier, key: [mac]}
  lot: {ref: lot, id: lot_id}
edges: [{type: USES, from: bidder, to: card, on: %s, or_on: %s}]
"""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("bider", "bid_id", "bidder.on", "day"), "Did you mean `bidder`"),
        (("bidder", "''", "bidder.on", "day"), "`find` needs the column that leads to it"),
        (("bidder", "bid", "bidder.on", "day"), "names the column `bid`"),
        (("bidder", "bid_id", "bidder.day", "day"), "`on: bidder.day` must be a column with a date"),
        (("bidder", "bid_id", "card.on", "day"), "`on: card.on` must be"),
        (("bidder", "bid_id", "mac", "day"), "`on: mac` must be"),
        (("bidder", "bid_id", "dya", "day"), "Did you mean `day`"),
        (("bidder", "bid_id", "bidder.on", "lot.title"), "`or_on: lot.title` must be a date"),
        (("bidder", "bid_id", "''", "day"), "beside `on`"),
    ],
)
def test_what_is_found_through_other_rows_must_fit(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(_FINDING % words, "utf-8")
    with pytest.raises(SpecError, match=message):
        load(path)


@pytest.mark.parametrize("days", [("bidder.on", "day"), ("day", "bidder.on"), ("day", "lot.deadline_on")])
def test_the_day_of_an_edge_may_be_that_of_a_column_or_a_node(tmp_path: Path, days: tuple[str, str]) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(_FINDING % ("bidder", "bid_id", *days), "utf-8")
    edge = load(path).edges[0]
    assert (edge.on, edge.or_on) == days


def test_every_word_that_finds_has_a_finder_and_a_loader() -> None:
    assert set(FINDS) == set(FINDERS)
    assert set(FINDS) == {node.find for spec in CATALOGUE.loaders.values() for node in spec.nodes.values()} - {""}


class _WithoutBids(Catalogue):
    @cached_property
    def loaders(self) -> Mapping[str, LoaderSpec]:
        return {**CATALOGUE.loaders, "bids": replace(CATALOGUE.loaders["bids"], edges=())}


def test_another_edge_in_a_loader_is_another_plan() -> None:
    assert plan_digest(CATALOGUE) == plan_digest(Catalogue(CATALOGUE.workspace))
    assert plan_digest(_WithoutBids()) != plan_digest(CATALOGUE)
