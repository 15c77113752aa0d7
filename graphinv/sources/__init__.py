"""Input files: what they are, which loader fits them, and their cells as text with file, sheet and row."""
