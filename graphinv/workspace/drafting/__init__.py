"""A first loader for an unknown export: every guess is marked with its reason, no cell of a person is written down."""

from graphinv.workspace.drafting.draft import Draft, Wish, draft_file

__all__ = ["Draft", "Wish", "draft_file"]
