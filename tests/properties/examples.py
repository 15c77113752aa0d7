"""How many examples the property tests try: 300 in every run, more by hand.

`GRAPHINV_FUZZ_EXAMPLES=10000 pytest -n 0 tests/properties/test_any_file.py tests/properties/test_any_folder.py` takes
an hour; the same with `tests/cypher/test_naive.py` tries as many queries, and `python -m tests.engines.hunt 0 5000`
20,000 on a real Neo4j.
"""

from __future__ import annotations

import os

EXAMPLES = int(os.environ.get("GRAPHINV_FUZZ_EXAMPLES", "300"))
