"""The negotiation room of a deal."""
