"""Greenpact: the open platform on which a city runs its Local Green Deals."""

__version__ = "0.1.0"
