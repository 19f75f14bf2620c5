"""The pages on which files of readings come in."""
