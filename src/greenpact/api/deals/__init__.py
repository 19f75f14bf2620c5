"""Deals, with everything that was agreed."""
