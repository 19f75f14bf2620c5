"""Mails: an outbox, digests and quiet hours."""
