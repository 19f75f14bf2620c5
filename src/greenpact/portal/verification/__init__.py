"""Verifying a PDF or bundle that somebody holds."""
