"""Handing in an idea, and following it at its private link."""
