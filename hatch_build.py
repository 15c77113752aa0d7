"""Build hook: the wheel carries loaders, queries and reports below graphinv/_builtin; an editable install reads them
from the checkout, where graphinv/content/roots.py finds them."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("loaders", "queries", "reports")


class ContentHook(BuildHookInterface):
    """Adds the content folders to standard wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            build_data["force_include"].update({name: f"graphinv/_builtin/{name}" for name in CONTENT})
