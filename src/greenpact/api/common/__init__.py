"""What answers of several kinds have in common: shapes, links, lists."""
