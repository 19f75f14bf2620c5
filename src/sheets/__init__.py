"""Tables that people keep by hand: opened within bounds, and nothing of them lost."""
