"""A worker for the drill: what it follows is one verb, upon which it posts a notice; then it sends what is due."""

import django

if __name__ == "__main__":
    django.setup()

    from datetime import datetime

    from django.utils import timezone

    from greenpact.cities.models import City
    from greenpact.journal.models import Entry
    from greenpact.notices.posting import Letter, post_to_address
    from greenpact.notices.rules import Kind
    from greenpact.notices.sending import send_due
    from greenpact.reactions.carrying_out import react

    def tell(entry: Entry, at: datetime) -> None:
        """One notice for each entry, under a key of its own each time: done twice, it would be seen."""
        post_to_address(
            f"{entry.subject_ref}@example.org",
            language="en",
            kind=Kind.SIGNATURE,
            write=lambda: Letter(entry.subject, ("Signed.",)),
            key=f"{entry.subject}:{timezone.now().timestamp()}",
            city=City.objects.get(chain=entry.chain_id),
            at=at,
        )

    while True:
        react(timezone.now(), {"deal.said": tell})
        send_due(timezone.now())
