"""The formats of a report: each a pure function of its snapshot and a language."""
