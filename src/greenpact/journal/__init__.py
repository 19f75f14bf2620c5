"""What happened: chained entries that everything else reads and nothing changes."""
