"""The page behind the link of a check-in: for whoever answers for a measure, without an account."""
