"""Writing something by a form: what the deal editor and the register have in common."""
