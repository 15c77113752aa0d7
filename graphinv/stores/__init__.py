"""Graph stores: the embedded one now, others behind the same protocol."""
