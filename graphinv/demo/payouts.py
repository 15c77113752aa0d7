"""What the units pay for their contracts, and the transfers of the whole county as rows."""

import numpy as np
import pandas as pd

from graphinv.demo.arrays import Ints, Texts, between, chance, filled, numbered, stream, texts
from graphinv.demo.banking import HANDED_IN, Accounts
from graphinv.demo.bodies import Bodies
from graphinv.demo.dates import LAST, stamps, year_of
from graphinv.demo.firms import Firms
from graphinv.demo.flows import CHANNELS, CONTRACT, MEMOS, ONLINE, Flows, flows, joined, texts_of

_ITEMS = texts(["30201 办公费", "30209 物业管理费", "30213 维修费", "31005 基础设施建设", "31003 专用设备购置"])
PAYMENT_DIGITS = TRANSFER_DIGITS = 10
PLANTED_TRANSFERS = 9_000_000_000
"""Transfers of planted schemes are numbered from here."""


def transfer_keys(index: Ints, seed: int) -> Texts:
    """Transfer numbers such as TX0048213977."""
    return numbered("TX", index, TRANSFER_DIGITS, seed)


def pay_out(
    contracts: pd.DataFrame, firms: Firms, bodies: Bodies, accounts: Accounts, drawn: Flows, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables payments and transfers. Nearly half of the payments stand in the statements, under one number in both."""
    rng = stream(seed, "payouts")
    paid = contracts.iloc[np.flatnonzero(chance(rng, 0.75, len(contracts)))]
    count = len(paid)
    parts = between(rng, 1, 3, count)
    row = np.repeat(np.arange(count), parts)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(parts) - parts, parts)
    signed = pd.to_datetime(paid["signed_on"].astype(str), format="%Y%m%d").to_numpy().astype("datetime64[D]")
    days = signed.astype(np.int64)[row] + 20 + nth * 75 + between(rng, 0, 40, len(row))
    kept = np.flatnonzero(days <= LAST)
    row, days = row[kept], days[kept]
    amount = paid["amount"].to_numpy(dtype=np.int64)[row] // parts[row]
    unit = _place(bodies, paid["buyer_id"])[row]
    firm = pd.Index(firms.key).get_indexer(pd.Index(paid["supplier_id"]))[row].astype(np.int64)
    ends = accounts.of_units(unit), accounts.of_firms(firm)
    shown = chance(rng, 0.45, len(row))
    into = tuple(end[shown] for end in ends)
    all_flows = joined([drawn, flows(rng, days[shown], (into[0], into[1]), amount[shown], (CONTRACT, ONLINE))])
    keys = transfer_keys(np.arange(len(all_flows.at)), seed)
    number = numbered("ZF", np.arange(len(row)), PAYMENT_DIGITS, seed)
    number[shown] = keys[len(drawn.at) :]
    rows = {
        "payment_id": number,
        "contract_id": paid["contract_id"].to_numpy(dtype=object)[row],
        "payer_id": bodies.key[unit],
        "payee_id": firms.key[firm],
        "account_id": accounts.number[ends[1]],
        "paid_on": stamps(days),
        "amount": amount,
        "budget_item": _ITEMS[between(rng, 0, len(_ITEMS) - 1, len(row))],
        "part": filled("", len(row)),
    }
    return pd.DataFrame(rows), transfer_rows(all_flows, accounts, keys)


def _place(bodies: Bodies, buyer: "pd.Series[str]") -> Ints:
    """Units by their key or their credit code."""
    by_key = pd.Index(bodies.key).get_indexer(pd.Index(buyer))
    return np.where(by_key >= 0, by_key, pd.Index(bodies.credit_code).get_indexer(pd.Index(buyer))).astype(np.int64)


def transfer_rows(drawn: Flows, accounts: Accounts, keys: Texts) -> pd.DataFrame:
    """The rows of table transfers."""
    year = year_of(drawn.at // 86_400)
    part = texts([str(number) for number in range(2000, 2100)])[year - 2000]
    part[4_017::5_000] = HANDED_IN
    return pd.DataFrame(
        {
            "tx_id": keys,
            "at": drawn.at,
            "amount": drawn.amount,
            "from_account_id": accounts.number[drawn.payer],
            "to_account_id": accounts.number[drawn.payee],
            "channel": texts_of(drawn.channel, CHANNELS),
            "memo": texts_of(drawn.memo, MEMOS),
            "part": part,
        }
    )
