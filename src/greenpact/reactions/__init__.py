"""One table: when this is recorded, then do that."""
