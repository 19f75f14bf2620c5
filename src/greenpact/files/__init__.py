"""Files that somebody sends or the platform makes: taken by content, bounded, kept in rows."""
