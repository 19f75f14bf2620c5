"""The public door: pages anyone may read."""
