"""Taking organisations and deals in from sheets: reading, understanding, planning, carrying out."""
