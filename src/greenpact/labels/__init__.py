"""Labels: the scheme, awarding, suspending, withdrawing."""
