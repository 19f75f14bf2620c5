"""Keeping the register: what a city says of itself, and its organisations."""
