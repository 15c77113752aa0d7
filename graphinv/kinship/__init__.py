"""Chinese kin words in both directions: read into chains of steps, related to each other, printed in zh and en."""

from graphinv.kinship.ask import Question, ask, joint_words
from graphinv.kinship.circle import Standing, reduced, standing
from graphinv.kinship.codes import coded
from graphinv.kinship.english import english
from graphinv.kinship.formal import formal
from graphinv.kinship.names import names, spelt, synonyms
from graphinv.kinship.read import Reading, Sense, read
from graphinv.kinship.relate import back, between, paths
from graphinv.kinship.sentence import ask_sentence
from graphinv.kinship.way import Known, Shape, Stop, said, term

__all__ = [
    "Known",
    "Question",
    "Reading",
    "Sense",
    "Shape",
    "Standing",
    "Stop",
    "ask",
    "ask_sentence",
    "back",
    "between",
    "coded",
    "english",
    "formal",
    "joint_words",
    "names",
    "paths",
    "read",
    "reduced",
    "said",
    "spelt",
    "standing",
    "synonyms",
    "term",
]
