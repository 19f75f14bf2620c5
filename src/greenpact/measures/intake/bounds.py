"""How much a delivery may bring, and how it is cut."""

from datetime import timedelta

MOST_BYTES = 100_000_000
PIECE_BYTES = 1_000_000
SMALL_BYTES = 400_000  # what is read while its sender waits
SMALL_AMOUNT = 5_000  # readings that are taken in while their sender waits

BATCH = 20_000  # readings that are laid down in one transaction
MOST_SERIES = 300
KEPT_OF_A_DOUBT = 100  # findings of one kind that are shown; all are counted
MOST_WAITING = 20  # deliveries of one city that are not over

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 5
KEPT_FOR = timedelta(days=30)
