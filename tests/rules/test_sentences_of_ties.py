# ruff: noqa: E501 -- sentences stand as they are read
"""What the rules on shared contacts, payments to families and registers say, word for word; nobody in them exists."""

from __future__ import annotations

import pytest

from graphinv.rules.findings import Finding
from graphinv.rules.run import run_rule
from tests.rules.graphs import built_in, draw, told

USED = "since: 2020-01-01, until: 2024-01-01"
BIDS = f"""
    (a:Company {{name: 甲公司}})-[:BID {{status: valid}}]->(l:Lot {{title: 水渠整治一标, published_on: 2023-04-10, deadline_on: 2023-05-10}})
    (b:Company {{name: 乙公司}})-[:BID {{status: valid}}]->(l)
    (a)-[:USES {{{USED}}}]->(i:Identifier {{kind: mobile, df: 3, weight: 0.4}})<-[:USES {{{USED}}}]-(b)
    (a)-[:USES {{{USED}}}]->(j:Identifier {{kind: room, df: 2, weight: 0.378557852}})<-[:USES {{{USED}}}]-(b)"""

ACCOUNT = "HOLDS_ACCOUNT {role: owner, legal_ground: 协查函1, since: 2018-01-01, until: 2026-01-01}"
AWARD = f"""
    (o:Person {{name: 王建国}})-[:HOLDS_POST {{post: 局长, since: 2019-01-01, until: 2024-02-01}}]->(u:Unit {{name: 某局}})
    (c:Company {{name: 甲公司}})-[:WON]->(k:Contract {{title: 校舍维修, infl_from: 2022-03-01, awarded_on: 2022-06-30}})-[:BUYER]->(u)
    (c)-[:{ACCOUNT}]->(s:Account)-[:PAID {{tx_id: 1, amount: 20000, on: 2022-08-15, memo: 劳务费, legal_ground: 协查函1}}]->(t:Account)
    (s)-[:PAID {{tx_id: 2, amount: 12000, on: 2022-09-15, legal_ground: 协查函1}}]->(t)"""
CHILD = "(o)-[:FAMILY {type: child}]->(p:Person {name: 王小红})"
FIRM = f"(g:Company {{name: 乙公司}})-[:{ACCOUNT}]->(t)"
HOLDS = "-[:OWNS {share: 0.6, since: 2020-01-01, until: 2026-01-01}]->"

LISTED = """
    (x:Exclusion {programme_id: g, register: housing_fund, limit: 5000, legal_ref: 某办法第九条, since: 2020-01-01, until: 9999-12-31})
    (p:Person {name: 王建国})-[:LISTED_IN {amount: 6200, since: 2022-01-01, until: 2024-01-01}]->(r:Register {kind: housing_fund})
    (p)-[:RECEIVED {payment_id: 1, amount: 780, paid_on: 2023-03-20, period: 2023-03, since: 2023-03-01, until: 2023-04-01}]->(g:Programme {name: 低保})
    (p)-[:RECEIVED {payment_id: 2, amount: 780, paid_on: 2023-05-20, period: 2023-04, since: 2023-04-01, until: 2023-05-01}]->(g)"""

SNAPSHOTS = [
    (
        "bidders_shared_identifiers",
        BIDS,
        "甲公司与乙公司同时参加标段“水渠整治一标”的投标（投标截止2023-05-10）；公告前365日至投标截止期间，两家共用标识2项：手机、详细地址（每项的使用者不超过3个，关联分值0.779）。",
        '甲公司 and 乙公司 both bid for lot "水渠整治一标" (deadline 2023-05-10); between 365 days before the notice and the deadline both used the same mobile number, address (items: 2, each with at most 3 users; link score 0.779).',
    ),
    (
        "supplier_pays_family",
        f"{AWARD} {CHILD}-[:{ACCOUNT}]->(t)",
        "王建国任职（局长）的某局将“校舍维修”授予甲公司（2022-06-30）；甲公司的账户在中标前180日至中标后720日内，向其子女王小红的账户转款2笔（2022-08-15至2022-09-15），合计32,000.00 元，摘要“劳务费”。",
        '某局, where 王建国 was in post (局长), awarded "校舍维修" to 甲公司 (on 2022-06-30); between 180 days before and 720 days after an award, 甲公司 paid 王小红 (child of the official) CNY 32,000.00 in all (payments: 2, from 2022-08-15 to 2022-09-15); memo: "劳务费".',
    ),
    (
        "supplier_pays_family",
        f"{AWARD} {CHILD}{HOLDS}{FIRM}",
        "王建国任职（局长）的某局将“校舍维修”授予甲公司（2022-06-30）；甲公司的账户在中标前180日至中标后720日内，向其子女王小红持股、任职、控制或代管账户的乙公司的账户转款2笔（2022-08-15至2022-09-15），合计32,000.00 元，摘要“劳务费”。",
        '某局, where 王建国 was in post (局长), awarded "校舍维修" to 甲公司 (on 2022-06-30); between 180 days before and 720 days after an award, 甲公司 paid 乙公司, a firm of 王小红 (child of the official), CNY 32,000.00 in all (payments: 2, from 2022-08-15 to 2022-09-15); memo: "劳务费".',
    ),
    (
        "supplier_pays_family",
        f"{AWARD} (o)-[:{ACCOUNT}]->(t)".replace(", memo: 劳务费", "").replace("post: 局长, ", ""),
        "王建国任职的某局将“校舍维修”授予甲公司（2022-06-30）；甲公司的账户在中标前180日至中标后720日内，向其本人的账户转款2笔（2022-08-15至2022-09-15），合计32,000.00 元。",
        '某局, where 王建国 was in post, awarded "校舍维修" to 甲公司 (on 2022-06-30); between 180 days before and 720 days after an award, 甲公司 paid the official CNY 32,000.00 in all (payments: 2, from 2022-08-15 to 2022-09-15).',
    ),
    (
        "supplier_pays_family",
        f"{AWARD} {CHILD}, (o){HOLDS}{FIRM}".replace("tx_id: 2, amount: 12000", "tx_id: 2, amount: 12000, memo: 劳务费"),
        "王建国任职（局长）的某局将“校舍维修”授予甲公司（2022-06-30）；甲公司的账户在中标前180日至中标后720日内，向其本人持股、任职、控制或代管账户的乙公司的账户转款2笔（2022-08-15至2022-09-15），合计32,000.00 元，摘要“劳务费”。",
        '某局, where 王建国 was in post (局长), awarded "校舍维修" to 甲公司 (on 2022-06-30); between 180 days before and 720 days after an award, 甲公司 paid 乙公司, a firm of the official, CNY 32,000.00 in all (payments: 2, from 2022-08-15 to 2022-09-15); memo: "劳务费".',
    ),
    (
        "subsidy_ineligible_register",
        LISTED,
        "王建国列入“公积金”名册（2022-01-01至2024-01-01，登记金额6,200.00 元）期间，从“低保”领取补贴（2笔，所属期2023-03至2023-04，发放日期2023-03-20至2023-05-20），净额1,560.00 元；该项目不发放给名册内人员（登记金额超过5,000.00 元的），依据某办法第九条。",
        'While in the register "housing fund" (from 2022-01-01 until 2024-01-01, amount on file CNY 6,200.00), 王建国 was paid by "低保" (entries: 2, due from 2023-03 to 2023-04, paid from 2023-03-20 to 2023-05-20), net CNY 1,560.00; the programme leaves out those in that register with more than CNY 5,000.00 (某办法第九条).',
    ),
    (
        "subsidy_ineligible_register",
        LISTED.replace("limit: 5000, legal_ref: 某办法第九条, ", "").replace("amount: 6200, ", "").replace("period: 2023-03, since: 2023-03-01, until: 2023-04-01", "region_code: '331001'").replace("period: 2023-04, since: 2023-04-01, until: 2023-05-01", "region_code: '331001'"),
        "王建国列入“公积金”名册（2022-01-01至2024-01-01）期间，从“低保”领取补贴（2笔，发放日期2023-03-20至2023-05-20），净额1,560.00 元；该项目不发放给名册内人员。",
        'While in the register "housing fund" (from 2022-01-01 until 2024-01-01), 王建国 was paid by "低保" (entries: 2, paid from 2023-03-20 to 2023-05-20), net CNY 1,560.00; the programme leaves out those in that register.',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("stem", "graph", "zh", "en"), SNAPSHOTS)
def test_sentences(stem: str, graph: str, zh: str, en: str) -> None:
    view = told(graph, stem)
    assert view.sentence("zh") == zh
    assert view.sentence("en") == en


def test_an_amount_that_the_register_does_not_name_is_not_judged() -> None:
    """Nobody is accused by a gap in the register, and nobody is cleared."""
    with draw(LISTED.replace("amount: 6200, ", "")) as store:
        ran = run_rule(store, built_in("subsidy_ineligible_register"))
    assert not ran.findings
    assert (ran.unknown, list(ran.collected.unknown)) == (1, ["no_amount"])


MORE = "(s)-[:PAID {tx_id: 3, amount: 5000, on: 2022-10-15, legal_ground: 协查函1}]->(t)"


@pytest.mark.parametrize(
    ("stem", "graph", "changed", "amounts"),
    [
        ("bidders_shared_identifiers", BIDS, BIDS.replace("df: 3, weight: 0.4", "df: 2, weight: 0.504743803"), [None, None]),
        ("supplier_pays_family", f"{AWARD} {CHILD}-[:{ACCOUNT}]->(t)", f"{AWARD} {CHILD}-[:{ACCOUNT}]->(t), {MORE}", [3_200_000, 3_700_000]),
        ("subsidy_ineligible_register", LISTED, LISTED.replace("amount: 780", "amount: 900").replace("6200", "7000"), [156_000, 180_000]),
    ],
)  # fmt: skip
def test_more_of_the_same_is_the_same_lead(stem: str, graph: str, changed: str, amounts: list[int | None]) -> None:
    """Amounts, further payments and counts of users stay out of the key."""
    found: list[Finding] = []
    for text in (graph, changed):
        with draw(text) as store:
            found += run_rule(store, built_in(stem)).findings
    assert [finding.amount for finding in found] == amounts
    assert len({finding.key for finding in found}) == 1
