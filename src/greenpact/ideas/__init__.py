"""Ideas: submitting, answering, deciding."""
