"""Assessing and keeping labels."""
