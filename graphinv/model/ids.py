"""Stable ids: minted from the fewest stable fields, so that a reload or a renamed file changes none of them.

A person's id is a keyed hash, because an identity-card number must never show; all other nodes keep their public key.
"""

from __future__ import annotations

import hashlib

KEY_BYTES = 32


def payload(*parts: str) -> bytes:
    """The parts with their lengths before them, so that ("a", "bc") and ("ab", "c") differ."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def mint(kind: str, *parts: str, key: bytes = b"") -> str:
    """`kind-<32 hex digits>`; order matters and parts cannot run into each other. `key` makes it a keyed hash."""
    digest = hashlib.blake2b(payload(kind, *parts), key=key, digest_size=16)
    return f"{kind}-{digest.hexdigest()}"


def person_text(how: str, *parts: str) -> str:
    """The text under a person's keyed hash: how the person is known, then the fields (vectorised twin in the store)."""
    return "\x1f".join((how, *parts))


def pseudonym(gid: str) -> str:
    """What stands for a person's id wherever names are not shown: `P-` and 16 hex digits of the keyed hash."""
    return f"P-{gid.removeprefix('person-')[:16]}"
