"""What changed: journal entries in words, on pages and in feeds."""
