"""The compiler's SQL against SQL written by hand for the same rules: the same answers, and how many times slower."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graphinv.content.catalogue import Catalogue
from graphinv.content.param_spec import bind
from graphinv.content.rule_spec import RuleSpec
from graphinv.cypher import compile_query
from graphinv.stores.duckdb.store import DuckStore

SQL = Path(__file__).parent / "sql"
RUNS = 5


def compared(store: DuckStore, catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """Per rule: seconds of both (the best of some alternating runs), how many are found, whether they are the same."""
    return {path.stem: _compare(store, catalogue.rule(path.stem), path.read_text("utf-8")) for path in _written()}


def _written() -> list[Path]:
    return sorted(SQL.glob("*.sql"))


def _compare(store: DuckStore, rule: RuleSpec, by_hand: str) -> dict[str, Any]:
    compiled = compile_query(rule.cypher, mode="possible")
    bound = bind(rule.params, None)
    wanted = ", ".join(f'"{name}"' for name in rule.identity)
    # Both hand their whole answer over to the engine: a rule returns its evidence too.
    texts = {"compiled": compiled.sql, "by_hand": by_hand}
    runs: dict[str, Callable[[], Any]] = {
        name: lambda text=text: store.con.execute(
            f"SELECT count(*) FROM (SELECT * FROM ({text}) OFFSET 0)", _of(bound, text)
        ).fetchall()
        for name, text in texts.items()
    }
    seconds = {name: min(_timed(run) for _ in range(RUNS)) for name, run in runs.items()}
    answers = {
        name: {
            tuple(row)
            for row in store.con.execute(f"SELECT DISTINCT {wanted} FROM ({text})", _of(bound, text)).fetchall()
        }
        for name, text in texts.items()
    }
    same = answers["compiled"] == answers["by_hand"]
    return {**seconds, "found": len(answers["compiled"]), "by hand": len(answers["by_hand"]), "same": same}


def _of(bound: dict[str, Any], text: str) -> dict[str, Any]:
    """Only the parameters that the text names: surplus ones are refused."""
    return {name: value for name, value in bound.items() if re.search(rf"\${name}\b", text)}


def _timed(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
