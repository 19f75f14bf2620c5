"""Signing a deal: mandates, routes, sealing, amending, ending."""
