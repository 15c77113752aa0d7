"""The kin words of derived ways: 岳父, father-in-law; worked out once for all ways of one shape.

A shape is a pattern with the sexes of all persons on the way and, for the few pairs where a word depends on it, who of
the two is older. Who is on a way twice, or named by no row, stays of unknown sex.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graphinv.derive.kin_patterns import ROWS, START, UNNAMED, Pattern, Stop, Stops, told
from graphinv.kinship import Shape, coded, said
from graphinv.kinship.steps import FEMALE, MALE, Sex
from graphinv.kinship.way import LANGS

if TYPE_CHECKING:
    import duckdb

_JOINT = {"zh": "的", "en": "'s "}
_SEXES: dict[str, Sex] = {"m": MALE, "f": FEMALE}
_RISE = {"parent": 1, "child": -1}

_PAIRS = """
CREATE OR REPLACE TEMP TABLE kin_pairs AS
SELECT unnest($1) AS pattern, unnest($2::BIGINT[][][]) AS pairs
"""

_PERSONS = """
CREATE OR REPLACE TEMP TABLE kin_person AS
SELECT nid, CASE sex WHEN 'male' THEN 'm' WHEN 'female' THEN 'f' ELSE '-' END AS sex, born_on AS born,
    born_on_last AS born_last
FROM n_Person WHERE nid IN (SELECT x FROM kin_step)
"""

# Numbers of persons count from the start, which is 0; places in lists count from 1.
_PLACES = range(ROWS + 1)
_SHAPES = f"""
CREATE OR REPLACE TEMP TABLE kin_shape AS
WITH known AS (
    SELECT b.eid, b.pattern, {" || ".join(f"coalesce(p{n}.sex, '')" for n in _PLACES)} AS sexes,
        [{", ".join(f"p{n}.born" for n in _PLACES)}] AS born,
        [{", ".join(f"p{n}.born_last" for n in _PLACES)}] AS born_last
    FROM kin_best AS b JOIN kin_person AS p0 ON p0.nid = b.src
    {" ".join(f"LEFT JOIN kin_person AS p{n} ON p{n}.nid = b.stops[{n}]" for n in _PLACES[1:])}
)
SELECT eid, pattern, sexes, array_to_string(list_transform(pairs, lambda p: CASE
    WHEN born_last[p[1] + 1] < born[p[2] + 1] THEN '<' WHEN born_last[p[2] + 1] < born[p[1] + 1] THEN '>' ELSE '-' END
), '') AS ages
FROM known JOIN kin_pairs USING (pattern)
"""

_WORDS = """
CREATE OR REPLACE TEMP TABLE kin_word AS
SELECT unnest($1) AS pattern, unnest($2::VARCHAR[]) AS sexes, unnest($3::VARCHAR[]) AS ages,
    unnest($4::VARCHAR[]) AS zh, unnest($5::VARCHAR[]) AS en
"""


def tell(con: duckdb.DuckDBPyConnection, patterns: Sequence[Pattern]) -> None:
    """Fill `kin_shape` with the shape of each way of `kin_best`, and `kin_word` with the words of each shape."""
    pairs = [list(map(list, compared(pattern))) for pattern in patterns]
    con.execute(_PAIRS, [list(range(1, len(patterns) + 1)), pairs])
    con.execute(_PERSONS)
    con.execute(_SHAPES)
    con.execute("DROP TABLE kin_pairs")
    con.execute("DROP TABLE kin_person")
    shapes = con.execute("SELECT DISTINCT pattern, sexes, ages FROM kin_shape ORDER BY ALL").fetchall()
    rows = [(number, sexes, ages, *words(patterns[number - 1], sexes, ages)) for number, sexes, ages in shapes]
    con.execute(_WORDS, [list(column) for column in zip(*rows, strict=True)] or [[]] * 5)


def compared(pattern: Pattern) -> list[tuple[int, int]]:
    """Of whom a word may say who is older: brothers and sisters, cousins, a parent's and a spouse's siblings."""
    found: dict[tuple[int, int], None] = {}
    for start, part in _parts(pattern):
        stops = told(part)
        persons = [start, *(stop.person for stop in stops)]
        heights = _heights(stops)
        for place, (kind, person) in enumerate(stops, 1):
            if kind not in ("sibling", "child"):
                continue
            first = int(stops[0].kind == "spouse" and place > 1)
            peers = (persons[before] for before in range(first, place) if heights[before] == heights[place])
            sibling = persons[place - 1 : place] if kind == "sibling" else []
            for other in (*sibling, next(peers, UNNAMED)):
                if UNNAMED not in (person, other):
                    found[person, other] = None
    return list(found)


def _parts(pattern: Pattern) -> Iterator[tuple[int, Stops]]:
    """Each part of the way with whom it starts from."""
    start = START
    for part in pattern.parts:
        yield start, part
        start = part[-1].person


def _heights(stops: Sequence[Stop]) -> list[int]:
    """How many generations above the start each person stands, the start first."""
    heights = [0]
    for stop in stops:
        heights.append(heights[-1] + _RISE.get(stop.kind, 0))
    return heights


def words(pattern: Pattern, sexes: str, ages: str) -> tuple[str | None, ...]:
    """The words in each language; those of the type for closed ones, whose steps are not known.

    `sexes` has m, f or - for each person from the start on, `ages` has < (the first is older), > or - for each pair.
    """
    older = {
        pair if age == "<" else pair[::-1] for pair, age in zip(compared(pattern), ages, strict=True) if age != "-"
    }
    shapes = [_shape(start, part, sexes, older) for start, part in _parts(pattern)]
    return tuple(_JOINT[lang].join(said(one, lang) for one in shapes) or coded(pattern.term, lang) for lang in LANGS)


def _shape(start: int, part: Stops, sexes: str, older: set[tuple[int, int]]) -> Shape:
    persons = [start, *(stop.person for stop in part)]
    place = {person: number for number, person in enumerate(persons) if person != UNNAMED}
    known = tuple(None if person == UNNAMED else _SEXES.get(sexes[person]) for person in persons)
    pairs = frozenset((place[a], place[b]) for a, b in older if a in place and b in place)
    return Shape(tuple(stop.kind for stop in part), known, pairs)
