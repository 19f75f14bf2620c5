"""The duty calendar: what is due, late and answered, for a person and for an office."""
