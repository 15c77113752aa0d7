"""Pattern counts on the social networks, as text and numbers: what every engine must answer, matching trails."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """A query with its one number on each scale."""

    text: str
    sfexample: int
    sf0_003: int

    def on(self, scale: str) -> int:
        """The number on this scale."""
        return {"sfexample": self.sfexample, "sf0.003": self.sf0_003}[scale]


_LIVES = "MATCH ({0})-[:IS_LOCATED_IN]->(:City)-[:IS_PART_OF]->(k:Country)"
_TRIANGLE = "(x:Person)-[:KNOWS]-(y:Person)-[:KNOWS]-(z:Person)-[:KNOWS]-(x)"
_IN_ONE_COUNTRY = (
    "(x)-[:IS_LOCATED_IN]->(:City)-[:IS_PART_OF]->(k:Country), "
    "(y)-[:IS_LOCATED_IN]->(:City)-[:IS_PART_OF]->(k), (z)-[:IS_LOCATED_IN]->(:City)-[:IS_PART_OF]->(k)"
)
_REPLIES = "MATCH (s:Tag)<-[:HAS_TAG]-(:Comment|Post)<-[:REPLY_OF]-(r:Comment)-[:HAS_TAG]->(t:Tag) WHERE s <> t"
_INTERESTS = "MATCH (a:Person)-[:KNOWS]-(:Person)-[:KNOWS]-(c:Person)-[:HAS_INTEREST]->(:Tag)"
_TAGGED = "MATCH (m:Comment|Post)-[:HAS_TAG]->(:Tag) MATCH (m)-[:HAS_CREATOR]->(:Person)"

NINE = {
    "q1 a chain of eight": Counted(
        "MATCH (:Country)<-[:IS_PART_OF]-(:City)<-[:IS_LOCATED_IN]-(:Person)<-[:HAS_MEMBER]-(:Forum)"
        "-[:CONTAINER_OF]->(:Post)<-[:REPLY_OF]-(:Comment)-[:HAS_TAG]->(:Tag)-[:HAS_TYPE]->(:TagClass) "
        "RETURN count(*)",
        8,
        20_608,
    ),
    "q2 a comment on an acquaintance's post": Counted(
        "MATCH (a:Person)-[:KNOWS]-(b:Person) "
        "MATCH (a)<-[:HAS_CREATOR]-(:Comment)-[:REPLY_OF]->(:Post)-[:HAS_CREATOR]->(b) RETURN count(*)",
        3,
        281,
    ),
    "q3 three acquaintances of one country": Counted(
        f"MATCH {_TRIANGLE} {_LIVES.format('x')} {_LIVES.format('y')} {_LIVES.format('z')} RETURN count(*)", 6, 0
    ),
    "q4 a star": Counted(
        f"{_TAGGED} MATCH (m)<-[:LIKES]-(:Person) MATCH (m)<-[:REPLY_OF]-(:Comment) RETURN count(*)", 8, 3_047
    ),
    "q5 a reply with another tag": Counted(f"{_REPLIES} RETURN count(*)", 3, 4_973),
    "q6 interests two steps away": Counted(f"{_INTERESTS} WHERE a <> c RETURN count(*)", 8, 33_201),
    "q7 a star with optional arms": Counted(
        f"{_TAGGED} OPTIONAL MATCH (m)<-[:LIKES]-(l:Person) OPTIONAL MATCH (m)<-[:REPLY_OF]-(r:Comment) "
        "RETURN count(*)",
        11,
        7_188,
    ),
    "q8 a reply without the tag": Counted(
        f"{_REPLIES} AND NOT EXISTS {{ (r)-[:HAS_TAG]->(s) }} RETURN count(*)", 2, 2_436
    ),
    "q9 interests of strangers": Counted(
        f"{_INTERESTS} WHERE a <> c AND NOT EXISTS {{ (a)-[:KNOWS]-(c) }} RETURN count(*)", 4, 23_669
    ),
}
"""The nine counts of the benchmark; they are the same for trails and for walks."""

TRAILS = {
    "q6 without its inequality": Counted(f"{_INTERESTS} RETURN count(*)", 8, 33_201),
    "q3 in one MATCH": Counted(f"MATCH {_TRIANGLE}, {_IN_ONE_COUNTRY} RETURN count(*)", 0, 0),
    "two steps of KNOWS": Counted("MATCH (:Person)-[:KNOWS*2]-(:Person) RETURN count(*)", 20, 1_296),
    "three steps of KNOWS": Counted("MATCH (:Person)-[:KNOWS*3]-(:Person) RETURN count(*)", 32, 7_546),
    "four steps of KNOWS": Counted("MATCH (:Person)-[:KNOWS*4]-(:Person) RETURN count(*)", 36, 44_108),
    "one to four steps of KNOWS": Counted(
        "MATCH (:Person)-[:KNOWS*1..4]-(:Person) RETURN count(*)", 12 + 20 + 32 + 36, 176 + 1_296 + 7_546 + 44_108
    ),
    "two steps, written out": Counted(
        "MATCH (:Person)-[:KNOWS]-(:Person)-[:KNOWS]-(:Person) RETURN count(*)", 20, 1_296
    ),
    "triangles": Counted(f"MATCH {_TRIANGLE} RETURN count(*)", 12, 324),
    "triangles, each once": Counted(f"MATCH {_TRIANGLE} WHERE x.gid < y.gid AND y.gid < z.gid RETURN count(*)", 2, 54),
}
"""Counts that are greater where a relationship may be used twice in one MATCH."""

COUNTS = NINE | TRAILS
