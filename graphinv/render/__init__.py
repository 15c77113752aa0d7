"""Turns leads and graphs into what people read: HTML reports, the exploratory graph, tables and files.

Nothing here reads the store or the ledger; callers hand over plain, already redacted data (`view`). Import the
modules directly: the graph page pulls in pyvis, the tables pull in rich.
"""
