"""Small genealogies, invented, and what a load makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ocds.loaded import Loaded, load

HEAD = "0 HEAD\n1 SOUR EXAMPLE\n1 FILE family.ged\n1 CHAR UTF-8\n"
FAMILY = f"""{HEAD}0 @I1@ INDI
1 NAME Alpha /Example/
1 SEX M
1 FAMS @F1@
0 @I2@ INDI
1 NAME Beta /Example/
1 SEX F
1 FAMS @F1@
0 @I3@ INDI
1 NAME Gamma /Example/
1 FAMC @F1@
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
1 CHIL @I3@
0 TRLR
"""


def loaded(folder: Path, content: str | bytes, name: str = "family.ged") -> Loaded:
    """This one file in a workspace of its own."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load(folder / "state", [path])


def parents(found: Loaded) -> set[tuple[Any, ...]]:
    """(child, parent, term) without the name of the file."""
    rows = found.rows(
        "SELECT split_part(c.id, '/', 2), split_part(p.id, '/', 2), f.term FROM e_FAMILY__Person__Person f "
        "JOIN n_Person c ON c.nid = f.src JOIN n_Person p ON p.nid = f.dst WHERE f.type = 'parent'"
    )
    return set(rows)


def names(found: Loaded) -> dict[str, str]:
    return dict(found.rows("SELECT split_part(id, '/', 2), name FROM n_Person"))


def rejects(found: Loaded) -> list[tuple[int, str]]:
    """Line and the beginning of the reason of each line that was left out, each once."""
    return sorted({(int(row), reason.split(":")[0]) for _, row, _, _, reason, *_ in found.store.rejects()})
