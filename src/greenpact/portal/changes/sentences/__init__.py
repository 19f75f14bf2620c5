"""What the public reads when something happened, by area."""
