"""Labels for machines: verifiable credentials, their proofs, their status, and the keys behind them."""
