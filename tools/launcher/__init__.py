"""What stands behind `./greenpact`: makes the environment and starts everything, by the standard library."""
