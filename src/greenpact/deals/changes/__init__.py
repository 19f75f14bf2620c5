"""What is negotiated, as values: terms, the changes to them, and when a change may enter."""
