"""The demo: the real programme, an invented city for trials, and three people who sign in."""
