"""The written county: the same bytes each time, valid numbers, whole references, the promised encodings and sizes."""

import ast
import hashlib
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

import graphinv.demo
from graphinv.demo import read_truth, write_county
from tests.demo.conftest import Made
from tests.demo.reading import LISTS, credit_code_is_valid, days, encoding_of, full_number, months

pytestmark = pytest.mark.xdist_group("written")

DATES = {
    "persons": ["born_on"],
    "kinship": ["since", "until"],
    "deaths": ["died_on", "registered_on"],
    "positions": ["since", "until"],
    "shareholdings": ["since", "until"],
    "company_roles": ["since", "until"],
    "tenders": ["planned_on", "published_on", "deadline_at", "awarded_on"],
    "contracts": ["signed_on", "awarded_on", "since", "until"],
    "subsidy_payments": ["paid_on"],
    "identifiers": ["since", "until"],
    "employment": ["since", "until"],
    "accounts": ["opened_on", "closed_on", "since", "until"],
    "transfers": ["at"],
    "payments": ["paid_on"],
    "person_registers": ["since", "until"],
    "blacklist": ["since", "until"],
    "holidays": ["day"],
}
KEYS = {
    "persons": ["person_id"],
    "kinship": ["a_id", "b_id", "type", "since"],
    "deaths": ["person_id", "register"],
    "units": ["unit_id"],
    "positions": ["person_id", "unit_id", "post", "since"],
    "companies": ["company_id"],
    "shareholdings": ["holder_id", "company_id", "since"],
    "company_roles": ["person_id", "company_id", "role", "since"],
    "tenders": ["lot_id"],
    "bids": ["lot_id", "company_id"],
    "contracts": ["contract_id"],
    "programmes": ["programme_id"],
    "subsidy_payments": ["payment_id"],
    "identifiers": ["owner_id", "kind", "value", "since"],
    "employment": ["person_id", "employer_id", "since"],
    "accounts": ["account_id", "party_id", "role", "since"],
    "transfers": ["tx_id"],
    "payments": ["payment_id"],
    "person_registers": ["person_id", "register", "since"],
    "blacklist": ["subject_id", "since", "ground"],
    "thresholds": ["name", "region_code", "kind", "since"],
    "programme_exclusions": ["programme_id", "register", "since"],
    "data_filings": ["batch_id"],
}


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_same_scale_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 5), ("two", 5), ("other", 6)):
        write_county(tmp_path / name, scale=0.02, seed=seed)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    changed = {
        name for name, digest in digests(tmp_path / "other").items() if digests(tmp_path / "one")[name] != digest
    }
    lists = {f"{table}.csv" for table in LISTS} - {"whitelists.csv", "watchlist.csv"}
    same = lists | {"lines.yaml", "holidays.yaml", "programmes.xlsx"}
    assert changed == set(digests(tmp_path / "one")) - same


@pytest.mark.parametrize(("scale", "seed"), [(0.0, 1), (-1.0, 1), (0.02, -1)])
def test_scale_and_seed_are_checked_before_anything_is_written(tmp_path: Path, scale: float, seed: int) -> None:
    with pytest.raises(ValueError, match="above 0"):
        write_county(tmp_path / "none", scale=scale, seed=seed)
    assert not (tmp_path / "none").exists()


def test_truth_file_is_the_returned_truth(small: Made) -> None:
    assert read_truth(small.folder / "truth.json") == small.truth
    assert set(small.truth.rules) == {
        "kin-wins-own-unit",
        "paid-after-death",
        "subsidy-duplicate",
        "common-control-bidders",
        "blacklist-active-or-reborn",
        "subsidy-ineligible-register",
        "bidders-shared-identifiers",
        "supplier-pays-family",
        "split-below-threshold",
        "low-competition",
    }
    assert [rule for rule, planted in small.truth.rules.items() if planted.weak] == ["low-competition"]


def test_schemes_are_the_same_at_every_scale(small: Made, large: Made) -> None:
    for rule, planted in large.truth.rules.items():
        here = small.truth.rules[rule]
        assert [entry.shape for entry in here.positives] == [entry.shape for entry in planted.positives]
        assert [entry.shape for entry in here.near_misses] == [entry.shape for entry in planted.near_misses]


def test_encodings_and_line_ends(small: Made) -> None:
    found = {file.name: encoding_of(file) for file in small.folder.glob("*.csv")}
    assert found["persons_1.csv"] == found["subsidy_payments_2022.csv"] == found["tenders_2022.csv"] == "gb18030"
    assert found["persons_2.csv"] == found["shareholdings.csv"] == found["data_filings.csv"] == "utf-8-sig"
    assert found["exclusive_pairs.csv"] == found["thresholds.csv"] == "utf-8"
    assert found["transfers_2022.csv"] == "gb18030"
    share = sum(encoding == "gb18030" for encoding in found.values()) / len(list(small.folder.iterdir()))
    assert 0.25 < share < 0.4
    for file in small.folder.glob("*.csv"):
        text = file.read_bytes().decode(encoding_of(file))
        assert text.count("\r\n") == text.count("\n") > 1, file.name


def test_headers_carry_units(small: Made) -> None:
    headers = {
        file.name: file.read_bytes().decode(encoding_of(file)).splitlines()[0] for file in small.folder.glob("*.csv")
    }
    assert "注册资本(万元)" in headers["companies.csv"] and "中标金额(万元)" in headers["contracts_direct.csv"]
    assert "持股比例(%)" in headers["shareholdings.csv"] and "投标报价(元)" in headers["bids_2023.csv"]
    assert "投标编号" not in headers["bids_2022.csv"]


def test_filings_tell_rows_and_bytes(small: Made) -> None:
    filings = small.tables["data_filings"].set_index("file")
    rows = Counter(name for frame in small.tables.values() for name in frame["source_file"])
    del rows["data_filings.csv"]
    assert {name: int(count) for name, count in filings["rows"].items()} == dict(rows)
    assert filings["sha256"].to_dict() == {name: digests(small.folder)[name] for name in rows}
    assert (filings["as_of"] == "2025-01-10").all()
    assert set(filings.index[filings["legal_ground"] == ""]) == {"accounts_handed_in.csv", "transfers_handed_in.csv"}


def test_keys_are_unique(small: Made) -> None:
    for table, key in KEYS.items():
        assert not small.tables[table].duplicated(key).any(), table


def test_identity_numbers_and_credit_codes_are_valid_and_of_no_real_county(small: Made) -> None:
    persons = small.tables["persons"]
    numbers = persons["id_no"][persons["id_no"] != ""]
    assert (numbers.str.len() == 15).any()
    for number in numbers:
        assert full_number(number)[:6] in ("330197", "330198", "330199")
    whole = persons[persons["id_no"].str.len() == 18]
    assert (whole["id_no"].str[6:14] == whole["born_on"].str.replace("-", "")).all()
    assert ((whole["id_no"].str[16].astype(int) % 2 == 1) == (whole["sex"] == "男")).all()
    codes = [*small.tables["companies"]["company_id"], *small.tables["units"]["uscc"]]
    assert all(credit_code_is_valid(code) for code in codes) and len(set(codes)) == len(codes)
    assert {code[2:8] for code in codes} == {"330197", "330198", "330199"}


def test_every_date_can_be_read_and_some_are_partial(small: Made) -> None:
    partial = set()
    for table, columns in DATES.items():
        for column in columns:
            for text in small.tables[table][column].unique():
                first, last = days(text)
                if text and first < last:
                    partial.add(table)
    assert partial == {
        *("deaths", "positions", "shareholdings", "company_roles", "tenders", "identifiers", "employment"),
        *("person_registers", "blacklist"),
    }


def test_references_have_targets(small: Made) -> None:
    tables = small.tables
    numbers = {full_number(number) for number in tables["persons"]["id_no"] if number}
    people = numbers | set(tables["persons"]["person_id"])
    companies = set(tables["companies"]["company_id"])
    units = set(tables["units"]["unit_id"]) | set(tables["units"]["uscc"])
    lots, programmes = set(tables["tenders"]["lot_id"]), set(tables["programmes"]["programme_id"])
    wanted = [
        ("kinship", "a_id", people), ("kinship", "b_id", people), ("deaths", "person_id", people),
        ("positions", "person_id", people), ("positions", "unit_id", units), ("units", "parent_id", units | {""}),
        ("shareholdings", "holder_id", people | companies | units), ("shareholdings", "company_id", companies),
        ("company_roles", "person_id", people), ("company_roles", "company_id", companies),
        ("tenders", "buyer_id", units), ("bids", "lot_id", lots), ("bids", "company_id", companies),
        ("contracts", "lot_id", lots | {""}), ("contracts", "buyer_id", units), ("contracts", "supplier_id", companies),
        ("subsidy_payments", "payee_id", people | companies), ("subsidy_payments", "programme_id", programmes),
        ("subsidy_payments", "operator_id", people | {""}), ("programmes", "unit_id", units),
        ("exclusive_pairs", "programme_a_id", programmes), ("exclusive_pairs", "programme_b_id", programmes),
        ("identifiers", "owner_id", people | companies), ("employment", "person_id", people),
        ("employment", "employer_id", companies | units), ("accounts", "party_id", people | companies | units),
        ("payments", "payer_id", units), ("payments", "payee_id", companies),
        ("payments", "contract_id", set(tables["contracts"]["contract_id"])),
        ("payments", "account_id", set(tables["accounts"]["account_id"])),
        ("person_registers", "person_id", people), ("person_registers", "payer_id", companies | units | {""}),
        ("blacklist", "subject_id", people | companies), ("blacklist", "issuer_id", units),
        ("programme_exclusions", "programme_id", programmes), ("watchlist", "subject_id", people),
        ("responsibilities", "unit_id", units),
    ]  # fmt: skip
    for table, column, targets in wanted:
        assert set(tables[table][column]) <= targets, (table, column)


def test_a_contract_agrees_with_its_lot(small: Made) -> None:
    lots = small.tables["tenders"].set_index("lot_id")
    contracts = small.tables["contracts"]
    tendered = contracts[contracts["lot_id"] != ""]
    assert (lots.loc[tendered["lot_id"], "buyer_id"].to_numpy() == tendered["buyer_id"].to_numpy()).all()
    bids = small.tables["bids"].set_index(["lot_id", "company_id"])["status"]
    assert (bids.loc[list(zip(tendered["lot_id"], tendered["supplier_id"], strict=True))] == "中标").all()
    won = set(small.tables["bids"].query("status == '中标'")["lot_id"])
    assert won >= set(lots.index[lots["status"] == "已中标"])
    # A lot may be cancelled after the award.
    assert set(lots.loc[sorted(won), "status"]) == {"已中标", "终止"}


def test_transfers_run_between_accounts_on_file_hubs_and_cash(small: Made) -> None:
    transfers, hubs = small.tables["transfers"], small.tables["whitelists"].query("kind == 'hub_account'")["value"]
    known = set(small.tables["accounts"]["account_id"]) | set(hubs) | {"CASH"}
    assert set(transfers["from_account_id"]) | set(transfers["to_account_id"]) <= known
    assert (transfers["from_account_id"] != transfers["to_account_id"]).all()
    assert (transfers["amount"].astype(float) > 0).all()
    years = {row["source_file"]: row["at"][:4] for row in transfers.to_dict("records")}
    assert all(file[10:14] == year for file, year in years.items() if file[10:14].isdigit())


def test_a_payment_in_the_statements_has_one_number_and_one_sum(small: Made) -> None:
    paid = small.tables["payments"].set_index("payment_id")
    moved = small.tables["transfers"].set_index("tx_id")
    both = paid.index.intersection(moved.index)
    assert 0.3 < len(both) / len(paid) < 0.6
    for name, other in (("amount", "amount"), ("account_id", "to_account_id")):
        assert (paid.loc[both, name] == moved.loc[both, other]).all(), name
    assert (paid.loc[both, "paid_on"] == moved.loc[both, "at"].str[:10]).all()


def test_agencies_serve_more_than_twenty_firms_in_every_county(small: Made, large: Made) -> None:
    for county, most in ((small, 25), (large, 200)):
        firms = county.tables["identifiers"].query("source_file == 'identifiers_firms.csv'")
        phones = firms[firms["kind"] == "手机"]["value"].value_counts()
        assert phones.iloc[0] >= most
        assert {154} == {int(phone[:3]) for phone in phones.index}


def test_lists_say_when_they_are_in_force(small: Made) -> None:
    for table in LISTS:
        rows = small.tables[table]
        assert len(rows) and (rows["since"] != "").all(), table
        assert all(days(row["since"])[0] < days(row["until"])[1] for row in rows.to_dict("records")), table
    assert (small.tables["thresholds"]["until"] != "").any()


def test_rows_a_person_brings(large: Made) -> None:
    """As the description of `write_county` says."""
    people = len(large.tables["persons"])
    assert 14.0 < sum(len(frame) for frame in large.tables.values()) / people < 16.0
    assert 4.5 < len(large.tables["transfers"]) / people < 6.0


def test_shares_of_a_firm_are_at_most_the_whole(small: Made) -> None:
    holdings = small.tables["shareholdings"]
    for company, group in holdings.groupby("company_id"):
        spans = [(*days(row["since"]), days(row["until"])[1], float(row["share"])) for row in group.to_dict("records")]
        for begun, _, _, _ in spans:
            held = sum(share for since, _, until, share in spans if since <= begun < until)
            assert held <= 100.1, company


def test_lots_follow_their_clock(small: Made) -> None:
    for row in small.tables["tenders"].to_dict("records"):
        clock = [
            days(row[name])[0] for name in ("planned_on", "published_on", "docs_issued_on", "deadline_at", "awarded_on")
        ]
        known = [day for name, day in zip(range(5), clock, strict=True) if day > 1]
        assert known == sorted(known), row


def test_families_can_be(small: Made) -> None:
    persons = small.tables["persons"]
    born = {full_number(row["id_no"]): days(row["born_on"])[0] for row in persons.to_dict("records") if row["id_no"]}
    for row in small.tables["kinship"].to_dict("records"):
        a, b = born.get(row["a_id"]), born.get(row["b_id"])
        if a is None or b is None or row["source_file"] != "kinship_households.csv":
            continue
        if row["type"] == "子女":
            assert b - a > 18 * 365
        elif row["type"] == "配偶":
            assert days(row["since"])[0] - max(a, b) > 20 * 365


def test_planted_records_are_in_the_files(small: Made) -> None:
    tables = small.tables
    known = set(tables["persons"]["person_id"]) | set(tables["companies"]["company_id"])
    known |= (
        set(tables["units"]["unit_id"]) | set(tables["tenders"]["lot_id"]) | set(tables["contracts"]["contract_id"])
    )
    known |= set(tables["programmes"]["programme_id"]) | set(tables["subsidy_payments"]["payment_id"])
    known |= set(tables["accounts"]["account_id"]) | set(tables["transfers"]["tx_id"])
    known |= {"payroll", "village_cadre", "pension", "housing_fund", "income", "student"}
    for rule, planted in small.truth.rules.items():
        for positive in planted.positives:
            assert set(positive.ids) <= known, (rule, positive)
            keys = {key for value in positive.identity.values() for key in value.split(";")}
            # A category, a year and a role that nobody plays are no records.
            assert {key for key in keys - set(positive.ids) if key} <= {
                "A0201",
                "A02",
                "B0201",
                "C0801",
                "2022",
                "2023",
            }
        for near_miss in planted.near_misses:
            assert near_miss.differs and set(near_miss.ids) <= known, (rule, near_miss)


def test_sizes_and_populations_at_scale_one(large: Made) -> None:
    tables = large.tables
    assert 48_000 < len(tables["persons"]) < 52_000
    assert 50 < (tables["persons"]["id_no"] == "").sum() < 500
    planted = {rule: len(found.positives) for rule, found in large.truth.rules.items()}
    rivals = tables["bids"][tables["bids"]["status"] != "撤回"].groupby("lot_id").size()
    by_number = tables["persons"].set_index("person_id")["id_no"].to_dict()
    payees = {by_number.get(key, key) for key in tables["subsidy_payments"]["payee_id"]}
    officials = tables["positions"]["person_id"].nunique()
    assert officials >= 100 * planted["kin-wins-own-unit"]
    assert 0.02 < officials / len(tables["persons"]) < 0.04
    assert len(payees) >= 100 * max(planted["paid-after-death"], planted["subsidy-duplicate"])
    assert (rivals >= 2).sum() >= 100 * planted["common-control-bidders"]
    assert tables["persons"]["name"].value_counts().iloc[0] >= 100


def test_reads_like_a_county(large: Made) -> None:
    deaths = large.tables["deaths"]
    assert (deaths.groupby("person_id").size() >= 2).mean() > 0.7
    payments = large.tables["subsidy_payments"]
    assert (payments["amount"].astype(float) < 0).sum() > 100
    told = payments["period"][payments["period"] != ""]
    assert {len(period) for period in told} == {4, 6, 7} and len(payments) - len(told) < 5
    assert all(months(period)[0] < months(period)[1] for period in told.unique())
    bids = large.tables["bids"]
    assert set(bids["status"]) == {"有效", "否决", "撤回", "中标"} and (bids["consortium_id"] != "").sum() > 100
    assert (large.tables["companies"]["kind"].value_counts() > 5).all()


def imports_of(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_demo_shares_no_code_with_the_product() -> None:
    package = Path(graphinv.demo.__file__).parent
    modules = {name for file in package.rglob("*.py") for name in imports_of(file)}
    own = {name for name in modules if name.startswith("graphinv")}
    assert all(name.startswith("graphinv.demo") for name in own)
    assert {"pandas", "xlsxwriter", "numpy"} <= modules


def test_frames_hold_text_only(small: Made) -> None:
    for table, frame in small.tables.items():
        assert not frame.map(lambda cell: isinstance(cell, float) and pd.isna(cell)).any().any(), table
        assert not frame.isin(["nan", "None", "<NA>", "NaT"]).any().any(), table
