"""Commands of the ui app: the look and the catalogues."""
