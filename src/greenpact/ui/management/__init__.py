"""Commands of the ui app."""
