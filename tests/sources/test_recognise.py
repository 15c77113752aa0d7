"""Which loader a file gets, and what is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from graphinv.content.catalogue import Catalogue
from graphinv.content.loader_spec import LoaderSpec
from graphinv.errors import BadFile
from graphinv.sources.look import look
from graphinv.sources.recognise import Choice, NoLoader, Recogniser
from graphinv.sources.table import open_table

LOADERS = Catalogue().loaders
KINSHIP = "本人身份证号,亲属身份证号,关系,称谓\nP1,P2,配偶,妻\n"


def choose(folder: Path, name: str, text: str, loaders: Mapping[str, LoaderSpec] = LOADERS) -> Choice | NoLoader:
    path = folder / name
    path.write_text(text, "utf-8")
    recogniser = Recogniser(loaders)
    return recogniser.choose(look(path, recogniser.known))


def test_by_name_and_header(tmp_path: Path) -> None:
    found = choose(tmp_path, "kinship_2023.csv", KINSHIP)
    assert isinstance(found, Choice)
    assert (found.spec.id, str(found.why)) == ("kinship", "its name fits `kinship`, and it knows 4 of 4 headers")


def test_by_header_alone(tmp_path: Path) -> None:
    found = choose(tmp_path, "导出(3).csv", KINSHIP)
    assert isinstance(found, Choice)
    assert (found.spec.id, str(found.why)) == ("kinship", "it knows 4 of 4 headers")


def test_the_name_does_not_care_about_case(tmp_path: Path) -> None:
    found = choose(tmp_path, "KINSHIP.CSV", KINSHIP)
    assert isinstance(found, Choice)
    assert found.spec.id == "kinship"


def test_no_loader(tmp_path: Path) -> None:
    found = choose(tmp_path, "weather.csv", "station,rain\nA,3\n")
    assert isinstance(found, NoLoader)
    assert str(found.reason) == "no loader knows its name or its headers"


def test_half_known_headers_are_not_enough(tmp_path: Path) -> None:
    found = choose(tmp_path, "weather.csv", "name,person_id,a,b,c,d\nx,y,1,2,3,4\n")
    assert isinstance(found, NoLoader)
    assert str(found.reason).startswith("no loader fits; the nearest,")


def test_two_that_fit_ask(tmp_path: Path) -> None:
    twin = replace(LOADERS["kinship"], id="twin")
    with pytest.raises(BadFile, match=r"fits 2 loaders equally well: kinship, twin\. Say which one with --loader NAME"):
        choose(tmp_path, "kinship.csv", KINSHIP, {"kinship": LOADERS["kinship"], "twin": twin})


def test_the_one_that_knows_more_wins(tmp_path: Path) -> None:
    less = replace(
        LOADERS["kinship"], id="less", columns={k: v for k, v in LOADERS["kinship"].columns.items() if k != "term"}
    )
    found = choose(tmp_path, "kinship.csv", KINSHIP, {"kinship": LOADERS["kinship"], "less": less})
    assert isinstance(found, Choice)
    assert found.spec.id == "kinship"
    assert str(found.why).endswith("it knows 4 of 4 headers, more than less")


def _open(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, "utf-8")
    recogniser = Recogniser(LOADERS)
    found = look(path, recogniser.known)
    choice = recogniser.choose(found)
    assert isinstance(choice, Choice)
    open_table(found, recogniser.names[choice.spec.id])


def test_a_title_above_the_header(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="Row 2 looks like the header: delete the rows above it, or set `header_row: 2`"):
        _open(tmp_path, "kinship.csv", "亲属关系登记表,,,\n" + KINSHIP)


def test_two_header_rows(tmp_path: Path) -> None:
    text = KINSHIP.replace("\n", "\na_id,b_id,type,term\n", 1)
    with pytest.raises(BadFile, match=r"has a second header: row 2 holds column names \(a_id, b_id, type, term\)"):
        _open(tmp_path, "kinship.csv", text)


def test_header_row_of_the_loader(tmp_path: Path) -> None:
    below = replace(LOADERS["kinship"], header_row=2)
    found = choose(tmp_path, "kinship.csv", "亲属关系登记表,,,\n" + KINSHIP, {"kinship": below})
    assert isinstance(found, Choice)
