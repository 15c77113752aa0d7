"""Genealogies as programs and people leave them: broken lines, links that lead nowhere, old character sets."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from graphinv.errors import SourceError
from graphinv.model.values.place import numbered
from graphinv.sources.scan import sha256_of
from graphinv.staging.raw import raw_rows
from graphinv.workspace.contradictions import contradictions
from tests.gedcom.families import FAMILY, HEAD, loaded, names, parents, rejects
from tests.ocds.loaded import CATALOGUE, load

pytestmark = pytest.mark.xdist_group("gedcom")


def test_a_family(tmp_path: Path) -> None:
    found = loaded(tmp_path, FAMILY)
    assert names(found) == {"I1": "Alpha Example", "I2": "Beta Example", "I3": "Gamma Example"}
    assert parents(found) == {("I3", "I1", None), ("I3", "I2", None)}
    assert found.rows("SELECT type, count(*) FROM e_FAMILY__Person__Person GROUP BY 1 ORDER BY 1") == [
        ("parent", 2),
        ("spouse", 1),
    ]
    assert rejects(found) == [] and found.unknown == set()


def test_each_fact_has_its_line(tmp_path: Path) -> None:
    found = loaded(tmp_path, FAMILY)
    lines = {text: number for number, text in enumerate(FAMILY.splitlines(), start=1)}
    edges = found.rows(
        "SELECT DISTINCT f.name, s.row FROM e_FAMILY__Person__Person e JOIN edge_source s USING (eid) "
        "JOIN source_file f ON f.file = s.file WHERE e.type = 'parent'"
    )
    assert edges == [("family.ged", numbered(lines["1 CHIL @I3@"], 0))]
    persons = found.rows(
        "SELECT row FROM node_source s JOIN n_Person p USING (nid) JOIN source_file f USING (file) "
        "WHERE f.loader = 'gedcom.persons' ORDER BY row"
    )
    assert persons == [(numbered(lines[f"0 @I{n}@ INDI"], 0),) for n in (1, 2, 3)]
    assert found.store.edge_sources(
        found.store.by_eid({"FAMILY": [r[0] for r in found.rows("SELECT eid FROM e_FAMILY__Person__Person")]}).values()
    )


def test_broken_lines_are_rejected_one_by_one(tmp_path: Path) -> None:
    text = FAMILY.replace("1 SEX M\n", "1 SEX M\n3 DATE 1900\nthis is no line\n1\n").replace("0 HEAD", "1 LOST\n0 HEAD")
    found = loaded(tmp_path, text)
    lines = {text: number for number, text in enumerate(text.splitlines(), start=1)}
    assert rejects(found) == [
        (lines["1 LOST"], "level 1 under a line of level -"),
        (lines["3 DATE 1900"], "level 3 under a line of level 1"),
        (lines["this is no line"], "not a line of GEDCOM"),
        (lines["1"], "not a line of GEDCOM"),
    ]
    assert parents(found) == {("I3", "I1", None), ("I3", "I2", None)}


def test_unknown_tags_are_listed(tmp_path: Path) -> None:
    text = FAMILY.replace(
        "1 SEX M\n", "1 SEX M\n1 OCCU clerk\n2 DATE 1900\n1 _OWN x\n1 BIRT\n2 DATE 1850\n1 BIRT\n2 DATE 1860\n"
    )
    found = loaded(tmp_path, text)
    assert found.unknown == {"INDI[].OCCU", "INDI[].OCCU.DATE", "INDI[]._OWN", "INDI[].BIRT+[].DATE"}
    assert found.rows("SELECT born_on::VARCHAR, born_on_last::VARCHAR FROM n_Person WHERE id LIKE '%I1'") == [
        ("1850-01-01", "1850-12-31")
    ]


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    text = FAMILY.replace("1 FAMC @F1@\n", "1 FAMC @F1@\n1 FAMC @F7@\n1 FAMS @F1@\n").replace(
        "1 HUSB @I1@", "1 HUSB @I9@"
    )
    found = loaded(tmp_path, text)
    lines = {text: number for number, text in enumerate(text.splitlines(), start=1)}
    assert rejects(found) == [
        (8, "the family @F1@ does not name this person as husband or wife"),
        (lines["1 FAMC @F7@"], "points to @F7@, of which the file has no record"),
        (lines["1 FAMC @F7@"] + 1, "the family @F1@ does not name this person as husband or wife"),
    ]
    assert parents(found) == {("I3", "I9", None), ("I3", "I2", None)}
    assert found.report.stubs == {"gedcom.couples.husband_id": 1, "gedcom.children.father_id": 1}


def test_a_link_that_only_one_side_tells(tmp_path: Path) -> None:
    """Of child and family, either may be the only one to say so; the fact has the line that says it."""
    text = FAMILY.replace("1 CHIL @I3@\n", "")
    found = loaded(tmp_path, text)
    assert parents(found) == {("I3", "I1", None), ("I3", "I2", None)}
    line = text.splitlines().index("1 FAMC @F1@") + 1
    assert found.rows("SELECT DISTINCT row FROM e_FAMILY__Person__Person WHERE type = 'parent'") == [
        (numbered(line, 0),)
    ]
    (tmp_path / "other").mkdir()
    assert parents(loaded(tmp_path / "other", FAMILY.replace("1 FAMC @F1@\n", ""))) == parents(found)


def test_who_is_no_child_by_birth(tmp_path: Path) -> None:
    adopted = loaded(tmp_path, FAMILY.replace("1 FAMC @F1@\n", "1 FAMC @F1@\n2 PEDI adopted\n"))
    assert parents(adopted) == {("I3", "I1", "adopted"), ("I3", "I2", "adopted")}
    (tmp_path / "step").mkdir()
    text = FAMILY.replace("1 CHIL @I3@\n", "1 CHIL @I3@\n2 _FREL Natural\n2 _MREL Step\n")
    assert parents(loaded(tmp_path / "step", text)) == {("I3", "I1", "birth"), ("I3", "I2", "step")}
    (tmp_path / "rite").mkdir()
    assert parents(loaded(tmp_path / "rite", FAMILY.replace("1 FAMC @F1@\n", "1 FAMC @F1@\n2 PEDI sealing\n"))) == set()


def test_two_files_share_no_cross_references(tmp_path: Path) -> None:
    """@I1@ of one file is not @I1@ of another; without a name of its own a file is known by its header."""
    other = FAMILY.replace("family.ged", "other.ged").replace("Alpha", "Omega")
    nameless = FAMILY.replace("1 FILE family.ged\n", "").replace("Alpha", "Psi")
    paths = []
    for name, text in (("a.ged", FAMILY), ("b.ged", other), ("c.GED", nameless)):
        paths.append(tmp_path / name)
        paths[-1].write_text(text, "utf-8")
    found = load(tmp_path / "state", paths)
    assert len(found.rows("SELECT id FROM n_Person")) == 9
    ids = set(found.rows("SELECT gid FROM n_Person"))
    paths[0].rename(tmp_path / "renamed.ged")
    again = load(tmp_path / "again", [tmp_path / "renamed.ged", *paths[1:]])
    assert set(again.rows("SELECT gid FROM n_Person")) == ids


def test_homonyms_stay_apart(tmp_path: Path) -> None:
    found = loaded(tmp_path, FAMILY.replace("Beta", "Alpha").replace("Gamma", "Alpha"))
    assert sorted(names(found)) == ["I1", "I2", "I3"] and set(names(found).values()) == {"Alpha Example"}


def test_records_with_one_cross_reference_contradict(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, FAMILY.replace("0 TRLR\n", "0 @I1@ INDI\n1 NAME Somebody /Else/\n0 INDI\n1 NAME No /Id/\n")
    )
    said = {(row, column) for _, row, column, *_ in found.store.rejects()}
    assert said == {(5, "INDI[].NAME"), (20, "INDI[].NAME"), (22, "INDI[]")}


def test_names_and_long_values(tmp_path: Path) -> None:
    text = FAMILY.replace("1 NAME Alpha /Example/", "1 NAME Al\n2 CONC pha  /de la Mere/ the\n2 CONT Elder")
    text = text.replace("1 NAME Beta /Example/", "1 NAME //").replace(
        "1 NAME Gamma /Example/", "1 NAME /欧阳/明 @@home"
    )
    found = loaded(tmp_path, text)
    assert names(found) == {"I1": "Alpha de la Mere the Elder", "I2": None, "I3": "欧阳明 @home"}


@pytest.mark.parametrize(
    ("encoding", "declared", "name"),
    [
        ("utf-8", "UTF-8", "Müller 张"),
        ("utf-8-sig", "UTF-8", "Müller 张"),
        ("utf-16", "UNICODE", "Müller 张"),
        ("utf-16-le", "UNICODE", "Müller 张"),
        ("gb18030", "GB18030", "张伟 李"),
        ("cp1252", "ANSI", "Müller é"),
        ("cp437", "IBMPC", "Müller é"),
        ("utf-8", "ANSEL", "Müller 张"),
    ],
)
def test_character_sets(tmp_path: Path, encoding: str, declared: str, name: str) -> None:
    text = FAMILY.replace("1 CHAR UTF-8", f"1 CHAR {declared}").replace("Alpha", name)
    assert names(loaded(tmp_path, text.encode(encoding)))["I1"] == f"{name} Example"


def test_ansel_puts_accents_before_their_letters(tmp_path: Path) -> None:
    text = FAMILY.replace("1 CHAR UTF-8", "1 CHAR ANSEL").replace("Alpha", "M?ller @").encode()
    found = loaded(tmp_path, text.replace(b"M?ller @", b"M\xe8uller \xa2rsted \xe0\xf2a"))
    assert (
        names(found)["I1"] == f"Müller Ørsted {unicodedata.normalize('NFC', chr(97) + chr(0x309) + chr(0x323))} Example"
    )
    assert {file["encoding"] for file in found.report.files} == {"ansel"}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"hello", b"\x00\x01\x02\xff" * 9, b"0\n1\n", b"\xff" * 50])
def test_what_is_no_genealogy(tmp_path: Path, content: bytes) -> None:
    try:
        found = loaded(tmp_path, content)
    except SourceError as error:
        assert "family.ged" in str(error) and error.hint
    else:
        assert found.report.left_out and not found.report.files


def test_dates_are_read_with_a_word_about_them(tmp_path: Path) -> None:
    text = FAMILY.replace("1 SEX M\n", "1 SEX M\n1 BIRT\n2 DATE ABT    1850\n1 DEAT\n2 DATE 10 JAN\n")
    text = text.replace("1 CHIL @I3@\n", "1 CHIL @I3@\n1 MARR\n2 DATE BEF 1880\n1 DIV\n2 DATE 1890\n")
    found = loaded(tmp_path, text)
    noted = found.rows("SELECT col, value, left(reason, 16) FROM note ORDER BY col")
    assert noted == [
        ("FAM[].MARR.DATE", "BEF 1880", "only one bound o"),
        ("INDI[].BIRT.DATE", "ABT    1850", "approximate date"),
        ("INDI[].DEAT.DATE", "10 JAN", "not a date of a "),
    ]
    days = "since::VARCHAR, since_certain::VARCHAR, until_certain::VARCHAR, until::VARCHAR"
    assert found.rows(f"SELECT {days} FROM e_FAMILY__Person__Person WHERE type = 'spouse'") == [
        ("0001-01-01", "1879-12-31", "1890-01-01", "1890-12-31")
    ]
    assert found.rows("SELECT died_on::VARCHAR, died_on_last::VARCHAR FROM n_Person WHERE id LIKE '%I1'") == [
        ("0001-01-01", "9999-12-31")
    ]


def test_a_head_alone(tmp_path: Path) -> None:
    found = loaded(tmp_path, HEAD)
    assert not found.report.files and found.report.left_out


def test_evidence_shows_the_cells_as_they_are_written(tmp_path: Path) -> None:
    text = FAMILY.replace("1 SEX M\n", "1 SEX M\n1 BIRT\n2 DATE ABT    1850\n")
    loaded(tmp_path, text)
    path, spec = tmp_path / "family.ged", CATALOGUE.loaders["gedcom.persons"]
    place = numbered(text.splitlines().index("0 @I1@ INDI") + 1, 0)
    found = raw_rows(path, sha256_of(path), spec, [place], "INDI[]")
    assert {cell.header: cell.text for cell in found[place]} == {
        "INDI[]": "family.ged/I1",
        "INDI[].NAME": "Alpha /Example/",
        "INDI[].SEX": "M",
        "INDI[].BIRT.DATE": "ABT    1850",
    }


def test_what_cannot_be_true_is_listed_with_its_line(tmp_path: Path) -> None:
    text = FAMILY.replace("1 SEX F\n", "1 SEX F\n1 BIRT\n2 DATE 1900\n1 DEAT\n2 DATE 1890\n")
    text = text.replace("1 NAME Gamma /Example/\n", "1 NAME Gamma /Example/\n1 BIRT\n2 DATE 1895\n")
    found = loaded(tmp_path, text)
    lines = {text: number for number, text in enumerate(text.splitlines(), start=1)}
    rows = [(row["row"], row["person"], row["kind"], row["used"]) for row in contradictions(found.store.con)]
    child, mother = lines["1 CHIL @I3@"], lines["0 @I2@ INDI"]
    assert rows == [
        (child, "family.ged/I3", "parent_born_after_child", False),
        (child, "family.ged/I3", "born_after_mother_died", True),
        (mother, "family.ged/I2", "died_before_born", True),
    ]
    assert found.report.contradictions == found.report.to_json()["contradictions"] == 1
