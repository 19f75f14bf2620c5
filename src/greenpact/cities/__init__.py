"""Where it happens: cities with their offices, fields, districts, targets and figures."""
