"""Loader and rule files: found, strictly parsed, and put into one catalogue."""
