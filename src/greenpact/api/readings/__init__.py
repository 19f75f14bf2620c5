"""Readings of an organisation, sent and asked for by its machines."""
