"""Patterns of deals: clauses with blanks to fill in and a catalogue to choose from, delivered or a city's own."""
