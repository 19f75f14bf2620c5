"""The pages of parties: everybody's list, and each one's own."""
