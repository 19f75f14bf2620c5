"""A worker for the drill: it does nothing but take the steps of the answer clock, as of the moment it is given."""

import django

if __name__ == "__main__":
    django.setup()

    import sys
    from datetime import datetime

    from greenpact.ideas.reminding import remind

    at = datetime.fromisoformat(sys.argv[1])
    while True:
        remind(at)
