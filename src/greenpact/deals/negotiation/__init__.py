"""Negotiating a deal: changes that enter when all whom they concern consent, and the checks before signing."""
