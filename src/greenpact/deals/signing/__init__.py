"""Signing deals: freezing a version, collecting signatures on three routes, sealing, and what may follow."""
