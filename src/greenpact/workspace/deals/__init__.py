"""The deal editor: a page for every part of a deal."""
