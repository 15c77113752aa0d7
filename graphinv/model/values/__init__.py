"""Value types of the data contract in plain Python: the reference for the vectorised SQL of staging."""

from graphinv.model.values.reasons import BadValue, Reason

__all__ = ["BadValue", "Reason"]
