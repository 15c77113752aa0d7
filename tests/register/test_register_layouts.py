"""The register's loaders on invented rows: three layouts of the same file say the same, and the traps are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from graphinv.model.values import register_no
from tests.register.snapshots import Register, load

pytestmark = pytest.mark.xdist_group("register")

Rows = Sequence[Mapping[str, str]]
Made = Callable[..., Register]

MEMBER = {"Member": "Ada Example", "MNIS ID": "1"}


def write(folder: Path, category: str, rows: Rows) -> Path:
    """A CSV with a byte-order mark, as the register publishes them."""
    folder.mkdir(parents=True, exist_ok=True)
    headers = list(dict.fromkeys(header for row in rows for header in row))
    lines = [headers, *([row.get(header, "") for header in headers] for row in rows)]
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in line) + "\r\n" for line in lines)
    (folder / f"PublishedInterest-Category_{category}.csv").write_text(text, "utf-8-sig")
    return folder


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Load files, given as category to rows, into a fresh workspace."""

    def make(files: Mapping[str, Rows], name: str = "one") -> Register:
        folder = tmp_path / name
        for category, rows in files.items():
            write(folder, category, rows)
        return load(tmp_path / f"{name}-workspace", folder)

    return make


def donation(ident: str, **more: str) -> dict[str, str]:
    known = {"ID": ident, **MEMBER, "Value": "10.00", "DonorStatus": "Company", "DonorName": "Invented Ltd"}
    return known | {"DonorCompanyIdentifier": "00012345"} | more


def test_layouts_agree(made: Made) -> None:
    """Old headers, day-first dates, TRUE, lost zeros against new headers, ISO dates, True and the whole number."""
    more = {"DonationSource": "(b)", "PaymentType": "Cash"}
    early = donation("7", Value="1,250", DonorCompanyIdentifier="12345", **more)
    early |= {"Registration Date": "03/02/2024", "ReceivedDate": "31/01/2024", "IsSoleBeneficiary": "TRUE"}
    late = donation("7", Value="1250.00", **more)
    late |= {"Registered": "2024-02-03", "ReceivedDate": "2024-01-31", "IsSoleBeneficiary": "True", "Link": "x"}
    first, second = made({"2": [early]}, "early"), made({"2": [late]}, "late")
    assert first.report.graph and second.report.graph
    assert first.report.graph.graph_hash == second.report.graph.graph_hash
    assert first.sql('SELECT amount, "on" FROM "e_PAID__Account__Account"') == second.sql(
        "SELECT 125000, DATE '2024-01-31'"
    )
    assert first.one("SELECT key FROM alias WHERE label = 'Company'") == "X:GB-COH-00012345"


def test_visit_headers_turn_round(made: Made) -> None:
    """`Donors_2_Name` became `Donors_Name_2`; a private donor is a person, any other one a firm."""
    cells = {"Name": ("Grace Example", "Invented Trust"), "IsPrivateIndividual": ("True", "False")}
    cells |= {"Value": ("5.00", "7.50")}
    found = []
    for name, pattern in (("early", "Donors_{number}_{field}"), ("late", "Donors_{field}_{number}")):
        donors = {
            pattern.format(number=number, field=field): cell
            for field, pair in cells.items()
            for number, cell in enumerate(pair, 1)
        }
        register = made({"4": [{"ID": "8", **MEMBER, "StartDate": "01/03/2024"} | donors]}, name)
        assert not register.report.files[0]["unknown_columns"]
        assert register.sql('SELECT amount FROM "e_PAID__Account__Account" ORDER BY amount') == [(500,), (750,)]
        assert register.one("SELECT count(*) FROM n_Company") == 1
        found.append(register.store.meta()["graph_hash"])
    assert found[0] == found[1]


def test_a_bad_number_leaves_the_name(made: Made) -> None:
    """A charity's number joins nothing; the equal name of one registered firm does, but not for certain."""
    rows = [
        donation("1"),
        donation("2", DonorCompanyIdentifier="charity 12345"),
        donation("3", DonorCompanyIdentifier="", DonorName="Other Ltd"),
        donation("4", DonorCompanyIdentifier="", DonorName="Other Ltd", DonorStatus="Trade Union"),
        donation("5", DonorCompanyIdentifier="", DonorName="Other Ltd", DonorStatus="Individual"),
    ]
    register = made({"2": rows})
    found = register.sql(
        'SELECT f.id, h.src = first(h.src) OVER (ORDER BY f.id), e.certain FROM "e_PAID__Account__Account" e '
        'JOIN "e_HOLDS_ACCOUNT__Company__Account" h ON h.dst = e.src JOIN fact f ON f.eid = e.eid ORDER BY f.id'
    )
    assert found == [("1", True, True), ("2", True, False), ("3", False, False), ("4", False, False)]
    assert register.one("SELECT count(*) FROM n_Company") == 2
    assert register.sql("SELECT col, value FROM note") == [("DonorCompanyIdentifier", "charity 12345")]


def relative(ident: str, level: str, kind: str, employer: str) -> dict[str, str]:
    known = {"ID": ident, **MEMBER, "PersonName": "Ada Example", "Employer": employer}
    return known | {"FamilyMemberRelationshipLevel": level, "FamilyRelationType": kind}


def test_kinship_words(made: Made) -> None:
    """The spouse's spouse is the spouse, other kin of the spouse is kin by marriage, an unknown word some tie."""
    direct, spouse, partner = (f"Related to {whom}" for whom in ("member directly", "spouse", "partner"))
    words = {
        "1": (direct, "Partner", "spouse"),
        "2": (direct, "Daughter", "child"),
        "3": (direct, "Mother", "parent"),
        "4": (direct, "Brother", "sibling"),
        "5": (spouse, "Spouse", "spouse"),
        "6": (partner, "Partner", "spouse"),
        "7": (spouse, "Sister", "in_law"),
        "8": (direct, "Cousin", "assoc"),
        "9": ("Related to a friend", "Son", "assoc"),
    }
    register = made({"10": [relative(key, level, kind, "Firm") for key, (level, kind, _) in words.items()]})
    found = register.sql('SELECT f.id, e.type, e.term FROM "e_FAMILY__Person__Person" e JOIN fact f USING (eid)')
    assert {ident: (kind, term) for ident, kind, term in found} == {
        key: (kind, term) for key, (_, term, kind) in words.items()
    }
    # Namesakes of the member: ten people, not one.
    assert register.one("SELECT count(*) FROM n_Person") == 10


def test_firms_by_name_and_nobodys_firm(made: Made) -> None:
    level = "Related to member directly"
    employers = ("Firm Ltd", "Firm Ltd", "Self Employed", "self employed")
    rows = [relative(str(key), level, "Son", name) for key, name in enumerate(employers, 1)]
    register = made({"10": rows})
    assert register.sql("SELECT name, count(*) FROM n_Company GROUP BY name ORDER BY name") == [
        ("Firm Ltd", 1),
        ("Self Employed", 1),
        ("self employed", 1),
    ]
    assert register.one('SELECT count(*) FROM "e_EMPLOYED_BY__Person__Company" WHERE NOT certain') == 4


def test_payers_of_payments(made: Made) -> None:
    """A payment comes from the payer of its job, or from the other payer that its row names."""
    job = {"ID": "1", **MEMBER, "PayerName": "Paper", "PayerIsPrivateIndividual": "False"}
    payment = {**MEMBER, "Parent Interest ID": "1", "Value": "20", "HoursDetails": "=1+1"}
    rows = [payment | {"ID": "2"}, payment | {"ID": "3", "UltimatePayerName": "Studio"}]
    register = made({"1": [job], "1.1": rows})
    found = register.sql(
        'SELECT f.id, c.name FROM "e_PAID__Account__Account" e JOIN fact f USING (eid) '
        'JOIN "e_HOLDS_ACCOUNT__Company__Account" h ON h.dst = e.src JOIN n_Company c ON c.nid = h.src ORDER BY f.id'
    )
    assert found == [("2", "Paper"), ("3", "Studio")]


NUMBERS = {
    "12345678": "X:GB-COH-12345678",
    "12345": "X:GB-COH-00012345",
    "sc123456": "X:GB-COH-SC123456",
    "NI 123456": "X:GB-COH-NI123456",
    "IP12345R": "X:GB-COH-IP12345R",
    "123456789": None,
    "RC12345": None,
    "outside the country": None,
    "12345 (charity)": None,
}


def test_companies_house_numbers(made: Made) -> None:
    """Python and SQL agree on what is a number of the register."""
    assert {cell: register_no.key(cell, "GB-COH") for cell in NUMBERS} == NUMBERS
    register = made({"2": [donation(str(row), DonorCompanyIdentifier=cell) for row, cell in enumerate(NUMBERS)]})
    found = {key for (key,) in register.sql("SELECT key FROM alias WHERE label = 'Company'")}
    assert found == set(filter(None, NUMBERS.values()))
