"""Changes: the public journal as a stream of events."""
