"""Stable ids: minted from the fewest stable fields, so that a reload or a renamed file changes none of them.

A person's id is a keyed hash, because an identity-card number must never show; all other nodes keep their public key.
Each function here has a twin in SQL (`mapping/keys.py`), since millions of ids are minted there; a test compares them.
"""

from __future__ import annotations

import hashlib

KEY_BYTES = 32
HEX_DIGITS = 32


def payload(*parts: str) -> bytes:
    """The parts with their lengths before them, so that ("a", "bc") and ("ab", "c") differ."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def mint(kind: str, *parts: str, key: bytes = b"") -> str:
    """`kind-<32 hex digits>`; order matters and parts cannot run into each other. `key` makes it a keyed hash."""
    digest = hashlib.blake2b(payload(kind, *parts), key=key, digest_size=16)
    return f"{kind}-{digest.hexdigest()}"


def person_text(how: str, *parts: str) -> str:
    """The text under a person's keyed hash: how the person is known, then the fields, each as `<bytes>:<text>`.

    ("id_no", number) with a valid number; ("person_id", key); ("record", table, row key, column, name) for a person
    known only from one record.
    """
    return "".join(f"{len(part.encode())}:{part}" for part in (how, *parts))


def keyed_hash(key: bytes, text: str) -> str:
    """32 hex digits of sha256(K || text), where K is the key in hex: what SQL can do as well.

    Half of the digest is cut off, so that nobody can extend it without the key.
    """
    return hashlib.sha256((key.hex() + text).encode()).hexdigest()[:HEX_DIGITS]


def person_gid(key: bytes, how: str, *parts: str) -> str:
    """The gid of a person, `person-<32 hex digits>`, under the workspace's key."""
    return f"person-{keyed_hash(key, person_text(how, *parts))}"


def public_gid(label: str, key: str) -> str:
    """The gid of any other node: its label and its public key, readable."""
    return f"{label.lower()}-{key}"


def pseudonym(gid: str) -> str:
    """What stands for a person's id wherever names are not shown: `P-` and 16 hex digits of the keyed hash."""
    return f"P-{gid.removeprefix('person-')[:16]}"
