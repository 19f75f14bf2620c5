"""Cities: what each says of itself."""
