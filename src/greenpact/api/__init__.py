"""The machine door: the versioned read interface."""
