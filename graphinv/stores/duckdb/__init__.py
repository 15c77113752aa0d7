"""The embedded store: one DuckDB file per version of the graph."""
