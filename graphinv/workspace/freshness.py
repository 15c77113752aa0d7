"""Whether the data behind a sweep is there and recent enough: what is missing or stale, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graphinv.message import Bilingual, Message, msg
from graphinv.sweep import NOT_EVALUABLE
from graphinv.workspace.sweeping import sweeps

if TYPE_CHECKING:
    from graphinv.workspace.space import Workspace


def stale(workspace: Workspace) -> list[Message]:
    """What the last sweep lacked: tables the settings require, what rules had before, filings that are too old."""
    return [*_required(workspace), *_lost(workspace), *_old(workspace)]


def _required(workspace: Workspace) -> Iterator[Message]:
    """`data.required` of the settings: each of these tables must hold rows."""
    loaded = workspace.store.loaded()
    for table in workspace.config.required:
        if table not in loaded:
            yield msg("The table {table} is not loaded.", table=table)
        elif not loaded[table]:
            yield msg("The table {table} is empty.", table=table)


def _lost(workspace: Workspace) -> Iterator[Message]:
    """Rules that the sweep before could judge, and the last one could not for want of data."""
    *_, before, last = [None, None, *sweeps(workspace)]
    if before is None or last is None:
        return
    judged = {entry["rule"] for entry in before.result["rules"] if entry["result"] != NOT_EVALUABLE}
    for entry in last.result["rules"]:
        rule = workspace.catalogue.rules.get(entry["rule"])
        if rule and rule.in_force(last.as_of) and entry["rule"] in judged and entry["result"] == NOT_EVALUABLE:
            yield msg(
                "{code} could be judged before and cannot now: {reason}", code=entry["code"], reason=_reason(entry)
            )


def _reason(entry: Mapping[str, Any]) -> Message:
    """A reason that the sweep recorded in both languages."""
    texts = entry["reason_texts"] or {}
    return Bilingual(texts.get("en", ""), zh=texts.get("zh", ""))


def _old(workspace: Workspace) -> Iterator[Message]:
    """Tables whose last filing speaks of a day that lies more than `data.max_age_days` before the sweep's."""
    limit, done = workspace.config.max_age_days, sweeps(workspace)
    if not limit or not done:
        return
    for table, day in workspace.store.filed().items():
        days = (done[-1].as_of - day).days
        if days > limit:
            said = "{table} was last filed as of {day}, {days} days before the sweep; at most {limit} are allowed."
            yield msg(said, table=table, day=day, days=days, limit=limit)
