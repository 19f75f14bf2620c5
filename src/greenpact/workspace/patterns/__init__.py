"""Patterns of deals in the workspace: choosing one, filling it in, keeping the city's own."""
