"""Labels: what cities confirm of deals, and where it can be checked."""
