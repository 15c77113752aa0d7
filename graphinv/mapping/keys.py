"""Ids minted in SQL: the twins of `model.ids`, and what a text must look like to be an id at all."""

from __future__ import annotations

from graphinv.mapping.sql import Connection, literal
from graphinv.model.ids import HEX_DIGITS
from graphinv.model.values.place import FILE

# An id_no by its shape alone; the birth date in it makes a chance hit on a bank account or a staff number unlikely.
_DAY = "(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
_ID_NO = f"[1-9][0-9]{{5}}{_DAY}[0-9]{{3}}[0-9X]"

_MACROS = {
    "m_place(file, row)": f"file::BIGINT * {FILE} + row",
    "m_net(x)": "strlen(x) || ':' || x",
    "m_hash(x)": f"left(sha256({{key}} || x), {HEX_DIGITS})",
    "m_plain(x)": f"left(sha256(x), {HEX_DIGITS})",
    # Keyed, because a row's key may hold an id_no and eids stand in reports.
    # The same number as md5_number_lower(…) >> 1, which takes four times as long.
    "m_eid(x)": "(md5_number({key} || x) >> 65)::BIGINT",
    # For `which`, a constant, the hash is computed once; key and row key together fit one block of md5.
    "m_eid_of(which, x)": "(md5_number(concat(left(sha256({key} || which), 16), x)) >> 65)::BIGINT",
    "m_pseudonym(gid)": "'P-' || substr(gid, strlen('person-') + 1, 16)",
    "m_id_no_like(x)": f"regexp_full_match(x, '{_ID_NO}')",
    "m_holds_id_no(x)": f"regexp_matches(x, '{_ID_NO}')",
    "m_hidden(x)": f"CASE WHEN regexp_matches(x, '{_ID_NO}') THEN left(sha256({{key}} || x), {HEX_DIGITS}) ELSE x END",
    # Wider than m_id_no_like: a person's key of this shape (also passport:E1234567) is never shown, even if it is only
    # a mistyped number.
    "m_private(x)": "regexp_full_match(x, '[0-9]{15}|[0-9]{17}[0-9Xx]|[A-Za-z_]+:.+')",
    # Printable ASCII with a digit and no blank; anything else in an id column is a name.
    "m_key_like(x)": "regexp_full_match(x, '[!-~]*[0-9][!-~]*')",
    # Names are compared as written; only the two forms of brackets count as one.
    "m_name(x)": "replace(replace(x, '（', '('), '）', ')')",
}


def define(con: Connection, key: bytes) -> None:
    """Make the macros on this connection; `key` is the workspace's secret."""
    for head, body in _MACROS.items():
        con.execute(f"CREATE OR REPLACE TEMP MACRO {head} AS {body.replace('{key}', literal(key.hex()))}")


def net(*parts: str) -> str:
    """SQL for the parts (SQL expressions), each with its length in bytes before it."""
    return " || ".join(f"m_net({part})" for part in parts)


def person_gid(how: str, *parts: str) -> str:
    """SQL for the gid of a person known by these parts (SQL expressions); twin of `ids.person_gid`."""
    return f"('person-' || m_hash({net(literal(how), *parts)}))"


def public_gid(label: str, key: str) -> str:
    """SQL for the gid of any other node, from the SQL of its key; a key that is an id_no is hashed."""
    prefix = literal(f"{label.lower()}-")
    if label not in ("Company", "Unit"):
        return f"({prefix} || {key})"
    return f"({prefix} || CASE WHEN m_id_no_like({key}) THEN m_hash({net(literal('id_no'), key)}) ELSE {key} END)"


def public_id(label: str, key: str) -> str:
    """SQL for the exported id of a node that is no person."""
    if label not in ("Company", "Unit"):
        return key
    hidden = f"'P-' || left(m_hash({net(literal('id_no'), key)}), 16)"
    return f"CASE WHEN m_id_no_like({key}) THEN {hidden} ELSE {key} END"


def person_id(key: str, gid: str = "gid") -> str:
    """SQL for the exported id of a person: its key, or the pseudonym where the key has the shape of an id_no."""
    return f"CASE WHEN {key} IS NULL OR m_private({key}) THEN m_pseudonym({gid}) ELSE {key} END"


def eid(edge_type: str, table: str, row_key: str, which: str) -> str:
    """SQL for an edge's stable number: 63 bits of md5 over type, table, row key and the edge's place in the loader."""
    return f"m_eid_of({literal(chr(31).join((edge_type, table, which)))}, {row_key})"
