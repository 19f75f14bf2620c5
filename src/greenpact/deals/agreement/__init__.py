"""The text of an agreement, generated from a deal's document: as values, as a page, as PDF and as a Word file."""
