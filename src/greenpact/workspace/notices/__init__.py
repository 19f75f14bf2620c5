"""What mails somebody wants, and when."""
