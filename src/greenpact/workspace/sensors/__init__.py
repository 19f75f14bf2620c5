"""Meters that report by themselves: connecting their sources, and saying what their values become."""
