"""The staff door: where signed-in people keep the register."""
