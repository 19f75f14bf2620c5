"""A city's own pages: its home, its fields of work, the SDGs, and how to take part."""
