"""An invented county with planted schemes: data to try the product on, and to check it against a known answer."""

from graphinv.demo.county import write_county
from graphinv.demo.truth import NearMiss, Positive, RuleTruth, Truth, read_truth

__all__ = ["NearMiss", "Positive", "RuleTruth", "Truth", "read_truth", "write_county"]
