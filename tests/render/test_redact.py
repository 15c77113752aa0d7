"""Masks, pseudonyms and the search for what they must hide."""

from __future__ import annotations

import json
from html import escape

import pytest

from graphinv.render.redact import (
    Mode,
    Redactor,
    contains_secret,
    distinguish,
    letters,
    mask_account,
    mask_email,
    mask_id_no,
    mask_name,
    mask_phone,
)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王建国", "王**"),
        ("王伟", "王**"),
        ("王", "王**"),
        ("欧阳修远", "欧**"),
        ("阿依古丽·买买提", "阿**"),
        ("Jane Doe", "J*** D**"),
        ("Élodie Du Pont", "É***** D* P***"),
        ("", ""),
        ("\u202e王建国", "王**"),
        ("\x0b", "**"),
        ("<script>alert(1)</script>", "<************"),
        ("x" * 10_000, "x************"),
        ("Иван Петров", "И**"),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_numbers() -> None:
    assert mask_id_no("110101199001018888") == "1101**********8888"
    assert mask_id_no("11010119900101888X") == "1101**********888X"
    assert mask_id_no("110101900101888") == "1101*******1888"
    assert mask_id_no("12345") == "*****"
    assert mask_phone("13800002207") == "138****2207"
    assert mask_phone("+86 138-0000-2207") == "138****2207"
    assert mask_phone("0571-88880000") == "0571****0000"
    assert mask_phone("88880000") == "****0000"
    assert mask_phone("110") == "***"
    assert mask_account("6222020000001234") == "6222****1234"
    assert mask_email("someone@example.org") == "s***@example.org"


PEOPLE = {"P1": "王建国", "P2": "李秀英", "P3": "王建国", "P4": "Ann Lee", "P5": "李秀"}


def test_mask_mode() -> None:
    hide = Redactor(Mode.MASK, PEOPLE)
    shown = [hide.name(key) for key in ("P1", "P2", "P3", "P4", "nobody")]
    assert shown == ["王**①", "李**①", "王**②", "A** L**", "**"]
    text = "王建国(110101199001018888, 13800002207)与李秀英、Ann Lee，不是 Joann Leeds；a@b.cn"
    assert hide.text(text) == "王**(1101**********8888, 138****2207)与李**①、A** L**，不是 Joann Leeds；a***@b.cn"
    assert hide.cells({"姓名": "李秀英", "编号": "U-019"}) == {"姓名": "李**①", "编号": "U-019"}
    assert contains_secret(hide.text(text), ["王建国", "李秀英", "110101199001018888", "13800002207"]) == []


def test_pseudonym_mode_is_stable_and_keeps_people_apart() -> None:
    hide = Redactor(Mode.PSEUDONYM, PEOPLE)
    assert [hide.name(key) for key in PEOPLE] == ["人员A", "人员B", "人员C", "人员D", "人员E"]
    assert hide.text("李秀英") == "人员B"
    assert Redactor(Mode.PSEUDONYM, PEOPLE, word="Person ").name("P2") == "Person B"


def test_named_mode_still_never_prints_an_identity_card_number() -> None:
    hide = Redactor(Mode.NAMED, PEOPLE)
    assert hide.name("P1") == "王建国"
    assert hide.text("王建国 110101199001018888 13800002207") == "王建国 1101**********8888 13800002207"


def test_credit_codes_and_long_numbers_are_left_alone() -> None:
    hide = Redactor(Mode.MASK, {})
    for text in ("91330100MA00000072", "HT-2021-017", "1285000.00", "A110101199001018888B"):
        assert hide.text(text) == text


def test_letters() -> None:
    assert [letters(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_distinguish() -> None:
    many = {str(index): "王**" for index in range(12)}
    assert distinguish(many)["9"] == "王**⑩"
    assert distinguish(many)["10"] == "王**(11)"
    assert distinguish({"a": "王**", "b": "李**"}) == {"a": "王**", "b": "李**"}


def test_secrets_are_found_however_they_are_written() -> None:
    secret = '王"建<国'
    for text in (secret, escape(secret), json.dumps(secret), json.dumps(secret, ensure_ascii=False)):
        assert contains_secret(f"x{text}y", [secret, "李四"]) == [secret]
    assert contains_secret("王**", ["王建国", ""]) == []
