"""The inbox of ideas: answering, deciding, merging."""
