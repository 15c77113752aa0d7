"""A graph on a Neo4j server: published from the workspace's own graph, and asked by the same rules."""
