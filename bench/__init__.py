"""Measurements: how fast the pages are beside floors of the same machine, and how large."""
