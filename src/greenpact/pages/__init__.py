"""What makes an answer a public page: the state it was made from, and keeping it for exactly that state."""
