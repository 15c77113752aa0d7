"""Checked and expanded trees into SQL, always as sqlglot expressions."""
