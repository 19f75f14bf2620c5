"""Open data: everything public as tables, each defined once for its files and its description."""
