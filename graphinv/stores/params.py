"""The parameters of a query as both engines bind them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from graphinv.errors import QueryFailed
from graphinv.stores.base import Params


def bound(given: Params | None, wanted: Collection[str]) -> dict[str, Any]:
    """Those that the query reads. Raises QueryFailed if one of them is not given."""
    values = given or {}
    if missing := sorted(set(wanted) - set(values)):
        raise QueryFailed(
            "The query needs the parameter ${missing}.", hint="Give --param {missing}=VALUE.", missing=missing[0]
        )
    return {name: value for name, value in values.items() if name in wanted}
