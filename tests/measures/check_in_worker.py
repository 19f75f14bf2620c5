"""A worker for the drill: it asks, reminds, follows the journal and sends, as of the moment it is given."""

import django

if __name__ == "__main__":
    django.setup()

    import sys
    from datetime import datetime

    from greenpact.measures.asking import ask_due, remind_due
    from greenpact.notices.sending import send_due
    from greenpact.reactions.carrying_out import react

    at = datetime.fromisoformat(sys.argv[1])
    while True:
        for work in (ask_due, remind_due, react, send_due):
            work(at)
