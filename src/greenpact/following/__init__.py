"""What goes out by mail to whoever follows something, without an account."""
