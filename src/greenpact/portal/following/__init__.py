"""Following something: by mail without an account, and by feeds."""
