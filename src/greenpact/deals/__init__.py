"""What is agreed: deals, their parties, clauses and versions."""
