"""Parties: organisations with a public deal."""
