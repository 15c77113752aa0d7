"""Shortest paths between two entities and what surrounds one: the same questions on every engine."""
