"""Clauses, and the measures that carry commitments out."""
