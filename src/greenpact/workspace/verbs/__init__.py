"""What members of a city read when something happened, by area."""
