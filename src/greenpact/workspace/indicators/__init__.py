"""Indicators of a deal in the workspace: what is counted, and what was read off."""
