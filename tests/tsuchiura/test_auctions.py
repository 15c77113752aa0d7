"""Real auctions with all bids: the graph holds the counts and sums that the data's own page states.

The firms are real: tests compare counts, sums and numbers, never a name.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest

from tests.data import DATA, absent
from tests.ocds.loaded import Loaded, load

FILE = DATA / "tsuchiura_bids" / "tsuchiura_data.csv"
BID = '"e_BID__Company__Lot"'

pytestmark = pytest.mark.skipif(bool(absent(FILE)), reason=absent(FILE))


@pytest.fixture(scope="module")
def auctions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    found = load(tmp_path_factory.mktemp("auctions") / "state", [FILE])
    yield found
    found.store.close()


def test_no_row_is_lost(auctions: Loaded) -> None:
    (file,) = auctions.report.files
    assert (file["loader"], file["rows"], file["loaded"], file["rejected"]) == ("tsuchiura.bids", 6013, 6013, 0)
    assert auctions.rows("SELECT count(DISTINCT (file, row)) FROM edge_source") == [(6013,)]


def test_all_67_columns_are_read_or_ignored(auctions: Loaded) -> None:
    assert auctions.report.files[0]["unknown_columns"] == {}
    assert str(auctions.report.files[0]["why"]).endswith("it knows 67 of 67 headers")


def test_bids_auctions_and_firms(auctions: Loaded) -> None:
    assert auctions.ask("MATCH (c:Company)-[b:BID]->(l:Lot) RETURN count(b)") == [(6013,)]
    assert auctions.ask("MATCH (l:Lot)-[:LOT_OF]->(t:Tender) RETURN count(l)") == [(1565,)]
    assert auctions.ask("MATCH (c:Company) RETURN count(c)") == [(269,)]
    years = auctions.rows(
        f'SELECT year(awarded_on), count(*) FROM "n_Lot" JOIN {BID} ON dst = nid GROUP BY 1 ORDER BY 1'
    )
    assert [bids for _, bids in years] == [646, 670, 853, 1013, 796, 742, 652, 567, 74]


def test_empty_prices_stay_empty(auctions: Loaded) -> None:
    assert auctions.rows(f"SELECT count(*) FROM {BID} WHERE amount IS NULL") == [(41,)]
    assert auctions.rows(f"SELECT count(*), min(currency), max(currency) FROM {BID}") == [(6013, "JPY", "JPY")]


def test_results_become_statuses(auctions: Loaded) -> None:
    found = auctions.rows(f"SELECT status, count(*) FROM {BID} GROUP BY 1 ORDER BY 2")
    assert found == [("won_by_lottery", 9), ("disqualified", 240), ("won", 1552), ("valid", 4212)]
    assert auctions.rows(
        f"SELECT count(*) FROM {BID} WHERE reject_reason IS NOT NULL AND status <> 'disqualified'"
    ) == [(0,)]


def test_winners(auctions: Loaded) -> None:
    assert auctions.ask("MATCH (c:Company)-[:WON]->(l:Lot) RETURN count(DISTINCT l), count(c)") == [(1561, 1561)]
    lowest = f"SELECT dst, min(amount) AS amount FROM {BID} GROUP BY dst"
    same = f'SELECT count(*) FROM "n_Lot" JOIN ({lowest}) m ON m.dst = nid WHERE "n_Lot".amount'
    assert auctions.rows(f"{same} = m.amount") == [(1483,)]
    assert auctions.rows(f"{same} > m.amount") == [(78,)]


def test_auctions_with_one_bid(auctions: Loaded) -> None:
    """The source counts numbers of firms: in three auctions more, two bids came under one number."""
    assert auctions.ask("MATCH (l:Lot) WHERE l.tenderers = 1 RETURN count(l)") == [(97,)]
    assert auctions.rows(f"SELECT count(*) FROM (SELECT dst FROM {BID} GROUP BY dst HAVING count(*) = 1)") == [(94,)]


def test_sums_in_yen(auctions: Loaded) -> None:
    """In hundredths, as every amount; nothing else stands in yen in this graph."""
    assert auctions.rows('SELECT sum(estimate), sum(amount), any_value(currency) FROM "n_Lot"') == [
        (4_738_911_090_000, 4_501_517_819_500, "JPY")
    ]


def test_firms_with_the_same_price(auctions: Loaded) -> None:
    pairs = (
        f"SELECT DISTINCT a.dst FROM {BID} a JOIN {BID} b ON a.dst = b.dst AND a.amount = b.amount AND a.src < b.src"
    )
    assert auctions.rows(f"SELECT count(*) FROM ({pairs})") == [(191,)]


def test_pairs_that_met(auctions: Loaded) -> None:
    firms: dict[int, set[int]] = defaultdict(set)
    for firm, lot in auctions.rows(f"SELECT src, dst FROM {BID}"):
        firms[lot].add(firm)
    met = Counter(pair for some in firms.values() for pair in combinations(sorted(some), 2))
    assert len(met) == 2432
    assert [times for _, times in met.most_common(6)] == [88, 88, 87, 83, 82, 81]


def test_a_firm_twice_in_one_auction_is_two_bids(auctions: Loaded) -> None:
    """27 pairs of auction and firm occur more than once, in 28 further rows: each row is a bid with its own id."""
    twice = auctions.rows(
        f"SELECT src, dst, count(*), count(DISTINCT bid_id) FROM {BID} GROUP BY ALL HAVING count(*) > 1"
    )
    assert len(twice) == 27
    assert sum(bids - 1 for _, _, bids, _ in twice) == 28
    assert all(bids == ids for _, _, bids, ids in twice)


def test_the_inferred_cartel_is_nowhere_in_the_graph(auctions: Loaded) -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert {"is_cartel", "auction_cartelized"} <= set(header)
    staged = auctions.rows("SELECT DISTINCT col FROM note")
    assert not any("cartel" in str(column) for (column,) in staged)
