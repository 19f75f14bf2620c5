"""Imprint, privacy and accessibility, of a city and of the network."""
